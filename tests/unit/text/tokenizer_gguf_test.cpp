// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/sentencepiece.h"

namespace attune {
namespace {

const std::filesystem::path kData = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/tokenizers/data";

// What a converter writes into a GGUF file for a byte-level tokenizer.json.
GgufVocabulary byteLevelVocabulary(const Json& json, const std::string& pre) {
  GgufVocabulary vocabulary{.model = "gpt2", .pre = pre};
  const auto put = [&](std::size_t id, const std::string& token, int type) {
    if (id >= vocabulary.tokens.size()) {
      vocabulary.tokens.resize(id + 1);
      vocabulary.tokenTypes.resize(id + 1, 1);
    }
    vocabulary.tokens[id] = token;
    vocabulary.tokenTypes[id] = type;
  };
  for (const auto& [token, id] : json["model"]["vocab"].items()) put(id, token, 1);
  for (const Json& added : json["added_tokens"]) put(added["id"], added["content"], added["special"] ? 3 : 4);
  for (const Json& merge : json["model"]["merges"])
    vocabulary.merges.push_back(merge.is_string() ? merge.get<std::string>()
                                                  : merge[0].get<std::string>() + " " + merge[1].get<std::string>());
  return vocabulary;
}

void expectGolden(const Tokenizer& tokenizer, const std::string& folder) {
  std::ifstream in(kData / folder / "cases.jsonl");
  int count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const Json item = Json::parse(line);
    const auto encoding = tokenizer.encode(item["text"].get<std::string>());
    ASSERT_TRUE(encoding) << describe(encoding.error());
    EXPECT_EQ(Json(encoding->ids), item["ids"]) << line;
    EXPECT_EQ(Json(encoding->tokens), item["tokens"]) << line;
    EXPECT_EQ(Json(*tokenizer.encodeIds(item["text"].get<std::string>())), item["ids"]) << line;
    EXPECT_EQ(tokenizer.decode(encoding->ids), item["decoded"].get<std::string>()) << line;
  }
  EXPECT_EQ(count, 225);
}

struct Family {
  const char* folder;
  const char* pre;
  std::optional<TokenId> bos;
};

class ByteLevelGguf : public testing::TestWithParam<Family> {};

TEST_P(ByteLevelGguf, givesTheIdsOfTheOriginal) {
  const auto json = readJsonFile(kData / GetParam().folder / "tokenizer.json");
  ASSERT_TRUE(json);
  GgufVocabulary vocabulary = byteLevelVocabulary(*json, GetParam().pre);
  vocabulary.bos = GetParam().bos;
  vocabulary.addBos = vocabulary.bos.has_value();
  vocabulary.eos = 2;
  const auto tokenizer = Tokenizer::fromGguf(vocabulary, "model.gguf");
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  expectGolden(**tokenizer, GetParam().folder);
  EXPECT_EQ((*tokenizer)->specialIds().eos, 2);
  EXPECT_EQ((*tokenizer)->vocabSize(), static_cast<TokenId>(vocabulary.tokens.size()));
  const auto again = Tokenizer::fromJson(*(*tokenizer)->toJson(), "exported");
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ((*again)->contentHash(), (*tokenizer)->contentHash());
}

INSTANTIATE_TEST_SUITE_P(Families, ByteLevelGguf,
                         testing::Values(Family{"smollm2", "smollm", {}}, Family{"llama3-style", "llama-bpe", 5004},
                                         Family{"qwen2-style", "qwen2", {}}),
                         [](const auto& test) { return std::string(test.param.folder).substr(0, 5); });

TEST(SentencePieceGguf, givesTheIdsOfTheOriginal) {
  const auto bytes = readFile(kData / "llama2-style" / "tokenizer.model");
  const auto proto = tokenizers::parseSentencePiece(*bytes, "tokenizer.model");
  ASSERT_TRUE(proto) << describe(proto.error());
  GgufVocabulary vocabulary{.model = "llama"};
  for (const auto& piece : proto->pieces) {
    vocabulary.tokens.push_back(piece.text);
    vocabulary.scores.push_back(piece.score);
    vocabulary.tokenTypes.push_back(piece.type);
  }
  vocabulary.bos = 1;
  vocabulary.eos = 2;
  const auto tokenizer = Tokenizer::fromGguf(vocabulary, "model.gguf");
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  expectGolden(**tokenizer, "llama2-style");
}

TEST(Gguf, refusesUnknownSplittingAndKinds) {
  GgufVocabulary vocabulary{.model = "gpt2", .pre = "brand-new", .tokens = {"a", "b"}};
  auto made = Tokenizer::fromGguf(vocabulary, "model.gguf");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "tokenizer.unsupported");
  EXPECT_NE(describe(made.error()).find("brand-new"), std::string::npos);
  vocabulary.model = "rwkv";
  EXPECT_EQ(Tokenizer::fromGguf(vocabulary, "model.gguf").error().code, "tokenizer.unsupported");
  vocabulary = {.model = "gpt2", .pre = "gpt-2", .tokens = {"a", "b"}, .bos = 7};
  EXPECT_EQ(Tokenizer::fromGguf(vocabulary, "model.gguf").error().code, "tokenizer.invalid");
  vocabulary = {.model = "gpt2", .pre = "gpt-2", .tokens = {"a", "b\xFF"}};
  EXPECT_EQ(Tokenizer::fromGguf(vocabulary, "model.gguf").error().code, "tokenizer.invalid");
  vocabulary = {.model = "gpt2", .pre = "gpt-2", .tokens = {"a", "b", "ab"}, .merges = {"ab"}};
  EXPECT_EQ(Tokenizer::fromGguf(vocabulary, "model.gguf").error().code, "tokenizer.invalid");
  vocabulary = {.model = "llama", .tokens = {"a", "b"}, .scores = {1}};
  EXPECT_EQ(Tokenizer::fromGguf(vocabulary, "model.gguf").error().code, "tokenizer.invalid");
}

}  // namespace
}  // namespace attune
