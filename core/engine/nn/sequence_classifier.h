// SPDX-License-Identifier: GPL-3.0-or-later
// A body with a head that sorts into classes: whole texts, or each of their tokens. K classes; the other letters are those of model.h.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/engine/nn/dropout.h"
#include "core/engine/nn/layers.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// The head's module paths in the checkpoint, empty = has none: logits = output(norm(activation(dense(h)))), h being the hidden
/// state of the first token, or of the last one in models that see only what stands before (in a padded batch the loss rows name them), or the
/// mean over all tokens. Where
/// tokens are sorted (ModelConfig::task token-classification), h is that of each of the batch's loss rows.
struct ClassifierNames {
  std::string dense = {};
  bool denseBias = true;
  std::string activation = {};
  std::string norm = {};
  std::string output = {};
  bool outputBias = true;
  bool meanOfTokens = false;
};

/// The rows of the hidden states that stand for their sequences: the first of each, or the last.
std::vector<std::int64_t> standingRows(const std::vector<std::int64_t>& starts, bool last);

class SequenceClassifier : public Model, public HasDropout {
 public:
  /// Reads the head, or makes what the config marks as new: weights N(0, initializer_range) from `seed`, biases 0. A dense layer
  /// that the checkpoint has from another task is taken from there, as transformers does.
  SequenceClassifier(std::unique_ptr<Model> body, WeightReader& reader, const ClassifierNames& names, std::uint64_t seed);

  /// What the head is given of each sequence: [B, C], or of each loss row: [N, C]. A dense layer that came with the body is part of it.
  Tensor features(const Batch& batch);
  /// [B, C] -> [B, K], or [N, C] -> [N, K].
  Tensor logitsOf(const Tensor& features);
  /// [B, K] or [N, K].
  Tensor logits(const Batch& batch) { return logitsOf(features(batch)); }

  const ModelConfig& config() const override { return m_body->config(); }
  Tensor embed(const Tensor& tokens) override { return m_body->embed(tokens); }
  Tensor hidden(const Batch& batch) override { return m_body->hidden(batch); }
  Tensor hiddenRows(const Batch& batch, const Tensor& rows) override { return m_body->hiddenRows(batch, rows); }
  void visit(const TensorVisitor& visitor) override;
  std::vector<LinearSlot> linears() override { return m_body->linears(); }
  /// Also in front of the head's last layer, but for decoders that sort whole texts.
  void setDropout(const Dropout& hidden, const Dropout& attention) override;
  void recomputeBlocks(std::int64_t count, const at::Generator& random) override { m_body->recomputeBlocks(count, random); }

  bool takesPadded() const override { return !m_names.meanOfTokens && m_body->takesPadded(); }

  Model& body() { return *m_body; }
  /// Whether tokens are sorted rather than whole texts.
  bool sortsTokens() const { return config().task == "token-classification"; }

 private:
  Tensor densed(const Tensor& x);
  std::unique_ptr<Model> m_body;
  ClassifierNames m_names;
  NamedLinear m_dense, m_output;
  Norm m_norm;
  bool m_denseInHead = true;
  Dropout m_dropout;
};

}  // namespace attune::engine
