// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>

#include <cstdint>

namespace attune::engine::emulated {

/// Makes this process have one device "cuda:0" whose operators run on the processor (see test_gpu.h). Call once, before the first
/// use of CUDA by torch.
void installGpu();

/// The host's address of what lies at one of the device.
void* hostAddress(void* device);

/// The stream that this thread sends to, 0 being the default one, and how a launch names it.
std::int64_t currentStream();
void* streamHandle();

/// What tells a generator's state from others.
const void* stateOf(const at::Generator& generator);
/// Lets all that draw from it fail.
void spoilState(const at::Generator& generator);

/// How often the host read the device's memory so far, each of which waits for all work before it.
std::int64_t hostReads();

/// No more than `bytes` of device memory can be had at a time; 0: as much as there is.
void limitMemory(std::int64_t bytes);

}  // namespace attune::engine::emulated
