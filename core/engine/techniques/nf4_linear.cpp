// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/nf4_linear.h"

#include <ATen/ATen.h>

#include "core/engine/nn/layers.h"

namespace attune::engine {
namespace {

struct FrozenNf4 : FrozenWeight {
  explicit FrozenNf4(const Nf4Tensor& tensor) : weight(tensor) {}
  Tensor dense(at::ScalarType dtype) const override { return dequantiseNf4(weight, dtype); }
  Nf4Tensor weight;
};

}  // namespace

std::unique_ptr<Nf4Linear> Nf4Linear::from(Linear& layer) {
  auto quantised = std::make_unique<Nf4Linear>();
  const Tensor weight = layer.denseWeight();
  quantised->m_dtype = weight.scalar_type();
  quantised->m_weight = quantiseNf4(weight);
  if (auto* dense = dynamic_cast<DenseLinear*>(&layer)) quantised->m_bias = dense->bias();
  if (auto* transposed = dynamic_cast<TransposedLinear*>(&layer)) quantised->m_bias = transposed->bias();
  return quantised;
}

FrozenWeightPtr Nf4Linear::frozenWeight() const { return c10::make_intrusive<FrozenNf4>(m_weight); }

Tensor Nf4Linear::forward(const Tensor& x) { return frozenLinear(x, frozenWeight(), m_bias); }

std::optional<RowProduct> Nf4Linear::rowProduct() const {
  const at::NoGradGuard noGradients;
  if (!m_weight.packed.is_cpu()) return std::nullopt;
  auto weight = RowWeight::ofTable(m_weight.packed, nf4Scales(m_weight), nf4Values(), outFeatures(), inFeatures());
  if (!weight) return std::nullopt;
  return RowProduct{*std::move(weight), m_bias.defined() ? m_bias.detach().to(at::kFloat).contiguous() : Tensor(), {}, {}};
}

void Nf4Linear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  visitor(prefix + ".weight.nf4", m_weight.packed);
  visitor(prefix + ".weight.scale_indices", m_weight.scaleIndices);
  visitor(prefix + ".weight.scale_scales", m_weight.scaleScales);
  visitor(prefix + ".weight.scale_offset", m_weight.scaleOffset);
  if (m_bias.defined()) visitor(prefix + ".bias", m_bias);
}

Json nf4BaseJson() {
  Json json = Json::object();
  json["quantisation"] = "nf4";
  json["block"] = 64;
  json["double_quantisation_block"] = 256;
  json["layers"] = "all-linear";
  return json;
}

}  // namespace attune::engine
