// SPDX-License-Identifier: GPL-3.0-or-later
// How tensors meet the row kernels of kernels/.
#pragma once
#include <torch/types.h>

#include <ATen/Parallel.h>

#include <algorithm>

#include "core/engine/kernels/cpu_kernels.h"

namespace attune::engine {

/// Whether the row kernels take this tensor: on the CPU, float32 or bfloat16.
inline bool kernelsTake(const at::Tensor& x) {
  return x.device().is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16);
}

/// The numbers of a tensor as the kernels' element type.
template <class T>
T* numbers(const at::Tensor& x) {
  return static_cast<T*>(x.data_ptr());
}

/// Calls body(kernels, element) with the row kernels of x's dtype; `element` is only there for its type.
template <class Body>
void withRowKernels(const at::Tensor& x, const Body& body) {
  if (x.scalar_type() == at::kFloat) {
    body(cpuKernels().f32, float());
  } else {
    body(cpuKernels().bf16, Bf16());
  }
}

/// Calls body(begin, end) for parts of `rows` rows on all threads; rows of few elements stay on one.
template <class Body>
void parallelRows(std::int64_t rows, std::int64_t columns, const Body& body) {
  const auto grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, columns));
  at::parallel_for(0, rows, grain, body);
}

}  // namespace attune::engine
