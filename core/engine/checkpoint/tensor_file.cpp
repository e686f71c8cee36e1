// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkpoint/tensor_file.h"

#include <ATen/ATen.h>

namespace attune::engine {
namespace {

struct TypePair {
  at::ScalarType torch;
  DType stored;
};
constexpr TypePair kTypes[] = {{at::kFloat, DType::F32},     {at::kDouble, DType::F64}, {at::kBFloat16, DType::BF16},
                               {at::kHalf, DType::F16},      {at::kLong, DType::I64},   {at::kInt, DType::I32},
                               {at::kByte, DType::U8},       {at::kChar, DType::I8}};

std::optional<DType> storedType(at::ScalarType type) {
  for (const TypePair& pair : kTypes) {
    if (pair.torch == type) return pair.stored;
  }
  return std::nullopt;
}

std::optional<at::ScalarType> torchType(DType type) {
  for (const TypePair& pair : kTypes) {
    if (pair.stored == type) return pair.torch;
  }
  return std::nullopt;
}

std::span<std::byte> bytesOf(const at::Tensor& tensor) {
  return {static_cast<std::byte*>(tensor.data_ptr()), tensor.nbytes()};
}

}  // namespace

Result<void> writeTensorFile(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors) {
  std::vector<TensorInfo> infos;
  for (const NamedTensor& item : tensors) {
    const auto type = storedType(item.tensor.scalar_type());
    if (!type) {
      return fail("weights.write", ATTUNE_TEXT("“{0}” cannot be stored: its number format has no name in safetensors."),
                  {item.name});
    }
    TensorInfo info;
    info.name = item.name;
    info.dtype = *type;
    info.shape = item.tensor.sizes().vec();
    infos.push_back(std::move(info));
  }
  ATTUNE_TRY(auto writer, SafetensorsWriter::create(path, std::move(infos)));
  for (const NamedTensor& item : tensors) {
    const at::Tensor onCpu = item.tensor.detach().to(at::kCPU).contiguous();
    ATTUNE_TRY_VOID(writer.write(item.name, bytesOf(onCpu)));
  }
  return writer.finish();
}

Result<void> readTensorInto(const TensorSource& source, const std::string& name, const at::Tensor& target) {
  const TensorInfo* info = source.find(name);
  if (info == nullptr) {
    return fail("weights.tensor-missing", ATTUNE_TEXT("The tensor “{0}” is missing."), {name});
  }
  if (at::IntArrayRef(info->shape) != target.sizes()) {
    return fail("weights.shape", ATTUNE_TEXT("The tensor “{0}” has the shape {1} instead of {2}."),
                {name, shapeText(info->shape), shapeText(target.sizes().vec())});
  }
  const at::NoGradGuard noGradients;
  const auto type = torchType(info->dtype);
  if (type && *type == target.scalar_type() && target.is_cpu() && target.is_contiguous()) {
    return source.readBytes(name, bytesOf(target));
  }
  if (type) {
    const at::Tensor stored = at::empty(info->shape, at::TensorOptions(*type));
    ATTUNE_TRY_VOID(source.readBytes(name, bytesOf(stored)));
    target.copy_(stored);
    return {};
  }
  const at::Tensor decoded = at::empty(info->shape, at::TensorOptions(at::kFloat));
  ATTUNE_TRY_VOID(source.readFloat32(name, std::span(decoded.data_ptr<float>(), static_cast<std::size_t>(decoded.numel()))));
  target.copy_(decoded);
  return {};
}

Result<at::Tensor> readTensorFloat32(const TensorSource& source, const std::string& name) {
  const TensorInfo* info = source.find(name);
  if (info == nullptr) {
    return fail("weights.tensor-missing", ATTUNE_TEXT("The tensor “{0}” is missing."), {name});
  }
  at::Tensor target = at::empty(info->shape, at::TensorOptions(at::kFloat));
  ATTUNE_TRY_VOID(readTensorInto(source, name, target));
  return target;
}

}  // namespace attune::engine
