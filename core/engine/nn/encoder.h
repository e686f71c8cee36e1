// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder of the BERT family: every token sees its whole sequence, and each block's norm stands behind its sum. How the
// tensors of each member are called stands in EncoderNames.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/nn/dropout.h"
#include "core/engine/nn/layers.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/recompute.h"

namespace attune::engine {

/// Module paths of an encoder in the checkpoint: the first group in full, the rest below each layer; empty = has none.
struct EncoderNames {
  std::string embedding, positions, types, embeddingNorm;
  std::string layer;  ///< Before the layer's number.
  std::string distances, distanceNorm;  ///< The table of distances that all layers share, in full (DeBERTa).
  std::string distanceKey, distanceQuery;  ///< Projections of distances; empty where those of the content serve both.
  std::string query, key, value, attentionOutput, attentionNorm, up, down, mlpNorm;
};

/// One block of an encoder.
struct EncoderBlock {
  NamedLinear query, key, value, distanceKey, distanceQuery, attentionOutput, up, down;
  Norm attentionNorm, mlpNorm;
};

class Encoder : public Model, public HasDropout {
 public:
  /// The encoder of the reader's checkpoint; the reader's error() says whether it is whole.
  static std::unique_ptr<Encoder> read(WeightReader& reader, const EncoderNames& names);

  const ModelConfig& config() const override { return m_config; }
  Tensor embed(const Tensor& tokens) override;
  Tensor hidden(const Batch& batch) override { return run(batch, {}); }
  Tensor hiddenRows(const Batch& batch, const Tensor& rows) override;
  void visit(const TensorVisitor& visitor) override;
  std::vector<LinearSlot> linears() override;
  bool takesPadded() const override;
  void setDropout(const Dropout& hidden, const Dropout& attention) override { m_dropout = hidden, m_attentionDropout = attention; }
  void recomputeBlocks(std::int64_t count, const at::Generator& random) override { m_recompute = {count, random}; }

  /// Called with each layer's output (number 0 is the embedding), for tests that compare layer by layer.
  std::function<void(std::int64_t, const Tensor&)> onLayer;

 private:
  struct Distances;
  Tensor run(const Batch& batch, const Tensor& rows);
  Tensor block(EncoderBlock& layer, const Tensor& x, const Batch& batch, const Distances& distances, const Tensor& rows);
  Tensor attention(EncoderBlock& layer, const Tensor& x, const Batch& batch, const Distances& distances);
  static void visit(EncoderBlock& layer, const TensorVisitor& visitor);

  ModelConfig m_config;
  EncoderNames m_names;
  at::ScalarType m_dtype = at::kFloat;
  Tensor m_embedding, m_positions, m_types, m_distances;
  Norm m_embeddingNorm, m_distanceNorm;
  AttentionSettings m_attention;
  std::vector<EncoderBlock> m_layers;
  Dropout m_dropout, m_attentionDropout;     // the first behind the embeddings and in front of each sum
  Recomputation m_recompute;
};

}  // namespace attune::engine
