// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/experts.h"

#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

// The tokens of each expert one after another: row i of the result is token order[i] / k, in its place order[i] % k.
struct Grouping {
  Tensor order, back;                 // [T k] int64, and its inverse
  std::vector<std::int64_t> lengths;  // rows of each expert
};

Grouping groupByExpert(const Tensor& chosen, std::int64_t experts) {
  const auto flat = chosen.flatten();
  Grouping grouping;
  grouping.order = flat.argsort(/*stable=*/true);
  grouping.back = at::empty_like(grouping.order).index_put_({grouping.order}, at::arange(flat.size(0), flat.options()));
  const auto counts = at::bincount(flat, {}, experts).cpu();
  grouping.lengths.assign(counts.data_ptr<std::int64_t>(), counts.data_ptr<std::int64_t>() + experts);
  return grouping;
}

}  // namespace

Experts Experts::read(WeightReader& reader, const std::string& layer) {
  const auto& c = reader.config();
  Experts result;
  result.m_settings = *c.experts;
  const std::string block = layer + "." + c.experts->block + ".";
  result.m_router = readLinear(reader, block + "gate", c.experts->count, c.hiddenSize, false);
  for (std::int64_t i = 0; i < c.experts->count; ++i) {
    const std::string expert = block + "experts." + std::to_string(i) + ".";
    result.m_experts.push_back({readLinear(reader, expert + c.experts->gate, c.experts->size, c.hiddenSize, false),
                                readLinear(reader, expert + c.experts->up, c.experts->size, c.hiddenSize, false),
                                readLinear(reader, expert + c.experts->down, c.hiddenSize, c.experts->size, false)});
  }
  return result;
}

Tensor Experts::operator()(const Tensor& x, const std::string& activation, std::vector<Tensor>* routerLogits) {
  const auto tokens = x.size(0), places = m_settings.perToken;
  if (tokens == 0) return x;
  const auto logits = m_router(x);
  if (routerLogits) routerLogits->push_back(logits);
  auto [weights, chosen] = at::softmax(logits.to(at::kFloat), 1).topk(places, 1);
  if (m_settings.normalized) weights = weights / weights.sum(1, true);
  weights = weights.to(x.scalar_type());
  if (!computeSettings().groupedExperts) {
    auto y = at::zeros_like(x);
    for (std::size_t e = 0; e < m_experts.size(); ++e) {
      // Each expert for all tokens, weighed with zero where it was not chosen.
      const auto weight = (weights * (chosen == static_cast<std::int64_t>(e)).to(x.scalar_type())).sum(1, true);
      y = y + m_experts[e].down(gatedActivation(m_experts[e].gate(x), m_experts[e].up(x), activation)) * weight;
    }
    return y;
  }
  const auto grouping = groupByExpert(chosen, m_settings.count);
  const auto gathered = x.index_select(0, grouping.order.floor_divide(places)).split_with_sizes(grouping.lengths);
  std::vector<Tensor> parts;
  for (std::size_t e = 0; e < m_experts.size(); ++e) {
    if (grouping.lengths[e] == 0) continue;
    parts.push_back(m_experts[e].down(gatedActivation(m_experts[e].gate(gathered[e]), m_experts[e].up(gathered[e]), activation)));
  }
  const auto byToken = at::cat(parts).index_select(0, grouping.back).view({tokens, places, x.size(1)});
  return at::bmm(weights.unsqueeze(1), byToken).squeeze(1);
}

void Experts::visit(const TensorVisitor& visitor) {
  m_router.layer->visit(m_router.name, visitor);
  for (auto& expert : m_experts) {
    for (auto* part : {&expert.gate, &expert.up, &expert.down}) part->layer->visit(part->name, visitor);
  }
}

void Experts::addLinears(std::vector<LinearSlot>& slots) {
  slots.push_back({m_router.name, &m_router.layer});
  for (auto& expert : m_experts) {
    for (auto* part : {&expert.gate, &expert.up, &expert.down}) slots.push_back({part->name, &part->layer});
  }
}

Tensor expertBalanceLoss(const std::vector<Tensor>& routerLogits, std::int64_t perToken) {
  const auto probabilities = at::softmax(at::cat(routerLogits).to(at::kFloat), 1);
  const auto rows = probabilities.size(0), experts = probabilities.size(1);
  const auto chosen = std::get<1>(probabilities.topk(perToken, 1));
  const auto load = at::bincount(chosen.flatten(), {}, experts).to(at::kFloat) / static_cast<double>(rows);
  return (load * probabilities.mean(0)).sum() * static_cast<double>(experts);
}

}  // namespace attune::engine
