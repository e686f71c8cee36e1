// SPDX-License-Identifier: GPL-3.0-or-later
// Generation of one token at a time reads every weight once for one row, so that memory sets its pace. A step therefore is one parallel
// region over rows of the weights, in float32 between them, without a tensor operation in it.
#pragma once
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "core/engine/kernels/cpu_kernels.h"
#include "core/engine/nn/decoder.h"
#include "core/engine/nn/kv_cache.h"

namespace attune::engine {

/// A decoder's weights as single rows are multiplied with them; holds for as long as none changes.
struct DecoderRows {
  struct Layer {
    std::vector<float> attentionNorm, afterAttentionNorm, mlpNorm, afterMlpNorm, queryNorm, keyNorm;  // empty: none
    std::vector<RowProduct> heads;                                                                    // query, key, value, or all in one
    RowProduct attentionOutput, down;
    std::vector<RowProduct> gateUp;  // two, or both in one
    AttentionSettings attention;
    bool rotary = true, local = false;
  };
  std::vector<Layer> layers;
  std::vector<float> finalNorm;
  RowProduct head;
  std::int64_t tokens = 0;  ///< That were written by them.

  /// Null where a layer is of a kind that has no such form.
  static std::shared_ptr<DecoderRows> of(Decoder& model);
  /// Has all weights in the fewest bits that lose nothing, unless memory is short. A packed weight stands beside the dense one, which the
  /// model keeps.
  void pack();
};

/// TokenSteps of a decoder with RMS norms and gated feed-forward parts on the CPU, in float32 or bfloat16.
class DecoderSteps : public TokenSteps {
 public:
  /// Whether the decoder has no part that this knows nothing of.
  static bool take(const Decoder& model, KvCache& cache);
  DecoderSteps(Decoder& model, KvCache& cache, std::shared_ptr<DecoderRows> rows);
  ~DecoderSteps() override;
  std::span<float> next(std::int32_t token) override;

 private:
  struct Vectors;  // what a thread works in
  using Layer = DecoderRows::Layer;
  enum class Work { Heads, Attend, Output, AddAttended, GateUp, Down, AddMlp, Logits };
  // The chunks that a thread begins with, in a row, so that the memory is read as it lies; on a cache line of its own.
  struct alignas(64) Share {
    std::atomic<std::int64_t> next{0};
    std::int64_t begin = 0, end = 0;
  };
  // A part of a step that needs all of the part before. A thread takes the chunks of its share, then those the others have left; the phase
  // is done when all chunks are, whoever did them, so that a thread the system holds back keeps nobody waiting longer than its own chunk takes.
  struct Phase {
    Work work;
    const Layer* layer;
    std::int64_t number, chunks;
    std::vector<Share> shares;  // one a thread
    std::atomic<std::int64_t> done{0};
    Phase(Work w, const Layer* l, std::int64_t n, std::int64_t c, std::size_t threads);
    void reset();
  };
  // Rows [begin, end) of a product, which is the `number`-th of its phase; null: none.
  struct Rows {
    const RowProduct* product = nullptr;
    std::size_t number = 0;
    std::int64_t begin = 0, end = 0;
  };
  // `count` keys or values, `stride` elements apart, from element `offset` of the cache on.
  struct Seen {
    std::int64_t count, offset, stride;
  };
  // Memory that is read as `rows` pieces of `length` bytes.
  struct Reading {
    const char* at = nullptr;
    std::int64_t rows = 0, length = 0, stride = 0;
  };

  class Ahead;

  void plan();
  void run(std::size_t thread, Vectors& own);
  void work(Phase& phase, std::size_t thread, Vectors& own);
  std::array<Rows, 2> rowsOf(const Phase& phase, std::int64_t chunk) const;
  std::array<Reading, 2> readingOf(const Phase& phase, std::int64_t chunk) const;
  void prepare(const Phase& phase, Vectors& own);
  void compute(const Phase& phase, std::int64_t chunk, Vectors& own);
  void computeHead(const Phase& phase, std::int64_t head, const Rows& rows, Vectors& own);
  Seen seenBy(const Phase& phase, std::int64_t head) const;
  void attend(const Phase& phase, std::int64_t head, Vectors& own);
  void addNormed(const std::vector<float>& weight);
  void norm(const float* x, const std::vector<float>& weight, float* y, std::int64_t rows, std::int64_t columns) const;
  void takeInput(const float* x, std::span<const RowProduct> products, Vectors& own) const;
  void multiply(const Rows& rows, float* out, const Vectors& own) const;

  Decoder& m_model;
  KvCache& m_cache;
  const ModelConfig& m_config;
  std::shared_ptr<DecoderRows> m_weights;
  std::vector<std::unique_ptr<Phase>> m_phases;
  std::vector<std::unique_ptr<Vectors>> m_vectors;  // of each thread
  std::vector<float> m_x, m_queries, m_attended, m_delta, m_inner, m_logits;
  Tensor m_cos, m_sin, m_localCos, m_localSin;      // of this step's position
  std::mutex m_problemLock;
  std::exception_ptr m_problem;  // what a thread threw in this step
  std::int64_t m_rowsAtOnce = 64, m_wideRowsAtOnce = 64, m_innerRowsAtOnce = 64;
};

}  // namespace attune::engine
