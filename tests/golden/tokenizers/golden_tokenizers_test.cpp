// SPDX-License-Identifier: GPL-3.0-or-later
// Nine tokenizers against stored results of the reference implementations (data/README.md tells where they are from).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "core/text/tokenizer.h"

namespace attune {
namespace {

const std::filesystem::path kData = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/tokenizers/data";

std::vector<Json> readLines(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

std::vector<std::vector<std::uint32_t>> pairs(const std::vector<TextRange>& ranges) {
  std::vector<std::vector<std::uint32_t>> out;
  for (const TextRange& range : ranges) out.push_back({range.begin, range.end});
  return out;
}

std::size_t codePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

class GoldenTokenizer : public testing::TestWithParam<const char*> {};

TEST_P(GoldenTokenizer, equalsTheReference) {
  const auto loaded = Tokenizer::load(kData / GetParam());
  ASSERT_TRUE(loaded) << describe(loaded.error());
  const Tokenizer& tokenizer = **loaded;
  const std::vector<Json> cases = readLines(kData / GetParam() / "cases.jsonl");
  ASSERT_EQ(cases.size(), 225U);
  for (const Json& item : cases) {
    const auto text = item["text"].get<std::string>();
    SCOPED_TRACE(item["text"].dump(-1, ' ', true));
    const auto encoding = tokenizer.encode(text);
    ASSERT_TRUE(encoding) << describe(encoding.error());
    EXPECT_EQ(Json(encoding->ids), item["ids"]);
    EXPECT_EQ(Json(encoding->tokens), item["tokens"]);
    EXPECT_EQ(Json(pairs(encoding->offsets)), item["offsets"]);
    ASSERT_EQ(encoding->byteOffsets.size(), encoding->offsets.size());
    for (std::size_t i = 0; i < encoding->offsets.size(); ++i) {
      const auto [begin, end] = encoding->byteOffsets[i];
      EXPECT_EQ(codePoints(std::string_view(text).substr(0, begin)), encoding->offsets[i].begin);
      EXPECT_EQ(codePoints(std::string_view(text).substr(0, end)), encoding->offsets[i].end);
    }
    EXPECT_EQ(Json(*tokenizer.encodeIds(text)), item["ids"]);
    EXPECT_EQ(Json(*tokenizer.encodeIds(text, {.addSpecialTokens = false})), item["ids_no_special"]);
    EXPECT_EQ(Json(tokenizer.encode(text, {.addSpecialTokens = false})->ids), item["ids_no_special"]);
    EXPECT_EQ(tokenizer.decode(encoding->ids), item["decoded"].get<std::string>());
    EXPECT_EQ(tokenizer.decode(encoding->ids, false), item["decoded_with_special"].get<std::string>());
  }
}

INSTANTIATE_TEST_SUITE_P(Folders, GoldenTokenizer,
                         testing::Values("smollm2", "minilm", "llama3-style", "qwen2-style", "roberta-style",
                                         "llama2-style", "unigram-t5-style", "bert-cased", "bert-uncased"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

class GoldenSentencePiece : public testing::TestWithParam<const char*> {};

TEST_P(GoldenSentencePiece, equalsTheLibrary) {
  const auto loaded = Tokenizer::load(kData / GetParam() / "tokenizer.model");
  ASSERT_TRUE(loaded) << describe(loaded.error());
  for (const Json& item : readLines(kData / GetParam() / "cases_sp.jsonl")) {
    SCOPED_TRACE(item["text"].dump(-1, ' ', true));
    const auto encoding = (*loaded)->encode(item["text"].get<std::string>());
    ASSERT_TRUE(encoding) << describe(encoding.error());
    EXPECT_EQ(Json(encoding->ids), item["ids"]);
    EXPECT_EQ(Json(encoding->tokens), item["pieces"]);
    EXPECT_EQ((*loaded)->decode(encoding->ids), item["decoded"].get<std::string>());
  }
}

INSTANTIATE_TEST_SUITE_P(Folders, GoldenSentencePiece, testing::Values("llama2-style", "unigram-t5-style"),
                         [](const auto& test) { return std::string(test.param).substr(0, test.param[0] == 'l' ? 6 : 7); });

TEST(GoldenBadTokenizers, areRefusedWithTheFilesNameAndGoodOnesAccepted) {
  const std::filesystem::path folder = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/tokenizers/bad";
  std::ifstream in(folder / "manifest.json");
  const Json manifest = Json::parse(in);
  ASSERT_GE(manifest.size(), 19U);
  for (const Json& entry : manifest) {
    const std::filesystem::path file = folder / entry["file"].get<std::string>();
    SCOPED_TRACE(file.string());
    for (const std::filesystem::path& path : {file, file.parent_path()}) {
      const auto loaded = Tokenizer::load(path);
      if (entry["expect"] == "accept") {
        EXPECT_TRUE(loaded) << describe(loaded.error());
        continue;
      }
      ASSERT_FALSE(loaded);
      EXPECT_NE(describe(loaded.error()).find(file.string()), std::string::npos) << describe(loaded.error());
    }
  }
}

}  // namespace
}  // namespace attune
