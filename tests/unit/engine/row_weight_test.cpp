// SPDX-License-Identifier: GPL-3.0-or-later
// Weights in the fewest bits that lose nothing: exact or refused, and multiplied as float64 would.
#include "core/engine/nn/row_weight.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

#include "core/base/random.h"
#include "core/engine/kernels/cpu_kernels.h"
#include "core/engine/techniques/nf4.h"
#include "core/weights/codec.h"

namespace attune::engine {
namespace {

// Each number a multiple of 1 / 1024 below 2, so that half precision holds it.
float drawHalf(Random& random) { return static_cast<float>(random.below(2047) + 1) / 1024; }

using Block = std::function<float(Random&, int)>;  // number i of the block that begins when i is 0

at::Tensor matrixOf(std::int64_t rows, std::int64_t columns, const Block& number, std::uint64_t seed = 1) {
  Random random(seed);
  auto weight = at::empty({rows, columns}, at::kFloat);
  float* to = weight.data_ptr<float>();
  for (std::int64_t i = 0; i < rows * columns; ++i) to[i] = number(random, static_cast<int>(i % 32));
  return weight;
}

// scale * code + minimum with codes from `least` to `most`.
Block blocksOf(int least, int most, std::function<float(Random&)> drawScale, std::function<float(Random&, float)> drawMinimum) {
  return [=, scale = 0.0F, minimum = 0.0F](Random& random, int i) mutable {
    if (i == 0) scale = drawScale(random), minimum = drawMinimum(random, scale);
    const int code = i == 3 ? least : i == 17 ? most : least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1)));
    return scale * static_cast<float>(code) + minimum;
  };
}

float noMinimum(Random&, float) { return 0; }
float freeMinimum(Random& random, float) { return -4 * drawHalf(random); }
Block fourBits() { return blocksOf(0, 15, drawHalf, freeMinimum); }
Block eightBits() { return blocksOf(-127, 127, drawHalf, noMinimum); }

// What other writers of GGUF files make of random numbers.
at::Tensor throughCodec(DType dtype, std::int64_t rows, std::int64_t columns) {
  at::manual_seed(5);
  auto weight = at::randn({rows, columns});
  const auto count = static_cast<std::size_t>(weight.numel());
  std::vector<std::byte> bytes(count / 32 * (dtype == DType::Q8_0 ? 34 : 18));
  encodeFromFloat32(dtype, {weight.data_ptr<float>(), count}, bytes);
  decodeToFloat32(dtype, bytes, {weight.data_ptr<float>(), count});
  return weight;
}

// Numbers of the matrix again: a product with a row that is 1 in one place takes nothing from the others.
at::Tensor numbersOf(const RowWeight& weight) {
  auto all = at::empty({weight.columns(), weight.rows()});
  std::vector<float> x(static_cast<std::size_t>(weight.columns()));
  for (std::size_t c = 0; c < x.size(); ++c) {
    std::ranges::fill(x, 0.0F);
    x[c] = 1;
    RowInput input;
    input.x = x.data();
    weight.prepare(input);
    weight.multiply(input, 0, weight.rows(), all.data_ptr<float>() + static_cast<std::int64_t>(c) * weight.rows());
  }
  return all.t().contiguous();
}

double bitsOfNumber(const RowWeight& weight) { return 8.0 * static_cast<double>(weight.bytes()) / static_cast<double>(weight.rows() * weight.columns()); }

RowWeight packed(const at::Tensor& weight) { return RowWeight::of(weight).value().packed(); }

constexpr double kFour = 5, kEight = 8.5;  // with scales and minima

struct Case {
  const char* name;
  Block number;
  double bits;
};

TEST(RowWeight, HoldsBlocksInTheFewestBits) {
  const auto negative = [](Random& random) { return -drawHalf(random); };
  const auto tiny = [](Random& random) { return std::ldexp(static_cast<float>(random.below(1000) + 1), -24); };  // below half's normal numbers
  const auto minusEight = [](Random&, float scale) { return -8 * scale; };
  const auto atOne = [](Random& random, float scale) { return drawHalf(random) + 0 * scale; };
  const Case cases[] = {
      {"Q4_1", fourBits(), kFour},
      {"Q4_0", blocksOf(0, 15, drawHalf, minusEight), kFour},
      {"Q4_0 with negative scales", blocksOf(0, 15, negative, minusEight), kFour},
      {"Q4_0 without its first code", blocksOf(1, 15, drawHalf, minusEight), kFour},
      {"few of 16 codes", blocksOf(2, 5, drawHalf, atOne), kFour},
      {"denormal scales", blocksOf(0, 15, tiny, [](Random&, float scale) { return -8 * scale; }), kFour},
      {"zeros", [](Random&, int) { return 0.0F; }, kFour},
      {"one number", [](Random&, int) { return -0.75F; }, kFour},
      {"a negative zero", [](Random&, int i) { return i % 2 ? -0.0F : 0.5F; }, kFour},
      {"Q8_0", eightBits(), kEight},
      {"Q8_0 with a code of -128", blocksOf(-128, 127, drawHalf, noMinimum), kEight},
      {"Q5_0", blocksOf(-16, 15, drawHalf, noMinimum), kEight},
      {"a number no half holds", [](Random&, int) { return 1.0F / 3; }, 32},
      {"bfloat16", [](Random& random, int) { return std::bit_cast<float>(static_cast<std::uint32_t>(0x3F80 + random.below(128)) << 16); }, 16},
      {"float32", [](Random& random, int) { return static_cast<float>(random.below(1U << 24)) / 3; }, 32},
      {"more than half precision goes to", blocksOf(0, 15, [](Random&) { return 1e6F; }, noMinimum), 32},
  };
  for (const auto& [name, number, bits] : cases) {
    const auto weight = matrixOf(32, 96, number);
    const RowWeight held = packed(weight);
    EXPECT_EQ(bitsOfNumber(held), bits) << name;
    EXPECT_TRUE(numbersOf(held).equal(weight)) << name;
  }
}

TEST(RowWeight, KnowsWhatIsWrittenIntoModelFiles) {
  for (const DType dtype : {DType::Q4_0, DType::Q8_0}) {
    const auto weight = throughCodec(dtype, 48, 64);
    const RowWeight held = packed(weight);
    EXPECT_EQ(bitsOfNumber(held), dtype == DType::Q8_0 ? kEight : kFour);
    EXPECT_TRUE(numbersOf(held).equal(weight));
  }
}

// One number of thousands that is another: none may be lost, whichever it is.
TEST(RowWeight, RefusesWhatWouldChangeANumber) {
  for (const auto& number : {fourBits(), eightBits()}) {
    const auto whole = matrixOf(33, 64, number);
    for (const std::int64_t at : {0, 31, 1000, 33 * 64 - 1}) {
      for (const float other : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN(), 0.0F}) {
        const auto weight = whole.clone();
        float& changed = weight.data_ptr<float>()[at];
        changed = other != 0 ? other : std::bit_cast<float>(std::bit_cast<std::uint32_t>(changed) ^ 1U);
        const RowWeight held = packed(weight);
        EXPECT_EQ(held.bytes(), weight.nbytes()) << at << " " << other;
        EXPECT_EQ(held.memoryOf(0, 33).data(), static_cast<const char*>(weight.const_data_ptr()));
      }
    }
    EXPECT_LT(packed(whole).bytes(), whole.nbytes() / 2);
  }
  EXPECT_EQ(bitsOfNumber(packed(matrixOf(16, 40, fourBits()))), 32);  // no whole blocks
}

// Rows that begin or end inside of a tile, rows that only fill one up, and the memory that they read.
TEST(RowWeight, MultipliesAnyRows) {
  at::set_num_threads(1);
  for (const std::int64_t rows : {1, 5, 16, 37}) {
    const auto table = quantiseNf4(at::randn({rows, 128}));
    const auto nf4 = RowWeight::ofTable(table.packed, nf4Scales(table), nf4Values(), rows, 128);
    ASSERT_TRUE(nf4);
    const std::pair<RowWeight, at::Tensor> cases[] = {{packed(matrixOf(rows, 128, fourBits())), matrixOf(rows, 128, fourBits())},
                                                      {packed(matrixOf(rows, 128, eightBits())), matrixOf(rows, 128, eightBits())},
                                                      {*nf4, dequantiseNf4(table, at::kFloat)}};
    const auto x = at::randn({128});
    for (const auto& [weight, dense] : cases) {
      RowInput input;
      input.x = x.const_data_ptr<float>();
      weight.prepare(input);
      const auto truth = at::mv(dense.to(at::kDouble), x.to(at::kDouble));
      const auto size = at::mv(dense.abs().to(at::kDouble), x.abs().to(at::kDouble));
      for (std::int64_t begin = 0; begin < rows; begin += 3) {
        for (std::int64_t end = begin + 1; end <= rows; end += 5) {
          std::vector<float> out(static_cast<std::size_t>(end - begin) + 1, 7);
          weight.multiply(input, begin, end, out.data());
          for (auto r = begin; r < end; ++r) {
            EXPECT_NEAR(out[static_cast<std::size_t>(r - begin)], truth[r].item<double>(), 1e-6 * size[r].item<double>());
          }
          EXPECT_EQ(out.back(), 7);
          const auto all = weight.memoryOf(0, rows), part = weight.memoryOf(begin, end);
          EXPECT_EQ(all.size(), weight.bytes());
          EXPECT_TRUE(!part.empty() && part.data() >= all.data() && part.data() + part.size() <= all.data() + all.size());
        }
      }
    }
  }
}

// The values of a table are those that de-quantising gives; widths that are not made of whole blocks are left to it.
TEST(RowWeight, HoldsTheValuesOfATable) {
  const auto weight = quantiseNf4(at::randn({21, 192}));
  const auto held = RowWeight::ofTable(weight.packed, nf4Scales(weight), nf4Values(), 21, 192);
  ASSERT_TRUE(held);
  EXPECT_TRUE(numbersOf(*held).equal(dequantiseNf4(weight, at::kFloat)));
  const auto odd = quantiseNf4(at::randn({8, 96}));
  EXPECT_FALSE(RowWeight::ofTable(odd.packed, nf4Scales(odd), nf4Values(), 8, 96));
}

TEST(RowWeight, InstructionSetsAgree) {
  std::vector<const CpuKernels*> sets = {&kernels::kGeneric};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(&kernels::kAvx2);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) sets.push_back(&kernels::kAvx512);
#endif
  constexpr std::int64_t kColumns = 192;
  const auto four = matrixOf(16, kColumns, fourBits()), eight = matrixOf(16, kColumns, eightBits()), x = at::randn({kColumns});
  const auto table = quantiseNf4(at::randn({16, kColumns}));
  const auto nf4 = RowWeight::ofTable(table.packed, nf4Scales(table), nf4Values(), 16, kColumns);
  ASSERT_TRUE(nf4);
  const auto sums = x.view({-1, kTileColumns}).sum(1);
  const auto changed = four.clone();
  changed[3][40] += 0.25F;
  std::vector<FourBitTile> firstFour;
  std::vector<EightBitTile> firstEight;
  for (const auto* set : sets) {
    std::vector<FourBitTile> fourTiles(kColumns / kTileColumns);
    std::vector<EightBitTile> eightTiles(kColumns / kTileColumns);
    for (std::int64_t r = 0; r < 16; ++r) {
      EXPECT_TRUE(set->packFourBits(four[r].data_ptr<float>(), kColumns, fourTiles.data(), r)) << set->name;
      EXPECT_TRUE(set->packEightBits(eight[r].data_ptr<float>(), kColumns, eightTiles.data(), r)) << set->name;
      std::vector<FourBitTile> room(kColumns / kTileColumns);
      EXPECT_EQ(set->packFourBits(changed[r].data_ptr<float>(), kColumns, room.data(), r), r != 3) << set->name;
      EXPECT_FALSE(set->packFourBits(eight[r].data_ptr<float>(), kColumns, room.data(), r)) << set->name;
    }
    const auto expectProduct = [&](const at::Tensor& dense, const std::function<void(float*)>& product) {
      auto out = at::empty({16});
      product(out.data_ptr<float>());
      const auto truth = at::mv(dense.to(at::kDouble), x.to(at::kDouble)), size = at::mv(dense.abs().to(at::kDouble), x.abs().to(at::kDouble));
      EXPECT_LT(((out - truth).abs() / size).max().item<double>(), 1e-6) << set->name;
    };
    const float* from = x.const_data_ptr<float>();
    expectProduct(four, [&](float* out) { set->dotFourBits(from, sums.const_data_ptr<float>(), fourTiles.data(), out, kColumns); });
    expectProduct(eight, [&](float* out) { set->dotEightBits(from, eightTiles.data(), out, kColumns); });
    expectProduct(dequantiseNf4(table, at::kFloat), [&](float* out) {
      set->dotTable(from, nf4Values().data(), reinterpret_cast<const TableTile*>(nf4->memoryOf(0, 16).data()), out, kColumns);
    });
    if (firstFour.empty()) firstFour = fourTiles, firstEight = eightTiles;
    EXPECT_EQ(std::memcmp(firstFour.data(), fourTiles.data(), fourTiles.size() * sizeof(FourBitTile)), 0) << set->name;
    EXPECT_EQ(std::memcmp(firstEight.data(), eightTiles.data(), eightTiles.size() * sizeof(EightBitTile)), 0) << set->name;
  }
}

}  // namespace
}  // namespace attune::engine
