// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/export.h"

#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/data/dataset_info.h"
#include "core/data/recipe.h"
#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

std::string oddText(Random& random) {
  static const char* const kPieces[]{"a",  "żółw", "\"", ",", "\n",        "\r\n", "'", "\\",
                                     "\t", " ",    "😀",  ";", "{\"x\":1}", "=1+1", "]"};
  std::string text = "t";
  for (std::uint64_t n = random.below(8); n > 0; --n) text += kPieces[random.below(std::size(kPieces))];
  return text;
}

// Examples of every kind with odd texts.
Dataset variety(std::size_t n) {
  Random random(4);
  Dataset dataset;
  dataset.name = "variety";
  for (std::size_t i = 0; i < n; ++i) {
    Example example;
    example.kind = static_cast<ExampleKind>(static_cast<std::size_t>(i) % kExampleKinds);
    example.columns = {{"id", i}};
    switch (example.kind) {
      case ExampleKind::Conversation:
        if (random.below(2) == 0) example.messages.emplace_back(Role::System, oddText(random));
        for (std::uint64_t k = 1 + random.below(3); k > 0; --k) {
          example.messages.emplace_back(Role::User, oddText(random));
          example.messages.emplace_back(Role::Assistant, oddText(random));
        }
        if (random.below(4) == 0) example.messages[0].extra = {{"name", "x"}};
        if (random.below(4) == 0 && example.messages.size() > 3)
          example.messages[example.messages.size() - 3].trained = false;
        if (random.below(4) == 0) example.tools = Json::parse(R"([{"name":"f"}])");
        break;
      case ExampleKind::Preference:
        example.messages = {Message(Role::User, oddText(random))};
        example.chosen = {Message(Role::Assistant, "good " + oddText(random))};
        example.rejected = {Message(Role::Assistant, "bad " + oddText(random))};
        break;
      case ExampleKind::Classification:
        example.text = oddText(random);
        example.labels = {"l" + std::to_string(random.below(3))};
        if (random.below(3) == 0) example.labels.push_back("second");
        break;
      case ExampleKind::TokenTags:
        for (std::uint64_t k = 1 + random.below(4); k > 0; --k) {
          example.tokens.push_back(random.below(5) == 0 ? "a b" : "żółw");
          example.tags.push_back("B-X");
        }
        break;
      case ExampleKind::PlainText:
        example.text = oddText(random);
        break;
      case ExampleKind::Rated:
        example.messages = {Message(Role::User, oddText(random))};
        example.chosen = {Message(Role::Assistant, "answer " + oddText(random))};
        example.labels = {std::string(random.below(2) == 0 ? kGoodRating : kBadRating)};
        if (random.below(4) == 0) example.tools = Json::parse(R"([{"name":"f"}])");
        break;
    }
    dataset.examples.push_back(std::move(example));
    dataset.ledger.keep();
  }
  dataset.contentHash = contentHashOf(dataset.examples);
  return dataset;
}

// The conformance test of the table: what a format says it can hold comes back the same.
TEST(Export, EveryFormatRoundTripsWhatItHolds) {
  const TemporaryFolder temporary;
  const Dataset all = variety(500);
  for (const auto& format : exportFormats()) {
    if (format.id == "parquet") continue;  // which needs a helper: parquet_test.cpp
    // A file holds one kind of row, so that its layout is recognised.
    for (int kind = 0; kind < static_cast<int>(kExampleKinds); ++kind) {
      std::vector<std::uint32_t> rows;
      std::vector<Example> expected;
      for (std::uint32_t i = 0; i < all.examples.size(); ++i) {
        if (static_cast<int>(all.examples[i].kind) != kind) continue;
        rows.push_back(i);
        if (format.canHold(all.examples[i])) expected.push_back(all.examples[i]);
      }
      const auto path =
          temporary.path() / (std::string(format.id) + std::to_string(kind) + std::string(format.extension));
      const auto report = exportDataset(all, format.id, path, rows);
      if (expected.empty()) {
        EXPECT_EQ(report.error().code, "data.export-nothing");
        continue;
      }
      ASSERT_TRUE(report) << describe(report.error());
      EXPECT_EQ(report->written, expected.size());
      EXPECT_EQ(report->left.size(), rows.size() - expected.size());
      const auto back = importFile(path);
      ASSERT_TRUE(back) << format.id << kind << describe(back.error());
      EXPECT_EQ(back->ledger.droppedCount(), 0U)
          << format.id << kind << " "
          << (back->ledger.dropped().empty() ? "" : describe(back->ledger.dropped()[0].reason));
      EXPECT_EQ(back->contentHash, contentHashOf(expected)) << format.id << kind;
    }
  }
}

// The ending of the name chooses the compression; what is unpacked is the same.
TEST(Export, CompressedFilesHoldTheSame) {
  const TemporaryFolder temporary;
  const Dataset all = variety(500);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < all.examples.size(); i += 5) rows.push_back(i);
  const auto plain = exportDataset(all, "jsonl", temporary.path() / "rows.jsonl", rows);
  ASSERT_TRUE(plain);
  const auto expected = importFile(temporary.path() / "rows.jsonl");
  ASSERT_TRUE(expected);
  for (const char* name : {"rows.jsonl.gz", "rows.jsonl.zst", "rows.jsonl.xz", "rows.jsonl.bz2", "rows.jsonl.zip"}) {
    const auto report = exportDataset(all, "jsonl", temporary.path() / name, rows);
    ASSERT_TRUE(report) << name << describe(report.error());
    EXPECT_LT(fs::file_size(temporary.path() / name), fs::file_size(temporary.path() / "rows.jsonl")) << name;
    const auto back = importFile(temporary.path() / name);
    ASSERT_TRUE(back) << name << describe(back.error());
    EXPECT_EQ(back->contentHash, expected->contentHash) << name;
  }
  EXPECT_EQ(exportDataset(all, "jsonl", temporary.path() / "none" / "rows.jsonl.gz", rows).error().code, "file.write");
}

// A row that a step made says so in every format that can hold it.
TEST(Export, SyntheticRowsKeepTheirMark) {
  const TemporaryFolder temporary;
  Dataset all = variety(500);
  std::vector<Example> examples;
  for (const Example& example : all.examples) examples.push_back(example);
  const auto isMarked = [](std::size_t i) { return i / kExampleKinds % 2 == 0; };
  for (std::size_t i = 0; i < examples.size(); ++i)
    if (isMarked(i)) examples[i].columns = {{std::string(kSyntheticColumn), "typos"}};
  all.examples = Rows::of(examples);
  for (const auto& format : exportFormats()) {
    if (format.id == "parquet") continue;
    std::vector<std::uint32_t> rows;
    std::size_t marked = 0;
    // One kind, so that the layout is recognised.
    std::optional<ExampleKind> kind;
    for (std::uint32_t i = 0; i < examples.size(); ++i) {
      if (!format.canHold(examples[i]) || examples[i].kind != kind.value_or(examples[i].kind)) continue;
      kind = examples[i].kind;
      rows.push_back(i);
      if (isMarked(i)) ++marked;
    }
    const auto path = temporary.path() / (std::string(format.id) + std::string(format.extension));
    ASSERT_TRUE(exportDataset(all, format.id, path, rows)) << format.id;
    const auto back = importFile(path);
    ASSERT_TRUE(back) << format.id << describe(back.error());
    EXPECT_EQ(back->examples.size(), rows.size()) << format.id;
    std::size_t found = 0;
    for (const Example& example : back->examples) found += syntheticOrigin(example) == "typos" ? 1 : 0;
    EXPECT_EQ(found, marked) << format.id;
    EXPECT_EQ(marked > 0, format.id != "text") << "plain text has no place for it, and holds no such row";
  }
}

TEST(Export, ErrorsAreNamed) {
  const TemporaryFolder temporary;
  EXPECT_EQ(exportDataset(variety(5), "papyrus", temporary.path() / "x").error().code, "data.export-unknown");
  EXPECT_EQ(exportDataset(variety(5), "jsonl", "/nowhere/x.jsonl").error().code, "file.write");
  EXPECT_FALSE(std::filesystem::exists(temporary.path() / "x"));
}

TEST(DatasetInfo, ReadsLlamaFactoryFiles) {
  const TemporaryFolder temporary;
  temporary.write("a.json", R"([{"q":"1?","ctx":"","a":"1"}])");
  temporary.write("c.jsonl", R"({"talk":[{"who":"me","what":"1?"},{"who":"it","what":"1"}]})"
                             "\n");
  temporary.write("p.json", R"([{"instruction":"1?","input":"","chosen":"1","rejected":"2"}])");
  temporary.write("k.json", R"([{"instruction":"1?","input":"","output":"1","liked":true},{"instruction":"1?","output":"2","liked":false}])");
  temporary.write("t.jsonl", R"({"talk":[{"who":"me","what":"1?"},{"who":"it","what":"1"}],"liked":true})"
                             "\n"
                             R"({"talk":[{"who":"me","what":"1?"},{"who":"it","what":"2"}],"liked":false})"
                             "\n");
  temporary.write("r.jsonl", R"({"talk":[{"who":"me","what":"1?"}],"chosen":{"who":"it","what":"1"},"rejected":{"who":"it","what":"2"}})"
                             "\n");
  const auto path = temporary.write("dataset_info.json", R"({
    "plain": {"file_name": "a.json", "columns": {"prompt": "q", "query": "ctx", "response": "a"}},
    "chat": {"file_name": "c.jsonl", "formatting": "sharegpt", "columns": {"messages": "talk"},
             "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "me", "assistant_tag": "it"}},
    "pairs": {"file_name": "p.json", "ranking": true},
    "hub": {"hf_hub_url": "x/y"},
    "escape": {"file_name": "../secret.json"},
    "absolute": {"file_name": "/etc/passwd"},
    "kto": {"file_name": "k.json", "columns": {"kto_tag": "liked"}},
    "talks": {"file_name": "t.jsonl", "formatting": "sharegpt", "columns": {"messages": "talk", "kto_tag": "liked"},
              "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "me", "assistant_tag": "it"}},
    "turns": {"file_name": "r.jsonl", "formatting": "sharegpt", "ranking": true, "columns": {"messages": "talk"},
              "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "me", "assistant_tag": "it"}},
    "pictures": {"file_name": "i.json", "columns": {"images": "i"}},
    "odd": {"file_name": "o.json", "formatting": "martian"}})");
  const auto info = readDatasetInfo(path);
  ASSERT_TRUE(info) << describe(info.error());
  ASSERT_EQ(info->datasets.size(), 6U);
  EXPECT_EQ(info->notes.size(), 5U);
  for (const auto& entry : info->datasets) {
    const auto dataset = importFile(entry.path, entry.mapping);
    ASSERT_TRUE(dataset) << entry.name << describe(dataset.error());
    EXPECT_EQ(dataset->examples[0].messages[0].content, "1?");
    EXPECT_EQ(dataset->ledger.droppedCount(), 0U);
    const bool chat = entry.mapping.columns.contains("messages") || entry.name == "turns";
    const auto written = datasetInfoEntry(entry.path.filename().string(), entry.mapping, chat ? "sharegpt" : "alpaca");
    ASSERT_TRUE(written) << describe(written.error());
    temporary.write("again.json", Json{{entry.name, *written}}.dump());
    const auto again = readDatasetInfo(temporary.path() / "again.json");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->datasets.at(0).mapping.schema, entry.mapping.schema);
    EXPECT_EQ(again->datasets.at(0).mapping.columns, entry.mapping.columns);
    EXPECT_EQ(again->datasets.at(0).mapping.tags, entry.mapping.tags);
  }
  ColumnMapping labels;
  labels.schema = "classification";
  EXPECT_FALSE(datasetInfoEntry("x.csv", labels));
  EXPECT_FALSE(readDatasetInfo(temporary.write("bad.json", "[]")));
  EXPECT_FALSE(readDatasetInfo(temporary.path() / "none.json"));
}

// The last turn of a rated conversation is what was rated.
TEST(DatasetInfo, RatedConversationsAreSingleAnswers) {
  const TemporaryFolder temporary;
  const auto path = temporary.write("rows.jsonl", R"({"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"},{"from":"human","value":"c"},{"from":"gpt","value":"d"}],"kto_tag":true}
{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"x"}],"kto_tag":false,"system":"s"}
)");
  const auto bad = temporary.write("bad.jsonl", R"({"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"x"}],"kto_tag":1}
{"conversations":[{"from":"human","value":"a"}],"kto_tag":true}
{"conversations":[{"from":"gpt","value":"a"}],"kto_tag":true}
{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"x"}],"kto_tag":"perhaps"}
)");
  const auto dataset = importFile(path);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->mapping.schema, "rated-conversation");
  ASSERT_EQ(dataset->examples.size(), 2U);
  EXPECT_EQ(dataset->ledger.droppedCount(), 0U);
  const auto faults = importFile(bad, dataset->mapping);
  ASSERT_TRUE(faults);
  EXPECT_EQ(faults->ledger.droppedCount(), 3U);
  const Example first = dataset->examples[0], second = dataset->examples[1];
  EXPECT_EQ(first.kind, ExampleKind::Rated);
  EXPECT_TRUE(isRatedGood(first));
  EXPECT_EQ(first.messages.size(), 3U);
  EXPECT_FALSE(first.messages[1].trained);
  EXPECT_EQ(first.chosen.at(0).content, "d");
  EXPECT_FALSE(isRatedGood(second));
  EXPECT_EQ(second.messages.at(0).content, "s");
}

// An exported file that is named for LLaMA-Factory is read as it was written, and what others named stays.
TEST(DatasetInfo, ExportedFilesAreNamedBesideOthers) {
  const TemporaryFolder temporary;
  const std::string foreign = R"({
  "zeta": {"hf_hub_url": "x/y", "subset": "é", "num_samples": 12345678901234567890, "weight": 0.1},
  "alpha": [1, 2.0, null],
  "own": {"file_name": "elsewhere/own.jsonl", "formatting": "sharegpt"}
})";
  const Json before = Json::parse(foreign);
  const auto path = temporary.write("dataset_info.json", foreign);
  const Dataset all = variety(500);
  std::size_t described = 0;
  for (const auto& format : exportFormats()) {
    if (format.formatting.empty()) continue;
    for (const ExampleKind kind : {ExampleKind::Conversation, ExampleKind::Preference, ExampleKind::Rated}) {
      std::vector<Example> rows;
      for (const Example& example : all.examples)
        if (example.kind == kind && format.canHold(example)) rows.push_back(example);
      if (rows.empty()) continue;
      Dataset dataset;
      dataset.examples = Rows::of(rows);
      const std::string name = std::string(format.id) + "-" + std::string(exampleKindName(kind));
      const auto file = temporary.path() / (name + std::string(format.extension));
      const auto report = exportDataset(dataset, format.id, file);
      ASSERT_TRUE(report) << describe(report.error());
      ASSERT_EQ(report->formatting, format.formatting);
      const auto named = describeFile(file, report->mapping, report->formatting);
      ASSERT_TRUE(named) << name << describe(named.error());
      const auto info = readDatasetInfo(path);
      ASSERT_TRUE(info) << describe(info.error());
      const auto entry = std::ranges::find(info->datasets, name, &DescribedDataset::name);
      ASSERT_NE(entry, info->datasets.end()) << name;
      const auto back = importFile(entry->path, entry->mapping);
      ASSERT_TRUE(back) << name << describe(back.error());
      EXPECT_EQ(back->ledger.droppedCount(), 0U) << name;
      EXPECT_EQ(back->contentHash, contentHashOf(rows)) << name;
      ++described;
    }
  }
  EXPECT_EQ(described, 6U);
  const Json after = Json::parse(readFile(path).value());
  EXPECT_EQ(after.size(), before.size() + described);
  auto place = after.begin();
  for (const auto& [name, value] : before.items()) {
    EXPECT_EQ(place.key(), name) << "the others stay in front";
    EXPECT_EQ((place++)->dump(), value.dump());
  }

  // A name that is taken, and a file that is none of this kind, are left as they are.
  const std::string stands = readFile(path).value();
  ColumnMapping mapping;
  mapping.schema = "alpaca";
  mapping.columns = {{"prompt", "instruction"}, {"response", "output"}};
  EXPECT_EQ(describeFile(temporary.path() / "own.jsonl", mapping, "alpaca").error().code, "data.dataset-info");
  EXPECT_EQ(describeFile(temporary.path() / "alpha.jsonl", mapping, "alpaca").error().code, "data.dataset-info");
  EXPECT_EQ(readFile(path).value(), stands);
  temporary.write("dataset_info.json", "[1]");
  EXPECT_FALSE(describeFile(temporary.path() / "new.jsonl", mapping, "alpaca"));
  EXPECT_EQ(readFile(path).value(), "[1]");
  Dataset mixed = all;
  EXPECT_TRUE(exportDataset(mixed, "sharegpt", temporary.path() / "mixed.jsonl")->formatting.empty());
}

}  // namespace
}  // namespace attune
