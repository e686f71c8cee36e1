// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet comes through a helper program; here scripts stand in for it, and the real one where PyArrow is.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "core/base/file.h"
#include "core/data/export.h"
#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

class Parquet : public testing::Test {
 protected:
  void TearDown() override { ::unsetenv("ATTUNE_PARQUET"); }
  void useHelper(const std::string& script) {
    const auto path = m_temporary.write("helper", "#!/bin/sh\n" + script);
    ::chmod(path.c_str(), 0700);
    ::setenv("ATTUNE_PARQUET", path.c_str(), 1);
  }
  std::filesystem::path file() { return m_temporary.write("rows.parquet", "PAR1...PAR1"); }
  TemporaryFolder m_temporary;
};

TEST_F(Parquet, RowsOfTheHelperAreImported) {
  useHelper(R"(test -f "$1" || exit 1
printf '{"question":"a b","answer":"c"}\n{"question":"","answer":"d"}\n{"question":"e","answer":"f"}\n')");
  const auto dataset = importFile(file());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->ledger.rows(), 3U);
  EXPECT_EQ(dataset->ledger.kept(), 2U);
  EXPECT_EQ(dataset->sources[0].name, "rows.parquet");
  const auto preview = previewFile(file());
  ASSERT_TRUE(preview) << describe(preview.error());
  EXPECT_EQ(preview->columns, (std::vector<std::string>{"question", "answer"}));
}

TEST_F(Parquet, FaultsOfTheHelperAreTold) {
  useHelper("echo 'Parquet magic bytes not found' >&2; exit 1");
  const auto damaged = importFile(file());
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, "data.file-damaged");
  EXPECT_NE(describe(damaged.error()).find("rows.parquet"), std::string::npos);
  useHelper("exit 3");
  EXPECT_EQ(importFile(file()).error().code, "data.no-parquet");
  useHelper("printf '{\"question\":\"a\",\"answer\":\"c\"}\\n'; kill -9 $$");
  EXPECT_EQ(importFile(file()).error().code, "data.file-damaged") << "rows before a crash are not all rows";
  ::setenv("ATTUNE_PARQUET", "/nowhere/attune-parquet", 1);
  const auto none = importFile(file());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "data.no-parquet");
  EXPECT_FALSE(none.error().hint.empty());
  EXPECT_EQ(importFile(m_temporary.path() / "none.parquet").error().code, "file.open");
}

Dataset conversations(std::size_t n) {
  Dataset dataset;
  dataset.name = "talks";
  for (std::size_t i = 0; i < n; ++i) {
    Example example;
    example.messages = {Message(Role::User, "question " + std::to_string(i)), Message(Role::Assistant, "żółw \"" + std::to_string(i))};
    // What Parquet would make alike: keys that are not everywhere, nulls, empty objects, numbers of two kinds.
    if (i % 3 == 0) example.messages[1].trained = false;
    if (i % 3 == 1) example.messages[1].extra = {{"name", "x"}};
    if (i % 7 == 2) example.tools = Json::parse(R"([{"type":"function","function":{"name":"f","parameters":{"a":{},"least":1,"most":null}}}])");
    if (i % 7 == 3) example.tools = Json::parse(R"([{"type":"function","function":{"name":"g","parameters":{"least":0.5}}}])");
    example.messages.emplace_back(Role::User, "more");
    example.messages.emplace_back(Role::Assistant, "end");
    example.columns = {{"id", i}, {"share", 0.25 * static_cast<double>(i)}, {"good", i % 2 == 0}, {"parts", {"a", "b"}}};
    dataset.examples.push_back(example);
    dataset.ledger.keep();
  }
  dataset.contentHash = contentHashOf(dataset.examples);
  return dataset;
}

TEST_F(Parquet, RowsAreGivenToTheHelper) {
  useHelper(R"(test "$1" = --write || exit 1
cat > "$2")");
  const Dataset all = conversations(3000);
  const auto path = m_temporary.path() / "out.parquet";
  ASSERT_TRUE(exportDataset(all, "parquet", path));
  const std::string written = readFile(path).value();
  ASSERT_TRUE(exportDataset(all, "jsonl", m_temporary.path() / "out.jsonl"));
  EXPECT_EQ(written, readFile(m_temporary.path() / "out.jsonl").value());
  ASSERT_TRUE(exportDataset(all, "messages", path)) << "other layouts of JSON Lines too";
  EXPECT_EQ(exportDataset(all, "csv", path).error().code, "data.export-unknown");
  EXPECT_EQ(exportDataset(all, "parquet", m_temporary.path() / "out.json").error().code, "data.export-unknown");
}

TEST_F(Parquet, AFailedExportLeavesTheOldFile) {
  const auto path = m_temporary.write("out.parquet", "before");
  const Dataset all = conversations(20);
  const auto stands = [&] {
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path.parent_path()))
      files += entry.path().filename().string().starts_with("out") ? 1 : 0;
    return files == 1 && readFile(path).value() == "before";
  };
  useHelper("printf part > \"$2\"; echo 'no space' >&2; exit 1");
  EXPECT_EQ(exportDataset(all, "parquet", path).error().code, "file.write");
  EXPECT_TRUE(stands());
  useHelper("exit 3");
  EXPECT_EQ(exportDataset(all, "parquet", path).error().code, "data.no-parquet");
  EXPECT_TRUE(stands());
  useHelper("printf part > \"$2\"; exec sleep 60");
  std::stop_source source;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    source.request_stop();
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(isStopped(exportDataset(all, "parquet", path, {}, {}, source.get_token()).error()));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(stands());
  ::setenv("ATTUNE_PARQUET", "/nowhere/attune-parquet", 1);
  EXPECT_EQ(exportDataset(all, "parquet", path).error().code, "data.no-parquet");
  EXPECT_TRUE(stands());
}

// With the real helper, where there is PyArrow ($ATTUNE_TEST_PYTHON, else python3).
TEST_F(Parquet, WhatIsWrittenIsReadBack) {
  const char* given = std::getenv("ATTUNE_TEST_PYTHON");
  const std::string python = given == nullptr ? "python3" : given;
  // NOLINTNEXTLINE(concurrency-mt-unsafe,cert-env33-c): the tests' own machine is asked what it has.
  if (std::system((python + " -c 'import pyarrow.parquet' 2>/dev/null").c_str()) != 0)
    GTEST_SKIP() << python << " has no PyArrow; ATTUNE_TEST_PYTHON names one that has";
  useHelper("exec " + python + " '" ATTUNE_TEST_DATA "/../packaging/attune-parquet' \"$@\"");
  const Dataset all = conversations(3000);
  const auto path = m_temporary.path() / "out.parquet";
  const auto report = exportDataset(all, "parquet", path);
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_EQ(readFile(path).value().substr(0, 4), "PAR1");
  const auto back = importFile(path);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(back->ledger.droppedCount(), 0U);
  EXPECT_EQ(back->contentHash, all.contentHash);
  std::size_t row = 0;
  for (const Example& example : back->examples) EXPECT_EQ(example.columns, all.examples[row++].columns);
}

TEST_F(Parquet, APreviewEndsTheHelper) {
  // Writes without end: the preview reads the first rows and does not wait for the rest.
  useHelper("while :; do printf '{\"question\":\"a\",\"answer\":\"c\"}\\n'; done");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(previewFile(file()));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  ImportLimits limits;
  limits.maxUnpackedBytes = 100'000;
  EXPECT_EQ(importFile(file(), {}, {}, {}, {}, limits).error().code, "data.too-large");
}

}  // namespace
}  // namespace attune
