// SPDX-License-Identifier: GPL-3.0-or-later
// Weights as codes of few bits: found again in float32 numbers that came of such codes, and multiplied with a row. Included once in each
// cpu_kernels_*.cpp after cpu_matrix_body.h; see cpu_kernels_body.h.
namespace attune::engine {
namespace {

using Words = std::uint32_t __attribute__((vector_size(kLanes * sizeof(std::uint32_t))));
using Integers = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));

constexpr float kHalfBias = 0x1p112F;  // between the exponents of half and single precision
constexpr std::int64_t kParts = kTileRows / kLanes, kBlockVectors = kTileColumns / kLanes;

// Bits of a half-precision number moved to where single precision has them; the exponent's bias makes the rest, denormal numbers included.
inline float fromHalf(std::uint16_t bits) {
  const float magnitude = fromBits((bits & 0x7FFFU) << 13) * kHalfBias;
  return fromBits(bitsOf(magnitude) | (bits & 0x8000U) << 16);
}
inline Vector loadHalves(const std::uint16_t* from) {
  using Halves = std::uint16_t __attribute__((vector_size(kLanes * sizeof(std::uint16_t))));
  Halves bits;
  __builtin_memcpy(&bits, from, sizeof bits);
  const Words wide = __builtin_convertvector(bits, Words);
  const Vector magnitude = reinterpret_cast<Vector>((wide & 0x7FFFU) << 13) * kHalfBias;
  return reinterpret_cast<Vector>(reinterpret_cast<Words>(magnitude) | (wide & 0x8000U) << 16);
}

// The nearest finite half-precision number.
inline std::uint16_t toHalf(float x) {
  const float size = fromBits(bitsOf(x) & 0x7FFFFFFFU), inside = size < 65504.0F ? size : 65504.0F;
  const std::uint32_t moved = bitsOf(inside * (1 / kHalfBias));
  return static_cast<std::uint16_t>((moved + 0xFFFU + ((moved >> 13) & 1U)) >> 13 | (bitsOf(x) >> 16 & 0x8000U));
}

inline bool any(Integers mask) {
  std::int64_t pairs[kLanes / 2], all = 0;
  __builtin_memcpy(pairs, &mask, sizeof mask);
  for (const std::int64_t pair : pairs) all |= pair;
  return all != 0;
}

// Codes between `least` and `most` with scale * code + minimum = x for all numbers of a block.
inline bool findCodes(const float* x, float scale, float minimum, float least, float most, Integers (&codes)[kBlockVectors]) {
  constexpr float kRounding = 12582912.0F;  // 1.5 * 2^23: sums have no digits behind the point
  const float inverse = scale != 0 ? 1.0F / scale : 0.0F;
  Integers wrong = {};
  for (std::int64_t v = 0; v < kBlockVectors; ++v) {
    const Vector given = loadVector(x + v * kLanes), wanted = (given - minimum) * inverse, none = {};
    const Vector above = wanted > least ? wanted : none + least;  // NaN: least
    const Vector code = ((above < most ? above : none + most) + kRounding) - kRounding;
    wrong |= code * scale + minimum != given;
    codes[v] = __builtin_convertvector(code, Integers);
  }
  return !any(wrong);
}

struct Range {
  float low, high;
};

// How the numbers of a block are held. `usual` is what nearly all blocks have; the others are searched.
struct FourBits {
  std::uint16_t scale, minimum;
  static FourBits usual(Range r) { return {toHalf((r.high - r.low) / 15), toHalf(r.low)}; }
  bool give(const float* x, Integers (&codes)[kBlockVectors]) const { return findCodes(x, fromHalf(scale), fromHalf(minimum), 0, 15, codes); }
};
struct EightBits {
  std::uint16_t scale;
  static EightBits usual(Range r) { return {toHalf((r.high > -r.low ? r.high : -r.low) / 127)}; }
  bool give(const float* x, Integers (&codes)[kBlockVectors]) const { return findCodes(x, fromHalf(scale), 0, -128, 127, codes); }
};

// Whether `steps` of a half-precision scale can span what rounded numbers of `size` do; the scale, if so.
inline bool findScale(float span, int steps, float size, std::uint16_t& bits) {
  const float count = static_cast<float>(steps);
  bits = toHalf(span / count);
  const float gap = fromHalf(bits) * count - span;
  return (gap < 0 ? -gap : gap) <= 4e-7F * size;
}

inline Range rangeOf(const float* x) {
  float low = x[0], high = x[0];
#pragma omp simd reduction(min : low) reduction(max : high)
  for (std::int64_t i = 0; i < kTileColumns; ++i) {
    low = x[i] < low ? x[i] : low;
    high = x[i] > high ? x[i] : high;
  }
  return {low, high};
}

// Scale and minimum of a block, by all that can be: the numbers lie 0 to 15 scales behind a minimum, which need not be among them and is
// the largest where the scale is negative.
inline bool search(const float* x, FourBits& found, Integers (&codes)[kBlockVectors]) {
  const Range range = rangeOf(x);
  const float size = (range.low < 0 ? -range.low : range.low) + (range.high < 0 ? -range.high : range.high);
  for (int turn = 0; turn < 2; ++turn) {
    const bool falling = turn == 1;
    const float start = falling ? range.high : range.low, span = falling ? range.low - range.high : range.high - range.low;
    for (int steps = 15; steps > 0; --steps) {
      if (!findScale(span, steps, size, found.scale)) continue;
      for (int first = 0; first + steps <= 15; ++first) {
        found.minimum = toHalf(start - static_cast<float>(first) * fromHalf(found.scale));
        if (found.give(x, codes)) return true;
      }
    }
  }
  return false;
}

inline bool search(const float* x, EightBits& found, Integers (&codes)[kBlockVectors]) {
  const Range range = rangeOf(x);
  const float largest = range.high > -range.low ? range.high : -range.low;
  for (int steps = 128; steps > 0; --steps) {
    if (findScale(largest, steps, largest, found.scale) && found.give(x, codes)) return true;
  }
  return false;
}

// Puts the codes of a block, `bits` each, into words of row r; of two codes of a byte the first is the higher.
template <unsigned bits, std::int64_t words>
inline void putCodes(const Integers (&codes)[kBlockVectors], std::uint32_t (&to)[words][kTileRows], std::int64_t r) {
  constexpr std::int64_t kOfWord = 32 / bits;
  static_assert(words * kOfWord == kTileColumns);
  std::uint32_t moved[kTileColumns];
  for (std::int64_t v = 0; v < kBlockVectors; ++v) {
    Words places = {};
    for (std::int64_t lane = 0; lane < kLanes; ++lane) {
      places[lane] = static_cast<std::uint32_t>((v * kLanes + lane) % kOfWord ^ (bits == 4 ? 1 : 0)) * bits;
    }
    const Words parts = (reinterpret_cast<Words>(codes[v]) & ((1U << bits) - 1U)) << places;
    __builtin_memcpy(moved + v * kLanes, &parts, sizeof parts);
  }
  for (std::int64_t w = 0; w < words; ++w) {
    std::uint64_t pairs = 0;
    for (std::int64_t i = 0; i < kOfWord; i += 2) {
      std::uint64_t pair;
      __builtin_memcpy(&pair, moved + w * kOfWord + i, sizeof pair);
      pairs |= pair;
    }
    to[w][r] = static_cast<std::uint32_t>(pairs | pairs >> 32);
  }
}

// Codes of a row's blocks by put(block's number, how it is held, codes). Some blocks at once: each waits long for its range.
template <class Held, class Put>
inline bool pack(const float* from, std::int64_t blocks, const Put& put) {
  constexpr std::int64_t kAtOnce = 8;
  for (std::int64_t begin = 0; begin < blocks; begin += kAtOnce) {
    const std::int64_t count = begin + kAtOnce < blocks ? kAtOnce : blocks - begin;
    Held held[kAtOnce];
    for (std::int64_t b = 0; b < count; ++b) held[b] = Held::usual(rangeOf(from + (begin + b) * kTileColumns));
    for (std::int64_t b = 0; b < count; ++b) {
      const float* x = from + (begin + b) * kTileColumns;
      Integers codes[kBlockVectors];
      if (!held[b].give(x, codes) && !search(x, held[b], codes)) return false;
      put(begin + b, held[b], codes);
    }
  }
  return true;
}

bool packFourBits(const float* from, std::int64_t columns, FourBitTile* to, std::int64_t row) {
  return pack<FourBits>(from, columns / kTileColumns, [&](std::int64_t tile, const FourBits& held, const auto& codes) {
    to[tile].scales[row] = held.scale, to[tile].minima[row] = held.minimum;
    putCodes<4>(codes, to[tile].codes, row);
  });
}

bool packEightBits(const float* from, std::int64_t columns, EightBitTile* to, std::int64_t row) {
  return pack<EightBits>(from, columns / kTileColumns, [&](std::int64_t tile, const EightBits& held, const auto& codes) {
    to[tile].scales[row] = held.scale;
    putCodes<8>(codes, to[tile].codes, row);
  });
}

// What the lowest four bits of each lane stand for: one of 16 values, or themselves.
struct Values {
  const float* table;
  Vector of(Words codes) const {
#if defined(__AVX512F__)
    return reinterpret_cast<Vector>(atIndices(table, reinterpret_cast<__m512i>(codes)));
#elif defined(__AVX2__)
    return reinterpret_cast<Vector>(atIndices(table, reinterpret_cast<__m256i>(codes)));
#else
    Vector result = {};
    for (std::int64_t lane = 0; lane < kLanes; ++lane) result[lane] = table[codes[lane] & 15U];
    return result;
#endif
  }
};
#if defined(__AVX512F__)
// Looking up is one instruction, a mask and a conversion are two.
constexpr float kCodes[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
inline Values themselves() { return {kCodes}; }
#else
struct Themselves {
  Vector of(Words codes) const { return __builtin_convertvector(reinterpret_cast<Integers>(codes & 15U), Vector); }
};
inline Themselves themselves() { return {}; }
#endif

inline void readAhead(const void* from, std::int64_t bytes) {
  constexpr std::int64_t kAhead = 4096;  // as for bfloat16 pairs
  for (std::int64_t b = 0; b < bytes; b += 64) __builtin_prefetch(static_cast<const char*>(from) + kAhead + b);
}

// Sums over `words` words of codes of what they stand for, times x.
template <std::int64_t words, class Meaning>
inline void dotCodes(const float* x, const std::uint32_t (&codes)[words][kTileRows], const Meaning& meaning, Vector (&result)[kParts]) {
  Vector sums[2][kParts] = {};  // two, so that a sum need not wait for the one before
  for (std::int64_t w = 0; w < words; ++w) {
    for (std::int64_t p = 0; p < kParts; ++p) {
      Words word;
      __builtin_memcpy(&word, codes[w] + p * kLanes, sizeof word);
      for (unsigned k = 0; k < 8; ++k) sums[k & 1U][p] += x[8 * w + (k ^ 1U)] * meaning.of(word >> 4 * k);
    }
  }
  for (std::int64_t p = 0; p < kParts; ++p) result[p] = sums[0][p] + sums[1][p];
}

inline void storeRows(const Vector (&sums)[kParts], float* out) {
  for (std::int64_t p = 0; p < kParts; ++p) storeVector(out + p * kLanes, sums[p]);
}

void dotFourBits(const float* x, const float* sums, const FourBitTile* w, float* out, std::int64_t columns) {
  const auto meaning = themselves();
  Vector all[kParts] = {};
  for (std::int64_t t = 0; t < columns / kTileColumns; ++t, ++w) {
    readAhead(w, sizeof *w);
    Vector part[kParts];
    dotCodes(x + t * kTileColumns, w->codes, meaning, part);
    for (std::int64_t p = 0; p < kParts; ++p) all[p] += loadHalves(w->scales + p * kLanes) * part[p] + loadHalves(w->minima + p * kLanes) * sums[t];
  }
  storeRows(all, out);
}

void dotTable(const float* x, const float* values, const TableTile* w, float* out, std::int64_t columns) {
  const Values meaning{values};
  Vector all[kParts] = {};
  for (std::int64_t t = 0; t < columns / kTableTileColumns; ++t, ++w) {
    readAhead(w, sizeof *w);
    Vector part[kParts];
    dotCodes(x + t * kTableTileColumns, w->codes, meaning, part);
    for (std::int64_t p = 0; p < kParts; ++p) all[p] += loadVector(w->scales + p * kLanes) * part[p];
  }
  storeRows(all, out);
}

void dotEightBits(const float* x, const EightBitTile* w, float* out, std::int64_t columns) {
  Vector all[kParts] = {};
  for (std::int64_t t = 0; t < columns / kTileColumns; ++t, ++w) {
    readAhead(w, sizeof *w);
    Vector sums[2][kParts] = {};
    for (std::int64_t c = 0; c < kTileColumns; c += 4) {
      for (std::int64_t p = 0; p < kParts; ++p) {
        Words word;
        __builtin_memcpy(&word, w->codes[c / 4] + p * kLanes, sizeof word);
        for (unsigned k = 0; k < 4; ++k) {
          const Integers code = reinterpret_cast<Integers>(word << (24 - 8 * k)) >> 24;
          sums[k & 1U][p] += x[t * kTileColumns + c + k] * __builtin_convertvector(code, Vector);
        }
      }
    }
    for (std::int64_t p = 0; p < kParts; ++p) all[p] += loadHalves(w->scales + p * kLanes) * (sums[0][p] + sums[1][p]);
  }
  storeRows(all, out);
}

}  // namespace
}  // namespace attune::engine
