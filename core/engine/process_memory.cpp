// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process_memory.h"

#include <c10/core/CachingDeviceAllocator.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace attune::engine {
namespace {

c10::CachingDeviceAllocator::DeviceStats gpuStats(const c10::Device& device) {
  return c10::getDeviceAllocator(device.type())->getDeviceStats(device.index() < 0 ? 0 : device.index());
}

constexpr auto kAggregate = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);

// A line of /proc/self/status such as "VmHWM:    1234 kB".
std::uint64_t statusBytes(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(key)) return std::stoull(line.substr(key.size())) * 1024;
  }
  return 0;
}

}  // namespace

std::uint64_t memoryInUse(const c10::Device& device) {
  if (!device.is_cpu()) return static_cast<std::uint64_t>(gpuStats(device).allocated_bytes[kAggregate].current);
  return statusBytes("VmRSS:");
}

std::uint64_t peakMemory(const c10::Device& device) {
  if (!device.is_cpu()) return static_cast<std::uint64_t>(gpuStats(device).allocated_bytes[kAggregate].peak);
  return statusBytes("VmHWM:");
}

void resetPeakMemory(const c10::Device& device) {
  if (!device.is_cpu()) {
    c10::getDeviceAllocator(device.type())->resetPeakStats(device.index() < 0 ? 0 : device.index());
    return;
  }
  std::ofstream("/proc/self/clear_refs") << "5";  // Linux: the peak counts from now on
}

}  // namespace attune::engine
