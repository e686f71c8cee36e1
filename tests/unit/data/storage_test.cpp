// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/storage.h"

#include <gtest/gtest.h>

#include <chrono>

#include "core/base/file.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

Dataset mixed(std::size_t n) {
  Dataset dataset;
  dataset.name = "prøve";
  dataset.sources = {{"a.csv", 100, "csv", "utf-8"}, {"b.jsonl", 7, "jsonl", "utf-16le"}};
  dataset.mapping.schema = "question-answer";
  dataset.mapping.columns = {{"prompt", "q"}, {"response", "a"}};
  dataset.recipe.push_back({{"step", "trim"}});
  for (std::size_t i = 0; i < n; ++i) {
    Example example;
    example.kind = static_cast<ExampleKind>(i % kExampleKinds);
    example.sourceRow = i + 1;
    example.sourceFile = i % 2;
    const std::string text = "zażółć \"" + std::to_string(i) + "\"\n\t\\ \x01 😀";
    example.messages = {Message(Role::System, text), Message(Role::User, "?"), Message(Role::Assistant, "!")};
    if (i % 3 == 0) {
      example.messages[2].trained = false;
      example.messages[2].extra = Json::parse(R"({"tool_calls":[{"x":[1,2.5,null,true,-3]}]})");
      example.tools = Json::parse(R"([{"name":"f"}])");
      example.columns = Json::parse(R"({"id":18446744073709551615,"":"empty name","n":null})");
    }
    example.text = text;
    example.labels = {"a", text};
    example.tokens = {"x", "y"};
    example.tags = {"O", "B-PER"};
    example.chosen = {Message(Role::Assistant, "good")};
    example.rejected = {Message(Role::Assistant, "bad")};
    dataset.examples.push_back(std::move(example));
    dataset.ledger.keep();
  }
  dataset.ledger.drop({1, 9, 9, {"data.row-empty", "“{0}” is empty.", {"a"}}});
  dataset.contentHash = contentHashOf(dataset.examples);
  return dataset;
}

TEST(Storage, RoundTripsEverything) {
  const TemporaryFolder temporary;
  const Dataset dataset = mixed(60);
  const auto folder = temporary.path() / "set";
  const auto saved = saveDataset(dataset, folder);
  ASSERT_TRUE(saved) << describe(saved.error());
  const auto loaded = loadDataset(folder);
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_EQ(loaded->name, dataset.name);
  EXPECT_EQ(loaded->contentHash, dataset.contentHash);
  EXPECT_EQ(loaded->sources, dataset.sources);
  EXPECT_EQ(loaded->mapping, dataset.mapping);
  EXPECT_EQ(loaded->recipe, dataset.recipe);
  EXPECT_EQ(loaded->ledger.toJson(), dataset.ledger.toJson());
  ASSERT_EQ(loaded->examples.size(), 60U);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_TRUE(sameContent(loaded->examples[i], dataset.examples[i])) << i;
    EXPECT_EQ(loaded->examples[i].columns, dataset.examples[i].columns);
    EXPECT_EQ(toJson(loaded->examples[i]), toJson(dataset.examples[i]));
  }
}

// The fast writer and the plain one mean the same.
TEST(Storage, LinesAreTheJsonOfTheExample) {
  const TemporaryFolder temporary;
  const Dataset dataset = mixed(5);
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "set"));
  std::ifstream file(temporary.path() / "set" / "examples.jsonl");
  std::string line;
  for (const auto& example : dataset.examples) {
    ASSERT_TRUE(std::getline(file, line));
    EXPECT_EQ(Json::parse(line), toJson(example));
  }
}

TEST(Storage, EveryChangedByteIsFound) {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "set";
  ASSERT_TRUE(saveDataset(mixed(4), folder));
  for (const char* name : {"examples.jsonl", "dataset.json"}) {
    const std::string original = *readFile(folder / name);
    for (std::size_t at = 0; at < original.size(); at += 37) {
      std::string changed = original;
      changed[at] = static_cast<char>(changed[at] ^ 1);
      temporary.write(std::string("set/") + name, changed);
      const auto loaded = loadDataset(folder);
      ASSERT_FALSE(loaded);
      EXPECT_EQ(loaded.error().code, "manifest.mismatch");
      EXPECT_NE(describe(loaded.error()).find(name), std::string::npos);
    }
    temporary.write(std::string("set/") + name, original.substr(0, original.size() / 2));
    EXPECT_FALSE(loadDataset(folder));
    temporary.write(std::string("set/") + name, original);
  }
  EXPECT_TRUE(loadDataset(folder));
  std::filesystem::remove(folder / "MANIFEST.json");
  EXPECT_EQ(loadDataset(folder).error().code, "manifest.missing");
}

TEST(Storage, NeverOverwrites) {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "set";
  ASSERT_TRUE(saveDataset(mixed(2), folder));
  EXPECT_EQ(saveDataset(mixed(3), folder).error().code, "file.exists");
  EXPECT_EQ(loadDataset(folder)->examples.size(), 2U);
  EXPECT_FALSE(saveDataset(mixed(1), "/proc/attune/set"));
}

TEST(Storage, LoadsAHundredThousandRowsQuickly) {
  const TemporaryFolder temporary;
  Dataset dataset;
  for (int i = 0; i < 100'000; ++i) {
    Example example;
    example.messages = {Message(Role::User, "question " + std::to_string(i)),
                        Message(Role::Assistant, std::string(200, 'a'))};
    dataset.examples.push_back(std::move(example));
    dataset.ledger.keep();
  }
  dataset.contentHash = contentHashOf(dataset.examples);
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "set"));
  const auto start = std::chrono::steady_clock::now();
  const auto loaded = loadDataset(temporary.path() / "set");
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->examples.size(), 100'000U);
  RecordProperty("load_seconds", std::to_string(seconds));
  // Far above what it takes (0.2 s), so that a busy or sanitized machine passes, yet quadratic work does not.
  EXPECT_LT(seconds, 10.0);
}

}  // namespace
}  // namespace attune
