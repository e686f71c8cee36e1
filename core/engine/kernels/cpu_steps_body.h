// SPDX-License-Identifier: GPL-3.0-or-later
// Products of single rows with matrices and with a cache, and the table of all kernels. Included once in each cpu_kernels_*.cpp after
// cpu_matrix_body.h and cpu_code_body.h; see cpu_kernels_body.h.
namespace attune::engine {
namespace {

// The sum of a vector's lanes, pair by pair: one after the other they would wait for each other.
inline float total(Vector v) {
  float lanes[kLanes];
  storeVector(lanes, v);
#if defined(__AVX512F__)
  for (int i = 0; i < 8; ++i) lanes[i] += lanes[i + 8];
#endif
#if defined(__AVX2__)
  for (int i = 0; i < 4; ++i) lanes[i] += lanes[i + 4];
#endif
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

// A matrix that is read once comes from memory, which hands out most when rows are read one behind the other.
inline void dotRows(const float* x, const float* w, float* out, std::int64_t rows, std::int64_t columns) {
  for (std::int64_t r = 0; r < rows; ++r, w += columns) {
    Vector sums[4] = {};
    std::int64_t c = 0;
    for (; c + 4 * kLanes <= columns; c += 4 * kLanes) {
      for (int i = 0; i < 4; ++i) sums[i] += loadVector(w + c + i * kLanes) * loadVector(x + c + i * kLanes);
    }
    for (; c + kLanes <= columns; c += kLanes) sums[0] += loadVector(w + c) * loadVector(x + c);
    float sum = total((sums[0] + sums[1]) + (sums[2] + sums[3]));
    for (; c < columns; ++c) sum += w[c] * x[c];
    out[r] = sum;
  }
}

// Two neighbours in bfloat16 are one word; its halves become float32 by a shift and by a mask.
inline void dotPairs(const float* x, const Bf16* w, float* out, std::int64_t rows, std::int64_t columns) {
  using Word = std::uint32_t __attribute__((vector_size(kLanes * sizeof(std::uint32_t))));
  constexpr std::int64_t kAhead = 4096;  // bytes; the processor's own reading ahead falls short of this loop's pace
  const std::int64_t pairs = columns / 2;
  const float *even = x, *odd = x + pairs;
  for (std::int64_t r = 0; r < rows; ++r, w += columns) {
    Vector sums[4] = {};
    std::int64_t c = 0;
    for (; c + 2 * kLanes <= pairs; c += 2 * kLanes) {
      for (int i = 0; i < 2; ++i) {
        const std::int64_t at = c + i * kLanes;
        __builtin_prefetch(reinterpret_cast<const char*>(w + 2 * at) + kAhead);
        Word words;
        __builtin_memcpy(&words, w + 2 * at, sizeof words);
        sums[2 * i] += reinterpret_cast<Vector>(words << 16) * loadVector(even + at);
        sums[2 * i + 1] += reinterpret_cast<Vector>(words & 0xFFFF0000U) * loadVector(odd + at);
      }
    }
    float sum = total((sums[0] + sums[1]) + (sums[2] + sums[3]));
    for (; c < pairs; ++c) sum += load(w[2 * c]) * even[c] + load(w[2 * c + 1]) * odd[c];
    out[r] = sum;
  }
}

inline bool halve(const float* from, Bf16* to, std::int64_t count) {
  std::uint32_t all = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    std::uint32_t bits;
    __builtin_memcpy(&bits, from + i, sizeof bits);
    all |= bits;
    to[i].bits = static_cast<std::uint16_t>(bits >> 16);
  }
  return (all & 0xFFFFU) == 0;
}

template <class T>
inline float dotOf(const float* x, const T* w, std::int64_t columns) {
  Vector sums = {};
  std::int64_t c = 0;
  for (; c + kLanes <= columns; c += kLanes) sums += loadVector(w + c) * loadVector(x + c);
  float sum = total(sums);
  for (; c < columns; ++c) sum += load(w[c]) * x[c];
  return sum;
}

template <class T>
void attend(const float* q, const T* k, const T* v, float* out, float* scores, std::int64_t count, std::int64_t size,
            std::int64_t stride, float scale, float cap) {
  // What is cached was last read a whole token ago: rows that lie apart come late unless they are asked for early.
  constexpr std::int64_t kAhead = 16, kLine = 64 / sizeof(T);
  float largest = -3.4e38F;
  for (std::int64_t t = 0; t < count; ++t) {
    for (std::int64_t c = 0; c < size; c += kLine) {
      __builtin_prefetch(k + (t + kAhead) * stride + c);
      __builtin_prefetch(v + t * stride + c);
    }
    float score = dotOf(q, k + t * stride, size) * scale;
    if (cap > 0) score = cap * fastTanh(score / cap);
    scores[t] = score;
    largest = score > largest ? score : largest;
  }
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t t = 0; t < count; ++t) {
    scores[t] = fastExp(scores[t] - largest);
    sum += scores[t];
  }
  const float inverse = 1.0F / sum;
  std::int64_t c = 0;
  for (; c + 4 * kLanes <= size; c += 4 * kLanes) {
    Vector sums[4] = {};
    for (std::int64_t t = 0; t < count; ++t) {
      for (int i = 0; i < 4; ++i) sums[i] += scores[t] * loadVector(v + t * stride + c + i * kLanes);
    }
    for (int i = 0; i < 4; ++i) storeVector(out + c + i * kLanes, sums[i] * inverse);
  }
  for (; c + kLanes <= size; c += kLanes) {
    Vector sums = {};
    for (std::int64_t t = 0; t < count; ++t) sums += scores[t] * loadVector(v + t * stride + c);
    storeVector(out + c, sums * inverse);
  }
  for (; c < size; ++c) {
    float weighed = 0;
    for (std::int64_t t = 0; t < count; ++t) weighed += scores[t] * load(v[t * stride + c]);
    out[c] = weighed * inverse;
  }
}

template <class T>
constexpr RowKernels<T> rowKernels() {
  return {rmsForward<T>,
          rmsBackward<T>,
          gatedForward<T, Silu>,
          gatedBackward<T, Silu>,
          gatedForward<T, GeluTanh>,
          gatedBackward<T, GeluTanh>,
          rotate<T>,
          scaled<T>,
          sumOfSquares<T>,
          crossEntropy<T>,
          attentionForward<T>,
          attentionBackward<T>,
          narrowProduct<T>,
          rankUpdate<T>,
          rankGradient<T>,
          lookUp<T>};
}

constexpr CpuKernels allKernels(const char* name) {
  return {name, rowKernels<float>(), rowKernels<Bf16>(), attentionScratch, dotRows, dotPairs, halve, packFourBits, packEightBits, dotFourBits, dotEightBits,
          dotTable, adamW, roundByThreshold, attend<float>, attend<Bf16>};
}

}  // namespace
}  // namespace attune::engine
