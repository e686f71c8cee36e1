// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/relative_attention.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/nn/transfer.h"

namespace attune::engine {
namespace {

// The bucket of each distance. In float32 as the reference computes it: the borders are a matter of rounding.
Tensor bucketOf(const Tensor& distances, const RelativeAttention& settings) {
  if (settings.buckets == 0) return distances;
  const std::int64_t middle = settings.buckets / 2;
  const auto size = distances.abs();
  const auto base = at::log(at::scalar_tensor(static_cast<double>(settings.maxDistance - 1) / static_cast<double>(middle), at::kFloat));
  const auto far = at::ceil(at::log(size.clamp_min(1).to(at::kFloat) / static_cast<double>(middle)) / base * static_cast<double>(middle - 1)) +
                   static_cast<double>(middle);
  return at::where(size <= middle, distances, far.to(at::kLong) * distances.sign());
}

}  // namespace

DistanceRows::DistanceRows(const RelativeAttention& settings, std::int64_t longest, const at::Device& device) : m_longest(std::max<std::int64_t>(1, longest)) {
  const auto span = settings.span();
  const auto distances = at::arange(1 - m_longest, m_longest, at::kLong);
  const auto rows = (bucketOf(distances, settings) + span).clamp(0, 2 * span - 1);
  m_first = rows.min().item<std::int64_t>();
  m_count = rows.max().item<std::int64_t>() - m_first + 1;
  m_rows = toDevice(rows - m_first, device);
}

Tensor DistanceRows::ofPairs(std::int64_t n) const {
  const auto place = at::arange(n, m_rows.options());
  return m_rows.index({place.unsqueeze(1) - place.unsqueeze(0) + (m_longest - 1)});
}

Tensor relativeAttention(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& distanceKeys, const Tensor& distanceQueries,
                         const DistanceRows& rows, const std::vector<std::int64_t>& starts, double scale, const Dropout& dropout) {
  const auto heads = q.size(1);
  const auto byHead = [](const Tensor& x) { return x.transpose(0, 1); };  // [n, H, D] -> [H, n, D]
  const auto turned = [](const Tensor& x) { return x.defined() ? x.permute({1, 2, 0}) : x; };  // [R, H, D] -> [H, D, R]
  const auto keysOf = turned(distanceKeys), queriesOf = turned(distanceQueries);
  std::vector<Tensor> parts;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto n = starts[i + 1] - starts[i];
    const auto part = [&](const Tensor& x) { return byHead(x.narrow(0, starts[i], n)); };
    const auto queries = part(q), keys = part(k), pairs = rows.ofPairs(n);
    auto scores = at::matmul(queries, keys.transpose(1, 2));
    if (keysOf.defined()) scores = scores + at::matmul(queries, keysOf).gather(2, pairs.expand({heads, n, n}));
    if (queriesOf.defined()) scores = scores + at::matmul(keys, queriesOf).gather(2, pairs.t().expand({heads, n, n})).transpose(1, 2);
    const auto weights = dropout(at::softmax(scores.to(at::kFloat) * scale, -1).to(q.scalar_type()));
    parts.push_back(at::matmul(weights, part(v)).transpose(0, 1));
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts, 0);
}

}  // namespace attune::engine
