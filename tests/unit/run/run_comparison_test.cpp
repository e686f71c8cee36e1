// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

EvalMetrics lookAt(std::int64_t step, double level, double noise, std::uint64_t seed, std::size_t rows = 120) {
  Random difficulty(1), random(seed);
  EvalMetrics eval{.step = step, .epoch = static_cast<double>(step) / 10, .elapsedSeconds = static_cast<double>(step)};
  double sum = 0, tokens = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto count = static_cast<std::int32_t>(3 + difficulty.below(80));
    const double loss = count * level * (0.2 + 3 * difficulty.uniform()) * (1 + noise * (random.uniform() - 0.5));
    eval.exampleTokens.push_back(count);
    eval.exampleLosses.push_back(static_cast<float>(loss));
    sum += eval.exampleLosses.back();
    tokens += count;
  }
  eval.loss = sum / tokens;
  return eval;
}

RunRecord runWith(const std::string& id, double level, std::uint64_t seed, double noise = 0.2) {
  RunRecord run;
  run.id = id;
  run.spec.name = id;
  run.spec.modelHash = "model";
  run.spec.datasetHash = "data";
  for (std::int64_t step = 1; step <= 20; ++step) {
    run.events.push_back(StepMetrics{.step = step,
                                     .epoch = static_cast<double>(step) / 10,
                                     .loss = 3.0 / static_cast<double>(step),
                                     .learningRate = 1e-4,
                                     .gradientNorm = 1,
                                     .tokens = 100 * step,
                                     .tokensPerSecond = 100,
                                     .elapsedSeconds = static_cast<double>(step)});
    if (step % 10 == 0)
      run.events.push_back(
          lookAt(step, step == 10 ? level : level * 1.1, noise, seed + static_cast<std::uint64_t>(step)));
  }
  run.summary = summarize(run.events);
  return run;
}

const ParamDiffRow& rowOf(const RunComparison& comparison, const std::string& id) {
  const auto it = std::find_if(comparison.params.begin(), comparison.params.end(),
                               [&](const ParamDiffRow& row) { return row.id == id; });
  EXPECT_NE(it, comparison.params.end()) << id;
  return *it;
}

std::vector<std::string> codesOf(const RunComparison& comparison) {
  std::vector<std::string> codes;
  for (const Error& problem : comparison.notComparable) codes.push_back(problem.code);
  return codes;
}

TEST(RunComparison, ShowsWhichSettingsDiffer) {
  RunRecord a = runWith("a", 1, 1), b = runWith("b", 1, 2);
  a.spec.params.set(&params::kLearningRate, 2e-4);
  b.spec.params.set(&params::kBatchSize, std::int64_t{8});
  b.spec.params.setRaw("lora_r", std::int64_t{32});
  b.spec.seed = 7;
  const RunComparison comparison = compareRuns({a, b});
  EXPECT_EQ(rowOf(comparison, "learning_rate").values, (std::vector<std::string>{"0.0002", "0.0002"}))
      << "a default spelt out equals one left alone";
  EXPECT_FALSE(rowOf(comparison, "learning_rate").differs);
  EXPECT_EQ(rowOf(comparison, "per_device_train_batch_size").values, (std::vector<std::string>{"4", "8"}));
  EXPECT_TRUE(rowOf(comparison, "per_device_train_batch_size").differs);
  EXPECT_EQ(rowOf(comparison, "lora_r").values, (std::vector<std::string>{"", "32"}));
  EXPECT_TRUE(rowOf(comparison, "seed").differs);
  EXPECT_FALSE(rowOf(comparison, "technique").differs);
  EXPECT_TRUE(comparison.notComparable.empty());
}

TEST(RunComparison, SaysWhenLossesCannotBeCompared) {
  const auto with = [](auto change) {
    RunRecord other = runWith("b", 1, 2);
    change(other.spec);
    return codesOf(compareRuns({runWith("a", 1, 1), other}));
  };
  using Codes = std::vector<std::string>;
  EXPECT_EQ(with([](RunSpec& s) { s.datasetHash = "other"; }), (Codes{"compare.data"}));
  EXPECT_EQ(with([](RunSpec& s) { s.split.seed = 3; }), (Codes{"compare.split"}));
  EXPECT_EQ(with([](RunSpec& s) { s.modelHash = "other"; }), (Codes{"compare.model"}));
  EXPECT_EQ(with([](RunSpec& s) { s.task = "token-tags"; }), (Codes{"compare.task"}));
  EXPECT_EQ(with([](RunSpec& s) { s.params.set(&params::kMaxLength, std::int64_t{64}); }), (Codes{"compare.tokens"}));
  EXPECT_EQ(with([](RunSpec& s) { s.params.set(&params::kMaxLength, std::int64_t{1024}); }), Codes{}) << "the default";
  EXPECT_EQ(with([](RunSpec&) {}), Codes{});
  RunRecord other = runWith("b", 0.5, 2);
  other.spec.datasetHash = "other";
  const RunComparison unlike = compareRuns({runWith("a", 1, 1), other});
  for (const SummaryRow& row : unlike.summary) {
    if (row.id.find("loss") != std::string::npos) {
      EXPECT_EQ(row.best, -1) << row.id;
    }
  }
}

TEST(RunComparison, SeriesCarryEveryAxis) {
  const RunComparison comparison = compareRuns({runWith("a", 1, 1)});
  const auto& series = comparison.series.at(0);
  const auto find = [&](const std::string& id) {
    return *std::find_if(series.begin(), series.end(), [&](const RunSeries& s) { return s.id == id; });
  };
  const RunSeries train = find("train_loss"), validation = find("validation_loss");
  ASSERT_EQ(train.values.size(), 20U);
  ASSERT_EQ(validation.values.size(), 2U);
  for (const CurveAxis axis : {CurveAxis::Step, CurveAxis::Epoch, CurveAxis::Tokens, CurveAxis::Seconds}) {
    EXPECT_EQ(train.axis(axis).size(), 20U) << curveAxisId(axis);
    EXPECT_TRUE(std::is_sorted(train.axis(axis).begin(), train.axis(axis).end())) << curveAxisId(axis);
  }
  EXPECT_EQ(validation.axis(CurveAxis::Tokens)[0], 1000);
  EXPECT_EQ(validation.axis(CurveAxis::Step)[1], 20);
}

TEST(RunComparison, TheBestOfEachRowIsMarkedWhereBetterMeansSomething) {
  const RunComparison comparison = compareRuns({runWith("a", 1.2, 1), runWith("b", 1.0, 2)});
  const auto best = [&](const std::string& id) {
    return std::find_if(comparison.summary.begin(), comparison.summary.end(),
                        [&](const SummaryRow& row) { return row.id == id; })
        ->best;
  };
  EXPECT_EQ(best("best_validation_loss"), 1);
  EXPECT_EQ(best("steps"), -1);
  EXPECT_EQ(best("elapsed_seconds"), -1) << "equal values have no best";
}

TEST(RunComparison, RowsComparedInPairsFindASmallDifference) {
  // Levels two percent apart; rows differ by a factor of ten, so independent means could not tell.
  const auto difference = pairedDifference(runWith("a", 1.0, 1, 0.05), runWith("b", 1.02, 50, 0.05));
  ASSERT_TRUE(difference.has_value());
  EXPECT_EQ(difference->rows, 120U);
  EXPECT_TRUE(difference->significant);
  EXPECT_GT(difference->low, 0);
  EXPECT_LT(difference->pValue, 0.01);
}

TEST(RunComparison, EqualRunsSeldomDiffer) {
  int significant = 0, small = 0;
  constexpr int kTrials = 200;
  for (std::uint64_t trial = 0; trial < kTrials; ++trial) {
    const auto difference = pairedDifference(runWith("a", 1, 1000 + 2 * trial), runWith("b", 1, 900'000 + 77 * trial));
    ASSERT_TRUE(difference.has_value());
    significant += difference->significant;
    small += difference->pValue < 0.05;
  }
  std::printf("equal runs called different: %d of %d by the interval, %d by the t test (5 %% expected)\n", significant,
              kTrials, small);
  EXPECT_LE(significant, kTrials / 10);
  EXPECT_LE(small, kTrials / 10);
  EXPECT_GE(small, 2) << "a test that never fires is no test";
}

TEST(RunComparison, OnlyTheSameRowsArePaired) {
  RunRecord a = runWith("a", 1, 1), b = runWith("b", 1, 2);
  b.spec.split.seed = 9;
  EXPECT_FALSE(pairedDifference(a, b).has_value());
  b = runWith("b", 1, 2);
  for (RunEvent& event : b.events)
    if (auto* eval = std::get_if<EvalMetrics>(&event)) eval->exampleLosses.pop_back(), eval->exampleTokens.pop_back();
  EXPECT_FALSE(pairedDifference(a, b).has_value());
  EXPECT_EQ(compareRuns({a, b, runWith("c", 1, 3)}).differences.size(), 1U);
}

TEST(Smoothing, IsDebiasedAndLeavesGapsAlone) {
  const std::vector<double> constant(50, 3.0);
  for (const double value : smoothed(constant, 0.99)) EXPECT_NEAR(value, 3.0, 1e-12) << "no pull to zero at the start";
  const std::vector<double> values{1, 2, kNaN, 4};
  EXPECT_EQ(smoothed(std::vector<double>{1, 2, 3}, 0), (std::vector<double>{1, 2, 3}));
  const auto half = smoothed(values, 0.5);
  EXPECT_NEAR(half[1], (0.5 * 1 + 2) / 1.5, 1e-12);
  EXPECT_TRUE(std::isnan(half[2]));
  EXPECT_NEAR(half[3], (0.25 * 1 + 0.5 * 2 + 4) / 1.75, 1e-12);
}

TEST(Resampling, IsLinearInsideAndNothingOutside) {
  const std::vector<double> x{0, 10, 20}, y{1, 3, 7}, at{-1, 0, 5, 10, 19, 20, 21};
  const auto out = resampled(x, y, at);
  EXPECT_TRUE(std::isnan(out[0]) && std::isnan(out[6]));
  EXPECT_EQ(std::vector<double>(out.begin() + 1, out.begin() + 6), (std::vector<double>{1, 2, 3, 6.6, 7}));
  EXPECT_TRUE(std::isnan(resampled({}, {}, std::vector<double>{1})[0]));
}

}  // namespace
}  // namespace attune
