// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/sequence_classifier.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/transfer.h"

namespace attune::engine {
namespace {

// The mean of the hidden states of each sequence, [B, C].
Tensor meanOfTokens(const Tensor& hidden, const Batch& batch) {
  std::vector<Tensor> means;
  for (std::size_t i = 0; i + 1 < batch.starts.size(); ++i) {
    means.push_back(hidden.narrow(0, batch.starts[i], batch.starts[i + 1] - batch.starts[i]).mean(0));
  }
  return at::stack(means);
}

}  // namespace

std::vector<std::int64_t> standingRows(const std::vector<std::int64_t>& starts, bool last) {
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) rows.push_back(last ? starts[i + 1] - 1 : starts[i]);
  return rows;
}

SequenceClassifier::SequenceClassifier(std::unique_ptr<Model> body, WeightReader& reader, const ClassifierNames& names, std::uint64_t seed)
    : m_body(std::move(body)), m_names(names) {
  const auto& c = reader.config();
  const auto head = headModules(c);
  m_denseInHead = std::ranges::find(head, names.dense) != head.end();
  auto random = at::detail::createCPUGenerator(seed);
  const auto layer = [&](const std::string& name, std::int64_t out, bool bias) {
    const bool isNew = c.newHead && (name == names.output || !reader.has(name + ".weight"));
    if (!isNew) return readLinear(reader, name, out, c.hiddenSize, bias);
    const auto weight = at::empty({out, c.hiddenSize}, at::TensorOptions(at::kFloat)).normal_(0, c.initializerRange, random);
    return NamedLinear{name, std::make_unique<DenseLinear>(weight.to(reader.options()), bias ? at::zeros({out}, reader.options()) : Tensor())};
  };
  if (!names.dense.empty()) m_dense = layer(names.dense, c.hiddenSize, names.denseBias);
  if (!names.norm.empty() && reader.has(names.norm + ".weight")) {
    m_norm = readNorm(reader, names.norm, c.hiddenSize);
  } else if (!names.norm.empty()) {
    m_norm = {names.norm, at::ones({c.hiddenSize}, reader.options()), c.normBias ? at::zeros({c.hiddenSize}, reader.options()) : Tensor(),
              c.normEps, c.rmsNorm, c.normUnitOffset};
  }
  m_output = layer(names.output, static_cast<std::int64_t>(c.labels.size()), names.outputBias);
}

Tensor SequenceClassifier::densed(const Tensor& x) { return m_norm(activate(m_dense(x), m_names.activation)); }

Tensor SequenceClassifier::features(const Batch& batch) {
  if (sortsTokens()) return m_body->hiddenRows(batch, batch.lossRows);
  const auto standing = [&] {
    return batch.padded ? batch.lossRows : toDevice(at::tensor(standingRows(batch.starts, config().decoder), at::kLong), batch.tokens.device());
  };
  const auto x = m_names.meanOfTokens ? meanOfTokens(m_body->hidden(batch), batch) : m_body->hiddenRows(batch, standing());
  return m_dense && !m_denseInHead ? densed(x) : x;
}

Tensor SequenceClassifier::logitsOf(const Tensor& features) { return m_output(m_dropout(m_dense && m_denseInHead ? densed(features) : features)); }

void SequenceClassifier::setDropout(const Dropout& hidden, const Dropout& attention) {
  if (!config().decoder || sortsTokens()) m_dropout = hidden;
  if (auto* body = dynamic_cast<HasDropout*>(m_body.get())) body->setDropout(hidden, attention);
}

void SequenceClassifier::visit(const TensorVisitor& visitor) {
  m_body->visit(visitor);
  if (m_dense) m_dense.layer->visit(m_dense.name, visitor);
  m_norm.visit(visitor);
  m_output.layer->visit(m_output.name, visitor);
}

}  // namespace attune::engine
