// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/weights/safetensors.h"

namespace attune::engine {

/// A tensor and the name it is stored under.
struct NamedTensor {
  std::string name;
  at::Tensor tensor;
};

/// Writes tensors as they are into one .safetensors file. Errors: file.write, weights.write.
Result<void> writeTensorFile(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors);

/// Reads a stored tensor into `target`, converting to its dtype and device. Errors: weights.tensor-missing, weights.shape
/// when the shapes differ, file.read, weights.dtype.
Result<void> readTensorInto(const TensorSource& source, const std::string& name, const at::Tensor& target);

/// A stored tensor as float32 on the CPU, whatever it is stored as. Errors: those of readTensorInto.
Result<at::Tensor> readTensorFloat32(const TensorSource& source, const std::string& name);

}  // namespace attune::engine
