// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/codec.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace attune {
namespace {

using Bytes = const std::uint8_t*;

float halfAt(Bytes bytes) {
  return halfToFloat(static_cast<std::uint16_t>(bytes[0] | bytes[1] << 8));
}

void putHalf(std::uint8_t* out, float value) {
  const std::uint16_t bits = floatToHalf(value);
  out[0] = static_cast<std::uint8_t>(bits);
  out[1] = static_cast<std::uint8_t>(bits >> 8);
}

float f8e4m3ToFloat(std::uint8_t bits) {
  const std::uint32_t sign = (bits & 0x80U) << 24, exponent = (bits >> 3) & 0xFU, mantissa = bits & 7U;
  float value;
  if (exponent == 15 && mantissa == 7)
    value = std::bit_cast<float>(0x7FC00000U);  // no infinity in this format
  else if (exponent == 0)
    value = static_cast<float>(mantissa) * 0x1p-9F;
  else
    value = std::bit_cast<float>((exponent + 120) << 23 | mantissa << 20);
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
}

template <class T>
void decodePlain(std::span<const std::byte> bytes, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    out[i] = static_cast<float>(value);
  }
}

template <float (*Convert)(std::uint16_t)>
void decode16(std::span<const std::byte> bytes, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::uint16_t bits;
    std::memcpy(&bits, bytes.data() + 2 * i, 2);
    out[i] = Convert(bits);
  }
}

// In the four- and five-bit types the low nibbles of 16 bytes are the first half of the block, the high ones the
// second.
void q4_0(Bytes block, float* out) {
  const float scale = halfAt(block);
  for (int i = 0; i < 16; ++i) {
    out[i] = scale * static_cast<float>((block[2 + i] & 15) - 8);
    out[i + 16] = scale * static_cast<float>((block[2 + i] >> 4) - 8);
  }
}

void q4_1(Bytes block, float* out) {
  const float scale = halfAt(block), minimum = halfAt(block + 2);
  for (int i = 0; i < 16; ++i) {
    out[i] = scale * static_cast<float>(block[4 + i] & 15) + minimum;
    out[i + 16] = scale * static_cast<float>(block[4 + i] >> 4) + minimum;
  }
}

// Element i of a five-bit block; `nibbles` follow the 32 fifth bits.
int fiveBits(Bytes fifthBits, Bytes nibbles, int i) {
  const int low = i < 16 ? nibbles[i] & 15 : nibbles[i - 16] >> 4;
  return low | ((fifthBits[i / 8] >> (i % 8)) & 1) << 4;
}

void q5_0(Bytes block, float* out) {
  const float scale = halfAt(block);
  for (int i = 0; i < 32; ++i) out[i] = scale * static_cast<float>(fiveBits(block + 2, block + 6, i) - 16);
}

void q5_1(Bytes block, float* out) {
  const float scale = halfAt(block), minimum = halfAt(block + 2);
  for (int i = 0; i < 32; ++i) out[i] = scale * static_cast<float>(fiveBits(block + 4, block + 8, i)) + minimum;
}

void q8_0(Bytes block, float* out) {
  const float scale = halfAt(block);
  for (int i = 0; i < 32; ++i) out[i] = static_cast<float>(static_cast<std::int8_t>(block[2 + i])) * scale;
}

// The K types: 256 elements with scales of their own for each 16 or 32.
void q2K(Bytes block, float* out) {
  const Bytes scales = block, quants = block + 16;
  const float scale = halfAt(block + 80), minimum = halfAt(block + 82);
  for (int i = 0; i < 256; ++i) {
    const int half = i / 128, pair = i % 128 / 32, scaleIndex = i / 16;
    const int value = quants[half * 32 + i % 32] >> (2 * pair) & 3;
    out[i] = scale * static_cast<float>(scales[scaleIndex] & 15) * static_cast<float>(value) -
             minimum * static_cast<float>(scales[scaleIndex] >> 4);
  }
}

void q3K(Bytes block, float* out) {
  const Bytes highBits = block, quants = block + 32, packed = block + 96;
  const float scale = halfAt(block + 108);
  for (int i = 0; i < 256; ++i) {
    const int half = i / 128, pair = i % 128 / 32, s = i / 16;
    const int low = s < 8 ? packed[s] & 15 : packed[s - 8] >> 4;
    const int high = packed[8 + s % 4] >> (2 * (s / 4)) & 3;
    const int bit = highBits[i % 32] >> (half * 4 + pair) & 1;
    const int value = (quants[half * 32 + i % 32] >> (2 * pair) & 3) - (bit ? 0 : 4);
    out[i] = scale * static_cast<float>((low | high << 4) - 32) * static_cast<float>(value);
  }
}

// Six-bit scale and minimum number i of the 12 packed bytes of Q4_K and Q5_K.
void scaleAndMinimum(Bytes packed, int i, int& scale, int& minimum) {
  if (i < 4) {
    scale = packed[i] & 63;
    minimum = packed[i + 4] & 63;
  } else {
    scale = (packed[i + 4] & 15) | (packed[i - 4] >> 6) << 4;
    minimum = packed[i + 4] >> 4 | (packed[i] >> 6) << 4;
  }
}

template <bool FiveBits>
void q45K(Bytes block, float* out) {
  const float scale = halfAt(block), minimum = halfAt(block + 2);
  const Bytes packed = block + 4, fifth = block + 16, quants = block + (FiveBits ? 48 : 16);
  for (int group = 0; group < 8; ++group) {
    int groupScale, groupMinimum;
    scaleAndMinimum(packed, group, groupScale, groupMinimum);
    const float d = scale * static_cast<float>(groupScale), m = minimum * static_cast<float>(groupMinimum);
    for (int i = 0; i < 32; ++i) {
      int value = quants[group / 2 * 32 + i] >> (4 * (group % 2)) & 15;
      if constexpr (FiveBits) value |= (fifth[i] >> group & 1) << 4;
      out[group * 32 + i] = d * static_cast<float>(value) - m;
    }
  }
}

void q6K(Bytes block, float* out) {
  const Bytes low = block, high = block + 128, scales = block + 192;
  const float scale = halfAt(block + 208);
  for (int i = 0; i < 256; ++i) {
    const int half = i / 128, quarter = i % 128 / 32, lane = i % 32;
    const int nibble = low[half * 64 + quarter % 2 * 32 + lane] >> (4 * (quarter / 2)) & 15;
    const int top = high[half * 32 + lane] >> (2 * quarter) & 3;
    const auto groupScale = static_cast<std::int8_t>(scales[i / 16]);
    out[i] = scale * static_cast<float>(groupScale) * static_cast<float>((nibble | top << 4) - 32);
  }
}

using DecodeBlock = void (*)(Bytes, float*);
struct BlockCodec {
  DType dtype;
  DecodeBlock decode;
};
constexpr BlockCodec kBlockCodecs[] = {
    {DType::Q4_0, q4_0}, {DType::Q4_1, q4_1}, {DType::Q5_0, q5_0},       {DType::Q5_1, q5_1},      {DType::Q8_0, q8_0},
    {DType::Q2K, q2K},   {DType::Q3K, q3K},   {DType::Q4K, q45K<false>}, {DType::Q5K, q45K<true>}, {DType::Q6K, q6K},
};

void encodeQ8_0(const float* values, std::uint8_t* out) {
  float largest = 0;
  for (int i = 0; i < 32; ++i) largest = std::max(largest, std::fabs(values[i]));
  const float scale = largest / 127, inverse = scale != 0 ? 1 / scale : 0;
  putHalf(out, scale);
  for (int i = 0; i < 32; ++i) {
    const float rounded = std::round(values[i] * inverse);
    // The comparison also catches NaN, whose conversion to an integer is undefined.
    out[2 + i] =
        static_cast<std::uint8_t>(std::fabs(rounded) <= 127 ? static_cast<std::int8_t>(rounded) : std::int8_t{0});
  }
}

void encodeQ4_0(const float* values, std::uint8_t* out) {
  float extreme = 0;
  for (int i = 0; i < 32; ++i)
    if (std::fabs(values[i]) > std::fabs(extreme)) extreme = values[i];
  const float scale = extreme / -8, inverse = scale != 0 ? 1 / scale : 0;
  putHalf(out, scale);
  const auto quant = [&](int i) {
    const float shifted = values[i] * inverse + 8.5F;
    return shifted >= 0 && shifted < 16 ? static_cast<int>(shifted) : shifted >= 16 ? 15 : 0;
  };
  for (int i = 0; i < 16; ++i) out[2 + i] = static_cast<std::uint8_t>(quant(i) | quant(i + 16) << 4);
}

template <std::uint16_t (*Convert)(float)>
void encode16(std::span<const float> values, std::span<std::byte> out) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint16_t bits = Convert(values[i]);
    std::memcpy(out.data() + 2 * i, &bits, 2);
  }
}

}  // namespace

float halfToFloat(std::uint16_t bits) {
  const std::uint32_t magnitude = static_cast<std::uint32_t>(bits & 0x7FFFU) << 13;
  std::uint32_t result = magnitude + (112U << 23);                 // another exponent bias
  if (magnitude >= 0x0F800000U) result = magnitude | 0x7F800000U;  // infinity, NaN
  // Subnormal: through an integer, so that a thread which flushes subnormals to zero reads them right too.
  if (magnitude < 0x00800000U) result = std::bit_cast<std::uint32_t>(static_cast<float>(bits & 0x3FFU) * 0x1p-24F);
  return std::bit_cast<float>(result | static_cast<std::uint32_t>(bits & 0x8000U) << 16);
}

std::uint16_t floatToHalf(float value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value), magnitude = bits & 0x7FFFFFFFU;
  const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000U);
  if (magnitude > 0x7F800000U) return sign | 0x7E00U;   // NaN
  if (magnitude >= 0x477FF000U) return sign | 0x7C00U;  // rounds to infinity
  if (magnitude < 0x38800000U) {
    // Subnormal: adding 0.5 lines the mantissa up with half's, rounding to nearest even on the way.
    const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
    return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000U));
  }
  const std::uint32_t rounded = magnitude + 0xFFFU + (magnitude >> 13 & 1U) - 0x38000000U;
  return static_cast<std::uint16_t>(sign | rounded >> 13);
}

float bfloat16ToFloat(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

std::uint16_t floatToBfloat16(float value) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  if ((bits & 0x7FFFFFFFU) > 0x7F800000U) return static_cast<std::uint16_t>(bits >> 16 | 0x40U);
  return static_cast<std::uint16_t>((bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16);
}

void decodeToFloat32(DType dtype, std::span<const std::byte> bytes, std::span<float> out) {
  switch (dtype) {
    case DType::F64:
      return decodePlain<double>(bytes, out);
    case DType::F32:
      return decodePlain<float>(bytes, out);
    case DType::F16:
      return decode16<halfToFloat>(bytes, out);
    case DType::BF16:
      return decode16<bfloat16ToFloat>(bytes, out);
    case DType::I64:
      return decodePlain<std::int64_t>(bytes, out);
    case DType::I32:
      return decodePlain<std::int32_t>(bytes, out);
    case DType::I16:
      return decodePlain<std::int16_t>(bytes, out);
    case DType::I8:
      return decodePlain<std::int8_t>(bytes, out);
    case DType::U64:
      return decodePlain<std::uint64_t>(bytes, out);
    case DType::U32:
      return decodePlain<std::uint32_t>(bytes, out);
    case DType::U16:
      return decodePlain<std::uint16_t>(bytes, out);
    case DType::U8:
    case DType::Bool:
      return decodePlain<std::uint8_t>(bytes, out);
    case DType::F8E4M3:
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = f8e4m3ToFloat(static_cast<std::uint8_t>(bytes[i]));
      return;
    case DType::F8E5M2:  // the upper byte of a half
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = halfToFloat(static_cast<std::uint16_t>(bytes[i]) << 8);
      return;
    default:
      break;
  }
  const auto& info = dtypeInfo(dtype);
  const auto* block = reinterpret_cast<Bytes>(bytes.data());
  for (const auto& codec : kBlockCodecs)
    if (codec.dtype == dtype)
      for (std::size_t i = 0; i < out.size(); i += info.blockElements, block += info.blockBytes)
        codec.decode(block, out.data() + i);
}

bool canEncode(DType dtype) {
  return dtype == DType::F64 || dtype == DType::F32 || dtype == DType::F16 || dtype == DType::BF16 ||
         dtype == DType::Q8_0 || dtype == DType::Q4_0;
}

void encodeFromFloat32(DType dtype, std::span<const float> values, std::span<std::byte> out) {
  auto* block = reinterpret_cast<std::uint8_t*>(out.data());
  switch (dtype) {
    case DType::F64:
      for (std::size_t i = 0; i < values.size(); ++i) {
        const double wide = values[i];
        std::memcpy(out.data() + 8 * i, &wide, 8);
      }
      return;
    case DType::F32:
      std::memcpy(out.data(), values.data(), values.size_bytes());
      return;
    case DType::F16:
      return encode16<floatToHalf>(values, out);
    case DType::BF16:
      return encode16<floatToBfloat16>(values, out);
    case DType::Q8_0:
      for (std::size_t i = 0; i < values.size(); i += 32, block += 34) encodeQ8_0(&values[i], block);
      return;
    case DType::Q4_0:
      for (std::size_t i = 0; i < values.size(); i += 32, block += 18) encodeQ4_0(&values[i], block);
      return;
    default:
      return;
  }
}

}  // namespace attune
