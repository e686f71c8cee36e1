// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/text/tokenizers/pattern.h"

namespace attune::tokenizers {
namespace {

std::string randomText(Random& random) {
  static const std::vector<std::string> kParts = {
      " ", " ", "  ", "\n", "\r\n", "\r", "\t", "\u00A0", "\u2028", "\u3000", "\u180E", "\u200B", "\x1C", "\u0085", "'", "'s", "'S",
      "'\u017F", "'ll", "'LL", "'lL", "'re", "'Ve", "'d", "'x", "a", "Ab", "don't", "é", "e\u0301", "\u0345", "ß", "ǅ", "ʰ", "漢字", "かな",
      "1", "12345", "٣", "Ⅻ", "½", "²", ".", "...", "!?", "/", "_", "👍🏽", "€", "😀/", "\u0378", "\U00010D4A", "\U00010D40"};
  std::string text;
  for (std::uint64_t n = random.below(14); n > 0; --n) {
    if (random.below(4) == 0) {
      char32_t c = static_cast<char32_t>(random.below(3) == 0 ? random.below(0x110000) : random.below(0x3000));
      if (c >= 0xD800 && c < 0xE000) c = U'x';
      unicode::append(text, c);
    } else {
      text += kParts[random.below(kParts.size())];
    }
  }
  return text;
}

std::vector<std::pair<std::uint32_t, bool>> ends(const std::vector<Match>& matches) {
  std::vector<std::pair<std::uint32_t, bool>> out;
  for (const Match& match : matches) out.emplace_back(match.range.end, match.isMatch);
  return out;
}

const char* const kScanned[] = {
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",
    R"('(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
    R"((?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
};

TEST(Scanners, equalTheRegularExpressions) {
  for (const char* regex : kScanned) {
    const auto scanned = Pattern::fromRegex(regex, "test");
    const auto matched = Pattern::fromRegex(regex, "test", false);
    ASSERT_TRUE(scanned && matched) << regex;
    ASSERT_NE((*scanned)->scanner(), nullptr) << regex;
    ASSERT_EQ((*matched)->scanner(), nullptr);
    Random random(42);
    for (int i = 0; i < 20000; ++i) {
      const std::string text = randomText(random);
      ASSERT_EQ(ends(*(*scanned)->find(text)), ends(*(*matched)->find(text))) << regex << "\n" << Json(text).dump(-1, ' ', true);
    }
  }
}

TEST(Patterns, emptyMatchesAdvance) {
  const auto pattern = Pattern::fromRegex("x*", "test");
  ASSERT_TRUE(pattern);
  EXPECT_FALSE((*pattern)->neverEmpty());
  const auto matches = (*pattern)->find("axé");
  ASSERT_TRUE(matches);
  std::uint32_t at = 0;
  for (const Match& match : *matches) {
    EXPECT_EQ(match.range.begin, at);
    at = match.range.end;
  }
  EXPECT_EQ(at, 4U);
}

TEST(Patterns, brokenOnesAreNamed) {
  for (const char* regex : {"(", "[a", "a{2,1}", "(?<=a+)b", R"(\p{Nonsense})", R"(\k<a>)", "(?~a)", "(*UTF)a", R"(\q)"}) {
    const auto pattern = Pattern::fromRegex(regex, "file.json");
    ASSERT_FALSE(pattern) << regex;
    EXPECT_NE(describe(pattern.error()).find("file.json"), std::string::npos);
  }
}

TEST(Patterns, deeplyNestedClassesAreRefused) {
  EXPECT_FALSE(Pattern::fromRegex(std::string(100000, '['), "file.json"));
  EXPECT_FALSE(Pattern::fromRegex(std::string(100000, '('), "file.json"));
}

}  // namespace
}  // namespace attune::tokenizers
