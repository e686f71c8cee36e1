// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/packing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include "core/base/random.h"

namespace attune {
namespace {

std::vector<TokenizedExample> randomExamples(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<TokenizedExample> examples(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t length = random.below(120);  // some are empty
    for (std::size_t t = 0; t < length; ++t) {
      examples[i].tokens.push_back(static_cast<TokenId>(i * 1000 + t));
      examples[i].labels.push_back(random.below(2) == 0 ? kNoLabel : examples[i].tokens.back());
    }
  }
  return examples;
}

using Planner = std::function<std::vector<StepPlan>(std::span<const std::uint32_t>, std::uint64_t seed, std::uint64_t epoch)>;
const std::map<std::string, Planner> kPlanners = {
    {"examples", [](auto lengths, auto seed, auto epoch) { return planEpoch(lengths, 8, 256, seed, epoch); }},
    {"tokens", [](auto lengths, auto seed, auto epoch) { return planEpochByTokens(lengths, 256, seed, epoch); }},
    {"length", [](auto lengths, auto seed, auto epoch) { return planEpochByLength(lengths, 8, seed, epoch, 3); }},
};

std::vector<std::uint32_t> allRows(const std::vector<StepPlan>& steps) {
  std::vector<std::uint32_t> rows;
  for (const StepPlan& step : steps)
    for (const MicroBatch& batch : step.microBatches) rows.insert(rows.end(), batch.begin(), batch.end());
  return rows;
}

TEST(Packing, EveryExampleOncePerEpoch) {
  for (const auto& [name, plan] : kPlanners) {
    SCOPED_TRACE(name);
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      const auto lengths = lengthsOf(randomExamples(seed * 7, seed));
      auto rows = allRows(plan(lengths, seed, 2));
      std::sort(rows.begin(), rows.end());
      std::vector<std::uint32_t> expected(lengths.size());
      std::iota(expected.begin(), expected.end(), 0U);
      EXPECT_EQ(rows, expected);
    }
  }
}

TEST(Packing, OrderDependsOnSeedAndEpochAlone) {
  const auto lengths = lengthsOf(randomExamples(100, 1));
  for (const auto& [name, plan] : kPlanners) {
    SCOPED_TRACE(name);
    EXPECT_EQ(allRows(plan(lengths, 5, 1)), allRows(plan(lengths, 5, 1)));
    EXPECT_NE(allRows(plan(lengths, 5, 1)), allRows(plan(lengths, 5, 2)));
    EXPECT_NE(allRows(plan(lengths, 5, 1)), allRows(plan(lengths, 6, 1)));
  }
}

TEST(Packing, StepsHaveTheNumberOfExamplesThatTheUserSet) {
  const auto lengths = lengthsOf(randomExamples(101, 3));
  const auto steps = planEpoch(lengths, 8, 200, 1, 0);
  ASSERT_EQ(steps.size(), 13U);
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) EXPECT_EQ(steps[i].examples(), 8U);
  EXPECT_EQ(steps.back().examples(), 5U);
  // Packing changes no step's set of examples, so that a run equals one without packing.
  const auto order = permutation(101, 1, 0);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto rows = allRows({steps[i]});
    std::vector<std::uint32_t> expected(order.begin() + static_cast<std::ptrdiff_t>(i * 8), order.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(i * 8 + 8, 101)));
    std::sort(rows.begin(), rows.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(rows, expected);
  }
}

TEST(Packing, BudgetHoldsExceptForLongExamples) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto lengths = lengthsOf(randomExamples(60, seed));
    std::vector<std::uint32_t> rows(lengths.size());
    std::iota(rows.begin(), rows.end(), 0U);
    const std::size_t budget = 20 + seed * 9;
    const auto batches = packByTokens(lengths, rows, budget);
    std::size_t total = 0;
    for (const MicroBatch& batch : batches) {
      std::size_t tokens = 0;
      for (const std::uint32_t row : batch) tokens += lengths[row];
      total += tokens;
      EXPECT_TRUE(batch.size() == 1 || tokens <= budget);
    }
    EXPECT_EQ(total, std::accumulate(lengths.begin(), lengths.end(), std::size_t{0}));
    // Best-fit decreasing needs at most 11/9 of the best number of bins, and one more.
    std::size_t bound = 0;
    for (const std::uint32_t length : lengths) bound += std::min<std::size_t>(length, budget);
    EXPECT_LE(batches.size(), (bound / budget + 1) * 2);
  }
}

TEST(Packing, FillsBatchesWell) {
  const auto lengths = lengthsOf(randomExamples(2000, 11));
  const auto steps = planEpochByTokens(lengths, 1024, 1, 0);
  const std::size_t tokens = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  EXPECT_GT(static_cast<double>(tokens) / static_cast<double>(steps.size() * 1024), 0.98);
}

TEST(Packing, SimilarLengthsMeetInAStep) {
  const auto lengths = lengthsOf(randomExamples(1000, 5));
  std::size_t padded = 0;
  for (const StepPlan& step : planEpochByLength(lengths, 10, 1, 0)) {
    std::uint32_t longest = 0;
    for (const std::uint32_t row : step.microBatches[0]) longest = std::max(longest, lengths[row]);
    padded += longest * step.microBatches[0].size();
  }
  const std::size_t tokens = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  EXPECT_LT(static_cast<double>(padded), 1.06 * static_cast<double>(tokens));
}

TEST(Packing, BatchKeepsTokensLabelsAndBorders) {
  const auto examples = randomExamples(40, 9);
  Random random(4);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < random.below(6); ++i) rows.push_back(static_cast<std::uint32_t>(random.below(examples.size())));
    const PackedBatch batch = packExamples(examples, rows);
    ASSERT_EQ(batch.tokens.size(), batch.labels.size());
    ASSERT_EQ(batch.tokens.size(), batch.positions.size());
    std::size_t sequence = 0;
    std::int64_t trained = 0;
    std::int32_t longest = 0;
    for (const std::uint32_t row : rows) {
      const auto& example = examples[row];
      if (example.tokens.empty()) continue;
      const auto begin = static_cast<std::size_t>(batch.cuSeqlens[sequence]);
      const auto end = static_cast<std::size_t>(batch.cuSeqlens[++sequence]);
      ASSERT_EQ(end - begin, example.tokens.size());
      for (std::size_t t = 0; t < example.tokens.size(); ++t) {
        EXPECT_EQ(batch.tokens[begin + t], example.tokens[t]);
        EXPECT_EQ(batch.labels[begin + t], example.labels[t]);
        EXPECT_EQ(batch.positions[begin + t], static_cast<std::int32_t>(t));
        trained += t > 0 && example.labels[t] != kNoLabel;
      }
      longest = std::max(longest, static_cast<std::int32_t>(example.tokens.size()));
    }
    EXPECT_EQ(batch.cuSeqlens.size(), sequence + 1);
    EXPECT_EQ(batch.cuSeqlens.back(), static_cast<std::int32_t>(batch.tokens.size()));
    EXPECT_EQ(batch.maxLength, longest);
    EXPECT_EQ(batch.trainedTokens, trained);
  }
}

}  // namespace
}  // namespace attune
