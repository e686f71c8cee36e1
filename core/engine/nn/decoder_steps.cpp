// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/decoder_steps.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <thread>
#include <utility>

#include "core/base/free_memory.h"
#include "core/engine/nn/cpu_rows.h"

namespace attune::engine {

struct DecoderSteps::Vectors {
  RowInput input;  // of a phase's products
  std::vector<float> normed;
  std::vector<std::vector<std::vector<float>>> inner;  // x aᵀ of each product's updates
  std::vector<float> other, scores;
};

namespace {

constexpr std::int64_t kChunksOfThread = 6;
// Packing the weights takes about as long as a few tokens, which the shortest answers never make good.
constexpr std::int64_t kTokensBeforePacking = 4;

std::vector<float> inFloat(const Norm& norm) {
  if (!norm) return {};
  const auto weight = norm.weight.detach().to(at::kFloat).contiguous();
  return {weight.const_data_ptr<float>(), weight.const_data_ptr<float>() + weight.numel()};
}

bool isRms(const Norm& norm) { return !norm || norm.rms; }

std::int64_t chunksOf(std::int64_t rows, std::int64_t rowsAtOnce) { return (rows + rowsAtOnce - 1) / rowsAtOnce; }

// Rows of a chunk, so that every thread gets some; whole tiles.
std::int64_t rowsOfChunk(std::int64_t rows) {
  const auto chunks = kChunksOfThread * at::get_num_threads() * kTileRows;
  return (rows + chunks - 1) / chunks * kTileRows;
}

// Adds the products of the layers to `to`; false where one of them is not of the kind.
bool addProducts(std::initializer_list<const NamedLinear*> layers, std::vector<RowProduct>& to) {
  for (const NamedLinear* layer : layers) {
    auto product = *layer ? layer->layer->rowProduct() : std::nullopt;
    if (!product) return false;
    to.push_back(std::move(*product));
  }
  return true;
}

// x [size] turned in place as rotate() does.
void turn(float* x, const float* cos, const float* sin, std::int64_t rotated) {
  const auto half = rotated / 2;
  for (std::int64_t i = 0; i < half; ++i) {
    const float a = x[i], b = x[i + half];
    x[i] = a * cos[i] - b * sin[i];
    x[i + half] = b * cos[i + half] + a * sin[i + half];
  }
}

// Whose head the i-th of a phase is: 0 of the queries, 1 of the keys, 2 of the values; and the how-manieth of them.
std::size_t kindOf(std::int64_t head, const ModelConfig& c) { return head < c.heads ? 0 : head < c.heads + c.kvHeads ? 1 : 2; }
std::int64_t numberOf(std::int64_t head, const ModelConfig& c) {
  return head < c.heads ? head : (head - c.heads) % c.kvHeads;
}

// Puts float32 numbers into a row of a tensor's dtype.
void put(const float* from, const Tensor& to, std::int64_t at, std::int64_t count) {
  if (to.scalar_type() == at::kFloat) {
    std::copy_n(from, count, to.data_ptr<float>() + at);
  } else {
    std::copy_n(from, count, to.data_ptr<at::BFloat16>() + at);
  }
}

}  // namespace

// Fetches what a thread will read first of the next phase while it waits for the others: the memory would lie idle otherwise.
class DecoderSteps::Ahead {
 public:
  void take(const std::array<Reading, 2>& readings) { m_readings = readings; }
  // Asks for a few lines more; false when there are none left.
  bool fetch() {
    for (int lines = 0; lines < 4;) {
      if (m_reading == m_readings.size() || m_left == 0) return false;
      const Reading& reading = m_readings[m_reading];
      if (m_row >= reading.rows) {
        m_row = 0, ++m_reading;
      } else if (m_at >= reading.length) {
        m_at = 0, ++m_row;
      } else {
        __builtin_prefetch(reading.at + m_row * reading.stride + m_at, 0, 2);
        m_at += 64, --m_left, ++lines;
      }
    }
    return true;
  }

 private:
  std::array<Reading, 2> m_readings;
  std::size_t m_reading = 0;
  std::int64_t m_row = 0, m_at = 0;
  std::int64_t m_left = 1024;  // lines: more would push out what is being read
};

DecoderSteps::Phase::Phase(Work w, const Layer* l, std::int64_t n, std::int64_t c, std::size_t threads)
    : work(w), layer(l), number(n), chunks(c), shares(threads) {
  const auto all = static_cast<std::int64_t>(threads);
  for (std::int64_t t = 0; t < all; ++t) {
    Share& share = shares[static_cast<std::size_t>(t)];
    share.begin = t * chunks / all, share.end = (t + 1) * chunks / all;
  }
}

void DecoderSteps::Phase::reset() {
  for (Share& share : shares) share.next = share.begin;
  done = 0;
}

std::shared_ptr<DecoderRows> DecoderRows::of(Decoder& model) {
  const at::NoGradGuard noGradients;
  auto rows = std::make_shared<DecoderRows>();
  for (const DecoderLayer& l : model.layers()) {
    Layer layer{inFloat(l.attentionNorm), inFloat(l.afterAttentionNorm), inFloat(l.mlpNorm), inFloat(l.afterMlpNorm), inFloat(l.queryNorm),
                inFloat(l.keyNorm), {}, {}, {}, {}, l.attention, l.rotary, l.local};
    const bool heads = l.fusedQueryKeyValue ? addProducts({&l.fusedQueryKeyValue}, layer.heads) : addProducts({&l.query, &l.key, &l.value}, layer.heads);
    const bool gateUp = l.fusedGateUp ? addProducts({&l.fusedGateUp}, layer.gateUp) : addProducts({&l.gate, &l.up}, layer.gateUp);
    std::vector<RowProduct> ends;
    if (!heads || !gateUp || !l.attentionNorm || !l.mlpNorm || !isRms(l.queryNorm) || !addProducts({&l.attentionOutput, &l.down}, ends)) return nullptr;
    layer.attentionOutput = ends[0], layer.down = ends[1];
    rows->layers.push_back(std::move(layer));
  }
  rows->finalNorm = inFloat(model.finalNorm());
  const auto head = DenseLinear(model.headWeight(), Tensor()).rowProduct();
  if (!head || rows->finalNorm.empty()) return nullptr;
  rows->head = *head;
  return rows;
}

void DecoderRows::pack() {
  const at::NoGradGuard noGradients;
  std::vector<RowProduct*> products = {&head};
  for (Layer& layer : layers) {
    for (RowProduct& product : layer.heads) products.push_back(&product);
    for (RowProduct& product : layer.gateUp) products.push_back(&product);
    products.insert(products.end(), {&layer.attentionOutput, &layer.down});
  }
  std::uint64_t bytes = 0;
  for (const RowProduct* product : products) bytes += product->weight.bytes() / 2;  // at most
  if (bytes > freeMemory() / 2) return;
  for (RowProduct* product : products) product->weight = product->weight.packed();
}

bool DecoderSteps::take(const Decoder& model, KvCache& cache) {
  const auto& c = model.config();
  const bool cacheFits = cache.keys(0).scalar_type() == at::kFloat || cache.keys(0).scalar_type() == at::kBFloat16;
  const bool activationFits = c.activation == "silu" || c.activation == "swish" || c.activation == "gelu_new" || c.activation == "gelu_pytorch_tanh";
  if (!model.embeddingTable().is_cpu() || !cacheFits || !activationFits) return false;
  return c.decoder && c.rmsNorm && c.gatedMlp && !c.experts && !c.parallelResidual && c.queryKeyNorm != QueryKeyNorm::Full;
}

DecoderSteps::DecoderSteps(Decoder& model, KvCache& cache, std::shared_ptr<DecoderRows> rows)
    : m_model(model), m_cache(cache), m_config(model.config()), m_weights(std::move(rows)) {
  plan();
}
DecoderSteps::~DecoderSteps() = default;

void DecoderSteps::plan() {
  const auto& c = m_config;
  m_rowsAtOnce = rowsOfChunk(c.hiddenSize), m_innerRowsAtOnce = rowsOfChunk(c.intermediateSize);
  m_wideRowsAtOnce = std::min<std::int64_t>(256, rowsOfChunk(c.vocabSize));
  const auto threads = static_cast<std::size_t>(at::get_num_threads());
  const auto add = [&](Work work, const Layer* layer, std::int64_t number, std::int64_t chunks) {
    m_phases.push_back(std::make_unique<Phase>(work, layer, number, chunks, threads));
  };
  for (std::size_t i = 0; i < m_weights->layers.size(); ++i) {
    const Layer* layer = &m_weights->layers[i];
    const auto number = static_cast<std::int64_t>(i);
    add(Work::Heads, layer, number, c.heads + 2 * c.kvHeads);
    add(Work::Attend, layer, number, c.heads);
    add(Work::Output, layer, number, chunksOf(c.hiddenSize, m_rowsAtOnce));
    if (!layer->afterAttentionNorm.empty()) add(Work::AddAttended, layer, number, 1);
    add(Work::GateUp, layer, number, chunksOf(c.intermediateSize, m_innerRowsAtOnce));
    add(Work::Down, layer, number, chunksOf(c.hiddenSize, m_rowsAtOnce));
    if (!layer->afterMlpNorm.empty()) add(Work::AddMlp, layer, number, 1);
  }
  add(Work::Logits, nullptr, -1, chunksOf(c.vocabSize, m_wideRowsAtOnce));
  m_x.resize(static_cast<std::size_t>(c.hiddenSize)), m_delta.resize(m_x.size());
  m_queries.resize(static_cast<std::size_t>(c.heads * c.headDim)), m_attended.resize(m_queries.size());
  m_inner.resize(static_cast<std::size_t>(c.intermediateSize));
  m_logits.resize(static_cast<std::size_t>(c.vocabSize));
  for (std::size_t i = 0; i < threads; ++i) m_vectors.push_back(std::make_unique<Vectors>());
}

std::span<float> DecoderSteps::next(std::int32_t token) {
  const at::NoGradGuard noGradients;
  if (m_weights->tokens++ == kTokensBeforePacking) m_weights->pack();
  const auto position = m_cache.length();
  m_cache.reserve(position + 1);
  const auto embedded = m_model.embed(at::full({1}, token, at::kLong)).to(at::kFloat).contiguous();
  std::copy_n(embedded.const_data_ptr<float>(), m_x.size(), m_x.data());
  const auto places = at::full({1}, position, at::kLong);
  if (m_config.rotary) {
    std::tie(m_cos, m_sin) = m_model.rope(false).at(places, position + 1);
    std::tie(m_localCos, m_localSin) = m_model.rope(true).at(places, position + 1);
  }
  for (const auto& phase : m_phases) phase->reset();
  const auto threads = static_cast<std::int64_t>(m_vectors.size());
  at::parallel_for(0, threads, 1, [&](std::int64_t begin, std::int64_t) {
    const auto thread = static_cast<std::size_t>(begin);
    run(thread, *m_vectors[thread]);
  });
  if (m_problem) std::rethrow_exception(std::exchange(m_problem, nullptr));
  m_cache.advance(1);
  return m_logits;
}

void DecoderSteps::run(std::size_t thread, Vectors& own) {
  for (std::size_t p = 0; p < m_phases.size(); ++p) {
    Phase& phase = *m_phases[p];
    work(phase, thread, own);
    if (phase.done.load(std::memory_order_acquire) == phase.chunks) continue;
    Ahead ahead;
    if (p + 1 < m_phases.size()) {
      const Phase& next = *m_phases[p + 1];
      const Share& share = next.shares[thread];
      if (share.begin < share.end) ahead.take(readingOf(next, share.begin));
    }
    for (int tries = 0; phase.done.load(std::memory_order_acquire) < phase.chunks; ++tries) {
      if (ahead.fetch()) continue;
      if (tries < 2000) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
      } else {
        std::this_thread::yield();
      }
    }
  }
}

// The chunks of the thread's own share, then what is left of the others'.
void DecoderSteps::work(Phase& phase, std::size_t thread, Vectors& own) {
  bool prepared = false;
  for (std::size_t other = 0; other < phase.shares.size(); ++other) {
    Share& share = phase.shares[(thread + other) % phase.shares.size()];
    for (auto chunk = share.next++; chunk < share.end; chunk = share.next++) {
      try {
        // Only here: without a chunk in hand the others may already be overwriting the input.
        if (!prepared) prepare(phase, own);
        prepared = true;
        compute(phase, chunk, own);
      } catch (...) {  // memory; the others must not wait for this chunk
        const std::scoped_lock lock(m_problemLock);
        m_problem = std::current_exception();
      }
      phase.done.fetch_add(1, std::memory_order_release);
    }
  }
}

// The rows of weights that a chunk multiplies.
std::array<DecoderSteps::Rows, 2> DecoderSteps::rowsOf(const Phase& phase, std::int64_t chunk) const {
  const auto& c = m_config;
  const auto part = [&](std::int64_t all, std::int64_t atOnce) { return std::pair(chunk * atOnce, std::min(all, (chunk + 1) * atOnce)); };
  switch (phase.work) {
    case Work::Heads: {
      const bool fused = phase.layer->heads.size() == 1;
      const std::size_t kind = kindOf(chunk, c);
      const auto begin = (fused ? chunk : numberOf(chunk, c)) * c.headDim;
      const std::size_t product = fused ? 0 : kind;
      return {Rows{&phase.layer->heads[product], product, begin, begin + c.headDim}};
    }
    case Work::Output:
    case Work::Down: {
      const auto [begin, end] = part(c.hiddenSize, m_rowsAtOnce);
      return {Rows{phase.work == Work::Output ? &phase.layer->attentionOutput : &phase.layer->down, 0, begin, end}};
    }
    case Work::GateUp: {
      const auto [begin, end] = part(c.intermediateSize, m_innerRowsAtOnce);
      const auto& parts = phase.layer->gateUp;
      const bool fused = parts.size() == 1;
      const auto upFrom = fused ? c.intermediateSize : 0;
      return {Rows{&parts[0], 0, begin, end}, Rows{&parts.back(), fused ? 0U : 1U, upFrom + begin, upFrom + end}};
    }
    case Work::Logits: {
      const auto [begin, end] = part(c.vocabSize, m_wideRowsAtOnce);
      return {Rows{&m_weights->head, 0, begin, end}};
    }
    default: return {};
  }
}

// The memory that a chunk reads, other than vectors.
std::array<DecoderSteps::Reading, 2> DecoderSteps::readingOf(const Phase& phase, std::int64_t chunk) const {
  std::array<Reading, 2> result;
  if (phase.work == Work::Attend) {
    const Seen seen = seenBy(phase, chunk);
    const Tensor* cached[] = {&m_cache.keys(phase.number), &m_cache.values(phase.number)};
    for (std::size_t i = 0; i < 2; ++i) {
      const auto bytes = static_cast<std::int64_t>(cached[i]->element_size());
      result[i] = {static_cast<const char*>(cached[i]->const_data_ptr()) + seen.offset * bytes, seen.count, m_config.headDim * bytes, seen.stride * bytes};
    }
    return result;
  }
  const auto rows = rowsOf(phase, chunk);
  for (std::size_t i = 0; i < 2; ++i) {
    if (rows[i].product == nullptr) continue;
    const auto memory = rows[i].product->weight.memoryOf(rows[i].begin, rows[i].end);
    result[i] = {memory.data(), 1, static_cast<std::int64_t>(memory.size()), 0};
  }
  return result;
}

void DecoderSteps::norm(const float* x, const std::vector<float>& weight, float* y, std::int64_t rows, std::int64_t columns) const {
  thread_local std::vector<float> scales;
  scales.resize(static_cast<std::size_t>(rows));
  cpuKernels().f32.rmsForward(x, weight.data(), y, scales.data(), rows, columns, static_cast<float>(m_config.normEps), m_config.normUnitOffset ? 1.0F : 0.0F);
}

// What all products of a phase need of their common input.
void DecoderSteps::takeInput(const float* x, std::span<const RowProduct> products, Vectors& own) const {
  own.input.x = x;
  own.inner.assign(products.size(), {});
  for (std::size_t p = 0; p < products.size(); ++p) {
    products[p].weight.prepare(own.input);
    for (const auto& update : products[p].updates) {
      auto& inner = own.inner[p].emplace_back(static_cast<std::size_t>(update.a.size(0)));
      cpuKernels().dotRowsF32(x, update.a.const_data_ptr<float>(), inner.data(), update.a.size(0), update.a.size(1));
    }
  }
}

void DecoderSteps::multiply(const Rows& which, float* out, const Vectors& own) const {
  const auto& [productOf, number, begin, end] = which;
  const RowProduct& product = *productOf;
  const auto rows = end - begin;
  product.weight.multiply(own.input, begin, end, out);
  thread_local std::vector<float> more;
  more.resize(static_cast<std::size_t>(rows));
  for (std::size_t u = 0; u < product.updates.size(); ++u) {
    const auto& b = product.updates[u].b;
    cpuKernels().dotRowsF32(own.inner[number][u].data(), numbers<float>(b) + begin * b.size(1), more.data(), rows, b.size(1));
    for (std::int64_t r = 0; r < rows; ++r) out[r] += more[static_cast<std::size_t>(r)];
  }
  for (std::int64_t r = 0; product.factor.defined() && r < rows; ++r) out[r] *= numbers<float>(product.factor)[begin + r];
  for (std::int64_t r = 0; product.bias.defined() && r < rows; ++r) out[r] += numbers<float>(product.bias)[begin + r];
}

void DecoderSteps::prepare(const Phase& phase, Vectors& own) {
  const auto normed = [&](const std::vector<float>& weight) {
    own.normed.resize(m_x.size());
    norm(m_x.data(), weight, own.normed.data(), 1, m_config.hiddenSize);
    return own.normed.data();
  };
  switch (phase.work) {
    case Work::Heads: return takeInput(normed(phase.layer->attentionNorm), phase.layer->heads, own);
    case Work::Output: return takeInput(m_attended.data(), {&phase.layer->attentionOutput, 1}, own);
    case Work::GateUp: return takeInput(normed(phase.layer->mlpNorm), phase.layer->gateUp, own);
    case Work::Down: return takeInput(m_inner.data(), {&phase.layer->down, 1}, own);
    case Work::Logits: return takeInput(normed(m_weights->finalNorm), {&m_weights->head, 1}, own);
    default: return;
  }
}

void DecoderSteps::compute(const Phase& phase, std::int64_t chunk, Vectors& own) {
  const auto& c = m_config;
  const auto rows = rowsOf(phase, chunk);
  const auto begin = static_cast<std::size_t>(rows[0].begin);
  const auto count = rows[0].end - rows[0].begin;
  // A product whose rows are added to x, or kept for a norm between.
  const auto addTo = [&](bool normedLater) {
    float* delta = m_delta.data() + begin;
    multiply(rows[0], delta, own);
    for (std::int64_t r = 0; !normedLater && r < count; ++r) m_x[begin + static_cast<std::size_t>(r)] += static_cast<float>(c.residualMultiplier) * delta[r];
  };
  switch (phase.work) {
    case Work::Heads: return computeHead(phase, chunk, rows[0], own);
    case Work::Attend: return attend(phase, chunk, own);
    case Work::Output: return addTo(!phase.layer->afterAttentionNorm.empty());
    case Work::Down: return addTo(!phase.layer->afterMlpNorm.empty());
    case Work::AddAttended: return addNormed(phase.layer->afterAttentionNorm);
    case Work::AddMlp: return addNormed(phase.layer->afterMlpNorm);
    case Work::GateUp: {
      own.other.resize(static_cast<std::size_t>(2 * count));
      float *gate = own.other.data(), *up = gate + count;
      multiply(rows[0], gate, own);
      multiply(rows[1], up, own);
      const auto& kernels = cpuKernels().f32;
      const auto activate = c.activation == "silu" || c.activation == "swish" ? kernels.siluForward : kernels.geluForward;
      return activate(gate, up, m_inner.data() + begin, 1, count, count);
    }
    case Work::Logits: {
      float* out = m_logits.data() + begin;
      multiply(rows[0], out, own);
      const auto divisor = static_cast<float>(c.logitsDivisor), cap = static_cast<float>(c.finalSoftcap);
      for (std::int64_t r = 0; divisor != 1 && r < count; ++r) out[r] /= divisor;
      for (std::int64_t r = 0; cap > 0 && r < count; ++r) out[r] = std::tanh(out[r] / cap) * cap;
      return;
    }
  }
}

// One head of queries, keys or values, normed, turned and put where attention looks for it.
void DecoderSteps::computeHead(const Phase& phase, std::int64_t head, const Rows& rows, Vectors& own) {
  const auto& c = m_config;
  const Layer& layer = *phase.layer;
  const auto size = c.headDim;
  const std::size_t kind = kindOf(head, c);
  const auto number = numberOf(head, c);
  own.other.resize(static_cast<std::size_t>(size));
  float* to = kind == 0 ? m_queries.data() + number * size : own.other.data();
  multiply(rows, to, own);
  const auto& headNorm = kind == 0 ? layer.queryNorm : layer.keyNorm;
  if (kind < 2 && !headNorm.empty()) norm(to, headNorm, to, 1, size);
  if (kind < 2 && layer.rotary) {
    const Tensor &cos = layer.local ? m_localCos : m_cos, &sin = layer.local ? m_localSin : m_sin;
    turn(to, numbers<float>(cos), numbers<float>(sin), cos.size(1));
  }
  if (kind > 0) put(to, kind == 1 ? m_cache.keys(phase.number) : m_cache.values(phase.number), (m_cache.length() * c.kvHeads + number) * size, size);
}

// Which cached keys and values a head of queries looks at.
DecoderSteps::Seen DecoderSteps::seenBy(const Phase& phase, std::int64_t head) const {
  const auto& c = m_config;
  const auto all = m_cache.length() + 1, window = phase.layer->attention.window;
  const auto count = window > 0 ? std::min(all, window) : all;
  return {count, ((all - count) * c.kvHeads + head / (c.heads / c.kvHeads)) * c.headDim, c.kvHeads * c.headDim};
}

void DecoderSteps::attend(const Phase& phase, std::int64_t head, Vectors& own) {
  const auto& c = m_config;
  const auto& settings = phase.layer->attention;
  const auto [count, offset, stride] = seenBy(phase, head);
  own.scores.resize(static_cast<std::size_t>(std::max<std::int64_t>(count, static_cast<std::int64_t>(own.scores.size()))));
  const Tensor &keys = m_cache.keys(phase.number), &values = m_cache.values(phase.number);
  const float* query = m_queries.data() + head * c.headDim;
  float* out = m_attended.data() + head * c.headDim;
  const auto scale = static_cast<float>(settings.scale), cap = static_cast<float>(settings.softcap);
  if (keys.scalar_type() == at::kFloat) {
    cpuKernels().attendF32(query, numbers<float>(keys) + offset, numbers<float>(values) + offset, out, own.scores.data(), count, c.headDim, stride, scale, cap);
  } else {
    cpuKernels().attendBf16(query, numbers<Bf16>(keys) + offset, numbers<Bf16>(values) + offset, out, own.scores.data(), count, c.headDim, stride, scale, cap);
  }
}

// x += norm(delta).
void DecoderSteps::addNormed(const std::vector<float>& weight) {
  norm(m_delta.data(), weight, m_delta.data(), 1, m_config.hiddenSize);
  for (std::size_t i = 0; i < m_x.size(); ++i) m_x[i] += static_cast<float>(m_config.residualMultiplier) * m_delta[i];
}

}  // namespace attune::engine
