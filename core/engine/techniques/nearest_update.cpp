// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/nearest_update.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace attune::engine {
namespace {

struct Factors {
  Tensor left, values, right;  // [out, r], [r], [r, in]
};

// The largest r singular values by subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4 and 5.1).
Factors largestSingularValues(const Tensor& weight, std::int64_t rank, at::Generator& random) {
  constexpr int iterations = 8;
  const std::int64_t width = std::min(rank + 10, std::min(weight.size(0), weight.size(1)));
  Tensor basis = at::empty({weight.size(1), width}, at::TensorOptions(at::kFloat)).normal_(0, 1, random);
  basis = std::get<0>(at::linalg_qr(at::mm(weight, basis)));
  for (int i = 0; i < iterations; ++i) {
    basis = std::get<0>(at::linalg_qr(at::mm(weight.t(), basis)));
    basis = std::get<0>(at::linalg_qr(at::mm(weight, basis)));
  }
  const auto [left, values, right] = at::linalg_svd(at::mm(basis.t(), weight), /*full_matrices=*/false);
  return {at::mm(basis, left).narrow(1, 0, rank), values.narrow(0, 0, rank), right.narrow(0, 0, rank)};
}

}  // namespace

LoraTensors nearestUpdate(const Tensor& matrix, std::int64_t rank, double scale, at::Generator& random) {
  const std::int64_t used = std::min(rank, std::min(matrix.size(0), matrix.size(1)));
  const Factors factors = largestSingularValues(matrix, used, random);
  const Tensor roots = (factors.values / scale).sqrt();
  LoraTensors tensors;
  tensors.a = at::zeros({rank, matrix.size(1)}, at::TensorOptions(at::kFloat));
  tensors.b = at::zeros({matrix.size(0), rank}, at::TensorOptions(at::kFloat));
  tensors.a.narrow(0, 0, used).copy_(roots.unsqueeze(1) * factors.right);
  tensors.b.narrow(1, 0, used).copy_(factors.left * roots.unsqueeze(0));
  return tensors;
}

}  // namespace attune::engine
