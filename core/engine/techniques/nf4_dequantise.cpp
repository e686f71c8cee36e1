// SPDX-License-Identifier: GPL-3.0-or-later
// Values out of 4 bits in three ways that agree bit for bit: a kernel on NVIDIA's cards, loops on the processor, and ATen's operators
// anywhere.
#include <ATen/ATen.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/kernels/nf4_kernel.h"
#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/passing_rows.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/nf4.h"

namespace attune::engine {
namespace {

// Both tables on a device. Brought there once: each transfer would wait until all work of the card is done.
struct Tables {
  at::Tensor values, map;
};

const Tables& tablesOn(at::Device device) {
  static std::mutex mutex;
  static auto& all = *new std::unordered_map<at::Device, Tables>;  // never destroyed: torch's own state may be gone when the process ends
  const std::lock_guard lock(mutex);
  Tables& tables = all[device];
  if (!tables.map.defined()) tables = {at::tensor(at::ArrayRef<float>(nf4Values())).to(device), at::tensor(dynamicMap()).to(device)};
  return tables;
}

// The reference: the formula as tensors of all values.
at::Tensor byOperators(const Nf4Tensor& tensor, at::ScalarType dtype) {
  const std::int64_t count = c10::multiply_integers(tensor.shape);
  const Tables& tables = tablesOn(tensor.packed.device());
  const at::Tensor indices = at::stack({tensor.packed.bitwise_right_shift(4), tensor.packed.bitwise_and(15)}, 1).view({-1}).narrow(0, 0, count);
  const at::Tensor scales = nf4Scales(tensor);
  return (tables.values.index_select(0, indices.to(at::kInt)) * scales.repeat_interleave(kNf4BlockSize).narrow(0, 0, count)).view(tensor.shape).to(dtype);
}

template <class T>
void fill(const Nf4Tensor& tensor, const RowKernels<T>& kernels, T* out, std::int64_t count) {
  const auto& values = nf4Values();
  const float* map = dynamicMap().data();
  const std::uint8_t *packed = numbers<std::uint8_t>(tensor.packed), *indices = numbers<std::uint8_t>(tensor.scaleIndices);
  const float *nested = numbers<float>(tensor.scaleScales), offset = *numbers<float>(tensor.scaleOffset);
  at::parallel_for(0, tensor.scaleIndices.numel(), 256, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t block = begin; block < end; ++block) {
      const float product = map[indices[block]] * nested[block / kNf4NestedSize];
      const float scale = product + offset;
      std::array<float, 16> scaled;
      for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] = values[i] * scale;
      const std::int64_t first = block * kNf4BlockSize;
      kernels.lookUp(packed + first / 2, scaled.data(), out + first, std::min<std::int64_t>(kNf4BlockSize, count - first));
    }
  });
}

at::Tensor byLoops(const Nf4Tensor& tensor, at::ScalarType dtype) {
  const std::int64_t count = c10::multiply_integers(tensor.shape);
  const at::Tensor result = passingRows(tensor.shape, at::TensorOptions(dtype == at::kBFloat16 ? at::kBFloat16 : at::kFloat));
  withRowKernels(result, [&](const auto& kernels, auto element) { fill(tensor, kernels, numbers<decltype(element)>(result), count); });
  return result.to(dtype);
}

// The kernel for a dtype and how many blocks of threads write `count` values; no name where there is none.
struct Nf4Kernel {
  const char* name = nullptr;
  std::int64_t blocks = 0;
};

Nf4Kernel kernelFor(at::ScalarType dtype, std::int64_t count) {
  if (dtype == at::kFloat) return {"attuneNf4Float", nf4Blocks<float>(count)};
  if (dtype == at::kBFloat16) return {"attuneNf4BFloat16", nf4Blocks<at::BFloat16>(count)};
  if (dtype == at::kHalf) return {"attuneNf4Half", nf4Blocks<at::Half>(count)};
  return {};
}

// In one launch on the card; undefined where the kernel is not there or does not take this tensor.
at::Tensor byKernel(const Nf4Tensor& tensor, at::ScalarType dtype) {
  const at::Device device = tensor.packed.device();
  const std::int64_t count = c10::multiply_integers(tensor.shape);
  const Nf4Kernel kernel = kernelFor(dtype, count);
  const bool aligned = reinterpret_cast<std::uintptr_t>(tensor.packed.const_data_ptr()) % 4 == 0;
  if (!device.is_cuda() || !kernel.name || count == 0 || !aligned || !cudaKernels().problem().empty()) return {};
  Nf4Weight weight{.packed = tensor.packed.const_data_ptr<std::uint8_t>(),
                   .scaleIndices = tensor.scaleIndices.const_data_ptr<std::uint8_t>(),
                   .scaleScales = tensor.scaleScales.const_data_ptr<float>(),
                   .scaleOffset = tensor.scaleOffset.const_data_ptr<float>(),
                   .count = count};
  std::ranges::copy(nf4Values(), weight.values);
  std::ranges::copy(dynamicMap(), weight.map);
  const at::Tensor result = at::empty(tensor.shape, tensor.packed.options().dtype(dtype));
  void* out = result.data_ptr();
  std::array<void*, 2> parameters{&weight, &out};
  const auto* guard = c10::impl::getDeviceGuardImpl(device.type());
  void* stream = guard->getStreamNativeHandle(guard->getStream(device));
  return cudaKernels().launch(kernel.name, device.index(), stream, kernel.blocks, kNf4Threads, parameters.data()) ? result : at::Tensor();
}

}  // namespace

at::Tensor nf4Scales(const Nf4Tensor& tensor) {
  const at::Tensor nested = tensor.scaleScales.repeat_interleave(kNf4NestedSize).narrow(0, 0, tensor.scaleIndices.numel());
  return tablesOn(tensor.packed.device()).map.index_select(0, tensor.scaleIndices.to(at::kInt)) * nested + tensor.scaleOffset;
}

at::Tensor dequantiseNf4(const Nf4Tensor& tensor, at::ScalarType dtype) {
  const at::NoGradGuard noGradients;
  if (computeSettings().fusedNf4) {
    if (tensor.packed.is_cpu()) return byLoops(tensor, dtype);
    if (at::Tensor made = byKernel(tensor, dtype); made.defined()) return made;
  }
  return byOperators(tensor, dtype);
}

}  // namespace attune::engine
