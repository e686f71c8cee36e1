// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet comes through a helper program; here scripts stand in for it, and the real one where PyArrow is.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>

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
