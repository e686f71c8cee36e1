// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/encoder.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/nn/recompute.h"
#include "core/engine/nn/relative_attention.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {

// What the layers of one pass share of the distances; without a table where attention sees none.
struct Encoder::Distances {
  std::shared_ptr<const DistanceRows> rows;
  Tensor table;  // the rows in use, normed, [R, C]
};

namespace {

EncoderBlock readLayer(WeightReader& reader, const EncoderNames& names, std::int64_t number) {
  const auto& c = reader.config();
  const std::string prefix = names.layer + std::to_string(number) + ".";
  const auto linear = [&](const std::string& name, std::int64_t out, std::int64_t in, bool bias) {
    return readLinear(reader, name.empty() ? name : prefix + name, out, in, bias);
  };
  EncoderBlock l;
  l.query = linear(names.query, c.hiddenSize, c.hiddenSize, c.attentionBias);
  l.key = linear(names.key, c.hiddenSize, c.hiddenSize, c.attentionBias);
  l.value = linear(names.value, c.hiddenSize, c.hiddenSize, c.attentionBias);
  l.distanceKey = linear(names.distanceKey, c.hiddenSize, c.hiddenSize, c.attentionBias);
  l.distanceQuery = linear(names.distanceQuery, c.hiddenSize, c.hiddenSize, c.attentionBias);
  l.attentionOutput = linear(names.attentionOutput, c.hiddenSize, c.hiddenSize, c.attentionOutputBias);
  l.up = linear(names.up, c.intermediateSize, c.hiddenSize, c.mlpBias);
  l.down = linear(names.down, c.hiddenSize, c.intermediateSize, c.mlpBias);
  l.attentionNorm = readNorm(reader, prefix + names.attentionNorm, c.hiddenSize);
  l.mlpNorm = readNorm(reader, prefix + names.mlpNorm, c.hiddenSize);
  return l;
}

std::vector<NamedLinear*> partsOf(EncoderBlock& l) {
  std::vector<NamedLinear*> parts;
  for (auto* part : {&l.query, &l.key, &l.value, &l.distanceKey, &l.distanceQuery, &l.attentionOutput, &l.up, &l.down}) {
    if (*part) parts.push_back(part);
  }
  return parts;
}

}  // namespace

std::unique_ptr<Encoder> Encoder::read(WeightReader& reader, const EncoderNames& names) {
  auto model = std::make_unique<Encoder>();
  const auto& c = reader.config();
  model->m_config = c;
  model->m_names = names;
  model->m_dtype = reader.options().dtype().toScalarType();
  model->m_embedding = reader.read(names.embedding + ".weight", {c.vocabSize, c.hiddenSize});
  if (!names.positions.empty()) model->m_positions = reader.read(names.positions + ".weight", {c.maxPositions + c.positionOffset, c.hiddenSize});
  if (!names.types.empty()) model->m_types = reader.read(names.types + ".weight", {c.typeVocabSize, c.hiddenSize});
  model->m_embeddingNorm = readNorm(reader, names.embeddingNorm, c.hiddenSize);
  for (std::int64_t i = 0; i < c.layers; ++i) model->m_layers.push_back(readLayer(reader, names, i));
  if (c.relativeAttention) {
    model->m_distances = reader.read(names.distances + ".weight", {2 * c.relativeAttention->span(), c.hiddenSize});
    model->m_distanceNorm = readNorm(reader, names.distanceNorm, c.hiddenSize);
  }
  model->m_attention.scale = 1 / std::sqrt(static_cast<double>(c.headDim));
  model->m_attention.causal = false;
  return model;
}

Tensor Encoder::embed(const Tensor& tokens) { return engine::embed(tokens, m_embedding, m_dtype, m_config.frozenRow()); }

Tensor Encoder::attention(EncoderBlock& l, const Tensor& x, const Batch& batch, const Distances& distances) {
  const auto byHead = [&](const Tensor& y) { return y.reshape({y.size(0), m_config.heads, m_config.headDim}); };
  const auto q = byHead(l.query(x)), k = byHead(l.key(x)), v = byHead(l.value(x));
  if (!distances.table.defined()) return packedAttention(q, k, v, {batch.starts, batch.deviceStarts, batch.maxLength}, m_attention, m_attentionDropout);
  const auto& settings = *m_config.relativeAttention;
  Tensor keys, queries;
  if (settings.contentToPosition) keys = byHead((l.distanceKey ? l.distanceKey : l.key)(distances.table));
  if (settings.positionToContent) queries = byHead((l.distanceQuery ? l.distanceQuery : l.query)(distances.table));
  const int terms = 1 + (keys.defined() ? 1 : 0) + (queries.defined() ? 1 : 0);
  return relativeAttention(q, k, v, keys, queries, *distances.rows, batch.starts, m_attention.scale / std::sqrt(static_cast<double>(terms)),
                           m_attentionDropout);
}

Tensor Encoder::block(EncoderBlock& l, const Tensor& x, const Batch& batch, const Distances& distances, const Tensor& rows) {
  auto attended = attention(l, x, batch, distances).reshape({x.size(0), m_config.hiddenSize});
  auto residual = x;
  if (rows.defined()) attended = attended.index_select(0, rows), residual = x.index_select(0, rows);
  const auto middle = l.attentionNorm(residual + m_dropout(l.attentionOutput(attended)));
  return l.mlpNorm(middle + m_dropout(l.down(activate(l.up(middle), m_config.activation))));
}

Tensor Encoder::run(const Batch& batch, const Tensor& rows) {
  auto x = batch.embeddings.defined() ? batch.embeddings : embed(batch.tokens);
  if (m_positions.defined()) x = x + engine::embed(m_config.positionOffset == 0 ? batch.positions : batch.positions + m_config.positionOffset, m_positions, m_dtype);
  if (m_types.defined()) {
    // One segment throughout is the rule: its row alone, so that its gradient is a sum and no scatter.
    x = x + (batch.types.defined() ? engine::embed(batch.types, m_types, m_dtype) : m_types.narrow(0, 0, 1).to(m_dtype));
  }
  x = m_dropout(m_embeddingNorm(x));
  Distances distances;
  if (m_distances.defined()) {
    distances.rows = std::make_shared<const DistanceRows>(*m_config.relativeAttention, batch.maxLength, x.device());
    distances.table = m_distanceNorm(m_distances.narrow(0, distances.rows->first(), distances.rows->count()).to(m_dtype));
  }
  if (onLayer) onLayer(0, x);
  std::int64_t twiceLeft = at::GradMode::is_enabled() ? m_recompute.blocks : 0;
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    const bool last = i + 1 == m_layers.size();
    EncoderBlock& layer = m_layers[i];
    const Tensor chosen = last ? rows : Tensor();
    const bool twice = twiceLeft > 0 && (x.requires_grad() || (distances.table.defined() && distances.table.requires_grad()) || learns([&](const TensorVisitor& visitor) { visit(layer, visitor); }));
    if (twice) {
      --twiceLeft;
      const auto again = [this, &layer, batch, chosen, rows = distances.rows](const Tensor& in, const Tensor& table) {
        return block(layer, in, batch, {rows, table}, chosen);
      };
      x = recomputed(again, x, distances.table, m_recompute.random);
    } else {
      x = block(layer, x, batch, distances, chosen);
    }
    if (onLayer) onLayer(static_cast<std::int64_t>(i) + 1, x);
  }
  return x;
}

Tensor Encoder::hiddenRows(const Batch& batch, const Tensor& rows) {
  return computeSettings().lossRowsOnly ? run(batch, rows) : run(batch, {}).index_select(0, rows);
}

bool Encoder::takesPadded() const {
  return !m_distances.defined() && readsStartsOnDevice(m_embedding.device(), m_dtype, m_config.headDim, m_attention.softcap, m_attentionDropout);
}

void Encoder::visit(const TensorVisitor& visitor) {
  visitor(m_names.embedding + ".weight", m_embedding);
  if (m_positions.defined()) visitor(m_names.positions + ".weight", m_positions);
  if (m_types.defined()) visitor(m_names.types + ".weight", m_types);
  m_embeddingNorm.visit(visitor);
  if (m_distances.defined()) visitor(m_names.distances + ".weight", m_distances);
  m_distanceNorm.visit(visitor);
  for (auto& layer : m_layers) visit(layer, visitor);
}

void Encoder::visit(EncoderBlock& l, const TensorVisitor& visitor) {
  for (auto* part : partsOf(l)) part->layer->visit(part->name, visitor);
  l.attentionNorm.visit(visitor);
  l.mlpNorm.visit(visitor);
}

std::vector<LinearSlot> Encoder::linears() {
  std::vector<LinearSlot> slots;
  for (auto& l : m_layers) {
    for (auto* part : partsOf(l)) slots.push_back({part->name, &part->layer});
  }
  return slots;
}

}  // namespace attune::engine
