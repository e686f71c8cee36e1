// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <limits>
#include <optional>

#include "core/engine/nn/cpu_rows.h"

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

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Queries [n, H, D] as [K, G, n, D] and keys or values [n, K, D] as [K, G, n, D], without copies: key/value heads stand
// where flash attention expects the batch, and each is seen by its group of G query heads with stride 0.
Tensor groupedQueries(const Tensor& q, std::int64_t kvHeads) {
  return q.view({q.size(0), kvHeads, q.size(1) / kvHeads, q.size(2)}).permute({1, 2, 0, 3});
}
Tensor sharedKeys(const Tensor& k, std::int64_t group) {
  return k.transpose(0, 1).unsqueeze(1).expand({k.size(1), group, k.size(0), k.size(2)});
}

// Flash attention (Dao et al. 2022, arXiv:2205.14135) sequence by sequence on views of the packed tensors: no mask, no padding.
class PackedFlash : public torch::autograd::Function<PackedFlash> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& qIn, const Tensor& kIn, const Tensor& vIn,
                        const std::vector<std::int64_t>& starts, double scale, bool causal) {
    const auto q = qIn.contiguous(), k = kIn.contiguous(), v = vIn.contiguous();
    const auto kvHeads = k.size(1), group = q.size(1) / kvHeads;
    auto out = at::empty_like(q);
    variable_list saved = {q, k, v, out};
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const auto begin = starts[i], n = starts[i + 1] - begin;
      const auto part = [&](const Tensor& x) { return x.narrow(0, begin, n); };
      auto [y, logSums] = at::_scaled_dot_product_flash_attention_for_cpu(
          groupedQueries(part(q), kvHeads), sharedKeys(part(k), group), sharedKeys(part(v), group), 0.0, causal, {}, scale);
      groupedQueries(part(out), kvHeads).copy_(y);
      saved.push_back(logSums);
    }
    context->save_for_backward(saved);
    context->saved_data["starts"] = starts;
    context->saved_data["scale"] = scale;
    context->saved_data["causal"] = causal;
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &q = saved[0], &k = saved[1], &v = saved[2], &out = saved[3];
    const auto starts = context->saved_data["starts"].toIntVector();
    const double scale = context->saved_data["scale"].toDouble();
    const bool causal = context->saved_data["causal"].toBool();
    const auto gradient = gradients[0].contiguous();
    const auto kvHeads = k.size(1), group = q.size(1) / kvHeads;
    auto dq = at::empty_like(q), dk = at::empty_like(k), dv = at::empty_like(v);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const auto begin = starts[i], n = starts[i + 1] - begin;
      const auto part = [&](const Tensor& x) { return x.narrow(0, begin, n); };
      const auto [partQ, partK, partV] = at::_scaled_dot_product_flash_attention_for_cpu_backward(
          groupedQueries(part(gradient), kvHeads), groupedQueries(part(q), kvHeads), sharedKeys(part(k), group),
          sharedKeys(part(v), group), groupedQueries(part(out), kvHeads), saved[4 + i], 0.0, causal, {}, scale);
      groupedQueries(part(dq), kvHeads).copy_(partQ);
      part(dk).copy_((group == 1 ? partK.squeeze(1) : partK.sum(1)).transpose(0, 1));
      part(dv).copy_((group == 1 ? partV.squeeze(1) : partV.sum(1)).transpose(0, 1));
    }
    return {dq, dk, dv, Tensor(), Tensor(), Tensor()};
  }
};

Tensor varlenFlash(const Tensor& q, const Tensor& k, const Tensor& v, const Sequences& sequences, const AttentionSettings& s) {
  const auto left = s.window > 0 ? std::optional<std::int64_t>(s.window - 1) : std::nullopt;
  const auto right = s.window > 0 ? std::optional<std::int64_t>(0) : std::nullopt;
  return std::get<0>(at::_flash_attention_forward(q.contiguous(), k.contiguous(), v.contiguous(), sequences.deviceStarts,
                                                  sequences.deviceStarts, sequences.maxLength, sequences.maxLength, 0.0, s.causal,
                                                  false, std::optional<double>(s.scale), left, right));
}

}  // namespace

Tensor packedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const Sequences& sequences, const AttentionSettings& settings) {
  const auto& starts = sequences.starts;
  if (computeSettings().fusedAttention && settings.softcap == 0) {
    const bool windowMatters = settings.window > 0 && sequences.maxLength > settings.window;
    if (kernelsTake(q) && !windowMatters) return PackedFlash::apply(q, k, v, starts, settings.scale, settings.causal);
    const bool halfPrecision = q.scalar_type() == at::kBFloat16 || q.scalar_type() == at::kHalf;
    if (q.is_cuda() && halfPrecision && q.size(2) % 8 == 0 && q.size(2) <= 256) return varlenFlash(q, k, v, sequences, settings);
  }
  std::vector<Tensor> parts;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto begin = starts[i], n = starts[i + 1] - begin;
    parts.push_back(plainAttention(q.narrow(0, begin, n), k.narrow(0, begin, n), v.narrow(0, begin, n), settings));
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts, 0);
}

Tensor cachedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionSettings& settings) {
  const bool wholePrompt = q.size(0) == k.size(0);
  if (wholePrompt && q.size(0) > 1) {
    const std::vector<std::int64_t> starts = {0, q.size(0)};
    const auto onDevice = q.is_cpu() ? Tensor() : at::tensor(starts, at::kInt).to(q.device());
    return packedAttention(q, k, v, {starts, onDevice, q.size(0)}, settings);
  }
  return plainAttention(q, k, v, settings);
}

}  // namespace attune::engine
