// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <limits>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

// True where a query may look: [n, total], the queries being the last n of total positions. Undefined: everywhere.
Tensor visible(std::int64_t n, std::int64_t total, const AttentionSettings& s, const at::Device& device) {
  if (!s.causal) return {};
  const auto queries = at::arange(total - n, total, at::TensorOptions(at::kLong).device(device)).unsqueeze(1);
  const auto keys = at::arange(total, at::TensorOptions(at::kLong).device(device)).unsqueeze(0);
  auto mask = keys <= queries;
  if (s.window > 0) mask = mask.logical_and(keys > queries - s.window);
  return mask;
}

// [T, K, D] -> [H, T, D], each key/value head repeated for its group of query heads.
Tensor perQueryHead(const Tensor& x, std::int64_t heads) {
  const auto kvHeads = x.size(1);
  auto byHead = x.transpose(0, 1);
  if (kvHeads == heads) return byHead;
  return byHead.unsqueeze(1).expand({kvHeads, heads / kvHeads, x.size(0), x.size(2)}).reshape({heads, x.size(0), x.size(2)});
}

// One sequence, scores written out; softmax in float32. The queries are the last q.size(0) positions.
Tensor plainAttention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionSettings& s) {
  const auto heads = q.size(1);
  auto scores = at::matmul(q.transpose(0, 1), perQueryHead(k, heads).transpose(1, 2)).to(at::kFloat) * s.scale;
  if (s.softcap > 0) scores = at::tanh(scores / s.softcap) * s.softcap;
  const auto mask = visible(q.size(0), k.size(0), s, q.device());
  if (mask.defined()) scores = scores.masked_fill(mask.logical_not(), -std::numeric_limits<float>::infinity());
  const auto weights = at::softmax(scores, -1).to(q.scalar_type());
  return at::matmul(weights, perQueryHead(v, heads)).transpose(0, 1);
}

}  // namespace

Tensor packedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const std::vector<std::int64_t>& starts,
                       const AttentionSettings& settings) {
  std::vector<Tensor> parts;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto begin = starts[i], n = starts[i + 1] - begin;
    parts.push_back(plainAttention(q.narrow(0, begin, n), k.narrow(0, begin, n), v.narrow(0, begin, n), settings));
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts, 0);
}

Tensor cachedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionSettings& settings) {
  return plainAttention(q, k, v, settings);
}

}  // namespace attune::engine
