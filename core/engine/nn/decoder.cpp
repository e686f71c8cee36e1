// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/decoder.h"

#include <ATen/ATen.h>

#include "core/engine/nn/decoder_steps.h"
#include "core/engine/nn/kv_cache.h"
#include "core/engine/nn/recompute.h"
#include "core/engine/nn/rows_before.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {

// What every layer of one forward pass shares.
struct Decoder::Pass {
  Batch batch;
  KvCache* cache = nullptr;
  std::vector<Tensor>* routerLogits = nullptr;  // of each layer with experts, where they are asked for
  Tensor cos, sin, localCos, localSin;
  Tensor prefix;  // [L, 2, n, K, D] or undefined; the sequences below are those that attention sees, with the prefix before each
  std::vector<std::int64_t> starts;
  Tensor deviceStarts;
  std::int64_t maxLength = 0;
};

namespace {

Tensor softcapped(const Tensor& x, double cap) { return cap > 0 ? at::tanh(x / cap) * cap : x; }

DecoderLayer readLayer(WeightReader& reader, const DecoderNames& names, std::int64_t number) {
  const auto& c = reader.config();
  const auto at = static_cast<std::size_t>(number);
  const std::string prefix = names.layer + std::to_string(number) + ".";
  const auto path = [&](const std::string& name) { return name.empty() ? name : prefix + name; };
  const auto norm = [&](const std::string& name, std::int64_t size) { return readNorm(reader, path(name), size); };
  const auto projection = [&](const std::string& name, std::int64_t out, std::int64_t in, bool bias) {
    return readLinear(reader, path(name), out, in, bias, names.transposed);
  };
  const auto queries = c.heads * c.headDim, keys = c.kvHeads * c.headDim;
  DecoderLayer l;
  if (number > 0 || names.firstAttentionNorm) l.attentionNorm = norm(names.attentionNorm, c.hiddenSize);
  l.afterAttentionNorm = norm(names.afterAttentionNorm, c.hiddenSize);
  l.mlpNorm = norm(names.mlpNorm, c.hiddenSize);
  l.afterMlpNorm = norm(names.afterMlpNorm, c.hiddenSize);
  const bool fullNorm = c.queryKeyNorm == QueryKeyNorm::Full;
  l.queryNorm = norm(names.queryNorm, fullNorm ? queries : c.headDim);
  l.keyNorm = norm(names.keyNorm, fullNorm ? keys : c.headDim);
  l.query = projection(names.query, queries, c.hiddenSize, c.attentionBias);
  l.key = projection(names.key, keys, c.hiddenSize, c.attentionBias);
  l.value = projection(names.value, keys, c.hiddenSize, c.attentionBias);
  l.fusedQueryKeyValue = projection(names.fusedQueryKeyValue, queries + 2 * keys, c.hiddenSize, c.attentionBias);
  l.attentionOutput = projection(names.attentionOutput, c.hiddenSize, queries, c.attentionOutputBias);
  if (c.experts && c.layerExperts[at]) {
    l.experts = Experts::read(reader, names.layer + std::to_string(number));
  } else {
    l.gate = projection(names.gate, c.intermediateSize, c.hiddenSize, c.mlpBias);
    l.up = projection(names.up, c.intermediateSize, c.hiddenSize, c.mlpBias);
    l.fusedGateUp = projection(names.fusedGateUp, 2 * c.intermediateSize, c.hiddenSize, c.mlpBias);
    l.down = projection(names.down, c.hiddenSize, c.intermediateSize, c.mlpBias);
  }
  l.rotary = c.rotary && (at >= c.layerRotary.size() || c.layerRotary[at]);
  l.local = at < c.layerSliding.size() && c.layerSliding[at];
  l.attention.scale = c.attentionScale.value_or(1.0 / std::sqrt(static_cast<double>(c.headDim)));
  l.attention.causal = c.decoder;
  // An encoder's window is told as the width of both sides together.
  if (l.local) l.attention.window = c.decoder ? c.slidingWindow : c.slidingWindow / 2 + 1;
  l.attention.softcap = c.attentionSoftcap;
  return l;
}

}  // namespace

std::unique_ptr<Decoder> Decoder::read(WeightReader& reader, const DecoderNames& names) {
  auto model = std::make_unique<Decoder>();
  const auto& c = reader.config();
  model->m_config = c;
  model->m_names = names;
  model->m_dtype = reader.options().dtype().toScalarType();
  model->m_embedding = reader.read(names.embedding + ".weight", {c.vocabSize, c.hiddenSize});
  if (!names.positions.empty()) model->m_positions = reader.read(names.positions + ".weight", {c.maxPositions, c.hiddenSize});
  for (std::int64_t i = 0; i < c.layers; ++i) model->m_layers.push_back(readLayer(reader, names, i));
  model->m_embeddingNorm = readNorm(reader, names.embeddingNorm, c.hiddenSize);
  model->m_finalNorm = readNorm(reader, names.finalNorm, c.hiddenSize);
  if (!c.tieWordEmbeddings && !c.task.ends_with("classification")) model->m_head = reader.read(names.head + ".weight", {c.vocabSize, c.hiddenSize});
  if (c.rotary) model->m_rope = RopeTable(c.rope, c.headDim, c.maxPositions);
  if (c.localRope) {
    model->m_localRope = RopeTable(*c.localRope, c.headDim, c.maxPositions);
    model->m_hasLocalRope = true;
  }
  return model;
}

Tensor Decoder::embed(const Tensor& tokens) {
  auto x = engine::embed(tokens, m_embedding, m_dtype, m_config.frozenRow());
  return m_config.embeddingMultiplier == 1 ? x : x * m_config.embeddingMultiplier;
}

Tensor Decoder::attention(DecoderLayer& l, const Tensor& x, const Tensor& prefix, const Pass& pass, std::int64_t number, const Tensor& rows) {
  const auto tokens = x.size(0), heads = m_config.heads, kvHeads = m_config.kvHeads, headDim = m_config.headDim;
  Tensor q, k, v;
  if (l.fusedQueryKeyValue) {
    const auto all = l.fusedQueryKeyValue(x);
    if (m_names.interleavedHeads) {
      const auto parts = all.view({tokens, heads, 3, headDim}).unbind(2);
      q = parts[0], k = parts[1], v = parts[2];
    } else {
      const auto parts = all.split_with_sizes({heads * headDim, kvHeads * headDim, kvHeads * headDim}, 1);
      q = parts[0], k = parts[1], v = parts[2];
    }
  } else {
    q = l.query(x), k = l.key(x), v = l.value(x);
  }
  if (m_config.queryKeyNorm == QueryKeyNorm::Full) q = l.queryNorm(q), k = l.keyNorm(k);
  q = q.reshape({tokens, heads, headDim});
  k = k.reshape({tokens, kvHeads, headDim});
  v = v.reshape({tokens, kvHeads, headDim});
  if (m_config.queryKeyNorm == QueryKeyNorm::PerHead) q = l.queryNorm(q), k = l.keyNorm(k);
  if (l.rotary) {
    const bool local = l.local && m_hasLocalRope;
    q = rotate(q, local ? pass.localCos : pass.cos, local ? pass.localSin : pass.sin);
    k = rotate(k, local ? pass.localCos : pass.cos, local ? pass.localSin : pass.sin);
  }
  if (prefix.defined()) {
    // The prefix gets queries too, whose results are dropped: it then is part of plain causal sequences for every kernel.
    q = withRowsBefore(q, at::zeros({prefix.size(1), heads, headDim}, q.options()), pass.batch.starts);
    k = withRowsBefore(k, prefix.select(0, 0), pass.batch.starts);
    v = withRowsBefore(v, prefix.select(0, 1), pass.batch.starts);
  }
  Tensor y;
  if (pass.cache && pass.cache->forked()) {
    const auto all = pass.cache->appendToEach(number, k, v);
    y = forkedAttention(q, all.sharedKeys, all.sharedValues, all.ownKeys, all.ownValues, l.attention);
  } else if (pass.cache) {
    const auto [allKeys, allValues] = pass.cache->append(number, k, v);
    y = cachedAttention(q, allKeys, allValues, l.attention);
  } else {
    y = packedAttention(q, k, v, {pass.starts, pass.deviceStarts, pass.maxLength}, l.attention, m_attentionDropout);
  }
  if (prefix.defined()) y = withoutRowsBefore(y, prefix.size(1), pass.batch.starts);
  y = y.reshape({tokens, heads * headDim});
  return m_dropout(l.attentionOutput(rows.defined() ? y.index_select(0, rows) : y));
}

Tensor Decoder::mlp(DecoderLayer& l, const Tensor& x, const Pass& pass) {
  if (l.experts) return (*l.experts)(x, m_config.activation, pass.routerLogits);
  const auto down = [&](const Tensor& inner) { return m_names.innerDropout ? l.down(m_dropout(inner)) : m_dropout(l.down(inner)); };
  if (l.fusedGateUp) {
    const auto parts = l.fusedGateUp(x).chunk(2, 1);
    return down(gatedActivation(parts[0], parts[1], m_config.activation));
  }
  if (m_config.gatedMlp) return down(gatedActivation(l.gate(x), l.up(x), m_config.activation));
  return down(activate(l.up(x), m_config.activation));
}

Tensor Decoder::block(DecoderLayer& l, const Tensor& x, const Tensor& prefix, const Pass& pass, std::int64_t number, const Tensor& rows) {
  const double factor = m_config.residualMultiplier;
  const auto scaled = [&](const Tensor& y) { return factor == 1 ? y : y * factor; };
  const auto residual = rows.defined() ? x.index_select(0, rows) : x;
  const auto attended = l.afterAttentionNorm(attention(l, l.attentionNorm(x), prefix, pass, number, rows));
  if (m_config.parallelResidual) return residual + scaled(attended) + scaled(l.afterMlpNorm(mlp(l, l.mlpNorm(residual), pass)));
  const auto middle = residual + scaled(attended);
  return middle + scaled(l.afterMlpNorm(mlp(l, l.mlpNorm(middle), pass)));
}

Tensor Decoder::run(const Batch& batch, KvCache* cache, const Tensor& rows, std::vector<Tensor>* routerLogits) {
  // Shared with the blocks that backward computes once more.
  const auto shared = std::make_shared<Pass>(Pass{batch, cache, routerLogits, {}, {}, {}, {}, {}, batch.starts, batch.deviceStarts, batch.maxLength});
  Pass& pass = *shared;
  if (batch.prefix.defined()) {
    const auto rowsBefore = batch.prefix.size(2);
    pass.prefix = batch.prefix.to(m_dtype);
    pass.starts = startsWithRows(batch.starts, rowsBefore);
    pass.deviceStarts = deviceStartsWithRows(batch.deviceStarts, rowsBefore);
    pass.maxLength += rowsBefore;
  }
  const auto past = cache ? cache->length() : 0;
  const auto& positions = batch.positions;
  if (m_config.rotary) std::tie(pass.cos, pass.sin) = m_rope.at(positions, past + pass.maxLength);
  if (m_hasLocalRope) std::tie(pass.localCos, pass.localSin) = m_localRope.at(positions, past + pass.maxLength);
  auto x = batch.embeddings.defined() ? batch.embeddings : embed(batch.tokens);
  if (m_positions.defined()) x = x + engine::embed(positions, m_positions, m_dtype);
  x = m_dropout(m_embeddingNorm(x));
  if (onLayer) onLayer(0, x);
  const auto last = static_cast<std::int64_t>(m_layers.size()) - 1;
  // The router's logits carry a gradient of their own, which a block that is computed again would not give.
  std::int64_t twiceLeft = at::GradMode::is_enabled() && !cache && !routerLogits ? m_recompute.blocks : 0;
  for (std::int64_t i = 0; i <= last; ++i) {
    DecoderLayer& layer = m_layers[static_cast<std::size_t>(i)];
    const Tensor prefix = pass.prefix.defined() ? pass.prefix.select(0, i) : Tensor(), chosen = i == last ? rows : Tensor();
    const bool twice = twiceLeft > 0 && (x.requires_grad() || prefix.defined() || learns([&](const TensorVisitor& visitor) { visit(layer, visitor); }));
    if (twice) {
      --twiceLeft;
      const auto again = [this, &layer, shared, i, chosen](const Tensor& in, const Tensor& own) { return block(layer, in, own, *shared, i, chosen); };
      x = recomputed(again, x, prefix, m_recompute.random);
    } else {
      x = block(layer, x, prefix, pass, i, chosen);
    }
    if (onLayer && i < last) onLayer(i + 1, x);
  }
  if (cache) cache->advance(cache->forked() ? 1 : pass.starts.back());
  x = m_finalNorm(x);
  if (onLayer) onLayer(last + 1, x);
  return x;
}

Tensor Decoder::hiddenRows(const Batch& batch, const Tensor& rows) {
  return computeSettings().lossRowsOnly ? run(batch, nullptr, rows) : run(batch, nullptr, {}).index_select(0, rows);
}

bool Decoder::takesPadded() const {
  return !m_config.experts && !m_rope.dependsOnLength() && !m_localRope.dependsOnLength() &&
         readsStartsOnDevice(m_embedding.device(), m_dtype, m_config.headDim, m_config.attentionSoftcap, m_attentionDropout);
}

Tensor Decoder::logits(const Tensor& rows) {
  auto result = applyLinear(rows, headWeight(), Tensor());
  if (m_config.logitsDivisor != 1) result = result / m_config.logitsDivisor;
  return softcapped(result, m_config.finalSoftcap);
}

Tensor Decoder::lossSum(const Batch& batch, double labelSmoothing, Tensor* perRow) {
  const LossSettings settings{labelSmoothing, m_config.finalSoftcap, m_config.logitsDivisor, batch.padded};
  if (!m_config.experts || m_config.experts->balanceFactor == 0 || !at::GradMode::is_enabled())
    return linearCrossEntropySum(hiddenRows(batch, batch.lossRows), headWeight(), {}, batch.targets, settings, perRow);
  // The load is that of all tokens, not only of those that bear loss.
  std::vector<Tensor> routerLogits;
  const auto rows = run(batch, nullptr, {}, &routerLogits).index_select(0, batch.lossRows);
  const auto loss = linearCrossEntropySum(rows, headWeight(), {}, batch.targets, settings, perRow);
  const double factor = m_config.experts->balanceFactor * static_cast<double>(batch.lossRows.size(0));
  return loss + expertBalanceLoss(routerLogits, m_config.experts->perToken) * factor;
}

Tensor Decoder::lossRows(const Batch& batch) {
  const LossSettings settings{0, m_config.finalSoftcap, m_config.logitsDivisor};
  return linearCrossEntropyRows(hiddenRows(batch, batch.lossRows), headWeight(), batch.targets, settings);
}

void Decoder::visit(const TensorVisitor& visitor) {
  visitor(m_names.embedding + ".weight", m_embedding);
  if (m_positions.defined()) visitor(m_names.positions + ".weight", m_positions);
  for (auto& layer : m_layers) visit(layer, visitor);
  m_embeddingNorm.visit(visitor);
  m_finalNorm.visit(visitor);
  if (m_head.defined()) visitor(m_names.head + ".weight", m_head);
}

void Decoder::visit(DecoderLayer& l, const TensorVisitor& visitor) {
  for (auto* norm : {&l.attentionNorm, &l.afterAttentionNorm, &l.mlpNorm, &l.afterMlpNorm, &l.queryNorm, &l.keyNorm}) {
    norm->visit(visitor);
  }
  for (auto* part : {&l.query, &l.key, &l.value, &l.fusedQueryKeyValue, &l.attentionOutput, &l.gate, &l.up, &l.fusedGateUp, &l.down}) {
    if (*part) part->layer->visit(part->name, visitor);
  }
  if (l.experts) l.experts->visit(visitor);
}

std::vector<LinearSlot> Decoder::linears() {
  std::vector<LinearSlot> slots;
  for (auto& l : m_layers) {
    for (auto* part : {&l.query, &l.key, &l.value, &l.fusedQueryKeyValue, &l.attentionOutput, &l.gate, &l.up, &l.fusedGateUp, &l.down}) {
      if (*part) slots.push_back({part->name, &part->layer});
    }
    if (l.experts) l.experts->addLinears(slots);
  }
  return slots;
}

std::unique_ptr<KvCache> Decoder::newCache(std::int64_t capacity) {
  return std::make_unique<KvCache>(m_config.layers, capacity, m_config.kvHeads, m_config.headDim,
                                   at::TensorOptions(m_dtype).device(m_embedding.device()));
}

std::unique_ptr<TokenSteps> Decoder::tokenSteps(KvCache& cache) {
  const bool plain = m_positions.defined() || m_embeddingNorm || m_names.interleavedHeads || onLayer || !computeSettings().fastDecode;
  if (plain || !DecoderSteps::take(*this, cache)) return nullptr;
  const auto rows = m_rows ? m_rows : DecoderRows::of(*this);
  if (m_weightsStay) m_rows = rows;
  return rows ? std::make_unique<DecoderSteps>(*this, cache, rows) : nullptr;
}

}  // namespace attune::engine
