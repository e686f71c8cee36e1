// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/engine/nn/dropout.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// A body whose texts become vectors that lie near each other where the texts mean the same: the mean of the hidden states over
/// each sequence, scaled to length 1 (Reimers and Gurevych 2019, Sentence-BERT, arXiv:1908.10084).
class TextEmbedder : public Model, public HasDropout {
 public:
  explicit TextEmbedder(std::unique_ptr<Model> body) : m_body(std::move(body)) {}

  /// [B, C] float32, each row of length 1.
  Tensor vectors(const Batch& batch);

  const ModelConfig& config() const override { return m_body->config(); }
  Tensor embed(const Tensor& tokens) override { return m_body->embed(tokens); }
  Tensor hidden(const Batch& batch) override { return m_body->hidden(batch); }
  Tensor hiddenRows(const Batch& batch, const Tensor& rows) override { return m_body->hiddenRows(batch, rows); }
  void visit(const TensorVisitor& visitor) override { m_body->visit(visitor); }
  std::vector<LinearSlot> linears() override { return m_body->linears(); }
  void setDropout(const Dropout& hidden, const Dropout& attention) override {
    if (auto* body = dynamic_cast<HasDropout*>(m_body.get())) body->setDropout(hidden, attention);
  }
  void recomputeBlocks(std::int64_t count, const at::Generator& random) override { m_body->recomputeBlocks(count, random); }

 private:
  std::unique_ptr<Model> m_body;
};

}  // namespace attune::engine
