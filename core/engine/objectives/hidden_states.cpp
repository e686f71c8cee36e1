// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/hidden_states.h"

#include <ATen/ATen.h>

namespace attune::engine {

at::Tensor stateDistances(const at::Tensor& states, const at::Tensor& wanted, const at::Tensor& projection) {
  const at::Tensor own = states.to(at::kFloat), target = wanted.to(at::kFloat);
  const at::Tensor moved = projection.defined() ? at::mm(own, projection.t()) : own;
  return (moved - target).square().sum(1) / target.square().sum(1).clamp_min(1e-12);
}

void ProjectionFit::add(const at::Tensor& states, const at::Tensor& wanted) {
  const at::Tensor own = states.to(at::kCPU, at::kDouble), target = wanted.to(at::kCPU, at::kDouble);
  const at::Tensor products = at::mm(own.t(), own), targets = at::mm(own.t(), target);
  m_products = m_products.defined() ? m_products + products : products;
  m_targets = m_targets.defined() ? m_targets + targets : targets;
}

at::Tensor ProjectionFit::projection() const {
  const double ridge = 1e-6 * m_products.diagonal().mean().item<double>() + 1e-12;
  const at::Tensor system = m_products + ridge * at::eye(m_products.size(0), m_products.options());
  return at::linalg_solve(system, m_targets).t().contiguous().to(at::kFloat);
}

}  // namespace attune::engine
