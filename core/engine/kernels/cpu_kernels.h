// SPDX-License-Identifier: GPL-3.0-or-later
// Loops over rows of numbers, compiled for several instruction sets. No torch here, and nothing from the standard
// library but integer types: code compiled for one instruction set must never be shared with the rest of the program.
#pragma once
#include <cstdint>

namespace attune::engine {

/// A bfloat16 number in memory.
struct Bf16 {
  std::uint16_t bits;
};

/// Rows and columns of a matrix that lie together where its numbers are held as codes of few bits: one row a lane of a vector, so that no
/// lanes need to be summed. Scales and minima are IEEE half-precision numbers. Four-bit columns 8w to 8w + 7 of row r are codes[w][r], two a
/// byte in their order, the first in the high half.
inline constexpr std::int64_t kTileRows = 16, kTileColumns = 32, kTableTileColumns = 64;

/// Number (r, c) = scales[r] * code + minima[r], codes of four bits.
struct FourBitTile {
  std::uint16_t scales[kTileRows], minima[kTileRows];
  std::uint32_t codes[kTileColumns / 8][kTileRows];
};

/// Number (r, c) = scales[r] * code, the signed codes of columns 4w to 4w + 3 being the bytes of codes[w][r].
struct EightBitTile {
  std::uint16_t scales[kTileRows];
  std::uint32_t codes[kTileColumns / 4][kTileRows];
};

/// Number (r, c) = scales[r] * values[code], codes of four bits, with 16 values for the whole matrix.
struct TableTile {
  float scales[kTileRows];
  std::uint32_t codes[kTableTileColumns / 8][kTileRows];
};

/// One sequence of one head. Strides are elements between two tokens; queries, results and their gradients share one, keys
/// and values another.
struct AttentionShape {
  std::int64_t length = 0, size = 0, queryStride = 0, keyStride = 0;
  float scale = 1;
  std::int64_t window = 0;  ///< As AttentionSettings::window.
  float cap = 0;            ///< cap * tanh(x / cap) on the scores; 0: none.
  bool causal = true;
};

/// What a step of AdamW does to each number: m + newFirst (g - m); v + newSecond (g² - v); w - (decay w + rate m / (root √v + epsilon)).
struct AdamWFactors {
  float decay = 0, newFirst = 0, newSecond = 0, rate = 0, root = 1, epsilon = 0;
};

/// Kernels over elements of one type; all work on `rows` rows on the calling thread, in float32 inside.
template <class T>
struct RowKernels {
  /// y = x * rstd * (weight + offset), rstd = 1 / sqrt(mean(x²) + eps) kept for each row. Rows of `columns`.
  void (*rmsForward)(const T* x, const float* weight, T* y, float* rstd, std::int64_t rows, std::int64_t columns, float eps, float offset);
  /// dx from dy; adds into dWeight unless it is null.
  void (*rmsBackward)(const T* dy, const T* x, const float* weight, const float* rstd, T* dx, float* dWeight, std::int64_t rows,
                      std::int64_t columns, float offset);
  /// h = silu(gate) * up. Rows of gate and up lie `stride` elements apart, those of h `columns`.
  void (*siluForward)(const T* gate, const T* up, T* h, std::int64_t rows, std::int64_t columns, std::int64_t stride);
  /// dGate and dUp (rows `columns` apart) from dh.
  void (*siluBackward)(const T* dh, const T* gate, const T* up, T* dGate, T* dUp, std::int64_t rows, std::int64_t columns, std::int64_t stride);
  /// The same with gelu in its tanh form.
  void (*geluForward)(const T* gate, const T* up, T* h, std::int64_t rows, std::int64_t columns, std::int64_t stride);
  void (*geluBackward)(const T* dh, const T* gate, const T* up, T* dGate, T* dUp, std::int64_t rows, std::int64_t columns, std::int64_t stride);
  /// y = x turned by the rotary angles of its row; sign -1 turns back. x has `heads` heads of `size` features, `rowStride` and
  /// `headStride` elements apart, y is dense; the first `rotated` features of a head are turned, the rest copied.
  void (*rotate)(const T* x, const float* cos, const float* sin, T* y, std::int64_t rows, std::int64_t heads, std::int64_t size,
                 std::int64_t rotated, std::int64_t rowStride, std::int64_t headStride, float sign);
  /// to = factor * from, `count` numbers.
  void (*scaled)(const T* from, float* to, std::int64_t count, float factor);
  /// Of a few thousand numbers: the sum is float32.
  float (*sumOfSquares)(const T* from, std::int64_t count);
  /// Cross entropy of each row of logits with its target; the logits become the gradient of the loss. `smoothing` is the
  /// part of the target spread over all columns.
  void (*crossEntropy)(T* logits, const std::int64_t* targets, float* losses, std::int64_t rows, std::int64_t columns, float smoothing);
  /// out = softmax(scale q kᵀ) v of one head; logSums keeps log sum exp of each query's scores.
  void (*attentionForward)(const T* q, const T* k, const T* v, T* out, float* logSums, float* scratch, const AttentionShape& shape);
  /// dq of one head, and what it adds to dk and dv (rows `gradientStride` apart, overwritten).
  void (*attentionBackward)(const T* dOut, const T* q, const T* k, const T* v, const T* out, const float* logSums, T* dq, float* dk,
                            float* dv, std::int64_t gradientStride, float* scratch, const AttentionShape& shape);
  /// out [rows, rank] = x [rows, depth] aᵀ, a [rank, depth], for few rows of a.
  void (*narrowProduct)(const T* x, const float* a, float* out, std::int64_t rows, std::int64_t depth, std::int64_t rank);
  /// y [rows, columns] += inner [rows, rank] right [rank, columns].
  void (*rankUpdate)(T* y, const float* inner, const float* right, std::int64_t rows, std::int64_t columns, std::int64_t rank);
  /// Columns [begin, end) of out [rank, columns] = innerᵀ x, inner [rows, rank], x [rows, columns].
  void (*rankGradient)(const float* inner, const T* x, float* out, std::int64_t rows, std::int64_t columns, std::int64_t rank,
                       std::int64_t begin, std::int64_t end);
  /// out[i] = table[codes[i]], a table of 16 and `count` codes of 4 bits, two a byte, the first in the high half.
  void (*lookUp)(const std::uint8_t* codes, const float* table, T* out, std::int64_t count);
};

/// Everything for one instruction set.
struct CpuKernels {
  const char* name;
  RowKernels<float> f32;
  RowKernels<Bf16> bf16;
  /// Floats of scratch that the attention of a sequence needs.
  std::int64_t (*attentionScratch)(std::int64_t length, std::int64_t size);
  /// out[o] = sum_i x[i] w[o, i] for `rows` rows of w, `columns` long. In bfloat16 `columns` is even and x holds the elements of even
  /// number first, then the others.
  void (*dotRowsF32)(const float* x, const float* w, float* out, std::int64_t rows, std::int64_t columns);
  void (*dotRowsBf16)(const float* x, const Bf16* w, float* out, std::int64_t rows, std::int64_t columns);
  /// Copies `count` numbers as bfloat16 and tells whether they all are what they were.
  bool (*halve)(const float* from, Bf16* to, std::int64_t count);
  /// Finds codes, scales and minima of one row's numbers and puts them into row `row` of its tiles; false where none give every number
  /// again (but for a zero's sign).
  bool (*packFourBits)(const float* from, std::int64_t columns, FourBitTile* to, std::int64_t row);
  bool (*packEightBits)(const float* from, std::int64_t columns, EightBitTile* to, std::int64_t row);
  /// out[o] = sum_i x[i] w[o, i] for kTileRows rows, w being `columns` / kTileColumns (kTableTileColumns) tiles; `sums` holds the sum of x
  /// beside each tile.
  void (*dotFourBits)(const float* x, const float* sums, const FourBitTile* w, float* out, std::int64_t columns);
  void (*dotEightBits)(const float* x, const EightBitTile* w, float* out, std::int64_t columns);
  void (*dotTable)(const float* x, const float* values, const TableTile* w, float* out, std::int64_t columns);
  /// A step of AdamW on `count` weights w with gradients g and moments m and v.
  void (*adamW)(float* w, const float* g, float* m, float* v, std::int64_t count, const AdamWFactors& factors);
  /// Rounds `count` numbers, of which the first has number `begin`, to bfloat16, each up from a threshold of its own on.
  void (*roundByThreshold)(const float* from, Bf16* to, std::int64_t begin, std::int64_t count);
  /// One query against `count` cached keys and values of one head, `stride` elements apart: out = softmax(scale q·k) v.
  /// `scores` has room for `count`. A score is capped to cap * tanh(score / cap) where cap > 0.
  void (*attendF32)(const float* q, const float* k, const float* v, float* out, float* scores, std::int64_t count, std::int64_t size,
                    std::int64_t stride, float scale, float cap);
  void (*attendBf16)(const float* q, const Bf16* k, const Bf16* v, float* out, float* scores, std::int64_t count, std::int64_t size,
                     std::int64_t stride, float scale, float cap);
};

/// The best kernels for this processor.
const CpuKernels& cpuKernels();

namespace kernels {
extern const CpuKernels kGeneric;
#if defined(__x86_64__)
extern const CpuKernels kAvx2, kAvx512;
#endif
}  // namespace kernels

}  // namespace attune::engine
