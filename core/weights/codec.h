// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/weights/tensor.h"

namespace attune {

/// IEEE 754 half precision to float32.
float halfToFloat(std::uint16_t bits);
/// Float32 to half precision, to nearest even; too large becomes infinity.
std::uint16_t floatToHalf(float value);
/// bfloat16 to float32.
float bfloat16ToFloat(std::uint16_t bits);
/// Float32 to bfloat16, to nearest even; NaN stays NaN.
std::uint16_t floatToBfloat16(float value);

/// Decodes whole blocks; `bytes` and `out` hold the same number of them, and dtypeInfo(dtype).toFloat32 holds.
/// Block layouts as documented by GGUF (docs/gguf.md and the ggml quantisation formats), little-endian.
void decodeToFloat32(DType dtype, std::span<const std::byte> bytes, std::span<float> out);

/// Whether encodeFromFloat32 can write `dtype`: F32, F16, BF16, Q8_0, Q4_0 and F64.
bool canEncode(DType dtype);
/// Encodes whole blocks, rounding to nearest; canEncode(dtype) holds. Q8_0: scale = max|x|/127; Q4_0: scale = the value
/// of largest magnitude / -8.
void encodeFromFloat32(DType dtype, std::span<const float> values, std::span<std::byte> out);

}  // namespace attune
