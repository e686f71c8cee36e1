// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/weights/gguf.h"
#include "gguf_builder.h"
#include "test_files.h"

namespace attune {
namespace {
using test::GgufBuilder;

class Gguf : public testing::Test {
 protected:
  std::string codeOf(const std::string& bytes) {
    const auto file = openGguf(m_memory.with(bytes));
    if (!file) return file.error().code;
    for (const auto& tensor : (*file)->tensors()) EXPECT_TRUE((*file)->read(tensor.name));
    return "";
  }
  std::string codeOf(const GgufBuilder& builder, std::size_t dataBytes) { return codeOf(builder.bytes(dataBytes)); }
  test::MemoryFile m_memory;
};

TEST_F(Gguf, ReadsEveryValueType) {
  const auto file = openGguf(test::testData("golden/bad/gguf/every_value_type.gguf"));
  ASSERT_TRUE(file) << describe(file.error());
  EXPECT_EQ((*file)->version(), 3U);
  EXPECT_EQ((*file)->text("general.architecture"), "llama");
  EXPECT_EQ((*file)->metadata().size(), 13U);
  GgufBuilder builder;
  builder.pair("u8", 0, "\xFF").pair("i8", 1, "\xFF").pair("u16", 2, GgufBuilder::raw<std::uint16_t>(65535));
  builder.pair("i16", 3, GgufBuilder::raw<std::int16_t>(-2))
      .pair("u32", 4, GgufBuilder::raw<std::uint32_t>(4'000'000'000));
  builder.pair("i32", 5, GgufBuilder::raw<std::int32_t>(-3))
      .pair("f32", 6, GgufBuilder::raw(1.5F))
      .pair("bool", 7, "\x01");
  builder.textPair("text", "żółw").pair("u64", 10, GgufBuilder::raw<std::uint64_t>(1ULL << 63));
  builder.pair("i64", 11, GgufBuilder::raw<std::int64_t>(-4)).pair("f64", 12, GgufBuilder::raw(-0.25));
  builder.pair("list", 9,
               GgufBuilder::raw<std::uint32_t>(3) + GgufBuilder::raw<std::uint64_t>(2) +
                   GgufBuilder::raw<std::int16_t>(7) + GgufBuilder::raw<std::int16_t>(-7));
  builder.pair("texts", 9,
               GgufBuilder::raw<std::uint32_t>(8) + GgufBuilder::raw<std::uint64_t>(2) + GgufBuilder::text("a") +
                   GgufBuilder::text(""));
  builder.pair("nested", 9,
               GgufBuilder::raw<std::uint32_t>(9) + GgufBuilder::raw<std::uint64_t>(1) +
                   GgufBuilder::raw<std::uint32_t>(0) + GgufBuilder::raw<std::uint64_t>(3) + "abc");
  const auto own = openGguf(m_memory.with(builder.bytes()));
  ASSERT_TRUE(own) << describe(own.error());
  const GgufFile& f = **own;
  EXPECT_EQ(f.integer("u8"), 255);
  EXPECT_EQ(f.integer("i8"), -1);
  EXPECT_EQ(f.integer("u16"), 65535);
  EXPECT_EQ(f.integer("i16"), -2);
  EXPECT_EQ(f.integer("u32"), 4'000'000'000);
  EXPECT_EQ(f.integer("i32"), -3);
  EXPECT_EQ(f.number("f32"), 1.5);
  EXPECT_EQ(f.flag("bool"), true);
  EXPECT_EQ(f.text("text"), "żółw");
  EXPECT_FALSE(f.integer("u64"));  // does not fit
  EXPECT_EQ(f.integer("i64"), -4);
  EXPECT_EQ(f.number("f64"), -0.25);
  EXPECT_EQ(f.numbers("list"), (std::vector<double>{7, -7}));
  EXPECT_EQ(f.texts("texts"), (std::vector<std::string>{"a", ""}));
  EXPECT_EQ(std::get<GgufArray>(f.value("nested")->value).arrays.front().count, 3U);
  EXPECT_FALSE(f.integer("text"));
  EXPECT_FALSE(f.text("u8"));
  EXPECT_FALSE(f.flag("none"));
}

TEST_F(Gguf, AcceptsVersionTwoAndNoTensors) {
  GgufBuilder builder;
  EXPECT_EQ(codeOf(builder, 0), "");
  builder.version = 2;
  builder.textPair("general.architecture", "llama").tensor("a", {32}, 0, 0);
  EXPECT_EQ(codeOf(builder, 128), "");
}

TEST_F(Gguf, RefusesImpossibleStructure) {
  const std::string bad = "weights.gguf";
  const auto tensor = [&](const std::vector<std::uint64_t>& dims, std::uint32_t type, std::uint64_t offset,
                          std::size_t data) { return codeOf(GgufBuilder().tensor("a", dims, type, offset), data); };
  EXPECT_EQ(tensor({8}, 0, 0, 32), "");
  EXPECT_EQ(tensor({8}, 0, 0, 31), "weights.truncated");
  EXPECT_EQ(tensor({8}, 0, 32, 32), "weights.truncated");
  EXPECT_EQ(tensor({8}, 0, UINT64_MAX - 31, 32), bad);
  EXPECT_EQ(tensor({8}, 0, 1ULL << 62, 32), "weights.truncated");
  EXPECT_EQ(tensor({8}, 0, 8, 64), bad);  // not aligned
  EXPECT_EQ(tensor({}, 0, 0, 32), bad);
  EXPECT_EQ(tensor({1, 1, 1, 1, 8}, 0, 0, 32), bad);
  EXPECT_EQ(tensor({0}, 0, 0, 32), bad);
  EXPECT_EQ(tensor({UINT64_MAX}, 0, 0, 32), bad);
  EXPECT_EQ(tensor({8}, 4, 0, 32), bad);  // a type that was removed from the format
  EXPECT_EQ(tensor({8}, 999, 0, 32), bad);
  EXPECT_EQ(tensor({16, 2}, 2, 0, 64), bad);  // 32 elements, but rows of half a block
  EXPECT_EQ(tensor({32}, 2, 0, 18), "");
  EXPECT_EQ(tensor({1ULL << 32, 1ULL << 32}, 0, 0, 32), bad);
  EXPECT_EQ(tensor({1ULL << 62, 4, 1, 1}, 24, 0, 32), bad);
  EXPECT_EQ(codeOf(GgufBuilder().tensor("a", {8}, 0, 0).tensor("a", {8}, 0, 32), 64), bad);
  EXPECT_EQ(codeOf(GgufBuilder().tensor("a", {16}, 0, 0).tensor("b", {8}, 0, 32), 64), bad);  // overlap
  EXPECT_EQ(codeOf(GgufBuilder().textPair("k", "1").textPair("k", "2"), 0), bad);
  EXPECT_EQ(codeOf(GgufBuilder().textPair("k", "\xC3\x28"), 0), bad);
  EXPECT_EQ(codeOf(GgufBuilder().pair("k", 13, ""), 0), bad);
  EXPECT_EQ(codeOf(GgufBuilder().pair("k", 9,
                                      GgufBuilder::raw<std::uint32_t>(0) + GgufBuilder::raw<std::uint64_t>(1ULL << 61)),
                   0),
            bad);
  EXPECT_EQ(
      codeOf(GgufBuilder().pair(
                 "k", 9, GgufBuilder::raw<std::uint32_t>(12) + GgufBuilder::raw<std::uint64_t>(UINT64_MAX / 8 + 2)),
             0),
      bad);
  EXPECT_EQ(codeOf(GgufBuilder().pair("k", 8, GgufBuilder::raw<std::uint64_t>(UINT64_MAX)), 0), bad);
  GgufBuilder counts;
  counts.tensorCount = UINT64_MAX;
  EXPECT_EQ(codeOf(counts, 1000), bad);
  counts.tensorCount = 0;
  counts.pairCount = 1ULL << 60;
  EXPECT_EQ(codeOf(counts, 1000), bad);
  GgufBuilder version;
  for (const std::uint32_t number : {0U, 1U, 4U, 0x03000000U}) {
    version.version = number;
    EXPECT_EQ(codeOf(version, 0), bad);
  }
}

TEST_F(Gguf, ChecksTheAlignment) {
  const auto with = [&](std::uint32_t alignment, std::size_t data) {
    return codeOf(GgufBuilder()
                      .pair("general.alignment", 4, GgufBuilder::raw(alignment))
                      .tensor("a", {8}, 0, 0)
                      .bytes(data, alignment ? alignment : 1));
  };
  EXPECT_EQ(with(1, 32), "");
  EXPECT_EQ(with(4096, 32), "");
  EXPECT_EQ(with(1 << 20, 32), "");
  EXPECT_EQ(with(0, 32), "weights.gguf");
  EXPECT_EQ(with(48, 480), "weights.gguf");
  EXPECT_EQ(with(1 << 21, 32), "weights.gguf");
  EXPECT_EQ(codeOf(GgufBuilder().pair("general.alignment", 10, GgufBuilder::raw<std::uint64_t>(32)), 0),
            "weights.gguf");
}

TEST_F(Gguf, RefusesDeepListsWithoutRunningOutOfStack) {
  std::string value;
  for (int i = 0; i < 100'000; ++i) value += GgufBuilder::raw<std::uint32_t>(9) + GgufBuilder::raw<std::uint64_t>(1);
  EXPECT_EQ(codeOf(GgufBuilder().pair("k", 9, value), 0), "weights.gguf");
}

TEST_F(Gguf, SurvivesEveryFlippedByteAndEveryCut) {
  int accepted = 0, refused = 0;
  for (const char* name : {"every_value_type", "alignment_64", "empty_array"}) {
    const std::string original = test::readBytes(test::testData("golden/bad/gguf/" + std::string(name) + ".gguf"));
    ASSERT_FALSE(original.empty());
    const std::size_t header = original.find("token_embd") + 80;
    for (std::size_t i = 0; i < std::min(original.size(), header); ++i)
      for (const int change : {0x01, 0x02, 0x08, 0x40, 0x80, 0xFF}) {
        std::string bytes = original;
        bytes[i] = static_cast<char>(bytes[i] ^ change);
        ++(codeOf(bytes).empty() ? accepted : refused);
      }
    for (std::size_t length = 0; length < original.size(); length += 3)
      EXPECT_NE(codeOf(original.substr(0, length)), "") << name << length;
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(refused, 1000);
}

TEST_F(Gguf, SurvivesRandomDamage) {
  const std::string original = test::readBytes(test::testData("golden/bad/gguf/every_value_type.gguf"));
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = original;
    for (std::uint64_t n = 1 + random.below(8); n > 0; --n)
      bytes[random.below(bytes.size())] = static_cast<char>(random.next());
    codeOf(bytes);
  }
}

}  // namespace
}  // namespace attune
