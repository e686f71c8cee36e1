// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/devices.h"

#include <ATen/ATen.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "core/base/free_memory.h"
#include "core/engine/kernels/cuda_driver.h"

namespace attune::engine {
namespace {

// The value after "KEY…:" in a file of such lines.
std::string lineValue(const char* file, const std::string& key) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const auto colon = line.find(':');
    if (!line.starts_with(key) || colon == std::string::npos) continue;
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    return begin == std::string::npos ? "" : line.substr(begin);
  }
  return "";
}

std::uint64_t memoryLine(const std::string& key) {
  const auto text = lineValue("/proc/meminfo", key);
  return text.empty() ? 0 : std::strtoull(text.c_str(), nullptr, 10) * 1024;
}

DeviceInfo processor() {
  DeviceInfo info;
  info.id = "cpu";
  info.name = lineValue("/proc/cpuinfo", "model name");
  if (info.name.empty()) info.name = "CPU";
  info.totalBytes = memoryLine("MemTotal");
  info.freeBytes = freeMemory();
  const auto flags = " " + lineValue("/proc/cpuinfo", "flags") + " ";
  info.fastBf16 = flags.find(" avx512_bf16 ") != std::string::npos || flags.find(" amx_bf16 ") != std::string::npos;
  return info;
}

// The driver's own interface, found at run time: the program is not linked with CUDA.
struct CudaDriver {
  int (*init)(unsigned) = nullptr;
  int (*version)(int*) = nullptr;
  int (*count)(int*) = nullptr;
  int (*get)(int*, int) = nullptr;
  int (*name)(char*, int, int) = nullptr;
  int (*totalBytes)(std::size_t*, int) = nullptr;
  int (*attribute)(int*, int, int) = nullptr;
  int (*busId)(char*, int, int) = nullptr;

  static CudaDriver open() {
    CudaDriver driver;
    void* library = openCudaDriver();
    if (!library) return driver;
    findIn(library, driver.init, "cuInit");
    findIn(library, driver.version, "cuDriverGetVersion");
    findIn(library, driver.count, "cuDeviceGetCount");
    findIn(library, driver.get, "cuDeviceGet");
    findIn(library, driver.name, "cuDeviceGetName");
    findIn(library, driver.totalBytes, "cuDeviceTotalMem_v2");
    findIn(library, driver.attribute, "cuDeviceGetAttribute");
    findIn(library, driver.busId, "cuDeviceGetPCIBusId");
    return driver;
  }
  bool works() const { return init && version && count && get && name && totalBytes && attribute && busId && init(0) == 0; }
};

// What no program has of a card's memory, by NVML. The driver itself tells it only to a program that has opened the card, which takes
// hundreds of MiB of it.
std::optional<std::uint64_t> freeOnCard(const char* busId) {
  struct Memory {
    unsigned long long total, free, used;  // nvmlMemory_t
  };
  int (*init)() = nullptr;
  int (*find)(const char*, void**) = nullptr;
  int (*memory)(void*, Memory*) = nullptr;
  void* library = openCudaManagement();
  if (!library) return std::nullopt;
  findIn(library, init, "nvmlInit_v2");
  findIn(library, find, "nvmlDeviceGetHandleByPciBusId_v2");
  findIn(library, memory, "nvmlDeviceGetMemoryInfo");
  void* card = nullptr;
  Memory bytes{};
  const bool known = init && find && memory && init() == 0 && find(busId, &card) == 0 && memory(card, &bytes) == 0;
  return known ? std::optional<std::uint64_t>(bytes.free) : std::nullopt;
}

DeviceInfo gpu(const CudaDriver& driver, bool known, int number) {
  constexpr int kMajorComputeCapability = 75;
  DeviceInfo info;
  info.id = "cuda:" + std::to_string(number);
  info.name = "GPU " + std::to_string(number);
  int device = 0;
  if (!known || driver.get(&device, number) != 0) return info;
  std::array<char, 256> name{};
  if (driver.name(name.data(), static_cast<int>(name.size()) - 1, device) == 0) info.name = name.data();
  std::size_t bytes = 0;
  if (driver.totalBytes(&bytes, device) == 0) info.totalBytes = info.freeBytes = bytes;
  std::array<char, 64> busId{};
  if (driver.busId(busId.data(), static_cast<int>(busId.size()), device) == 0)
    info.freeBytes = std::min(info.totalBytes, freeOnCard(busId.data()).value_or(info.totalBytes));
  int major = 0;
  if (driver.attribute(&major, kMajorComputeCapability, device) == 0) info.fastBf16 = major >= 8;
  return info;
}

Error unusable(const CudaDriver& driver, bool known, const std::string& cudaProblem) {
  if (!known) {
    return {"engine.gpu-driver", ATTUNE_TEXT("The graphics card is not used: its driver does not work."), {}, cudaProblem,
            ATTUNE_TEXT("Install the driver of the card's maker, and start the computer again.")};
  }
  if (!cudaProblem.empty()) {
    return {"engine.gpu-libraries", ATTUNE_TEXT("The graphics card is not used: the libraries of CUDA could not be opened."), {}, cudaProblem,
            ATTUNE_TEXT("Run the set-up again (packaging/run.sh): it fetches them where there is a graphics card.")};
  }
  int version = 0;
  driver.version(&version);
  return {"engine.gpu-driver", ATTUNE_TEXT("The graphics card is not used: its driver offers CUDA {0}, which is too old for libtorch."),
          {std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10)}, {}, ATTUNE_TEXT("Install a newer driver.")};
}

int gpuCount() {
  return at::hasCUDA() ? static_cast<int>(c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount()) : 0;
}

}  // namespace

std::vector<DeviceInfo> listDevices(const std::string& cudaProblem) {
  std::vector<DeviceInfo> devices = {processor()};
  if (!at::hasCUDA() && cudaProblem.empty() && !std::filesystem::exists("/dev/nvidiactl")) return devices;
  const auto driver = CudaDriver::open();
  const bool known = driver.works();
  const int usable = gpuCount();
  int present = 0;
  if (known) driver.count(&present);
  if (!cudaProblem.empty()) present = std::max(present, 1);
  for (int i = 0; i < std::max(present, usable); ++i) {
    devices.push_back(gpu(driver, known, i));
    if (i >= usable) devices.back().problem = unusable(driver, known, cudaProblem);
  }
  return devices;
}

Result<at::Device> chooseDevice(const std::string& id) {
  const auto count = gpuCount();
  if (id == "cpu" || (id == "auto" && count == 0)) return at::Device(at::kCPU);
  if (id == "auto") return at::Device(at::kCUDA, 0);
  for (int i = 0; i < count; ++i) {
    if (id == "cuda:" + std::to_string(i) || (id == "cuda" && i == 0)) return at::Device(at::kCUDA, static_cast<at::DeviceIndex>(i));
  }
  return fail("engine.no-device", ATTUNE_TEXT("The device “{0}” is not there."), {id},
              ATTUNE_TEXT("Choose “auto” or “cpu”, or check the GPU's driver."));
}

Result<DeviceInfo> describeDevice(const std::string& id) {
  ATTUNE_TRY(const at::Device device, chooseDevice(id));
  if (device.is_cpu()) return processor();
  const auto driver = CudaDriver::open();
  DeviceInfo info = gpu(driver, driver.works(), device.index());
  auto* memory = c10::getDeviceAllocator(device.type());
  // What torch's allocator holds and has not given out is free for a run as well.
  constexpr auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
  const auto stats = memory->getDeviceStats(device.index());
  const auto held = stats.reserved_bytes[all].current - stats.allocated_bytes[all].current;
  info.freeBytes = memory->getMemoryInfo(device.index()).first + static_cast<std::uint64_t>(std::max<std::int64_t>(0, held));
  return info;
}

at::ScalarType choosePrecision(const std::string& id, const at::Device& device) {
  if (id == "bf16") return at::kBFloat16;
  return id == "auto" && device.is_cuda() ? at::kBFloat16 : at::kFloat;
}

}  // namespace attune::engine
