// SPDX-License-Identifier: GPL-3.0-or-later
// The contract between models and training. Letters: T tokens of a batch laid end to end, B sequences, C hidden size,
// V vocabulary, N rows that bear loss.
#pragma once
#include <ATen/core/Generator.h>
#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/engine/nn/row_weight.h"
#include "core/text/tokenized_example.h"
#include "core/weights/checkpoint.h"

namespace attune::engine {

using at::Tensor;

/// Sequences laid end to end without padding.
struct Batch {
  Tensor tokens;                    ///< [T] int64.
  Tensor positions;                 ///< [T] int64, from 0 in each sequence, or from where a cache ends.
  Tensor lossRows;                  ///< [N] int64: indices into T of the positions whose next token is trained.
  Tensor targets;                   ///< [N] int64: those next tokens.
  std::vector<std::int64_t> starts; ///< B+1 offsets into T; starts[0] = 0, starts[B] = T.
  Tensor deviceStarts;              ///< `starts` as int32 on the batch's device; undefined on the CPU.
  std::int64_t maxLength = 0;       ///< Longest sequence.
  Tensor embeddings;                ///< [T, C], used instead of the tokens' own when defined (prompt tuning).
  Tensor prefix;                    ///< [L, 2, n, K, D] when defined: keys and values of each layer that every sequence sees before
                                    ///< its own, whose positions count on behind them (prefix tuning).
  Tensor types;                     ///< [T] int64 segment of each token (BERT); undefined: all 0.
  bool padded = false;              ///< Filled up to a shape (batch_place.h): `starts` is empty, and targets below 0 bear no loss.
};

/// The numbers of a batch, on the host.
struct BatchRows {
  std::vector<std::int64_t> tokens, positions, lossRows, targets, starts;
  std::int64_t maxLength = 0;
};

/// Lays examples end to end. The label of token t is predicted at t-1, never across a boundary.
BatchRows batchRows(const std::vector<const TokenizedExample*>& examples);
/// The same on `device`.
Batch makeBatch(const BatchRows& rows, const at::Device& device);
Batch makeBatch(const std::vector<const TokenizedExample*>& examples, const at::Device& device);
/// One sequence that continues a cache of `position` tokens; bears no loss.
Batch makeContinuation(const std::vector<std::int32_t>& tokens, std::int64_t position, const at::Device& device);
/// One more token of each of several sequences that a forked cache of `position` tokens holds; bears no loss.
Batch makeContinuations(const std::vector<std::int32_t>& tokens, std::int64_t position, const at::Device& device);

/// Called with a tensor's checkpoint name; may replace the tensor.
using TensorVisitor = std::function<void(const std::string& name, Tensor& tensor)>;

/// A linear layer as numbers that kernels for single rows take: y = factor ∘ (x Wᵀ + Σ (x aᵀ) bᵀ) + bias.
struct RowProduct {
  struct Update {
    Tensor a, b;  ///< [r, in] and [out, r], float32 and dense; any scale is worked into b.
  };
  RowWeight weight;
  Tensor bias;    ///< [out] float32 or undefined.
  Tensor factor;  ///< [out] float32 or undefined.
  std::vector<Update> updates;
};

/// y = x Wᵀ + b, in whatever way a technique computes it. x [T, in] -> [T, out].
class Linear {
 public:
  virtual ~Linear() = default;
  virtual Tensor forward(const Tensor& x) = 0;
  /// The dense weight [out, in] in the computation's dtype (de-quantised or merged when need be).
  virtual Tensor denseWeight() const = 0;
  /// Every tensor of this layer, `prefix` being the module path ("model.layers.0.self_attn.q_proj").
  virtual void visit(const std::string& prefix, const TensorVisitor& visitor) = 0;
  virtual std::int64_t inFeatures() const = 0;
  virtual std::int64_t outFeatures() const = 0;
  /// The layer for single rows; nullopt where it is none of the kind. Holds for as long as no weight changes.
  virtual std::optional<RowProduct> rowProduct() const { return std::nullopt; }
};

/// A plain layer. weight [out, in], bias [out] or undefined.
class DenseLinear : public Linear {
 public:
  DenseLinear(Tensor weight, Tensor bias) : m_weight(std::move(weight)), m_bias(std::move(bias)) {}
  Tensor forward(const Tensor& x) override;
  Tensor denseWeight() const override { return m_weight; }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override;
  std::int64_t inFeatures() const override { return m_weight.size(1); }
  std::int64_t outFeatures() const override { return m_weight.size(0); }
  std::optional<RowProduct> rowProduct() const override;
  Tensor& weight() { return m_weight; }
  Tensor& bias() { return m_bias; }

 private:
  Tensor m_weight, m_bias;
};

/// A linear layer of a model where a technique may put its own in place.
struct LinearSlot {
  std::string name;  ///< Module path in the checkpoint, without ".weight".
  std::unique_ptr<Linear>* layer;
};

class KvCache;

/// Continues one sequence token by token, by kernels of its own.
class TokenSteps {
 public:
  virtual ~TokenSteps() = default;
  /// Appends `token` to the cache and gives the logits [V] of what follows, to be changed at will until the next call. No gradient.
  virtual std::span<float> next(std::int32_t token) = 0;
};

/// A transformer with the head of its task, or without one: what techniques change and objectives compute with. Weights
/// have requires_grad off until a technique turns some on. Not thread-safe.
class Model {
 public:
  virtual ~Model() = default;
  virtual const ModelConfig& config() const = 0;
  /// Input embeddings of tokens, scaled as the model does: [T] int64 -> [T, C].
  virtual Tensor embed(const Tensor& tokens) = 0;
  /// Final-normed hidden states, [T, C].
  virtual Tensor hidden(const Batch& batch) = 0;
  /// Final-normed hidden states of some tokens: rows [N] int64 indices into T -> [N, C].
  virtual Tensor hiddenRows(const Batch& batch, const Tensor& rows) { return hidden(batch).index_select(0, rows); }
  /// Every tensor under its checkpoint name.
  virtual void visit(const TensorVisitor& visitor) = 0;
  /// From now on the first `count` of the blocks that would keep something for backward keep only their input and are computed a second
  /// time there (see recompute.h). `random` is the generator that the technique's dropout draws from.
  virtual void recomputeBlocks(std::int64_t count, const at::Generator& random) = 0;
  /// Whether it computes padded batches now: its attention then reads the sequences' starts on the device, and nothing depends on how long
  /// the longest is.
  virtual bool takesPadded() const { return false; }
  /// The linear layers of the body.
  virtual std::vector<LinearSlot> linears() = 0;
};

/// A causal language model: embeddings, blocks, final norm, head.
class CausalLm : public Model {
 public:
  using Model::hidden;
  /// As hidden(batch); T new tokens of one sequence, or one of each of a forked cache's, are appended to `cache`, unless it is null.
  virtual Tensor hidden(const Batch& batch, KvCache* cache) = 0;
  /// The weight [V, C] of the head, which some models share with the embeddings.
  virtual const Tensor& headWeight() const = 0;
  /// Logits of hidden rows [N, C] -> [N, V] (soft-capped where the model does).
  virtual Tensor logits(const Tensor& rows) = 0;
  /// Sum of cross entropies over the batch's N loss rows, a scalar float32 with gradient; never holds [T, V].
  /// `perRow`, when given, receives [N] float32 losses without gradient.
  virtual Tensor lossSum(const Batch& batch, double labelSmoothing = 0, Tensor* perRow = nullptr) = 0;
  /// The cross entropy of each of the batch's N loss rows, [N] float32 with gradient, for losses that weigh them.
  virtual Tensor lossRows(const Batch& batch) = 0;
  virtual std::unique_ptr<KvCache> newCache(std::int64_t capacity) = 0;
  /// The fast way to continue what `cache` holds; null where model, technique, device or settings have none. Valid for as long as no weight
  /// changes and both live.
  virtual std::unique_ptr<TokenSteps> tokenSteps(KvCache& cache) {
    static_cast<void>(cache);
    return nullptr;
  }
  /// While no weight changes, what tokenSteps made of them may be kept for the next ones; each call drops what was. At first it is not.
  virtual void weightsStay(bool stay) { static_cast<void>(stay); }
};

/// Checks the checkpoint's tensors against its config and builds the model on `device` in `dtype`.
/// Errors: weights.tensor-missing, weights.shape, engine.unsupported-architecture, file.* …
Result<std::unique_ptr<CausalLm>> buildCausalLm(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype,
                                                const ProgressSink& progress = {});

/// The model of the checkpoint's task: a CausalLm, a TextEmbedder, or a SequenceClassifier whose new head, if it has one, is drawn from `seed`.
/// Errors: those of buildCausalLm; engine.unsupported-task.
Result<std::unique_ptr<Model>> buildModel(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype, std::uint64_t seed = 0,
                                          const ProgressSink& progress = {});

}  // namespace attune::engine
