// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/lora_linear.h"

#include <ATen/ATen.h>

#include "core/engine/nn/layers.h"
#include "core/engine/nn/ops.h"
#include "core/engine/techniques/lora_ops.h"
#include "core/engine/techniques/nf4_linear.h"

namespace attune::engine {
namespace {

Tensor biasOf(Linear& layer) {
  if (auto* dense = dynamic_cast<DenseLinear*>(&layer)) return dense->bias();
  if (auto* transposed = dynamic_cast<TransposedLinear*>(&layer)) return transposed->bias();
  if (auto* quantised = dynamic_cast<Nf4Linear*>(&layer)) return quantised->bias();
  if (auto* lora = dynamic_cast<LoraLinear*>(&layer)) return biasOf(lora->base());
  return {};
}

bool isPlain(Linear& layer) {
  return dynamic_cast<DenseLinear*>(&layer) != nullptr || dynamic_cast<TransposedLinear*>(&layer) != nullptr;
}

}  // namespace

LoraLinear::LoraLinear(std::unique_ptr<Linear> base, LoraTensors tensors, double scale, double dropout, at::Generator generator)
    : m_base(std::move(base)), m_tensors(std::move(tensors)), m_scale(scale), m_dropout(dropout), m_generator(std::move(generator)) {}

Tensor LoraLinear::fullA() const {
  return m_tensors.frozenA.defined() ? at::cat({m_tensors.a, m_tensors.frozenA}, 0) : m_tensors.a;
}

Tensor LoraLinear::fullB() const {
  return m_tensors.frozenB.defined() ? at::cat({m_tensors.b, m_tensors.frozenB}, 1) : m_tensors.b;
}

Tensor LoraLinear::forward(const Tensor& x) {
  if (!m_enabled) return m_base->forward(x);
  Tensor mask;
  double keep = 1;
  if (m_training && m_dropout > 0) {
    keep = 1 - m_dropout;
    mask = at::empty(x.sizes(), x.options().dtype(at::kBool)).bernoulli_(keep, m_generator);
  }
  if (m_tensors.magnitude.defined()) return doraForward(x, mask, keep);
  if (auto* dense = dynamic_cast<DenseLinear*>(m_base.get()); dense != nullptr && !mask.defined()) {
    return loraLinear(x, dense->weight(), dense->bias(), fullA(), fullB(), m_scale);
  }
  if (auto* quantised = dynamic_cast<Nf4Linear*>(m_base.get()); quantised != nullptr && !mask.defined()) {
    return loraLinear(x, quantised->frozenWeight(), quantised->bias(), fullA(), fullB(), m_scale);
  }
  return m_base->forward(x) + loraDelta(x, fullA(), fullB(), m_scale, mask, keep);
}

Tensor LoraLinear::doraForward(const Tensor& x, const Tensor& mask, double keep) {
  Tensor length;
  {
    const at::NoGradGuard noGradients;
    length = at::linalg_vector_norm(updatedWeight(), 2, at::IntArrayRef{1});
  }
  const Tensor factor = (m_tensors.magnitude / length).to(x.scalar_type());
  const Tensor bias = biasOf(*m_base);
  const Tensor delta = loraDelta(x, fullA(), fullB(), m_scale, mask, keep);
  const Tensor base = m_base->forward(x);
  const Tensor plain = bias.defined() ? base - bias : base;
  if (!mask.defined()) {
    const Tensor scaled = (plain + delta) * factor;
    return bias.defined() ? scaled + bias : scaled;
  }
  // Only what DoRA adds to the base sees the dropout, as in PEFT.
  const Tensor dropped = m_base->forward((x * mask).div(keep));
  return base + (bias.defined() ? dropped - bias : dropped) * (factor - 1) + delta * factor;
}

Tensor LoraLinear::updatedWeight() const {
  return m_base->denseWeight().to(at::kFloat) + engine::matmul(fullB(), fullA()).mul_(m_scale);
}

Tensor LoraLinear::denseWeight() const {
  const at::NoGradGuard noGradients;
  const Tensor weight = m_base->denseWeight();
  if (!m_enabled) return weight;
  Tensor updated = updatedWeight();
  if (m_tensors.magnitude.defined()) {
    updated.mul_((m_tensors.magnitude / at::linalg_vector_norm(updated, 2, at::IntArrayRef{1})).unsqueeze(1));
  }
  return updated.to(weight.scalar_type());
}

std::optional<RowProduct> LoraLinear::rowProduct() const {
  const at::NoGradGuard noGradients;
  auto product = m_base->rowProduct();
  if (!product || !m_enabled) return product;
  const bool drops = m_training && m_dropout > 0;
  if (drops || product->factor.defined() || fullA().scalar_type() != at::kFloat || !fullA().is_cpu()) return std::nullopt;
  product->updates.push_back({fullA().contiguous(), fullB() * m_scale});
  if (m_tensors.magnitude.defined()) product->factor = m_tensors.magnitude / at::linalg_vector_norm(updatedWeight(), 2, at::IntArrayRef{1});
  return product;
}

void LoraLinear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  m_base->visit(prefix, visitor);
  visitor(prefix + ".lora_A.weight", m_tensors.a);
  visitor(prefix + ".lora_B.weight", m_tensors.b);
  if (m_tensors.magnitude.defined()) visitor(prefix + ".lora_magnitude_vector", m_tensors.magnitude);
  if (m_tensors.frozenA.defined()) visitor(prefix + ".frozen_A.weight", m_tensors.frozenA);
  if (m_tensors.frozenB.defined()) visitor(prefix + ".frozen_B.weight", m_tensors.frozenB);
}

std::unique_ptr<Linear> LoraLinear::merged() {
  const at::NoGradGuard noGradients;
  m_enabled = true;
  const Tensor weight = denseWeight();
  if (!isPlain(*m_base)) return std::make_unique<DenseLinear>(weight, biasOf(*m_base));
  // A plain layer gives a view of its own weight, which takes the new values in its own layout.
  m_base->denseWeight().copy_(weight);
  return std::move(m_base);
}

}  // namespace attune::engine
