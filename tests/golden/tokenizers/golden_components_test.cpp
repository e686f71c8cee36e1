// SPDX-License-Identifier: GPL-3.0-or-later
// Single normalizers, pre-tokenizers and decoders against stored results of the reference implementation.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "core/text/tokenizers/character_index.h"
#include "core/text/tokenizers/decoder.h"
#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/pre_tokenizer.h"

namespace attune::tokenizers {
namespace {

void checkNormalizer(const Json& component, const Json& cases) {
  const auto normalizer = makeNormalizer({component, "components.jsonl", "normalizer"});
  ASSERT_TRUE(normalizer) << describe(normalizer.error());
  for (const Json& item : cases)
    for (const bool tracked : {false, true}) {
      AlignedText text(item[0].get<std::string>(), tracked);
      ASSERT_TRUE((*normalizer)->apply(text));
      EXPECT_EQ(text.text(), item[1].get<std::string>()) << item[0].dump(-1, ' ', true);
    }
}

void checkPreTokenizer(const Json& component, const Json& cases) {
  const auto preTokenizer = makePreTokenizer({component, "components.jsonl", "pre_tokenizer"});
  ASSERT_TRUE(preTokenizer) << describe(preTokenizer.error());
  for (const Json& item : cases) {
    const auto text = item[0].get<std::string>();
    std::vector<Piece> pieces;
    if (!text.empty()) pieces.push_back({AlignedText(text, true), -1});
    ASSERT_TRUE((*preTokenizer)->apply(pieces));
    const CharacterIndex characters(text);
    Json got = Json::array();
    for (const Piece& piece : pieces) {
      const TextRange range = characters.convert(piece.text.origin(0, static_cast<std::uint32_t>(piece.text.text().size())));
      got.push_back({piece.text.text(), {range.begin, range.end}});
    }
    EXPECT_EQ(got, item[1]) << item[0].dump(-1, ' ', true);
  }
}

void checkDecoder(const Json& component, const Json& cases) {
  const auto decoder = makeDecoder({component, "components.jsonl", "decoder"});
  ASSERT_TRUE(decoder) << describe(decoder.error());
  for (const Json& item : cases) {
    auto tokens = item[0].get<std::vector<std::string>>();
    (*decoder)->apply(tokens);
    std::string text;
    for (const std::string& token : tokens) text += token;
    EXPECT_EQ(text, item[1].get<std::string>()) << item[0].dump(-1, ' ', true);
  }
}

TEST(GoldenComponents, equalTheReference) {
  std::ifstream in(std::filesystem::path(ATTUNE_TEST_DATA) / "golden/tokenizers/data/components.jsonl");
  int count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const Json item = Json::parse(line);
    SCOPED_TRACE(item["component"].dump());
    if (item["kind"] == "normalizer") checkNormalizer(item["component"], item["cases"]);
    if (item["kind"] == "pre_tokenizer") checkPreTokenizer(item["component"], item["cases"]);
    if (item["kind"] == "decoder") checkDecoder(item["component"], item["cases"]);
  }
  EXPECT_EQ(count, 67);
}

}  // namespace
}  // namespace attune::tokenizers
