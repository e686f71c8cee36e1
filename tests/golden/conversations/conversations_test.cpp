// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations become the tokens and labels that the reference trained on.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/file.h"
#include "core/text/tokenized_example.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

const fs::path kGolden = fs::path(ATTUNE_TEST_DATA) / "golden";

TEST(GoldenConversations, TokensAndLabelsOfSmolLm2) {
  const auto tokenizer = Tokenizer::load(kGolden / "tokenizers" / "data" / "smollm2" / "tokenizer.json");
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  const auto chatTemplate = ChatTemplate::parse(readFile(kGolden / "conversations" / "smollm2.jinja").value());
  ASSERT_TRUE(chatTemplate) << describe(chatTemplate.error());
  const std::string lines = readFile(kGolden / "conversations" / "smollm2.jsonl").value();
  int rows = 0;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const Json row = parseJson(std::string_view(lines).substr(begin, end - begin), "row").value();
    begin = end + 1;
    SCOPED_TRACE(++rows);
    Example example;
    for (const Json& message : row["messages"])
      example.messages.emplace_back(*roleFromName(message["role"].get<std::string>()), message["content"].get<std::string>());
    const auto encoded = encodeExample(example, **tokenizer, *chatTemplate, {});
    ASSERT_TRUE(encoded) << describe(encoded.error());
    const auto ids = row["ids"].get<std::vector<TokenId>>();
    ASSERT_EQ(encoded->example.tokens, ids);
    std::vector<std::int32_t> labels(ids.size(), kNoLabel);
    for (std::size_t t = row["trained"][0].get<std::size_t>(); t < row["trained"][1].get<std::size_t>(); ++t) labels[t] = ids[t];
    ASSERT_EQ(encoded->example.labels, labels);
  }
  EXPECT_EQ(rows, 237);
}

}  // namespace
}  // namespace attune
