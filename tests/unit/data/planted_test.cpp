// SPDX-License-Identifier: GPL-3.0-or-later
// The checks on rows in which every kind of fault was planted (tests/data/planted/make_planted.py): what is found of
// what is there, and how much of what is found is there.
#include <gtest/gtest.h>

#include <cstdio>
#include <set>

#include "core/base/file.h"
#include "core/data/import.h"
#include "core/data/near_duplicates.h"
#include "core/data/personal_data.h"
#include "core/data/quality.h"
#include "core/data/split.h"

namespace attune {
namespace {

template <class T>
void expectScores(const std::string& kind, const std::set<T>& found, const std::set<T>& planted, double least) {
  std::size_t right = 0;
  for (const auto& item : found) right += planted.count(item);
  const double precision = found.empty() ? 0 : static_cast<double>(right) / static_cast<double>(found.size());
  const double recall = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(planted.size(), 1));
  std::printf("%-18s planted %3zu  found %3zu  precision %.3f  recall %.3f\n", kind.c_str(), planted.size(), found.size(),
              precision, recall);
  EXPECT_GE(precision, least) << kind;
  EXPECT_GE(recall, least) << kind;
}

class Planted : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder = std::string(ATTUNE_TEST_DATA) + "/data/planted";
    auto truth = readJsonFile(folder / "truth.json");
    ASSERT_TRUE(truth) << describe(truth.error());
    m_truth = *truth;
    auto dataset = importFile(folder / "planted.jsonl");
    ASSERT_TRUE(dataset) << describe(dataset.error());
    m_dataset = std::move(*dataset);
    ASSERT_EQ(m_dataset.ledger.droppedCount(), 0U);
    ASSERT_EQ(m_dataset.mapping.schema, "classification");
  }

  using Pair = std::pair<std::uint64_t, std::uint64_t>;
  std::set<Pair> plantedPairs(const char* kind) const {
    std::set<Pair> pairs;
    for (const auto& pair : m_truth[kind]) pairs.emplace(pair[0].get<std::uint64_t>(), pair[1].get<std::uint64_t>());
    return pairs;
  }
  std::uint64_t rowOf(std::uint32_t example) const { return m_dataset.examples[example].sourceRow; }

  Json m_truth;
  Dataset m_dataset;
};

TEST_F(Planted, FindingsAreThoseThatWerePlanted) {
  QualityOptions options;
  options.maxExamples = SIZE_MAX;
  const QualityReport report = checkQuality(m_dataset, options);
  for (const auto& [kind, rows] : m_truth.items()) {
    if (kind == "near_pairs" || kind == "leaks") continue;
    const Finding* finding = report.find(kind);
    ASSERT_NE(finding, nullptr) << kind;
    std::set<std::uint64_t> found, planted;
    for (const auto example : finding->examples) found.insert(rowOf(example));
    for (const auto& row : rows) planted.insert(row.get<std::uint64_t>());
    expectScores(kind, found, planted, 0.95);
  }
}

TEST_F(Planted, NearDuplicatesArePairedWithTheirOriginals) {
  std::vector<std::string> texts;
  for (const auto& example : m_dataset.examples) texts.push_back(plainText(example));
  std::set<Pair> found;
  for (const auto& group : findNearDuplicates(texts, 0.8))
    for (std::size_t k = 1; k < group.size(); ++k)
      if (texts[group[0]] != texts[group[k]]) found.emplace(rowOf(group[0]), rowOf(group[k]));
  // The Norwegian rows repeat three sentences, so they are near one another by intention.
  std::erase_if(found, [&](const Pair& pair) {
    const auto& rows = m_truth["language"];
    return std::find(rows.begin(), rows.end(), pair.second) != rows.end();
  });
  expectScores("near pairs", found, plantedPairs("near_pairs"), 0.9);
}

TEST_F(Planted, LeaksBetweenThePartsAreFound) {
  DatasetSplit split;
  for (std::uint32_t i = 0; i < m_dataset.examples.size(); ++i) {
    const std::string part = columnText(m_dataset.examples[i], "part").value();
    (part == "train" ? split.train : part == "test" ? split.test : split.validation).push_back(i);
  }
  const Leakage leakage = checkLeakage(m_dataset, split, SIZE_MAX);
  std::set<Pair> found;
  for (const auto& [first, second] : leakage.pairs) found.emplace(rowOf(first), rowOf(second));
  expectScores("leaks", found, plantedPairs("leaks"), 0.95);
  EXPECT_EQ(leakage.trainValidation + leakage.trainTest + leakage.validationTest, found.size());
  // The repair that the window and the command line offer leaves none.
  SplitSpec spec;
  spec.groupBy = "duplicates";
  const auto repaired = splitDataset(m_dataset, spec);
  ASSERT_TRUE(repaired);
  EXPECT_FALSE(checkLeakage(m_dataset, *repaired).any());
}

}  // namespace
}  // namespace attune
