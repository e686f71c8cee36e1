// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/layers.h"

#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"

namespace attune::engine {

Tensor Norm::operator()(const Tensor& x) const {
  if (!weight.defined()) return x;
  if (rms) return rmsNorm(x, weight, eps, unitOffset);
  return layerNorm(x, weight, bias, eps);
}

void Norm::visit(const TensorVisitor& visitor) {
  if (!weight.defined()) return;
  visitor(name + ".weight", weight);
  if (bias.defined()) visitor(name + ".bias", bias);
}

Tensor TransposedLinear::forward(const Tensor& x) { return applyLinear(x, m_weight.t(), m_bias); }

void TransposedLinear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  visitor(prefix + ".weight", m_weight);
  if (m_bias.defined()) visitor(prefix + ".bias", m_bias);
}

Norm readNorm(WeightReader& reader, const std::string& name, std::int64_t size) {
  Norm norm;
  if (name.empty()) return norm;
  const auto& config = reader.config();
  norm.name = name;
  norm.eps = config.normEps;
  norm.rms = config.rmsNorm;
  norm.unitOffset = config.normUnitOffset;
  norm.weight = reader.read(name + ".weight", {size});
  if (!config.rmsNorm) norm.bias = reader.readIfThere(name + ".bias", {size});
  return norm;
}

namespace {

thread_local const ChangeWhileReading::Change* changeOfThread = nullptr;

}  // namespace

ChangeWhileReading::ChangeWhileReading(Change change) : m_change(std::move(change)) { changeOfThread = &m_change; }

ChangeWhileReading::~ChangeWhileReading() { changeOfThread = nullptr; }

NamedLinear readLinear(WeightReader& reader, const std::string& name, std::int64_t out, std::int64_t in, bool bias, bool transposed) {
  NamedLinear result;
  if (name.empty()) return result;
  result.name = name;
  auto weight = reader.read(name + ".weight", transposed ? std::vector{in, out} : std::vector{out, in});
  auto biasTensor = bias ? reader.read(name + ".bias", {out}) : Tensor();
  if (transposed) {
    result.layer = std::make_unique<TransposedLinear>(std::move(weight), std::move(biasTensor));
  } else {
    result.layer = std::make_unique<DenseLinear>(std::move(weight), std::move(biasTensor));
  }
  if (changeOfThread != nullptr && !reader.error()) result.layer = (*changeOfThread)(name, std::move(result.layer));
  return result;
}

}  // namespace attune::engine
