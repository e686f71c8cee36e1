// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/nf4_linear.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/layers.h"
#include "core/engine/nn/ops.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// y = x Wᵀ that keeps the quantised weight and nothing else for the way back.
class Nf4Product : public torch::autograd::Function<Nf4Product> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& packed, const Tensor& scaleIndices,
                        const Tensor& scaleScales, const Tensor& scaleOffset, std::int64_t out) {
    context->save_for_backward({packed, scaleIndices, scaleScales, scaleOffset});
    context->saved_data["out"] = out;
    context->saved_data["in"] = x.size(1);
    const Nf4Tensor weight{{out, x.size(1)}, packed, scaleIndices, scaleScales, scaleOffset};
    return matmulTransposed(x, dequantiseNf4(weight, x.scalar_type()));
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Nf4Tensor weight{{context->saved_data["out"].toInt(), context->saved_data["in"].toInt()}, saved[0], saved[1], saved[2], saved[3]};
    const Tensor gradient = gradients[0].contiguous();
    return {engine::matmul(gradient, dequantiseNf4(weight, gradient.scalar_type())), {}, {}, {}, {}, {}};
  }
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

Tensor Nf4Linear::forward(const Tensor& x) {
  const Tensor y = Nf4Product::apply(x, m_weight.packed, m_weight.scaleIndices, m_weight.scaleScales, m_weight.scaleOffset, m_weight.shape[0]);
  return m_bias.defined() ? y + m_bias : y;
}

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
