// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/base/random.h"

namespace attune {
namespace {

Dataset labelled(std::size_t n, std::uint64_t seed = 1) {
  Dataset dataset;
  Random random(seed);
  for (std::size_t i = 0; i < n; ++i) {
    Example example;
    example.kind = ExampleKind::Classification;
    example.text = "text " + std::to_string(i);
    const double u = random.uniform();
    example.labels = {u < 0.6 ? "common" : u < 0.9 ? "middle" : "rare"};
    example.columns = {{"customer", "c" + std::to_string(random.below(n / 4 + 1))}, {"year", 1990 + random.below(30)}};
    dataset.examples.push_back(std::move(example));
    dataset.ledger.keep();
  }
  return dataset;
}

std::vector<std::uint32_t> all(const DatasetSplit& split) {
  std::vector<std::uint32_t> rows = split.train;
  rows.insert(rows.end(), split.validation.begin(), split.validation.end());
  rows.insert(rows.end(), split.test.begin(), split.test.end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(Split, EveryMethodUsesEveryRowOnce) {
  const Dataset dataset = labelled(503);
  for (const std::string method : {"random", "hash", "time"})
    for (const std::string stratify : {"", "label", "year"})
      for (const std::string group : {"", "customer"}) {
        SplitSpec spec;
        spec.method = method;
        spec.stratifyBy = stratify;
        spec.groupBy = group;
        spec.timeColumn = "year";
        const auto split = splitDataset(dataset, spec);
        ASSERT_TRUE(split) << describe(split.error());
        const auto rows = all(*split);
        ASSERT_EQ(rows.size(), 503U) << method << stratify << group;
        for (std::uint32_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i], i);
        EXPECT_EQ(*split, *splitDataset(dataset, spec)) << "the same call gives the same split";
        EXPECT_NEAR(static_cast<double>(split->train.size()) / 503, 0.8, method == "hash" ? 0.06 : 0.02)
            << method << stratify << group;
      }
}

TEST(Split, SizesAreExactForSingleRows) {
  for (const std::size_t n : {10U, 11U, 99U, 100U, 503U, 1000U}) {
    const Dataset dataset = labelled(n);
    for (const std::string stratify : {"", "label"}) {
      SplitSpec spec;
      spec.stratifyBy = stratify;
      const auto split = splitDataset(dataset, spec);
      ASSERT_TRUE(split) << describe(split.error());
      EXPECT_NEAR(static_cast<double>(split->validation.size()), 0.1 * static_cast<double>(n), 1.0) << n;
      EXPECT_NEAR(static_cast<double>(split->test.size()), 0.1 * static_cast<double>(n), 1.0) << n;
      EXPECT_EQ(all(*split).size(), n);
    }
  }
}

TEST(Split, StratifiedKeepsTheSharesOfEachLabel) {
  const Dataset dataset = labelled(1000);
  SplitSpec spec;
  spec.stratifyBy = "label";
  const auto split = splitDataset(dataset, spec);
  ASSERT_TRUE(split);
  std::map<std::string, double> whole, train, validation;
  for (const auto& example : dataset.examples) ++whole[example.labels[0]];
  for (const auto row : split->train) ++train[dataset.examples[row].labels[0]];
  for (const auto row : split->validation) ++validation[dataset.examples[row].labels[0]];
  for (const auto& [label, count] : whole) {
    EXPECT_NEAR(train[label], 0.8 * count, 1.0) << label;
    EXPECT_NEAR(validation[label], 0.1 * count, 1.0) << label;
  }
}

TEST(Split, GroupsAreNeverDivided) {
  const Dataset dataset = labelled(700);
  for (const std::string method : {"random", "hash", "time"})
    for (const std::string stratify : {"", "label"}) {
      SplitSpec spec;
      spec.method = method;
      spec.groupBy = "customer";
      spec.stratifyBy = stratify;
      spec.timeColumn = "year";
      const auto split = splitDataset(dataset, spec);
      ASSERT_TRUE(split) << describe(split.error());
      std::map<std::string, std::set<int>> parts;
      const auto note = [&](const auto& rows, int part) {
        for (const auto row : rows) parts[*columnText(dataset.examples[row], "customer")].insert(part);
      };
      note(split->train, 0);
      note(split->validation, 1);
      note(split->test, 2);
      for (const auto& [customer, where] : parts) EXPECT_EQ(where.size(), 1U) << customer;
    }
}

TEST(Split, HashKeepsAssignmentsWhenDataGrowsOrMoves) {
  const Dataset small = labelled(400);
  Dataset grown = small;
  grown.examples = Rows();
  for (std::size_t i = small.examples.size(); i-- > 0;) grown.examples.push_back(small.examples[i]);
  for (int i = 0; i < 300; ++i) {
    Example added = small.examples[0];
    added.text = "new " + std::to_string(i);
    grown.examples.push_back(added);
  }
  SplitSpec spec;
  spec.method = "hash";
  const auto a = splitDataset(small, spec), b = splitDataset(grown, spec);
  ASSERT_TRUE(a);
  ASSERT_TRUE(b);
  std::map<std::string, int> part;
  for (const auto row : a->validation) part[small.examples[row].text] = 1;
  for (const auto row : a->test) part[small.examples[row].text] = 2;
  for (const auto row : b->train) EXPECT_EQ(part.count(grown.examples[row].text), 0U);
  std::size_t kept = 0;
  for (const auto row : b->validation) kept += part.count(grown.examples[row].text);
  EXPECT_EQ(kept, a->validation.size());
}

TEST(Split, TimeKeepsOrder) {
  const Dataset dataset = labelled(300);
  SplitSpec spec;
  spec.method = "time";
  spec.timeColumn = "year";
  const auto split = splitDataset(dataset, spec);
  ASSERT_TRUE(split);
  const auto year = [&](std::uint32_t row) { return std::stoi(*columnText(dataset.examples[row], "year")); };
  int latestTrain = 0, earliestTest = 9999;
  for (const auto row : split->train) latestTrain = std::max(latestTrain, year(row));
  for (const auto row : split->test) earliestTest = std::min(earliestTest, year(row));
  EXPECT_LE(latestTrain, earliestTest);
}

TEST(Split, SeedsDifferAndUnusedRowsStayOut) {
  const Dataset dataset = labelled(200);
  SplitSpec spec;
  const auto a = splitDataset(dataset, spec);
  spec.seed = 43;
  EXPECT_NE(*a, *splitDataset(dataset, spec));
  spec.train = 0.5;
  const auto part = splitDataset(dataset, spec);
  ASSERT_TRUE(part);
  EXPECT_EQ(all(*part).size(), 140U);
}

TEST(Split, RefusesWhatMakesNoSense) {
  const Dataset dataset = labelled(50);
  const auto code = [&](auto change) {
    SplitSpec spec;
    change(spec);
    const auto split = splitDataset(dataset, spec);
    return split ? std::string("accepted") : split.error().code;
  };
  EXPECT_EQ(code([](SplitSpec& s) { s.train = 0.9; }), "data.split-fractions");
  EXPECT_EQ(code([](SplitSpec& s) { s.test = -0.1; }), "data.split-fractions");
  EXPECT_EQ(code([](SplitSpec& s) { s.train = std::nan(""); }), "data.split-fractions");
  EXPECT_EQ(code([](SplitSpec& s) { s.method = "magic"; }), "data.split-method");
  EXPECT_EQ(code([](SplitSpec& s) { s.groupBy = "nowhere"; }), "data.split-column");
  EXPECT_EQ(code([](SplitSpec& s) { s.stratifyBy = "nowhere"; }), "data.split-column");
  EXPECT_EQ(code([](SplitSpec& s) { s.method = "time"; }), "data.split-column");
  EXPECT_EQ(code([](SplitSpec& s) { s.validation = 0.001; }), "data.split-empty");
}

TEST(Split, JsonRoundTrip) {
  SplitSpec spec;
  spec.stratifyBy = "label";
  spec.groupBy = "customer";
  spec.seed = UINT64_MAX;
  EXPECT_EQ(*splitSpecFromJson(toJson(spec)), spec);
  const auto split = *splitDataset(labelled(30), SplitSpec{});
  EXPECT_EQ(*splitFromJson(toJson(split)), split);
  EXPECT_FALSE(splitFromJson(Json::parse(R"({"train":["a"]})")));
}

TEST(Split, FindsLeakage) {
  Dataset dataset = labelled(100);
  SplitSpec spec;
  auto split = *splitDataset(dataset, spec);
  EXPECT_FALSE(checkLeakage(dataset, split).any());
  std::vector<Example> examples;
  for (const Example& example : dataset.examples) examples.push_back(example);
  examples[split.validation[0]] = examples[split.train[3]];
  examples[split.test[0]] = examples[split.train[3]];
  examples[split.test[1]] = examples[split.validation[1]];
  dataset.examples = Rows::of(examples);
  const Leakage leakage = checkLeakage(dataset, split);
  EXPECT_EQ(leakage.trainValidation, 1U);
  EXPECT_EQ(leakage.trainTest, 1U);
  EXPECT_EQ(leakage.validationTest, 2U) << "the row that is in all three parts counts here too";
  EXPECT_EQ(leakage.pairs.size(), 4U);
  // A split by groups of equal content has none.
  spec.method = "hash";
  EXPECT_FALSE(checkLeakage(dataset, *splitDataset(dataset, spec)).any());
}

TEST(Split, TwinsStayTogetherAndNearLeakageIsFound) {
  Dataset dataset = labelled(0);
  Random random(8);
  for (int i = 0; i < 300; ++i) {
    Example example;
    example.kind = ExampleKind::PlainText;
    for (int w = 0; w < 20; ++w) example.text += "word" + std::to_string(random.below(3000)) + " ";
    dataset.examples.push_back(example);
    if (i % 3 == 0) {
      example.text += "!";
      dataset.examples.push_back(example);
      example.text += " indeed";
      dataset.examples.push_back(example);
    }
  }
  SplitSpec spec;
  const auto loose = splitDataset(dataset, spec);
  ASSERT_TRUE(loose);
  EXPECT_TRUE(checkNearLeakage(dataset, *loose).any());
  EXPECT_FALSE(checkLeakage(dataset, *loose).any()) << "no two rows are exactly equal";
  for (const std::string method : {"random", "hash"}) {
    spec.method = method;
    spec.groupBy = "near-duplicates";
    const auto tight = splitDataset(dataset, spec);
    ASSERT_TRUE(tight);
    EXPECT_FALSE(checkNearLeakage(dataset, *tight).any());
    EXPECT_EQ(all(*tight).size(), 500U);
  }
  spec.groupBy = "duplicates";
  EXPECT_EQ(checkNearLeakage(dataset, *splitDataset(dataset, spec), {}, 1.0).any(), false);
}

}  // namespace
}  // namespace attune
