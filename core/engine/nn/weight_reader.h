// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/weights/checkpoint.h"

namespace attune::engine {

/// Reads a checkpoint's tensors onto a device in one dtype. The first error is kept and later reads give undefined
/// tensors, so that builders of models stay plain; they ask for error() at the end.
class WeightReader {
 public:
  WeightReader(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype, ProgressSink progress);
  /// The tensor of this name, which must have this shape.
  at::Tensor read(const std::string& name, const std::vector<std::int64_t>& shape);
  bool has(const std::string& name) const { return m_checkpoint.tensors->find(name) != nullptr; }
  /// The same, or an undefined tensor when the checkpoint has none of this name.
  at::Tensor readIfThere(const std::string& name, const std::vector<std::int64_t>& shape);
  const std::optional<Error>& error() const { return m_error; }
  const ModelConfig& config() const { return m_checkpoint.config; }
  at::TensorOptions options() const { return at::TensorOptions(m_dtype).device(m_device); }

 private:
  Result<at::Tensor> load(const TensorInfo& info) const;
  const Checkpoint& m_checkpoint;
  at::Device m_device;
  at::ScalarType m_dtype;
  ProgressSink m_progress;
  std::size_t m_done = 0;
  std::optional<Error> m_error;
};

}  // namespace attune::engine
