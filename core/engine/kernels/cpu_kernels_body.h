// SPDX-License-Identifier: GPL-3.0-or-later
// The row kernels themselves. Included once in each cpu_kernels_*.cpp, which the build compiles for its instruction set; the
// loops are written so that the compiler's vectoriser takes them. Everything has internal linkage.
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <cstdint>

#include "core/engine/kernels/cpu_kernels.h"

namespace attune::engine {
namespace {

inline std::uint32_t bitsOf(float x) { return __builtin_bit_cast(std::uint32_t, x); }
inline float fromBits(std::uint32_t x) { return __builtin_bit_cast(float, x); }

inline float load(float x) { return x; }
inline float load(Bf16 x) { return fromBits(static_cast<std::uint32_t>(x.bits) << 16); }
inline void store(float& to, float x) { to = x; }
// To nearest, ties to even. NaN stays NaN: its upper bits survive unless rounding carries over, which the mask prevents.
inline void store(Bf16& to, float x) {
  const std::uint32_t bits = bitsOf(x);
  const std::uint32_t rounded = bits + 0x7FFFU + ((bits >> 16) & 1U);
  const bool isNan = (bits & 0x7FFFFFFFU) > 0x7F800000U;
  to.bits = static_cast<std::uint16_t>((isNan ? (bits | 0x400000U) : rounded) >> 16);
}

// e^x to about 1 ulp: 2^n * e^r with |r| <= ln 2 / 2, the latter by its Taylor polynomial. No further out than where it is nothing beside 1,
// or 1 nothing beside it: what is made of smaller numbers still is denormal, which takes Intel's processors a hundred times as long.
inline float fastExp(float x) {
  x = x < -64.0F ? -64.0F : x;
  x = x > 64.0F ? 64.0F : x;
  const float shifted = x * 1.44269504F + 12582912.0F;  // 1.5 * 2^23: the sum's low bits are the nearest integer
  const float n = shifted - 12582912.0F;
  float r = x - n * 0.693359375F;
  r = r + n * 2.12194440e-4F;
  float p = 1.0F / 5040;
  p = p * r + 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  p = p * r + 1.0F;
  return fromBits(bitsOf(p) + (bitsOf(shifted) << 23));
}

inline float sigmoid(float x) { return 1.0F / (1.0F + fastExp(-x)); }
// 1 - 2 / (e^2x + 1) loses digits near 0, where the odd series is exact enough.
inline float fastTanh(float x) {
  const float square = x * x;
  const float small = x * (1.0F + square * (-1.0F / 3 + square * (2.0F / 15 - square * (17.0F / 315))));
  const float large = 1.0F - 2.0F / (fastExp(2 * x) + 1.0F);
  return square < 0.04F ? small : large;
}

struct Silu {
  static float value(float x) { return x * sigmoid(x); }
  static float slope(float x) {
    const float s = sigmoid(x);
    return s * (1.0F + x * (1.0F - s));
  }
};

struct GeluTanh {
  static constexpr float kFactor = 0.7978845608F, kCubic = 0.044715F;  // sqrt(2 / pi)
  static float value(float x) { return 0.5F * x * (1.0F + fastTanh(kFactor * (x + kCubic * x * x * x))); }
  static float slope(float x) {
    const float t = fastTanh(kFactor * (x + kCubic * x * x * x));
    return 0.5F * (1.0F + t) + 0.5F * x * (1.0F - t * t) * kFactor * (1.0F + 3 * kCubic * x * x);
  }
};

template <class T>
void rmsForward(const T* x, const float* weight, T* y, float* rstd, std::int64_t rows, std::int64_t columns, float eps, float offset) {
  for (std::int64_t r = 0; r < rows; ++r, x += columns, y += columns) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t c = 0; c < columns; ++c) sum += load(x[c]) * load(x[c]);
    const float scale = 1.0F / __builtin_sqrtf(sum / static_cast<float>(columns) + eps);
    rstd[r] = scale;
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) store(y[c], load(x[c]) * scale * (weight[c] + offset));
  }
}

template <class T>
void rmsBackward(const T* dy, const T* x, const float* weight, const float* rstd, T* dx, float* dWeight, std::int64_t rows,
                 std::int64_t columns, float offset) {
  for (std::int64_t r = 0; r < rows; ++r, x += columns, dy += columns, dx += columns) {
    const float scale = rstd[r];
    float dot = 0;
#pragma omp simd reduction(+ : dot)
    for (std::int64_t c = 0; c < columns; ++c) dot += load(dy[c]) * (weight[c] + offset) * load(x[c]);
    const float pull = dot * scale * scale * scale / static_cast<float>(columns);
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) store(dx[c], load(dy[c]) * (weight[c] + offset) * scale - load(x[c]) * pull);
    if (dWeight == nullptr) continue;
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) dWeight[c] += load(dy[c]) * load(x[c]) * scale;
  }
}

template <class T, class Activation>
void gatedForward(const T* gate, const T* up, T* h, std::int64_t rows, std::int64_t columns, std::int64_t stride) {
  for (std::int64_t r = 0; r < rows; ++r, gate += stride, up += stride, h += columns) {
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) store(h[c], Activation::value(load(gate[c])) * load(up[c]));
  }
}

template <class T, class Activation>
void gatedBackward(const T* dh, const T* gate, const T* up, T* dGate, T* dUp, std::int64_t rows, std::int64_t columns, std::int64_t stride) {
  for (std::int64_t r = 0; r < rows; ++r, dh += columns, gate += stride, up += stride, dGate += columns, dUp += columns) {
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) {
      const float g = load(gate[c]), d = load(dh[c]), u = load(up[c]);
      store(dGate[c], d * u * Activation::slope(g));
      store(dUp[c], d * Activation::value(g));
    }
  }
}

template <class T>
void rotate(const T* x, const float* cos, const float* sin, T* y, std::int64_t rows, std::int64_t heads, std::int64_t size,
            std::int64_t rotated, std::int64_t rowStride, std::int64_t headStride, float sign) {
  const std::int64_t half = rotated / 2;
  for (std::int64_t r = 0; r < rows; ++r, cos += rotated, sin += rotated) {
    for (std::int64_t h = 0; h < heads; ++h) {
      const T* from = x + r * rowStride + h * headStride;
      T* to = y + (r * heads + h) * size;
#pragma omp simd
      for (std::int64_t i = 0; i < half; ++i) {
        const float a = load(from[i]), b = load(from[i + half]);
        store(to[i], a * cos[i] - sign * b * sin[i]);
        store(to[i + half], b * cos[i + half] + sign * a * sin[i + half]);
      }
      for (std::int64_t i = rotated; i < size; ++i) to[i] = from[i];
    }
  }
}

// A float32 sum in 16 lanes, spelt out so that it is the same on every processor and by every compiler: one lane loses what is small
// beside the likeliest word, 8e-5 of a loss for 49,152 words. A float64 sum is nearer the truth still, by 6e-6; but then a loss that has
// fallen to 0.01 is further than 1e-4 of itself from what every other program shows, whose lanes are as many.
template <class T>
double sumOfExponentials(const T* logits, std::int64_t columns, float largest) {
  constexpr std::int64_t kLanes = 16;
  float lanes[kLanes] = {};
  const std::int64_t whole = columns / kLanes * kLanes;
  for (std::int64_t c = 0; c < whole; c += kLanes) {
#pragma omp simd
    for (std::int64_t lane = 0; lane < kLanes; ++lane) lanes[lane] += fastExp(load(logits[c + lane]) - largest);
  }
  for (std::int64_t c = whole; c < columns; ++c) lanes[c - whole] += fastExp(load(logits[c]) - largest);
  double sum = 0;
  for (const float lane : lanes) sum += static_cast<double>(lane);
  return sum;
}

template <class T>
void crossEntropy(T* logits, const std::int64_t* targets, float* losses, std::int64_t rows, std::int64_t columns, float smoothing) {
  for (std::int64_t r = 0; r < rows; ++r, logits += columns) {
    float largest = load(logits[0]);
#pragma omp simd reduction(max : largest)
    for (std::int64_t c = 0; c < columns; ++c) {
      const float z = load(logits[c]);
      largest = z > largest ? z : largest;
    }
    const float atTarget = load(logits[targets[r]]);
    const double sum = sumOfExponentials(logits, columns, largest);
    double total = 0;
    for (std::int64_t begin = 0; smoothing > 0 && begin < columns; begin += 2048) {
      const std::int64_t end = begin + 2048 < columns ? begin + 2048 : columns;
      float part = 0;
#pragma omp simd reduction(+ : part)
      for (std::int64_t c = begin; c < end; ++c) part += load(logits[c]) - largest;
      total += static_cast<double>(part);
    }
    const auto n = static_cast<double>(columns);
    const double logSum = __builtin_log(sum), keep = 1.0 - static_cast<double>(smoothing);
    const double hard = logSum - static_cast<double>(atTarget - largest), even = logSum - total / n;
    losses[r] = static_cast<float>(keep * hard + static_cast<double>(smoothing) * even);
    const float inverse = static_cast<float>(1.0 / sum), share = static_cast<float>(static_cast<double>(smoothing) / n);
    // In bfloat16 the gradient at the target would lose its digits if rounded before the subtraction.
    const float target = fastExp(atTarget - largest) * inverse - share - static_cast<float>(keep);
#pragma omp simd
    for (std::int64_t c = 0; c < columns; ++c) store(logits[c], fastExp(load(logits[c]) - largest) * inverse - share);
    store(logits[targets[r]], target);
  }
}

// The table's numbers at the indices in the low 4 bits of each word.
#if defined(__AVX512F__)
constexpr __mmask16 kAll = 0xFFFF;  // without a mask, gcc 12 says of its own header that something is not initialised
inline __m512 atIndices(const float* table, __m512i indices) { return _mm512_maskz_permutexvar_ps(kAll, indices, _mm512_loadu_ps(table)); }
// Numbers of two bytes' halves in turn: high[0], low[0], high[1], …
inline void storeInTurn(float* to, __m512 high, __m512 low) {
  const __m512i first = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const __m512i second = _mm512_add_epi32(first, _mm512_set1_epi32(8));
  _mm512_storeu_ps(to, _mm512_permutex2var_ps(high, first, low));
  _mm512_storeu_ps(to + 16, _mm512_permutex2var_ps(high, second, low));
}
inline void lookUpBytes(const std::uint8_t* codes, const float* table, float* to) {
  const __m512i bytes = _mm512_maskz_cvtepu8_epi32(kAll, _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes)));
  storeInTurn(to, atIndices(table, _mm512_maskz_srli_epi32(kAll, bytes, 4)), atIndices(table, bytes));
}
#elif defined(__AVX2__)
inline __m256 atIndices(const float* table, __m256i indices) {
  const __m256 low = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), indices), high = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table + 8), indices);
  return _mm256_blendv_ps(low, high, _mm256_castsi256_ps(_mm256_slli_epi32(indices, 28)));
}
inline void storeInTurn(float* to, __m256 high, __m256 low) {
  const __m256 first = _mm256_unpacklo_ps(high, low), second = _mm256_unpackhi_ps(high, low);
  _mm256_storeu_ps(to, _mm256_permute2f128_ps(first, second, 0x20));
  _mm256_storeu_ps(to + 8, _mm256_permute2f128_ps(first, second, 0x31));
}
inline void lookUpBytes(const std::uint8_t* codes, const float* table, float* to) {
  for (int half = 0; half < 2; ++half) {
    const __m256i bytes = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(codes + 8 * half)));
    storeInTurn(to + 16 * half, atIndices(table, _mm256_srli_epi32(bytes, 4)), atIndices(table, bytes));
  }
}
#else
inline void lookUpBytes(const std::uint8_t* codes, const float* table, float* to) {
  for (int i = 0; i < 16; ++i) {
    to[2 * i] = table[codes[i] >> 4];
    to[2 * i + 1] = table[codes[i] & 15];
  }
}
#endif

template <class T>
void lookUp(const std::uint8_t* codes, const float* table, T* out, std::int64_t count) {
  std::int64_t i = 0;
  for (; i + 32 <= count; i += 32) {
    if constexpr (sizeof(T) == sizeof(float)) {
      lookUpBytes(codes + i / 2, table, out + i);
    } else {
      float numbers[32];
      lookUpBytes(codes + i / 2, table, numbers);
      for (int j = 0; j < 32; ++j) store(out[i + j], numbers[j]);
    }
  }
  for (; i < count; ++i) store(out[i], table[i % 2 == 0 ? codes[i / 2] >> 4 : codes[i / 2] & 15]);
}

template <class T>
void scaled(const T* from, float* to, std::int64_t count, float factor) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) to[i] = factor * load(from[i]);
}

template <class T>
float sumOfSquares(const T* from, std::int64_t count) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) sum += load(from[i]) * load(from[i]);
  return sum;
}

void adamW(float* w, const float* g, float* m, float* v, std::int64_t count, const AdamWFactors& factors) {
  const AdamWFactors f = factors;
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) {
    const float first = m[i] + f.newFirst * (g[i] - m[i]), second = v[i] + f.newSecond * (g[i] * g[i] - v[i]);
    m[i] = first;
    v[i] = second;
    w[i] -= f.decay * w[i] + f.rate * first / (__builtin_sqrtf(second) * f.root + f.epsilon);
  }
}

// Thresholds are spread evenly: an odd factor gives each of 65,536 neighbours another one.
void roundByThreshold(const float* from, Bf16* to, std::int64_t begin, std::int64_t count) {
  const auto first = static_cast<std::uint32_t>(begin);
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) {
    const std::uint32_t threshold = ((first + static_cast<std::uint32_t>(i)) * 40503U + 12829U) & 0xFFFFU;
    to[i].bits = static_cast<std::uint16_t>((bitsOf(from[i]) + threshold) >> 16);
  }
}

}  // namespace
}  // namespace attune::engine
