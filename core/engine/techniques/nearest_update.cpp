// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/nearest_update.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

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

Tensor inputFactor(const Tensor& inputs, double damping) {
  constexpr int attempts = 4;  // each with ten times the damping
  const Tensor x = inputs.reshape({-1, inputs.size(-1)}).to(at::kCPU, at::kDouble);
  Tensor moment = at::mm(x.t(), x).div_(static_cast<double>(x.size(0)));
  const double mean = moment.diagonal().mean().item<double>();
  if (!std::isfinite(mean)) return {};
  if (mean == 0) return at::eye(moment.size(0), moment.options());
  for (int i = 0; i < attempts; ++i, damping *= 10) {
    moment.diagonal().add_(damping * mean);
    const auto [factor, info] = at::linalg_cholesky_ex(moment);
    if (info.item<std::int64_t>() == 0) return factor;
  }
  return {};
}

LoraTensors nearestUpdateForInputs(const Tensor& matrix, const Tensor& factor, std::int64_t rank, double scale, at::Generator& random) {
  const Tensor seen = at::mm(matrix.to(at::kDouble), factor).to(at::kFloat);
  LoraTensors tensors = nearestUpdate(seen, rank, scale, random);
  // X L = A, then B and X exchange their parts: B = Q₁R₁ and Xᵀ = Q₂R₂ leave the small R₁R₂ᵀ to be taken apart.
  const Tensor right = at::linalg_solve_triangular(factor, tensors.a.to(at::kDouble), /*upper=*/false, /*left=*/false);
  const auto [leftBasis, leftRest] = at::linalg_qr(tensors.b.to(at::kDouble));
  const auto [rightBasis, rightRest] = at::linalg_qr(right.t());
  const auto [u, values, v] = at::linalg_svd(at::mm(leftRest, rightRest.t()), /*full_matrices=*/false);
  const Tensor roots = values.sqrt();
  const std::int64_t kept = values.size(0);
  tensors.b.zero_().narrow(1, 0, kept).copy_(at::mm(leftBasis, u * roots));
  tensors.a.zero_().narrow(0, 0, kept).copy_(at::mm(rightBasis, (roots.unsqueeze(1) * v).t()).t());
  return tensors;
}

}  // namespace attune::engine
