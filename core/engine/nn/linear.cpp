// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {

Tensor matmulTransposed(const Tensor& a, const Tensor& b) { return at::mm(a, b.t()); }
Tensor matmul(const Tensor& a, const Tensor& b) { return at::mm(a, b); }
Tensor matmulOfTransposed(const Tensor& a, const Tensor& b) { return at::mm(a.t(), b); }

Tensor applyLinear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const auto result = at::mm(x, weight.to(x.scalar_type()).t());
  return bias.defined() ? result + bias.to(x.scalar_type()) : result;
}

Tensor loraLinear(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale) {
  const auto inner = at::mm(x, a.to(x.scalar_type()).t());
  return applyLinear(x, weight, bias) + at::mm(inner, b.to(x.scalar_type()).t()) * scale;
}

Tensor embed(const Tensor& ids, const Tensor& table, at::ScalarType dtype) { return at::embedding(table, ids).to(dtype); }

Tensor DenseLinear::forward(const Tensor& x) { return applyLinear(x, m_weight, m_bias); }

void DenseLinear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  visitor(prefix + ".weight", m_weight);
  if (m_bias.defined()) visitor(prefix + ".bias", m_bias);
}

}  // namespace attune::engine
