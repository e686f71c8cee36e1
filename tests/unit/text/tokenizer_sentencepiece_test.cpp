// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/charsmap.h"
#include "core/text/tokenizers/sentencepiece.h"

namespace attune::tokenizers {
namespace {

const std::filesystem::path kData = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/tokenizers/data";

// The protobuf wire format, as far as a .model needs it.
std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out + static_cast<char>(value);
}
std::string bytesField(unsigned number, const std::string& bytes) { return varint(number << 3 | 2) + varint(bytes.size()) + bytes; }
std::string numberField(unsigned number, std::uint64_t value) { return varint(number << 3) + varint(value); }
std::string floatField(unsigned number, float value) {
  std::string raw(4, '\0');
  std::memcpy(raw.data(), &value, 4);
  return varint(number << 3 | 5) + raw;
}
std::string piece(const std::string& text, float score, unsigned type) {
  return bytesField(1, bytesField(1, text) + floatField(2, score) + numberField(3, type));
}
std::string model(const std::string& extra, const std::string& charsmap = {}) {
  return piece("<unk>", 0, 2) + piece("<s>", 0, 3) + piece("</s>", 0, 3) + piece("\xE2\x96\x81", -1, 1) + piece("a", -2, 1) + extra +
         bytesField(2, numberField(3, 1)) + bytesField(3, charsmap.empty() ? std::string() : bytesField(2, charsmap));
}

class ModelFile {
 public:
  explicit ModelFile(const std::string& content)
      : m_path(std::filesystem::temp_directory_path() / ("attune-" + std::to_string(::getpid()) + ".model")) {
    std::ofstream(m_path, std::ios::binary) << content;
  }
  ~ModelFile() { std::filesystem::remove(m_path); }
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

TEST(SentencePieceFile, aSmallModelLoads) {
  const ModelFile file(model(""));
  const auto tokenizer = Tokenizer::load(file.path());
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  EXPECT_EQ(*(*tokenizer)->encodeIds("a a"), (std::vector<TokenId>{3, 4, 3, 4}));
  EXPECT_EQ((*tokenizer)->vocabSize(), 5);
  EXPECT_EQ((*tokenizer)->specialIds().unknown, 0);
  EXPECT_TRUE((*tokenizer)->isSpecial(1));
}

TEST(SentencePieceFile, damagedFieldsAreRefusedByName) {
  const std::string good = model("");
  std::vector<std::string> bad = {
      "",
      "no protobuf",
      good.substr(0, good.size() - 3),
      model(piece(std::string(200'000, 'x'), -1, 1)),  // crashes the library
      model(piece("", -1, 1)),
      model(piece("\xFF", -1, 1)),
      model(piece("b", std::numeric_limits<float>::quiet_NaN(), 1)),
      model(piece("b", std::numeric_limits<float>::infinity(), 1)),
      model(piece("b", -1, 9)),
      model(piece("<unk2>", 0, 2)),
      piece("a", 0, 1),
      bytesField(1, std::string("\x0A\xFF\xFF\xFF\xFF\x0F", 6)),  // a text of 4 GiB
      model("", std::string("\xFF\xFF\xFF\xFF", 4)),               // a trie beyond the data
      model("", std::string("\x00\x00\x00\x00", 4)),               // no trie
      model("", std::string("\x04\x00\x00\x00\x00\xFC\xFF\xFF\x7F", 9)),  // a trie whose root points far away
  };
  for (const std::string& content : bad) {
    const ModelFile file(content);
    const auto tokenizer = Tokenizer::load(file.path());
    ASSERT_FALSE(tokenizer) << content.size();
    EXPECT_NE(describe(tokenizer.error()).find(file.path().string()), std::string::npos);
  }
}

TEST(SentencePieceFile, mutatedModelsNeverCrash) {
  for (const char* folder : {"llama2-style", "unigram-t5-style"}) {
    const std::string original = *readFile(kData / folder / "tokenizer.model");
    Random random(3);
    for (int i = 0; i < 60; ++i) {
      std::string content = original;
      for (auto n = 1 + random.below(4); n > 0; --n)
        content[content.size() - 1 - random.below(std::min<std::size_t>(content.size(), i % 2 ? 240'000 : content.size()))] =
            static_cast<char>(random.below(256));
      const ModelFile file(content);
      const auto tokenizer = Tokenizer::load(file.path());
      if (!tokenizer) continue;
      EXPECT_TRUE((*tokenizer)->encode("Hello wörld ﬁ ｱ\u0301 12"));
    }
  }
}

TEST(SentencePieceFile, templatesMayWriteControlSymbols) {
  const auto tokenizer = Tokenizer::load(kData / "llama2-style/tokenizer.model");
  ASSERT_TRUE(tokenizer);
  EXPECT_EQ((*tokenizer)->encodeIds("<s>")->front() == 1, false);
  const auto ids = (*tokenizer)->encodeSegments(std::vector<TextSegment>{{"<s>", true}, {"a</s>", false}, {"</s>", true}});
  ASSERT_TRUE(ids);
  EXPECT_EQ(ids->front(), 1);
  EXPECT_EQ(ids->back(), 2);
  EXPECT_EQ(std::count(ids->begin(), ids->end(), 2), 1);
  EXPECT_EQ((*tokenizer)->decode(*ids), "a</s>");
}

TEST(SentencePieceFile, exportGivesTheSameIds) {
  for (const char* folder : {"llama2-style", "unigram-t5-style"}) {
    const auto tokenizer = Tokenizer::load(kData / folder / "tokenizer.model");
    ASSERT_TRUE(tokenizer);
    const auto json = (*tokenizer)->toJson();
    ASSERT_TRUE(json) << describe(json.error());
    const auto exported = Tokenizer::fromJson(*json, "exported");
    ASSERT_TRUE(exported) << describe(exported.error());
    for (const char* text : {"", " ", "Hello, world!", "  two  spaces  ", "Zażółć gęślą jaźń", "привет мир", "tab\tline\nend",
                             "123 4567", "こんにちは 世界", "👍🏽 ok", "naïve café"})
      EXPECT_EQ(*(*exported)->encodeIds(text), *(*tokenizer)->encodeIds(text)) << folder << ": " << text;
  }
}

TEST(Base64, roundTripsAndRefusesDamage) {
  for (const std::string& text : std::vector<std::string>{"", "f", "fo", "foo", "foob", "fooba", "foobar", {"\0\xFF\x80", 3}})
    EXPECT_EQ(decodeBase64(encodeBase64(text)), text);
  EXPECT_EQ(encodeBase64("fooba"), "Zm9vYmE=");
  for (const char* bad : {"Zg", "Zg=", "Z===", "Zh==", "Zm9=", "Zm9v=", "Zm 9", "=m9v", "Zg==Zg=="}) EXPECT_EQ(decodeBase64(bad), std::nullopt) << bad;
}

TEST(Graphemes, followTheRules) {
  const auto clusters = [](std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = graphemeEnd(text, at);
      out.emplace_back(text.substr(at, end - at));
      at = end;
    }
    return out;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(clusters("ab"), (List{"a", "b"}));
  EXPECT_EQ(clusters("\r\n\n"), (List{"\r\n", "\n"}));
  EXPECT_EQ(clusters("e\u0301x"), (List{"e\u0301", "x"}));
  EXPECT_EQ(clusters("\u1112\u1161\u11AB\u1112"), (List{"\u1112\u1161\u11AB", "\u1112"}));
  EXPECT_EQ(clusters("👩‍👩‍👧a"), (List{"👩‍👩‍👧", "a"}));
  EXPECT_EQ(clusters("🇳🇴🇵🇱🇳"), (List{"🇳🇴", "🇵🇱", "🇳"}));
  EXPECT_EQ(clusters("👍🏽👍"), (List{"👍🏽", "👍"}));
  EXPECT_EQ(clusters("\u0600a\u200Db"), (List{"\u0600a\u200D", "b"}));
}

}  // namespace
}  // namespace attune::tokenizers
