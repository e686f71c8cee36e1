// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <c10/core/Device.h>

#include <cstdint>

namespace attune::engine {

/// Bytes in use now: the process's resident set on the CPU, what torch's allocator has handed out on a GPU.
std::uint64_t memoryInUse(const c10::Device& device);
/// The largest memoryInUse since resetPeakMemory, or since the start of the process where the system cannot reset it.
std::uint64_t peakMemory(const c10::Device& device);
void resetPeakMemory(const c10::Device& device);

}  // namespace attune::engine
