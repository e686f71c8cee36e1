// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/base/json.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
const fs::path kData = fs::path(ATTUNE_TEST_DATA) / "data";

TEST(Inspect, RefusesBadTablesAndNamesThem) {
  const auto manifest = readJsonFile(kData / "bad_tables" / "manifest.json");
  ASSERT_TRUE(manifest);
  ASSERT_GE(manifest->size(), 19U);
  for (const auto& entry : *manifest) {
    const std::string name = entry["file"].get<std::string>();
    const auto result = inspectTable(kData / "bad_tables" / name);
    EXPECT_EQ(result.has_value(), entry["expect"] == "accept")
        << name << ": " << (result ? result->dump() : describe(result.error()));
    if (!result) {
      EXPECT_NE(describe(result.error()).find(name), std::string::npos) << describe(result.error());
    }
  }
}

TEST(Starter, AllFiveFormatsGiveTheSameDataset) {
  const char* home = std::getenv("HOME");
  const fs::path folder =
      fs::path(home == nullptr ? "" : home) / ".cache/attune/starter/zaragoza_construction_faq/data";
  if (!fs::exists(folder)) GTEST_SKIP() << "the starter data is not installed in " << folder;
  std::string english;
  for (const std::string language : {"", "-en"}) {
    std::string hash;
    for (const std::string ending : {".csv", ".json", ".jsonl", "-alpaca.jsonl", "-sharegpt.jsonl"}) {
      const auto dataset = importFile(folder / ("faq" + language + ending));
      ASSERT_TRUE(dataset) << ending << describe(dataset.error());
      EXPECT_EQ(dataset->ledger.rows(), 503U);
      EXPECT_EQ(dataset->ledger.kept(), 503U);
      EXPECT_EQ(dataset->examples.size(), 503U);
      if (hash.empty()) hash = dataset->contentHash;
      EXPECT_EQ(dataset->contentHash, hash) << ending;
      EXPECT_EQ(dataset->examples[0].messages.size(), 2U);
    }
    EXPECT_NE(hash, english);
    english = hash;
  }
}

}  // namespace
}  // namespace attune
