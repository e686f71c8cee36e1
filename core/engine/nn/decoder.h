// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder that the architectures in architectures/ are variants of: which norms, biases, fused projections and
// scalings it has stands in ModelConfig, how its tensors are called in DecoderNames. Encoders that are built in the same way
// (ModernBERT) are read as one too; their tokens see what stands behind them as well.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/nn/dropout.h"
#include "core/engine/nn/experts.h"
#include "core/engine/nn/layers.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/recompute.h"
#include "core/engine/nn/rope.h"

namespace attune::engine {

/// Module paths of a decoder in the checkpoint: the first group in full, the rest below each layer; empty = has none.
struct DecoderNames {
  std::string embedding, positions, embeddingNorm, finalNorm, head = "lm_head";
  std::string layer;  ///< Before the layer's number.
  std::string attentionNorm, afterAttentionNorm, mlpNorm, afterMlpNorm;
  std::string query, key, value, fusedQueryKeyValue, attentionOutput, queryNorm, keyNorm;
  std::string gate, up, fusedGateUp, down;
  bool transposed = false;          ///< Linear weights are stored [in, out].
  bool firstAttentionNorm = true;   ///< The first layer has a norm before its attention too.
  bool innerDropout = false;        ///< Dropout inside the feed-forward part instead of behind it (ModernBERT).
  bool interleavedHeads = false;    ///< The fused projection is ordered by head, then query, key, value (GPT-NeoX).
};

/// One block of a decoder; has `experts` or a feed-forward part of its own.
struct DecoderLayer {
  Norm attentionNorm, afterAttentionNorm, mlpNorm, afterMlpNorm, queryNorm, keyNorm;
  NamedLinear query, key, value, fusedQueryKeyValue, attentionOutput;
  NamedLinear gate, up, fusedGateUp, down;
  std::optional<Experts> experts;
  AttentionSettings attention;
  bool rotary = true, local = false;  ///< Turns queries and keys; by the table of sliding-window layers.
};

struct DecoderRows;

class Decoder : public CausalLm, public HasDropout {
 public:
  /// The decoder of the reader's checkpoint; the reader's error() says whether it is whole.
  static std::unique_ptr<Decoder> read(WeightReader& reader, const DecoderNames& names);

  const ModelConfig& config() const override { return m_config; }
  Tensor embed(const Tensor& tokens) override;
  Tensor hidden(const Batch& batch) override { return run(batch, nullptr, {}); }
  Tensor hidden(const Batch& batch, KvCache* cache) override { return run(batch, cache, {}); }
  Tensor hiddenRows(const Batch& batch, const Tensor& rows) override;
  Tensor logits(const Tensor& rows) override;
  Tensor lossSum(const Batch& batch, double labelSmoothing = 0, Tensor* perRow = nullptr) override;
  Tensor lossRows(const Batch& batch) override;
  void visit(const TensorVisitor& visitor) override;
  std::vector<LinearSlot> linears() override;
  void recomputeBlocks(std::int64_t count, const at::Generator& random) override { m_recompute = {count, random}; }
  bool takesPadded() const override;
  void setDropout(const Dropout& hidden, const Dropout& attention) override { m_dropout = hidden, m_attentionDropout = attention; }
  std::unique_ptr<KvCache> newCache(std::int64_t capacity) override;
  std::unique_ptr<TokenSteps> tokenSteps(KvCache& cache) override;
  void weightsStay(bool stay) override { m_weightsStay = stay, m_rows = nullptr; }

  /// Called with each layer's output (number 0 is the embedding), for tests that compare layer by layer.
  std::function<void(std::int64_t, const Tensor&)> onLayer;

  std::vector<DecoderLayer>& layers() { return m_layers; }
  const Norm& finalNorm() const { return m_finalNorm; }
  const Tensor& embeddingTable() const { return m_embedding; }
  const Tensor& headWeight() const override { return m_head.defined() ? m_head : m_embedding; }
  RopeTable& rope(bool local) { return local && m_hasLocalRope ? m_localRope : m_rope; }

 private:
  struct Pass;
  Tensor run(const Batch& batch, KvCache* cache, const Tensor& rows, std::vector<Tensor>* routerLogits = nullptr);
  Tensor attention(DecoderLayer& layer, const Tensor& x, const Tensor& prefix, const Pass& pass, std::int64_t number, const Tensor& rows);
  Tensor mlp(DecoderLayer& layer, const Tensor& x, const Pass& pass);
  Tensor block(DecoderLayer& layer, const Tensor& x, const Tensor& prefix, const Pass& pass, std::int64_t number, const Tensor& rows);
  static void visit(DecoderLayer& layer, const TensorVisitor& visitor);

  ModelConfig m_config;
  DecoderNames m_names;
  at::ScalarType m_dtype = at::kFloat;
  Tensor m_embedding, m_positions, m_head;
  std::vector<DecoderLayer> m_layers;
  Norm m_embeddingNorm, m_finalNorm;
  RopeTable m_rope, m_localRope;
  bool m_hasLocalRope = false;
  Dropout m_dropout, m_attentionDropout;     // the first behind the embeddings and at each sum
  Recomputation m_recompute;
  bool m_weightsStay = false;
  std::shared_ptr<DecoderRows> m_rows;       // while they stay, from the first tokenSteps on
};

}  // namespace attune::engine
