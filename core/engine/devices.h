// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <string>
#include <vector>

#include "core/engine/engine.h"

namespace attune::engine {

/// The processor first, then GPUs; one that torch cannot use says why. `cudaProblem` is what the loader met when it opened CUDA's
/// libraries, empty when they are open or not wanted. No GPU is opened for it; where its driver does not say what is free, all is.
std::vector<DeviceInfo> listDevices(const std::string& cudaProblem = {});

/// What "auto", "cpu" or "cuda:N" means here. Errors: engine.no-device.
Result<at::Device> chooseDevice(const std::string& id);

/// The same, described, with the bytes that are free on it now; a GPU is opened for that. Errors: engine.no-device.
Result<DeviceInfo> describeDevice(const std::string& id);

/// What "auto", "fp32" or "bf16" means on a device: automatic takes bfloat16 on a GPU, float32 on the CPU.
at::ScalarType choosePrecision(const std::string& id, const at::Device& device);

}  // namespace attune::engine
