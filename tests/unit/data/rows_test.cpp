// SPDX-License-Identifier: GPL-3.0-or-later
// Rows on disk: what is appended comes back, memory stays small whatever the size, and a file that changes is told.
#include "core/data/rows.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <numeric>
#include <thread>

#include "core/base/file.h"
#include "core/data/import.h"
#include "core/data/recipe.h"
#include "core/data/split.h"
#include "core/data/storage.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

Example numbered(std::size_t i) {
  Example example;
  example.kind = i % 3 == 0 ? ExampleKind::PlainText : ExampleKind::Classification;
  example.text = "text " + std::to_string(i) + "\n\"ż\"" + std::string(i % 90, 'x');
  if (i % 3 != 0) example.labels = {"l" + std::to_string(i % 5)};
  example.sourceRow = i + 1;
  return example;
}

Rows numberedRows(std::size_t n) {
  Rows rows;
  for (std::size_t i = 0; i < n; ++i) rows.push_back(numbered(i));
  return rows;
}

// Beyond the megabyte that stays in memory, and with the end of the list still in it.
constexpr std::size_t kMany = 60'000;

TEST(Rows, GiveBackWhatWasAppended) {
  const Rows rows = numberedRows(kMany);
  ASSERT_EQ(rows.size(), kMany);
  ASSERT_GT(rows.bytes(), 4U << 20);
  std::size_t i = 0;
  for (const Example& example : rows) {
    ASSERT_TRUE(sameContent(example, numbered(i))) << i;
    ASSERT_EQ(example.sourceRow, i + 1);
    ++i;
  }
  EXPECT_EQ(i, kMany);
  for (std::size_t k = 0; k < 3000; ++k) {
    const std::size_t row = k * 7919 % kMany;
    ASSERT_TRUE(sameContent(rows[row], numbered(row))) << row;
  }
  EXPECT_EQ(rows.counts()[static_cast<std::size_t>(ExampleKind::PlainText)], kMany / 3);
  EXPECT_TRUE(rows.check());
  EXPECT_TRUE(Rows().empty());
  EXPECT_EQ(Rows().begin(), Rows().end());
}

TEST(Rows, ACopyIsItsOwnWhenItGrows) {
  const Rows rows = numberedRows(kMany);
  Rows longer = rows;
  longer.push_back(numbered(7));
  EXPECT_EQ(rows.size(), kMany);
  EXPECT_EQ(longer.size(), kMany + 1);
  EXPECT_TRUE(sameContent(longer.back(), numbered(7)));
  EXPECT_TRUE(sameContent(longer[kMany / 2], numbered(kMany / 2)));
  EXPECT_EQ(std::accumulate(longer.counts().begin(), longer.counts().end(), std::uint64_t{0}), kMany + 1);
}

TEST(Rows, ManyThreadsRead) {
  const Rows rows = numberedRows(kMany);
  std::vector<std::jthread> threads;
  std::atomic<int> wrong = 0;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t k = 0; k < 4000; ++k)
        if (const std::size_t row = (k * 131 + t) % kMany; rows[row].sourceRow != row + 1) ++wrong;
    });
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

Dataset datasetOf(Rows rows) {
  Dataset dataset;
  dataset.name = "rows";
  for (std::size_t i = 0; i < rows.size(); ++i) dataset.ledger.keep();
  dataset.contentHash = contentHashOf(rows);
  dataset.examples = std::move(rows);
  return dataset;
}

TEST(Rows, AStoredFileThatShrinksIsAnErrorAndNoCrash) {
  const TemporaryFolder temporary;
  ASSERT_TRUE(saveDataset(datasetOf(numberedRows(kMany)), temporary.path() / "set"));
  const auto loaded = loadDataset(temporary.path() / "set");
  ASSERT_TRUE(loaded);
  fs::resize_file(temporary.path() / "set" / "examples.jsonl", loaded->examples.bytes() / 2);
  EXPECT_TRUE(sameContent(loaded->examples[3], numbered(3)));
  EXPECT_TRUE(loaded->examples.check());
  EXPECT_TRUE(loaded->examples[kMany - 1].text.empty());
  ASSERT_FALSE(loaded->examples.check());
  EXPECT_EQ(loaded->examples.check().error().code, "data.rows-damaged");
  EXPECT_EQ(saveDataset(*loaded, temporary.path() / "other").error().code, "data.rows-damaged");
  EXPECT_FALSE(fs::exists(temporary.path() / "other"));
}

TEST(Rows, SavedRowsCanBeReadAndCopiedFurther) {
  const TemporaryFolder temporary;
  Dataset dataset = datasetOf(numberedRows(kMany));
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "a"));
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "b"));
  dataset.examples.push_back(numbered(1));  // must not reach the stored files
  EXPECT_EQ(dataset.examples.size(), kMany + 1);
  for (const char* name : {"a", "b"}) {
    const auto loaded = loadDataset(temporary.path() / name);
    ASSERT_TRUE(loaded) << describe(loaded.error());
    EXPECT_EQ(loaded->examples.size(), kMany);
    EXPECT_EQ(contentHashOf(loaded->examples), loaded->contentHash);
  }
}

// Before there were offsets and counts: the lines alone.
TEST(Rows, OlderDatasetsOpen) {
  const TemporaryFolder temporary;
  const Dataset dataset = datasetOf(numberedRows(500));
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "new"));
  const auto store = [&](const std::string& name, const std::string& lines) {
    auto staged = StagedFolder::create(temporary.path() / name);
    ASSERT_TRUE(staged);
    Json facts = *readJsonFile(temporary.path() / "new" / "dataset.json");
    facts.erase("kinds");
    ASSERT_TRUE(writeFileAtomic(staged->path() / "dataset.json", facts.dump()));
    ASSERT_TRUE(writeFileAtomic(staged->path() / "examples.jsonl", lines));
    ASSERT_TRUE(staged->commit());
  };
  const std::string lines = *readFile(temporary.path() / "new" / "examples.jsonl");
  store("old", lines);
  const auto loaded = loadDataset(temporary.path() / "old");
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_EQ(contentHashOf(loaded->examples), dataset.contentHash);
  EXPECT_EQ(loaded->examples.counts(), dataset.examples.counts());
  for (std::size_t i = 0; i < 500; ++i) ASSERT_TRUE(sameContent(loaded->examples[i], numbered(i)));
  store("bad", lines.substr(0, lines.find('\n') + 1) + "{\"kind\":7}\n");
  EXPECT_EQ(loadDataset(temporary.path() / "bad").error().code, "data.example-invalid");
  store("short", lines.substr(0, lines.find('\n') + 1));
  EXPECT_EQ(loadDataset(temporary.path() / "short").error().code, "manifest.mismatch");
}

// A figure of /proc/self/status in megabytes.
double statusMegabytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(key)) return std::stod(line.substr(key.size() + 1)) / 1024;
  return 0;
}

fs::path writeLong(const TemporaryFolder& temporary, std::size_t bytes) {
  const fs::path path = temporary.path() / "long.jsonl";
  std::ofstream file(path, std::ios::binary);
  std::string part;
  for (std::size_t row = 0, written = 0; written < bytes; ++row) {
    part += R"({"text":"row )" + std::to_string(row) + std::string(700, 'a' + static_cast<char>(row % 20)) +
            R"(","label":"l)" + std::to_string(row % 7) + "\"}\n";
    if (part.size() < (1 << 20)) continue;
    file << part;
    written += part.size();
    part.clear();
  }
  return path;
}

TEST(Rows, ThreeHundredMegabytesPassThroughAFewOfMemory) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep freed memory";
#endif
  const TemporaryFolder temporary;
  const fs::path path = writeLong(temporary, 300'000'000);
  fs::create_directory(temporary.path() / "datasets");
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins again
  const double before = statusMegabytes("VmRSS:");
  ImportLimits limits;
  limits.workFolder = temporary.path() / "datasets";
  {
    const auto imported = importFile(path, {}, {}, {}, {}, limits);
    ASSERT_TRUE(imported) << describe(imported.error());
    EXPECT_GT(imported->examples.bytes(), 300'000'000U);
    ASSERT_TRUE(saveDataset(*imported, temporary.path() / "datasets" / "set"));
  }
  const auto loaded = loadDataset(temporary.path() / "datasets" / "set");
  ASSERT_TRUE(loaded);
  SplitSpec spec;
  spec.method = "hash";
  spec.stratifyBy.clear();
  EXPECT_TRUE(splitDataset(*loaded, spec));
  const auto cleaned = applyRecipe(*loaded, Json::parse(R"([{"step":"filter","column":"label","equals":"l3"}])"));
  ASSERT_TRUE(cleaned) << describe(cleaned.error());
  EXPECT_EQ(cleaned->dataset.ledger.rows(), loaded->ledger.rows());
  const double grown = statusMegabytes("VmHWM:") - before;
  RecordProperty("grown_megabytes", std::to_string(grown));
  EXPECT_LT(grown, 150) << "of 300 MB of rows";
}

TEST(Rows, AnImportStopsAtOnceAndLeavesNothing) {
  const TemporaryFolder temporary;
  writeLong(temporary, 100'000'000);
  std::ofstream(temporary.path() / "blank.jsonl") << "{\"text\":\"a\",\"label\":\"b\"}\n" << std::string(100'000'000, '\n');
  fs::create_directory(temporary.path() / "datasets");
  ImportLimits limits;
  limits.workFolder = temporary.path() / "datasets";
  for (const char* name : {"long.jsonl", "blank.jsonl"}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    const auto imported = importFile(temporary.path() / name, {}, {}, {}, stop.get_token(), limits);
    const auto ended = std::chrono::steady_clock::now();
    asker.join();
    ASSERT_FALSE(imported) << name;
    EXPECT_TRUE(isStopped(imported.error()));
    EXPECT_LT(std::chrono::duration<double>(ended - asked).count(), 1.0) << name;
    EXPECT_TRUE(fs::is_empty(temporary.path() / "datasets"));
  }
}

// A stop at every tenth of the storing: nothing is left, the rows can still be stored, and it is told how far it was.
TEST(Rows, StoringStopsAtOnceAndLeavesNothing) {
  const TemporaryFolder temporary;
  Rows rows(temporary.path());
  Example example = numbered(1);
  example.text.assign(1 << 20, 'x');
  for (int i = 0; i < 60; ++i) rows.push_back(example);
  const Dataset dataset = datasetOf(std::move(rows));
  for (int tenth = 0; tenth <= 10; ++tenth) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    double last = 0;
    const auto progress = [&](const Progress& now) {
      EXPECT_GE(now.fraction, last);
      last = now.fraction;
      if (now.fraction * 10 < tenth || stop.stop_requested()) return;
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    };
    const auto saved = saveDataset(dataset, temporary.path() / "set", progress, stop.get_token());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - asked;
    ASSERT_FALSE(saved) << tenth;
    EXPECT_TRUE(isStopped(saved.error()));
    EXPECT_LT(took.count(), 1.0);
    EXPECT_TRUE(fs::is_empty(temporary.path())) << tenth;
  }
  ASSERT_TRUE(saveDataset(dataset, temporary.path() / "set"));
  EXPECT_EQ(loadDataset(temporary.path() / "set")->contentHash, dataset.contentHash);
}

}  // namespace
}  // namespace attune
