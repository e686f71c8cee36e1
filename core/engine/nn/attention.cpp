// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <limits>
#include <optional>
#include <vector>

#include "core/engine/nn/cpu_rows.h"

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

// True where a query may look: [n, total], the queries being the last n of total positions. Undefined: everywhere.
Tensor visible(std::int64_t n, std::int64_t total, const AttentionSettings& s, const at::Device& device) {
  if (!s.causal && s.window == 0) return {};
  const auto queries = at::arange(total - n, total, at::TensorOptions(at::kLong).device(device)).unsqueeze(1);
  const auto keys = at::arange(total, at::TensorOptions(at::kLong).device(device)).unsqueeze(0);
  auto mask = s.causal ? keys <= queries : keys < queries + s.window;
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
Tensor plainAttention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionSettings& s, const Dropout& dropout) {
  const auto heads = q.size(1);
  auto scores = at::matmul(q.transpose(0, 1), perQueryHead(k, heads).transpose(1, 2)).to(at::kFloat) * s.scale;
  if (s.softcap > 0) scores = at::tanh(scores / s.softcap) * s.softcap;
  const auto mask = visible(q.size(0), k.size(0), s, q.device());
  if (mask.defined()) scores = scores.masked_fill(mask.logical_not(), -std::numeric_limits<float>::infinity());
  const auto weights = dropout(at::softmax(scores, -1).to(q.scalar_type()));
  return at::matmul(weights, perQueryHead(v, heads)).transpose(0, 1);
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Attention without the matrix of scores in memory (after Dao et al. 2022, arXiv:2205.14135), sequence by sequence on the
// packed tensors: no mask, no padding, and a window costs only what lies in it. Keeps one number a query beside its inputs.
class FusedAttention : public torch::autograd::Function<FusedAttention> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& qIn, const Tensor& kIn, const Tensor& vIn,
                        const std::vector<std::int64_t>& starts, const AttentionSettings& settings) {
    const auto q = qIn.contiguous(), k = kIn.contiguous(), v = vIn.contiguous();
    auto out = at::empty_like(q);
    auto logSums = at::empty({q.size(1), q.size(0)}, at::TensorOptions(at::kFloat));
    withRowKernels(q, [&](const auto& kernels, auto element) {
      using T = decltype(element);
      forEachHead(q, k, starts, settings, [&](const Head& h, float* scratch) {
        kernels.attentionForward(numbers<T>(q) + h.query, numbers<T>(k) + h.key, numbers<T>(v) + h.key, numbers<T>(out) + h.query,
                                 numbers<float>(logSums) + h.number * q.size(0) + h.begin, scratch, h.shape);
      });
    });
    context->save_for_backward({q, k, v, out, logSums});
    context->saved_data["starts"] = starts;
    context->saved_data["scale"] = settings.scale;
    context->saved_data["window"] = settings.window;
    context->saved_data["softcap"] = settings.softcap;
    context->saved_data["causal"] = settings.causal;
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &q = saved[0], &k = saved[1], &v = saved[2], &out = saved[3], &logSums = saved[4];
    auto& data = context->saved_data;
    const AttentionSettings settings{data["scale"].toDouble(), data["window"].toInt(), data["softcap"].toDouble(), data["causal"].toBool()};
    const auto dOut = gradients[0].contiguous();
    const auto tokens = q.size(0), heads = q.size(1), size = q.size(2), kvHeads = k.size(1);
    // Each query head adds to the gradient of the key and value head that it shares, in a place of its own.
    auto dq = at::empty_like(q);
    auto dk = at::empty({tokens, heads, size}, at::TensorOptions(at::kFloat)), dv = at::empty_like(dk);
    withRowKernels(q, [&](const auto& kernels, auto element) {
      using T = decltype(element);
      forEachHead(q, k, data["starts"].toIntVector(), settings, [&](const Head& h, float* scratch) {
        kernels.attentionBackward(numbers<T>(dOut) + h.query, numbers<T>(q) + h.query, numbers<T>(k) + h.key, numbers<T>(v) + h.key,
                                  numbers<T>(out) + h.query, numbers<float>(logSums) + h.number * tokens + h.begin, numbers<T>(dq) + h.query,
                                  numbers<float>(dk) + h.query, numbers<float>(dv) + h.query, heads * size, scratch, h.shape);
      });
    });
    const auto collected = [&](const Tensor& x) {
      return (heads == kvHeads ? x : x.view({tokens, kvHeads, heads / kvHeads, size}).sum(2)).to(k.scalar_type());
    };
    return {dq, collected(dk), collected(dv), Tensor(), Tensor()};
  }

 private:
  struct Head {
    std::int64_t number, begin, query, key;  // the last two: elements from the start of the tensors
    AttentionShape shape;
  };

  template <class Body>
  static void forEachHead(const Tensor& q, const Tensor& k, const std::vector<std::int64_t>& starts, const AttentionSettings& s,
                          const Body& body) {
    const auto heads = q.size(1), size = q.size(2), kvHeads = k.size(1);
    const auto sequences = static_cast<std::int64_t>(starts.size()) - 1;
    // Head by head through the sequences: static shares of the work then hold sequences of all lengths.
    at::parallel_for(0, heads * sequences, 1, [&](std::int64_t first, std::int64_t last) {
      thread_local std::vector<float> scratch;
      for (std::int64_t i = first; i < last; ++i) {
        const auto number = i / sequences, begin = starts[static_cast<std::size_t>(i % sequences)];
        const auto length = starts[static_cast<std::size_t>(i % sequences) + 1] - begin;
        if (length == 0) continue;
        Head head{number, begin, (begin * heads + number) * size, (begin * kvHeads + number / (heads / kvHeads)) * size, {}};
        head.shape = {length, size, heads * size, kvHeads * size, static_cast<float>(s.scale), s.window, static_cast<float>(s.softcap), s.causal};
        scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(cpuKernels().attentionScratch(length, size))));
        body(head, scratch.data());
      }
    });
  }
};

Tensor varlenFlash(const Tensor& q, const Tensor& k, const Tensor& v, const Sequences& sequences, const AttentionSettings& s) {
  const auto left = s.window > 0 ? std::optional<std::int64_t>(s.window - 1) : std::nullopt;
  const auto right = s.window > 0 ? std::optional<std::int64_t>(s.causal ? 0 : s.window - 1) : std::nullopt;
  return std::get<0>(at::_flash_attention_forward(q.contiguous(), k.contiguous(), v.contiguous(), sequences.deviceStarts,
                                                  sequences.deviceStarts, sequences.maxLength, sequences.maxLength, 0.0, s.causal,
                                                  false, std::optional<double>(s.scale), left, right));
}

}  // namespace

bool readsStartsOnDevice(const at::Device& device, at::ScalarType dtype, std::int64_t headDim, double softcap, const Dropout& dropout) {
  const bool halfPrecision = dtype == at::kBFloat16 || dtype == at::kHalf;
  // The kernel never holds the weights that would be left out.
  return computeSettings().fusedAttention && dropout.share <= 0 && device.is_cuda() && softcap == 0 && halfPrecision && headDim % 8 == 0 && headDim <= 256;
}

Tensor packedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const Sequences& sequences, const AttentionSettings& settings,
                       const Dropout& dropout) {
  const auto& starts = sequences.starts;
  if (computeSettings().fusedAttention && dropout.share <= 0 && kernelsTake(q)) return FusedAttention::apply(q, k, v, starts, settings);
  if (readsStartsOnDevice(q.device(), q.scalar_type(), q.size(2), settings.softcap, dropout)) return varlenFlash(q, k, v, sequences, settings);
  TORCH_INTERNAL_ASSERT(!starts.empty(), "a padded batch reached attention that reads its sequences on the host");
  std::vector<Tensor> parts;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto begin = starts[i], n = starts[i + 1] - begin;
    parts.push_back(plainAttention(q.narrow(0, begin, n), k.narrow(0, begin, n), v.narrow(0, begin, n), settings, dropout));
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
  return plainAttention(q, k, v, settings, {});
}

Tensor forkedAttention(const Tensor& q, const Tensor& sharedKeys, const Tensor& sharedValues, const Tensor& ownKeys, const Tensor& ownValues,
                       const AttentionSettings& settings) {
  const auto sequences = q.size(0), heads = q.size(1), size = q.size(2), kvHeads = sharedKeys.size(1), group = heads / kvHeads;
  const auto shared = sharedKeys.size(0), own = ownKeys.size(0);
  // What is shared is read once for all sequences: [K, G·H/K, D] and back.
  const auto byKeyHead = [&](const Tensor& x) {
    return x.reshape({sequences, kvHeads, group, x.size(-1)}).transpose(0, 1).reshape({kvHeads, sequences * group, x.size(-1)});
  };
  const auto bySequence = [&](const Tensor& x) {
    return x.view({kvHeads, sequences, group, x.size(-1)}).transpose(0, 1).reshape({sequences * kvHeads, group, x.size(-1)});
  };
  const auto ownRows = [&](const Tensor& x) { return x.permute({1, 2, 0, 3}).reshape({sequences * kvHeads, own, size}); };
  const auto sharedScores = bySequence(at::bmm(byKeyHead(q), sharedKeys.permute({1, 2, 0})));
  const auto ownScores = at::bmm(q.reshape({sequences * kvHeads, group, size}), ownRows(ownKeys).transpose(1, 2));
  auto scores = at::cat({sharedScores, ownScores}, 2).to(at::kFloat) * settings.scale;
  if (settings.softcap > 0) scores = at::tanh(scores / settings.softcap) * settings.softcap;
  if (settings.window > 0 && settings.window < shared + own)
    scores.narrow(2, 0, shared + own - settings.window).fill_(-std::numeric_limits<float>::infinity());
  const auto weights = at::softmax(scores, -1).to(q.scalar_type());
  const auto fromShared = bySequence(at::bmm(byKeyHead(weights.narrow(2, 0, shared)), sharedValues.transpose(0, 1)));
  const auto fromOwn = at::bmm(weights.narrow(2, shared, own), ownRows(ownValues));
  return (fromShared + fromOwn).view({sequences, heads, size});
}

}  // namespace attune::engine
