// SPDX-License-Identifier: GPL-3.0-or-later
// Differentiable operations that models are made of. Each has a fast path and a plain ATen path (settings.h) that agree.
// Letters: T tokens, C features, H heads, K key/value heads, D size of a head, V vocabulary, N rows.
#pragma once
#include <torch/custom_class.h>
#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/nn/dropout.h"

namespace attune::engine {

using at::Tensor;

/// a bᵀ without gradient: a [N, C], b [M, C] -> [N, M], by the fastest way for the device and dtype.
Tensor matmulTransposed(const Tensor& a, const Tensor& b);
/// a b without gradient: a [N, M], b [M, C] -> [N, C].
Tensor matmul(const Tensor& a, const Tensor& b);
/// aᵀ b without gradient: a [N, M], b [N, C] -> [M, C].
Tensor matmulOfTransposed(const Tensor& a, const Tensor& b);

/// The memory in which the gradient of a trained tensor is kept, for a backward to add to; undefined where autograd must be handed
/// a tensor instead.
Tensor heldGradient(const Tensor& tensor);
/// scale dyᵀ x, the gradient of a weight [M, C], added where it is kept and then undefined, or else given back. dy [N, M], x [N, C].
Tensor weightGradient(const Tensor& weight, const Tensor& dy, const Tensor& x, double scale = 1);

/// x Wᵀ + b. x [T, in], weight [out, in], bias [out] or undefined; a float32 weight is rounded when x is bfloat16, and
/// its gradient comes back in float32.
Tensor applyLinear(const Tensor& x, const Tensor& weight, const Tensor& bias);

/// A weight that is not trained and is made densely for each product, so that one layer's at a time is there in full.
class FrozenWeight : public torch::CustomClassHolder {
 public:
  virtual Tensor dense(at::ScalarType dtype) const = 0;  ///< [out, in] without gradient.
};
using FrozenWeightPtr = c10::intrusive_ptr<FrozenWeight>;

/// x Wᵀ + b that keeps nothing for the way back but what the weight is made of. x [T, in], bias [out] or undefined.
Tensor frozenLinear(const Tensor& x, const FrozenWeightPtr& weight, const Tensor& bias);

/// x Wᵀ + b + scale (x Aᵀ) Bᵀ (LoRA, Hu et al. 2021, arXiv:2106.09685) as one function that saves x only; the
/// product with W is not differentiated when W does not require a gradient. a [r, in], b [out, r] may be float32 beside bfloat16 x.
Tensor loraLinear(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale);
/// The same over a frozen weight (QLoRA, Dettmers et al. 2023, arXiv:2305.14314).
Tensor loraLinear(const Tensor& x, const FrozenWeightPtr& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale);

/// x / sqrt(mean(x²) + eps) * weight, or * (1 + weight) with `unitOffset`; mean in float32. x [..., C], weight [C].
Tensor rmsNorm(const Tensor& x, const Tensor& weight, double eps, bool unitOffset);

/// (x - mean) / sqrt(variance + eps) * weight + bias. x [..., C], weight [C], bias [C] or undefined.
Tensor layerNorm(const Tensor& x, const Tensor& weight, const Tensor& bias, double eps);

/// act(gate) * up. Activations: silu, gelu, gelu_new (= gelu_pytorch_tanh), relu. [T, F] each.
Tensor gatedActivation(const Tensor& gate, const Tensor& up, const std::string& activation);
/// The activation alone.
Tensor activate(const Tensor& x, const std::string& activation);

/// Rotates pairs (i, i + R/2) of the first R = cos.size(1) features of each head; the rest passes. x [T, H, D],
/// cos and sin [T, R] float32. Gives x's dtype.
Tensor rotate(const Tensor& x, const Tensor& cos, const Tensor& sin);

/// What attention needs besides its inputs.
struct AttentionSettings {
  double scale = 0;           ///< Factor of query·key.
  std::int64_t window = 0;    ///< Each token sees itself and window - 1 tokens before, and unless `causal` as many after; 0: all.
  double softcap = 0;         ///< cap * tanh(x / cap) on the scores; 0: none.
  bool causal = true;
};

/// How sequences lie end to end: see Batch.
struct Sequences {
  const std::vector<std::int64_t>& starts;
  Tensor deviceStarts;
  std::int64_t maxLength = 0;
};

/// Attention within each of the sequences, `dropout` leaving out weights after the softmax. q [T, H, D], k and v [T, K, D] -> [T, H, D].
Tensor packedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const Sequences& sequences, const AttentionSettings& settings,
                       const Dropout& dropout = {});

/// Whether packedAttention reads of such sequences only what lies on the device, for q of [.., headDim].
bool readsStartsOnDevice(const at::Device& device, at::ScalarType dtype, std::int64_t headDim, double softcap, const Dropout& dropout);

/// Attention of new tokens to themselves and everything in a cache. q [n, H, D], k and v [past + n, K, D] -> [n, H, D].
/// No gradient.
Tensor cachedAttention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionSettings& settings);

/// Attention of a new token of each of G sequences to the P tokens that all begin with and to the n that each has since, itself included. q
/// [G, H, D], shared k and v [P, K, D], own k and v [n, G, K, D] -> [G, H, D]. No gradient.
Tensor forkedAttention(const Tensor& q, const Tensor& sharedKeys, const Tensor& sharedValues, const Tensor& ownKeys, const Tensor& ownValues,
                       const AttentionSettings& settings);

/// How logits are made of hidden rows and compared with targets.
struct LossSettings {
  double labelSmoothing = 0;
  double softcap = 0;        ///< cap * tanh(x / cap) on logits; 0: none.
  double logitsDivisor = 1;
  bool padded = false;       ///< Targets below 0 bear no loss and no gradient.
};

/// Sum over rows of the cross entropy of softmax(rows headᵀ + bias) with targets, a float32 scalar with gradient to rows
/// and to head and bias when they require one. Holds the logits of one chunk of rows only. rows [N, C], head [V, C], targets [N]
/// int64. `perRow`, when given, receives [N] float32 losses without gradient.
Tensor linearCrossEntropySum(const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets, const LossSettings& settings,
                             Tensor* perRow);

/// The same cross entropies one by one, [N] float32 with gradient, for losses that weigh their rows: where head is trained,
/// backward computes the logits once more.
Tensor linearCrossEntropyRows(const Tensor& rows, const Tensor& head, const Tensor& targets, const LossSettings& settings);

/// Rows of a table; gradient is a dense table, in which `frozenRow` (-1 for none) is zero. ids [T] int64, table [V, C] -> [T, C]
/// in `dtype`.
Tensor embed(const Tensor& ids, const Tensor& table, at::ScalarType dtype, std::int64_t frozenRow = -1);

}  // namespace attune::engine
