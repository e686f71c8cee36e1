// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/weight_reader.h"

#include <ATen/ops/empty.h>

namespace attune::engine {
namespace {

std::optional<at::ScalarType> directType(DType dtype) {
  switch (dtype) {
    case DType::F32: return at::kFloat;
    case DType::F16: return at::kHalf;
    case DType::BF16: return at::kBFloat16;
    default: return std::nullopt;
  }
}

}  // namespace

WeightReader::WeightReader(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype, ProgressSink progress)
    : m_checkpoint(checkpoint), m_device(device), m_dtype(dtype), m_progress(std::move(progress)) {}

Result<at::Tensor> WeightReader::load(const TensorInfo& info) const {
  const auto direct = directType(info.dtype);
  auto tensor = at::empty(info.shape, at::TensorOptions(direct.value_or(at::kFloat)));
  if (direct) {
    ATTUNE_TRY_VOID(m_checkpoint.tensors->readBytes(info.name, {static_cast<std::byte*>(tensor.data_ptr()), tensor.nbytes()}));
  } else {
    ATTUNE_TRY_VOID(m_checkpoint.tensors->readFloat32(
        info.name, std::span<float>(tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel()))));
  }
  return tensor.to(m_device, m_dtype);
}

at::Tensor WeightReader::readIfThere(const std::string& name, const std::vector<std::int64_t>& shape) {
  return m_checkpoint.tensors->find(name) ? read(name, shape) : at::Tensor();
}

at::Tensor WeightReader::read(const std::string& name, const std::vector<std::int64_t>& shape) {
  if (m_error) return {};
  const auto* info = m_checkpoint.tensors->find(name);
  if (!info) {
    m_error = Error{"weights.tensor-missing", ATTUNE_TEXT("The model “{0}” lacks the tensor “{1}”."),
                    {m_checkpoint.path.string(), name}, {}, ATTUNE_TEXT("Fetch the model again.")};
    return {};
  }
  if (info->shape != shape) {
    m_error = Error{"weights.shape", ATTUNE_TEXT("The tensor “{0}” is {1} where the config asks for {2}."),
                    {name, shapeText(info->shape), shapeText(shape)}, {}, ATTUNE_TEXT("Fetch the model again.")};
    return {};
  }
  auto tensor = load(*info);
  if (!tensor) {
    m_error = tensor.error();
    return {};
  }
  ++m_done;
  if (m_progress) {
    const auto all = static_cast<double>(m_checkpoint.tensors->tensors().size());
    m_progress({std::min(1.0, static_cast<double>(m_done) / all), ATTUNE_TEXT("Loading the model"), -1});
  }
  return *tensor;
}

}  // namespace attune::engine
