// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/weights/codec.h"
#include "test_files.h"

namespace attune {
namespace {

std::vector<std::byte> fromHex(const std::string& hex) {
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

DType dtypeNamed(const std::string& name) {
  for (std::uint32_t type = 0; type < 64; ++type)
    if (const auto dtype = dtypeFromGguf(type); dtype && dtypeInfo(*dtype).name == name) return *dtype;
  ADD_FAILURE() << name;
  return DType::F32;
}

// Values that have no bit pattern in common between implementations are made comparable.
std::string hashOf(std::vector<float> values) {
  for (float& value : values) {
    if (std::isnan(value)) value = 1e9F;
    if (std::isinf(value)) value = value > 0 ? 1e8F : -1e8F;
  }
  return sha256({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
}

// Bytes and values from the Python package gguf 0.19.
TEST(Codec, DecodesBlocksLikeTheReference) {
  const auto cases = readJsonFile(test::testData("golden/codecs/blocks.json"));
  ASSERT_TRUE(cases);
  ASSERT_EQ((*cases)["decode"].size(), 10U);
  for (const auto& item : (*cases)["decode"]) {
    const DType dtype = dtypeNamed(item["dtype"]);
    EXPECT_TRUE(dtypeInfo(dtype).toFloat32);
    const auto bytes = fromHex(item["bytes"]);
    const auto bits = item["float_bits"].get<std::vector<std::uint32_t>>();
    ASSERT_EQ(byteCount(dtype, bits.size()), bytes.size());
    std::vector<float> values(bits.size());
    decodeToFloat32(dtype, bytes, values);
    for (std::size_t i = 0; i < bits.size(); ++i)
      ASSERT_EQ(std::bit_cast<std::uint32_t>(values[i]), bits[i]) << item["dtype"] << " " << i;
  }
}

TEST(Codec, EncodesBlocksLikeTheReference) {
  const auto cases = readJsonFile(test::testData("golden/codecs/blocks.json"));
  ASSERT_TRUE(cases);
  std::vector<float> input;
  for (const auto& bits : (*cases)["input_bits"]) input.push_back(std::bit_cast<float>(bits.get<std::uint32_t>()));
  for (const auto& item : (*cases)["encode"]) {
    const DType dtype = dtypeNamed(item["dtype"]);
    ASSERT_TRUE(canEncode(dtype));
    const auto expected = fromHex(item["bytes"]);
    std::vector<std::byte> bytes(expected.size());
    encodeFromFloat32(dtype, input, bytes);
    EXPECT_EQ(bytes, expected) << item["dtype"];
  }
}

// Hashes of what torch 2.11 gives for every code.
TEST(Codec, DecodesEverySmallFloatLikeTorch) {
  std::vector<std::byte> all(256);
  for (std::size_t i = 0; i < 256; ++i) all[i] = static_cast<std::byte>(i);
  std::vector<float> values(256);
  decodeToFloat32(DType::F8E4M3, all, values);
  EXPECT_EQ(hashOf(values), "ea788c2a434ffb9880005a14b519e592b5fdfc3597303bd707496d64d2d9d4d8");
  decodeToFloat32(DType::F8E5M2, all, values);
  EXPECT_EQ(hashOf(values), "9f4fec9456fec29879febb1da4bcbbb51da8b56a6271e5d7050c567b0f841088");
  values.clear();
  for (std::uint32_t i = 0; i < 65536; ++i) values.push_back(halfToFloat(static_cast<std::uint16_t>(i)));
  EXPECT_EQ(hashOf(values), "e8119ef2f0fc5eb62935eeec3d1309703097088186d403d2d1309975bb8280ed");
}

TEST(Codec, RoundsToHalfAndBfloat16LikeTorch) {
  std::vector<std::uint16_t> halves, bfloats;
  for (std::uint64_t i = 0; i < 1 << 20; ++i) {
    const float value = std::bit_cast<float>(static_cast<std::uint32_t>(i * 4093));
    if (!std::isfinite(value)) continue;
    halves.push_back(floatToHalf(value));
    bfloats.push_back(floatToBfloat16(value));
  }
  const auto hash = [](const std::vector<std::uint16_t>& v) {
    return sha256({reinterpret_cast<const char*>(v.data()), 2 * v.size()});
  };
  EXPECT_EQ(hash(halves), "3e507754dec67cee54c7e60b70a22e618414af171c21229bc8eb59aed5445f9b");
  EXPECT_EQ(hash(bfloats), "bffe75ac5e7019865cb9db3e2bd2d77eaef87800acbdff1296eee811760aa44f");
  EXPECT_TRUE(std::isnan(halfToFloat(floatToHalf(NAN))));
  EXPECT_TRUE(std::isnan(bfloat16ToFloat(floatToBfloat16(std::bit_cast<float>(0x7F800001U)))));
}

TEST(Codec, QuantisesWhatIsNotFiniteWithoutHarm) {
  std::vector<float> values(32, 1.0F);
  values[3] = NAN;
  values[4] = INFINITY;
  values[5] = -1e-45F;
  for (const DType dtype : {DType::Q8_0, DType::Q4_0}) {
    std::vector<std::byte> bytes(dtypeInfo(dtype).blockBytes);
    encodeFromFloat32(dtype, values, bytes);
    std::vector<float> back(32);
    decodeToFloat32(dtype, bytes, back);
  }
  SUCCEED() << "undefined conversions would be reported by the sanitizer build";
}

TEST(DTypes, ComputeSizesWithoutOverflow) {
  EXPECT_EQ(elementCount(std::vector<std::int64_t>{}), 1U);
  EXPECT_EQ(elementCount(std::vector<std::int64_t>{2, 3, 4}), 24U);
  EXPECT_EQ(elementCount(std::vector<std::int64_t>{0, 5}), 0U);
  EXPECT_FALSE(elementCount(std::vector<std::int64_t>{1LL << 32, 1LL << 31}));
  EXPECT_FALSE(elementCount(std::vector<std::int64_t>{1LL << 62, 4}));  // wraps to 0 in 64 bits
  EXPECT_FALSE(elementCount(std::vector<std::int64_t>{-1, -1}));
  EXPECT_FALSE(byteCount(DType::F32, 1ULL << 62));
  EXPECT_FALSE(byteCount(DType::F64, INT64_MAX));
  EXPECT_FALSE(byteCount(DType::Q4_0, 33));
  EXPECT_EQ(byteCount(DType::Q4_0, 64), 36U);
  EXPECT_EQ(byteCount(DType::F4, 6), 3U);
}

TEST(DTypes, NamesAreUniqueAndFoundAgain) {
  for (int i = 0; i <= static_cast<int>(DType::MXFP4); ++i) {
    const auto& info = dtypeInfo(static_cast<DType>(i));
    EXPECT_EQ(static_cast<int>(info.dtype), i);
    if (info.inSafetensors) {
      EXPECT_EQ(dtypeFromSafetensors(info.name), info.dtype);
    } else {
      EXPECT_FALSE(dtypeFromSafetensors(info.name));
    }
    if (!info.torchName.empty()) {
      EXPECT_EQ(dtypeFromTorchName(info.torchName), info.dtype);
    }
    if (info.ggufType >= 0) {
      EXPECT_EQ(dtypeFromGguf(static_cast<std::uint32_t>(info.ggufType)), info.dtype);
    }
  }
  EXPECT_FALSE(dtypeFromTorchName(""));
}

}  // namespace
}  // namespace attune
