// SPDX-License-Identifier: GPL-3.0-or-later
// PiSSA (Meng et al. 2024, arXiv:2404.02948): s·B₀A₀ begins as the best approximation of rank r of W, and W − s·B₀A₀ is frozen.
// The base stays as it is; s·B₀A₀ is subtracted by a second, frozen update, so y = x Wᵀ + s·x (BA − B₀A₀)ᵀ.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"

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

LoraTensors pissaStart(const Linear& base, std::int64_t rank, double scale, at::Generator& random) {
  const Tensor weight = base.denseWeight().to(at::kCPU, at::kFloat);
  const std::int64_t used = std::min(rank, std::min(weight.size(0), weight.size(1)));
  const Factors factors = largestSingularValues(weight, used, random);
  const Tensor roots = (factors.values / scale).sqrt();
  LoraTensors tensors;
  // A rank above the layer's own is filled up with zeros.
  tensors.a = at::zeros({rank, weight.size(1)}, at::TensorOptions(at::kFloat));
  tensors.b = at::zeros({weight.size(0), rank}, at::TensorOptions(at::kFloat));
  tensors.a.narrow(0, 0, used).copy_(roots.unsqueeze(1) * factors.right);
  tensors.b.narrow(1, 0, used).copy_(factors.left * roots.unsqueeze(0));
  tensors.frozenA = tensors.a.clone();
  tensors.frozenB = tensors.b.neg();
  return tensors;
}

}  // namespace

Result<std::unique_ptr<Technique>> applyPissa(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.initialise = pissaStart;
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
