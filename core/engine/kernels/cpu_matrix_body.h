// SPDX-License-Identifier: GPL-3.0-or-later
// Small matrix products and attention. Included once in each cpu_kernels_*.cpp after cpu_kernels_body.h; see there.
namespace attune::engine {
namespace {

// How many float32 fit a vector register, and how many rows of results the registers hold beside two vectors a row.
#if defined(__AVX512F__)
constexpr std::int64_t kLanes = 16, kRows = 8;
#elif defined(__AVX2__)
constexpr std::int64_t kLanes = 8, kRows = 4;
#else
constexpr std::int64_t kLanes = 4, kRows = 4;
#endif
using Vector = float __attribute__((vector_size(kLanes * sizeof(float))));

inline Vector loadVector(const float* from) {
  Vector v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
inline Vector loadVector(const Bf16* from) {
  using Half = std::uint16_t __attribute__((vector_size(kLanes * sizeof(std::uint16_t))));
  using Word = std::uint32_t __attribute__((vector_size(kLanes * sizeof(std::uint32_t))));
  Half bits;
  __builtin_memcpy(&bits, from, sizeof bits);
  const Word wide = __builtin_convertvector(bits, Word) << 16;
  Vector v;
  __builtin_memcpy(&v, &wide, sizeof v);
  return v;
}
inline void storeVector(float* to, Vector v) { __builtin_memcpy(to, &v, sizeof v); }
inline void storeVector(Bf16* to, Vector v) {
  Bf16 rounded[kLanes];
#pragma omp simd
  for (std::int64_t lane = 0; lane < kLanes; ++lane) store(rounded[lane], v[lane]);
  __builtin_memcpy(to, rounded, sizeof rounded);
}
inline std::int64_t padded(std::int64_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

// C (M rows of N vectors) = A B, or C += A B. Element (m, k) of A stands at a[m * aRow + k * aColumn].
template <int M, int N, class B, class C>
inline void tile(std::int64_t depth, const float* a, std::int64_t aRow, std::int64_t aColumn, const B* b, std::int64_t bRow, C* c,
                 std::int64_t cRow, bool add) {
  Vector sums[M][N];
  for (int m = 0; m < M; ++m) {
    for (int n = 0; n < N; ++n) sums[m][n] = add ? loadVector(c + m * cRow + n * kLanes) : Vector{};
  }
  for (std::int64_t k = 0; k < depth; ++k) {
    Vector right[N];
    for (int n = 0; n < N; ++n) right[n] = loadVector(b + k * bRow + n * kLanes);
    for (int m = 0; m < M; ++m) {
      const float left = a[m * aRow + k * aColumn];
      for (int n = 0; n < N; ++n) sums[m][n] += left * right[n];
    }
  }
  for (int m = 0; m < M; ++m) {
    for (int n = 0; n < N; ++n) storeVector(c + m * cRow + n * kLanes, sums[m][n]);
  }
}

template <int N, class B, class C>
inline void tileRows(std::int64_t rows, std::int64_t depth, const float* a, std::int64_t aRow, std::int64_t aColumn, const B* b,
                     std::int64_t bRow, C* c, std::int64_t cRow, bool add) {
  std::int64_t m = 0;
  for (; m + kRows <= rows; m += kRows) tile<kRows, N>(depth, a + m * aRow, aRow, aColumn, b, bRow, c + m * cRow, cRow, add);
  for (; m + 2 <= rows; m += 2) tile<2, N>(depth, a + m * aRow, aRow, aColumn, b, bRow, c + m * cRow, cRow, add);
  if (m < rows) tile<1, N>(depth, a + m * aRow, aRow, aColumn, b, bRow, c + m * cRow, cRow, add);
}

// C [rows, columns] = A B or += A B; `columns` is a multiple of kLanes.
template <class B, class C>
inline void product(std::int64_t rows, std::int64_t columns, std::int64_t depth, const float* a, std::int64_t aRow, std::int64_t aColumn,
                    const B* b, std::int64_t bRow, C* c, std::int64_t cRow, bool add) {
  std::int64_t n = 0;
  for (; n + 2 * kLanes <= columns; n += 2 * kLanes) tileRows<2>(rows, depth, a, aRow, aColumn, b + n, bRow, c + n, cRow, add);
  if (n < columns) tileRows<1>(rows, depth, a, aRow, aColumn, b + n, bRow, c + n, cRow, add);
}

// Dot products of R rows of x with N rows of a.
template <int R, int N, class T>
inline void dots(const T* x, const float* a, float* out, std::int64_t depth, std::int64_t rank) {
  Vector sums[R][N] = {};
  std::int64_t c = 0;
  for (; c + kLanes <= depth; c += kLanes) {
    Vector left[R];
    for (int r = 0; r < R; ++r) left[r] = loadVector(x + r * depth + c);
    for (int n = 0; n < N; ++n) {
      const Vector right = loadVector(a + n * depth + c);
      for (int r = 0; r < R; ++r) sums[r][n] += left[r] * right;
    }
  }
  for (int r = 0; r < R; ++r) {
    for (int n = 0; n < N; ++n) {
      float sum = 0;
      for (std::int64_t lane = 0; lane < kLanes; ++lane) sum += sums[r][n][lane];
      for (std::int64_t rest = c; rest < depth; ++rest) sum += load(x[r * depth + rest]) * a[n * depth + rest];
      out[r * rank + n] = sum;
    }
  }
}

template <int R, class T>
inline void dotsOfRows(const T* x, const float* a, float* out, std::int64_t depth, std::int64_t rank) {
  std::int64_t n = 0;
  for (; n + kRows <= rank; n += kRows) dots<R, kRows>(x, a + n * depth, out + n, depth, rank);
  for (; n < rank; ++n) dots<R, 1>(x, a + n * depth, out + n, depth, rank);
}

// out [rows, rank] = x [rows, depth] aᵀ, a [rank, depth]: few columns, so along the rows.
template <class T>
void narrowProduct(const T* x, const float* a, float* out, std::int64_t rows, std::int64_t depth, std::int64_t rank) {
  std::int64_t r = 0;
  for (; r + 2 <= rows; r += 2) dotsOfRows<2>(x + r * depth, a, out + r * rank, depth, rank);
  if (r < rows) dotsOfRows<1>(x + r * depth, a, out + r * rank, depth, rank);
}

// y [rows, columns] += inner [rows, rank] right [rank, columns].
template <class T>
void rankUpdate(T* y, const float* inner, const float* right, std::int64_t rows, std::int64_t columns, std::int64_t rank) {
  constexpr std::int64_t kBlock = 8;  // rows of y that stay near while all of their columns are gone through
  const std::int64_t whole = columns / kLanes * kLanes;
  for (std::int64_t begin = 0; begin < rows; begin += kBlock) {
    const std::int64_t count = rows - begin < kBlock ? rows - begin : kBlock;
    product(count, whole, rank, inner + begin * rank, rank, 1, right, columns, y + begin * columns, columns, true);
  }
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = whole; c < columns; ++c) {
      float sum = load(y[r * columns + c]);
      for (std::int64_t k = 0; k < rank; ++k) sum += inner[r * rank + k] * right[k * columns + c];
      store(y[r * columns + c], sum);
    }
  }
}

// Columns [begin, end) of out [rank, columns] = innerᵀ x, inner [rows, rank], x [rows, columns].
template <class T>
void rankGradient(const float* inner, const T* x, float* out, std::int64_t rows, std::int64_t columns, std::int64_t rank, std::int64_t begin,
                  std::int64_t end) {
  constexpr std::int64_t kBlock = 16;  // rows of x, each on a page of its own, that are gone through together
  const std::int64_t whole = begin + (end - begin) / kLanes * kLanes;
  for (std::int64_t r = 0; r < rows; r += kBlock) {
    const std::int64_t count = rows - r < kBlock ? rows - r : kBlock;
    product(rank, whole - begin, count, inner + r * rank, 1, rank, x + r * columns + begin, columns, out + begin, columns, r > 0);
  }
  for (std::int64_t k = 0; k < rank; ++k) {
    for (std::int64_t c = whole; c < end; ++c) {
      float sum = 0;
      for (std::int64_t r = 0; r < rows; ++r) sum += inner[r * rank + k] * load(x[r * columns + c]);
      out[k * columns + c] = sum;
    }
  }
}

// Rows of one head as dense float32 rows of `width` >= size columns, the rest zero.
template <class T>
void packRows(const T* from, std::int64_t stride, std::int64_t rows, std::int64_t size, std::int64_t width, float factor, float* to) {
  for (std::int64_t r = 0; r < rows; ++r, from += stride, to += width) {
    for (std::int64_t c = 0; c < size; ++c) to[c] = load(from[c]) * factor;
    for (std::int64_t c = size; c < width; ++c) to[c] = 0;
  }
}

// The same with rows and columns exchanged: [size, width], width >= rows.
template <class T>
void packColumns(const T* from, std::int64_t stride, std::int64_t rows, std::int64_t size, std::int64_t width, float* to) {
  for (std::int64_t c = 0; c < size; ++c) {
    for (std::int64_t r = rows; r < width; ++r) to[c * width + r] = 0;
  }
  // Blocks of rows keep what is written in the cache.
  for (std::int64_t begin = 0; begin < rows; begin += kLanes) {
    const std::int64_t end = begin + kLanes < rows ? begin + kLanes : rows;
    for (std::int64_t c = 0; c < size; ++c) {
      for (std::int64_t r = begin; r < end; ++r) to[c * width + r] = load(from[r * stride + c]);
    }
  }
}

constexpr std::int64_t kQueryBlock = 32;

// The keys that queries [begin, end) may see lie in [firstKey, lastKey).
inline std::int64_t firstKey(const AttentionShape& s, std::int64_t query) {
  const std::int64_t first = s.window > 0 ? query - s.window + 1 : 0;
  return first > 0 ? first : 0;
}
inline std::int64_t lastKey(const AttentionShape& s, std::int64_t query) {
  if (s.causal) return query + 1;
  return s.window > 0 && query + s.window < s.length ? query + s.window : s.length;
}

inline float* take(float*& scratch, std::int64_t floats) {
  float* result = scratch;
  scratch += floats;
  return result;
}

std::int64_t attentionScratch(std::int64_t length, std::int64_t size) {
  const std::int64_t keys = padded(length) + kLanes, width = padded(size);
  return 2 * width * keys + 3 * length * width + 2 * kQueryBlock * keys + 4 * kQueryBlock * width;
}

// Scores of queries [begin, end) against keys from a multiple of kLanes at or before the first one on: [rows, keys].
struct ScoreBlock {
  std::int64_t begin, rows, from, columns;  // columns is a multiple of kLanes
};
inline ScoreBlock scoreBlock(const AttentionShape& s, std::int64_t begin) {
  const std::int64_t end = begin + kQueryBlock < s.length ? begin + kQueryBlock : s.length;
  const std::int64_t from = firstKey(s, begin) / kLanes * kLanes;
  return {begin, end - begin, from, padded(lastKey(s, end - 1) - from)};
}

// out = softmax(scale q kᵀ) v for one head of one sequence; logSums keeps log sum exp of each query's scores.
template <class T>
void attentionForward(const T* q, const T* k, const T* v, T* out, float* logSums, float* scratch, const AttentionShape& s) {
  const std::int64_t width = padded(s.size), keys = padded(s.length);
  float* keysTurned = take(scratch, width * keys);
  float* values = take(scratch, s.length * width);
  float* scores = take(scratch, kQueryBlock * keys);
  float* queries = take(scratch, kQueryBlock * width);
  float* results = take(scratch, kQueryBlock * width);
  float inverses[kQueryBlock];
  packColumns(k, s.keyStride, s.length, s.size, keys, keysTurned);
  packRows(v, s.keyStride, s.length, s.size, width, 1.0F, values);
  for (std::int64_t begin = 0; begin < s.length; begin += kQueryBlock) {
    const ScoreBlock b = scoreBlock(s, begin);
    packRows(q + begin * s.queryStride, s.queryStride, b.rows, s.size, width, s.scale, queries);
    product(b.rows, b.columns, s.size, queries, width, 1, keysTurned + b.from, keys, scores, keys, false);
    for (std::int64_t r = 0; r < b.rows; ++r) {
      float* row = scores + r * keys;
      const std::int64_t first = firstKey(s, begin + r) - b.from, last = lastKey(s, begin + r) - b.from;
      if (s.cap > 0) {
#pragma omp simd
        for (std::int64_t c = first; c < last; ++c) row[c] = s.cap * fastTanh(row[c] / s.cap);
      }
      float largest = row[first], sum = 0;
#pragma omp simd reduction(max : largest)
      for (std::int64_t c = first; c < last; ++c) largest = row[c] > largest ? row[c] : largest;
#pragma omp simd reduction(+ : sum)
      for (std::int64_t c = first; c < last; ++c) {
        row[c] = fastExp(row[c] - largest);
        sum += row[c];
      }
      for (std::int64_t c = 0; c < first; ++c) row[c] = 0;
      for (std::int64_t c = last; c < b.columns; ++c) row[c] = 0;
      logSums[begin + r] = largest + __builtin_logf(sum);
      inverses[r] = 1.0F / sum;
    }
    const std::int64_t depth = lastKey(s, begin + b.rows - 1) - b.from;
    product(b.rows, width, depth, scores, keys, 1, values + b.from * width, width, results, width, false);
    for (std::int64_t r = 0; r < b.rows; ++r) {
      T* to = out + (begin + r) * s.queryStride;
      for (std::int64_t c = 0; c < s.size; ++c) store(to[c], results[r * width + c] * inverses[r]);
    }
  }
}

// dq of one head, and what this head adds to dk and dv ([length, size], rows gradientStride apart, overwritten). With
// P = softmax(S): dV = Pᵀ dO, dP = dO Vᵀ, dS = P ∘ (dP - rowsum(dO ∘ O)), dQ = scale dS K, dK = scale dSᵀ Q.
template <class T>
void attentionBackward(const T* dOut, const T* q, const T* k, const T* v, const T* out, const float* logSums, T* dq, float* dk, float* dv,
                       std::int64_t gradientStride, float* scratch, const AttentionShape& s) {
  const std::int64_t width = padded(s.size), keys = padded(s.length);
  float* keysTurned = take(scratch, width * keys);
  float* valuesTurned = take(scratch, width * keys);
  float* keyRows = take(scratch, s.length * width);
  float* dKeys = take(scratch, s.length * width);
  float* dValues = take(scratch, s.length * width);
  float* shares = take(scratch, kQueryBlock * (keys + kLanes));
  float* dScores = take(scratch, kQueryBlock * (keys + kLanes));
  float* queries = take(scratch, kQueryBlock * width);
  float* dResults = take(scratch, kQueryBlock * width);
  float* dQueries = take(scratch, kQueryBlock * width);
  packColumns(k, s.keyStride, s.length, s.size, keys, keysTurned);
  packColumns(v, s.keyStride, s.length, s.size, keys, valuesTurned);
  packRows(k, s.keyStride, s.length, s.size, width, s.scale, keyRows);
  for (std::int64_t i = 0; i < s.length * width; ++i) dKeys[i] = dValues[i] = 0;
  for (std::int64_t begin = 0; begin < s.length; begin += kQueryBlock) {
    const ScoreBlock b = scoreBlock(s, begin);
    packRows(q + begin * s.queryStride, s.queryStride, b.rows, s.size, width, s.scale, queries);
    packRows(dOut + begin * s.queryStride, s.queryStride, b.rows, s.size, width, 1.0F, dResults);
    product(b.rows, b.columns, s.size, queries, width, 1, keysTurned + b.from, keys, shares, keys, false);
    product(b.rows, b.columns, s.size, dResults, width, 1, valuesTurned + b.from, keys, dScores, keys, false);
    for (std::int64_t r = 0; r < b.rows; ++r) {
      float *share = shares + r * keys, *slope = dScores + r * keys;
      const T* result = out + (begin + r) * s.queryStride;
      const float* gradient = dResults + r * width;
      float pull = 0;
      for (std::int64_t c = 0; c < s.size; ++c) pull += gradient[c] * load(result[c]);
      const float logSum = logSums[begin + r];
      const std::int64_t first = firstKey(s, begin + r) - b.from, last = lastKey(s, begin + r) - b.from;
      if (s.cap > 0) {
#pragma omp simd
        for (std::int64_t c = first; c < last; ++c) {
          const float bent = fastTanh(share[c] / s.cap);
          share[c] = fastExp(s.cap * bent - logSum);
          slope[c] = share[c] * (slope[c] - pull) * (1.0F - bent * bent);
        }
      } else {
#pragma omp simd
        for (std::int64_t c = first; c < last; ++c) {
          share[c] = fastExp(share[c] - logSum);
          slope[c] = share[c] * (slope[c] - pull);
        }
      }
      for (std::int64_t c = 0; c < first; ++c) share[c] = slope[c] = 0;
      for (std::int64_t c = last; c < b.columns; ++c) share[c] = slope[c] = 0;
    }
    const std::int64_t depth = lastKey(s, begin + b.rows - 1) - b.from;
    product(b.rows, width, depth, dScores, keys, 1, keyRows + b.from * width, width, dQueries, width, false);
    product(depth, width, b.rows, shares, 1, keys, dResults, width, dValues + b.from * width, width, true);
    product(depth, width, b.rows, dScores, 1, keys, queries, width, dKeys + b.from * width, width, true);
    for (std::int64_t r = 0; r < b.rows; ++r) {
      T* to = dq + (begin + r) * s.queryStride;
      for (std::int64_t c = 0; c < s.size; ++c) store(to[c], dQueries[r * width + c]);
    }
  }
  for (std::int64_t r = 0; r < s.length; ++r) {
    for (std::int64_t c = 0; c < s.size; ++c) {
      dk[r * gradientStride + c] = dKeys[r * width + c];
      dv[r * gradientStride + c] = dValues[r * width + c];
    }
  }
}

}  // namespace
}  // namespace attune::engine
