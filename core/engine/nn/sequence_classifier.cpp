// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/sequence_classifier.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>

#include "core/engine/nn/ops.h"

namespace attune::engine {
namespace {

// The rows of the hidden states that stand for their sequences.
Tensor standingRows(const Batch& batch, bool last) {
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i + 1 < batch.starts.size(); ++i) rows.push_back(last ? batch.starts[i + 1] - 1 : batch.starts[i]);
  return at::tensor(rows, at::kLong).to(batch.tokens.device());
}

}  // namespace

SequenceClassifier::SequenceClassifier(std::unique_ptr<Model> body, WeightReader& reader, const ClassifierNames& names, std::uint64_t seed)
    : m_body(std::move(body)), m_names(names) {
  const auto& c = reader.config();
  const auto head = headModules(c);
  m_denseInHead = std::ranges::find(head, names.dense) != head.end();
  auto random = at::detail::createCPUGenerator(seed);
  const auto layer = [&](const std::string& name, std::int64_t out, bool bias) {
    const bool isNew = c.newHead && std::ranges::find(head, name) != head.end();
    if (!isNew) return readLinear(reader, name, out, c.hiddenSize, bias);
    const auto weight = at::empty({out, c.hiddenSize}, at::TensorOptions(at::kFloat)).normal_(0, c.initializerRange, random);
    return NamedLinear{name, std::make_unique<DenseLinear>(weight.to(reader.options()), bias ? at::zeros({out}, reader.options()) : Tensor())};
  };
  if (!names.dense.empty()) m_dense = layer(names.dense, c.hiddenSize, true);
  m_output = layer(names.output, static_cast<std::int64_t>(c.labels.size()), names.outputBias);
}

Tensor SequenceClassifier::densed(const Tensor& x) { return activate(m_dense(x), m_names.activation); }

Tensor SequenceClassifier::features(const Batch& batch) {
  const auto x = m_body->hiddenRows(batch, standingRows(batch, m_body->config().decoder));
  return m_dense && !m_denseInHead ? densed(x) : x;
}

Tensor SequenceClassifier::logitsOf(const Tensor& features) { return m_output(m_dense && m_denseInHead ? densed(features) : features); }

void SequenceClassifier::visit(const TensorVisitor& visitor) {
  m_body->visit(visitor);
  for (auto* part : {&m_dense, &m_output}) {
    if (*part) part->layer->visit(part->name, visitor);
  }
}

}  // namespace attune::engine
