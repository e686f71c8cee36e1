// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_monitor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/run/curve_test.h"

namespace attune {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The events of a run with ten steps between looks; losses by look.
std::vector<RunEvent> eventsOf(const std::vector<double>& train, const std::vector<double>& validation,
                               int warmUpSteps = 0) {
  std::vector<RunEvent> events{RunStarted{.trainExamples = 1000}};
  std::int64_t step = 0;
  for (std::size_t look = 0; look < train.size(); ++look) {
    for (int k = 0; k < 10; ++k) {
      ++step;
      const double rate =
          step <= warmUpSteps ? static_cast<double>(step) / warmUpSteps : 1 - 1e-4 * static_cast<double>(step);
      events.push_back(StepMetrics{
          .step = step, .epoch = 0.1 * static_cast<double>(step), .loss = train[look], .learningRate = rate});
    }
    events.push_back(EvalMetrics{.step = step, .loss = validation[look]});
  }
  return events;
}

std::vector<RunWarning> warningsOf(RunMonitor& monitor, const std::vector<RunEvent>& events) {
  std::vector<RunWarning> all;
  for (const RunEvent& event : events)
    for (RunWarning& warning : monitor.observe(event)) all.push_back(std::move(warning));
  return all;
}

std::vector<std::string> kindsOf(const std::vector<RunWarning>& warnings) {
  std::vector<std::string> kinds;
  for (const RunWarning& warning : warnings) kinds.push_back(warning.kind);
  return kinds;
}

const std::vector<double> kFallingTrain{2.0, 1.6, 1.3, 1.1, 0.95, 0.83, 0.74, 0.66, 0.6, 0.55, 0.5, 0.46};
const std::vector<double> kTurning{2.1, 1.75, 1.5, 1.36, 1.3, 1.29, 1.33, 1.4, 1.48, 1.57, 1.66, 1.75};

TEST(RunMonitor, WarnsOfOverfittingOnceWithEvidenceAndOneAdvice) {
  RunMonitor monitor;
  const auto warnings = warningsOf(monitor, eventsOf(kFallingTrain, kTurning));
  std::vector<RunWarning> overfitting;
  for (const RunWarning& warning : warnings)
    if (warning.kind == "overfitting") overfitting.push_back(warning);
  ASSERT_EQ(overfitting.size(), 1U);
  EXPECT_EQ(overfitting[0].bestStep, 60);
  EXPECT_EQ(monitor.bestStep(), 60);
  EXPECT_LE(*monitor.warnedAtStep(), 100);
  EXPECT_EQ(monitor.current(), MonitorState::Overfitting);
  const std::string text = fillSlots(overfitting[0].text, overfitting[0].args);
  EXPECT_NE(text.find("from 1.290 at step 60"), std::string::npos) << text;
  EXPECT_EQ(fillSlots(overfitting[0].advice, overfitting[0].args),
            "Stop and use step 60. For the next run set the epochs to about 6.0.");
  EXPECT_EQ(text.find('{'), std::string::npos) << text;
}

TEST(RunMonitor, NeverTakesTheWarningBack) {
  std::vector<double> train = kFallingTrain, validation = kTurning;
  for (int i = 0; i < 10; ++i) {
    train.push_back(0.4);
    validation.push_back(1.0);
  }
  RunMonitor monitor;
  const auto warnings = warningsOf(monitor, eventsOf(train, validation));
  EXPECT_EQ(monitor.current(), MonitorState::Overfitting);
  EXPECT_EQ(
      std::count_if(warnings.begin(), warnings.end(), [](const RunWarning& w) { return w.kind == "overfitting"; }), 1);
}

TEST(RunMonitor, IsSilentWhileTheLearningRateWarmsUp) {
  // Validation rises during warm-up while training falls: no judgement before the rate has reached its peak.
  RunMonitor monitor;
  const auto events = eventsOf(kFallingTrain, kTurning, 500);
  EXPECT_TRUE(warningsOf(monitor, events).empty());
  EXPECT_EQ(monitor.bestStep(), 60) << "the best step is kept all the same";
}

TEST(RunMonitor, HealthyRunsStaySilent) {
  std::vector<double> train, validation;
  for (int i = 0; i < 30; ++i) {
    train.push_back(0.5 + 1.5 * std::exp(-i / 8.0));
    validation.push_back(0.9 + 1.2 * std::exp(-i / 8.0));
  }
  RunMonitor monitor;
  for (const RunWarning& warning : warningsOf(monitor, eventsOf(train, validation))) EXPECT_EQ(warning.kind, "plateau");
  EXPECT_FALSE(monitor.warnedAtStep().has_value());
}

TEST(RunMonitor, NaNIsToldOnceAndNeverBest) {
  RunMonitor monitor;
  const auto warnings = warningsOf(
      monitor, eventsOf({2.0, 1.5, kNaN, kNaN, 1.0}, {2.1, 1.6, kNaN, -std::numeric_limits<double>::infinity(), 1.7}));
  EXPECT_EQ(kindsOf(warnings), (std::vector<std::string>{"not-finite"}));
  EXPECT_EQ(monitor.bestStep(), 20);
  RunMonitor fromTheStart;
  const auto first = warningsOf(fromTheStart, eventsOf({kNaN}, {kNaN}));
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(fromTheStart.current(), MonitorState::Diverging);
  EXPECT_EQ(fillSlots(first[0].advice, first[0].args),
            "Stop and train with a third of the learning rate, or in 32-bit precision.");
}

TEST(RunMonitor, DivergingIsNotCalledOverfitting) {
  RunMonitor monitor;
  const auto kinds =
      kindsOf(warningsOf(monitor, eventsOf({2.0, 1.5, 1.2, 1.3, 2.0, 4.0, 8.0}, {2.1, 1.6, 1.3, 1.35, 2.2, 4.4, 8.5})));
  EXPECT_EQ(kinds, (std::vector<std::string>{"diverging"}));
}

TEST(RunMonitor, ToldOfAPlateauWhileTrainingGoesOnFalling) {
  std::vector<double> train, validation;
  Random random(5);
  for (int i = 0; i < 24; ++i) {
    train.push_back(1.5 * std::exp(-i / 12.0));
    validation.push_back((i < 8 ? 1.6 - 0.1 * i : 0.82) * (1 + 0.004 * (random.uniform() - 0.5)));
  }
  RunMonitor monitor;
  EXPECT_EQ(kindsOf(warningsOf(monitor, eventsOf(train, validation))), (std::vector<std::string>{"plateau"}));
  EXPECT_EQ(monitor.current(), MonitorState::Plateau);
}

// Losses of rows that differ widely in difficulty, so that means of independent rows would tell nothing.
struct Rows {
  std::vector<float> base;
  std::vector<std::int32_t> tokens;
  explicit Rows(std::size_t count) {
    Random random(9);
    for (std::size_t i = 0; i < count; ++i) {
      tokens.push_back(static_cast<std::int32_t>(5 + random.below(60)));
      base.push_back(static_cast<float>(tokens.back() * (0.2 + 3.5 * random.uniform())));
    }
  }
  EvalMetrics look(std::int64_t step, double factor, double jitter, std::uint64_t seed) const {
    Random random(seed);
    EvalMetrics eval{.step = step, .exampleTokens = tokens};
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
      eval.exampleLosses.push_back(static_cast<float>(base[i] * factor * (1 + jitter * (random.uniform() - 0.5))));
      sum += eval.exampleLosses.back();
      count += tokens[i];
    }
    eval.loss = sum / count;
    return eval;
  }
};

std::vector<RunWarning> runWithRows(RunMonitor& monitor, const Rows& rows, const std::vector<double>& factors,
                                    double jitter) {
  std::vector<RunWarning> all;
  std::int64_t step = 0;
  for (std::size_t look = 0; look < factors.size(); ++look) {
    for (int k = 0; k < 10; ++k)
      monitor.observe(StepMetrics{.step = ++step,
                                  .epoch = 0.01 * static_cast<double>(step),
                                  .loss = 2.0 * std::exp(-0.2 * static_cast<double>(look)),
                                  .learningRate = 1});
    for (RunWarning& warning : monitor.observe(rows.look(step, factors[look], jitter, 100 + look)))
      all.push_back(std::move(warning));
  }
  return all;
}

TEST(RunMonitor, RowsComparedOneByOneShowARiseThatTheMeanHides) {
  RunMonitor monitor;
  const auto warnings = runWithRows(monitor, Rows(200), {1.4, 1.2, 1.1, 1.0, 1.01, 1.03, 1.05, 1.07}, 0.1);
  ASSERT_TRUE(monitor.warnedAtStep().has_value());
  EXPECT_LE(*monitor.warnedAtStep(), 70);
  const RunWarning& last = warnings.back();
  EXPECT_EQ(last.kind, "overfitting");
  EXPECT_NE(fillSlots(last.text, last.args).find("row by row on 200 rows"), std::string::npos)
      << fillSlots(last.text, last.args);
  EXPECT_EQ(fillSlots(last.advice, last.args),
            "Stop and use step 40. The best step came within the first epoch: try half the learning rate.");
}

TEST(RunMonitor, RowsComparedOneByOneDoNotCallChanceOverfitting) {
  int alarms = 0;
  for (std::uint64_t trial = 0; trial < 100; ++trial) {
    RunMonitor monitor;
    Random random(trial);
    std::vector<double> factors{1.4, 1.2, 1.1};
    for (int i = 0; i < 12; ++i) factors.push_back(1.0 + 0.004 * (random.uniform() - 0.5));
    runWithRows(monitor, Rows(100), factors, 0.3);
    alarms += monitor.warnedAtStep().has_value();
  }
  EXPECT_LE(alarms, 2);
}

// Too high a learning rate: validation is best before the first step.
TEST(RunMonitor, TheModelBeforeTrainingCanBeTheBest) {
  for (const bool withRows : {false, true}) {
    RunMonitor monitor;
    const Rows rows(100);
    std::vector<RunWarning> warnings;
    std::int64_t step = 0;
    for (std::size_t look = 0; look < 8; ++look) {
      EvalMetrics eval = rows.look(step, 1 + 0.06 * static_cast<double>(look), 0.02, look);
      if (!withRows) eval.exampleLosses.clear(), eval.exampleTokens.clear();
      for (RunWarning& warning : monitor.observe(eval)) warnings.push_back(std::move(warning));
      for (int k = 0; k < 10; ++k)
        monitor.observe(StepMetrics{
            .step = ++step, .epoch = 0.1, .loss = 2.0 * std::exp(-0.1 * static_cast<double>(look)), .learningRate = 1});
    }
    ASSERT_TRUE(monitor.warnedAtStep().has_value()) << withRows;
    EXPECT_LE(*monitor.warnedAtStep(), 50) << withRows;
    EXPECT_EQ(monitor.bestStep(), 0);
    EXPECT_NE(warnings.back().advice.find("before training"), std::string::npos);
  }
}

TEST(RunMonitor, SaysWhenThereAreTooFewRows) {
  RunMonitor monitor;
  const auto warnings = runWithRows(monitor, Rows(6), {1.4, 1.2, 1.0, 1.1, 1.2, 1.3}, 0.01);
  EXPECT_EQ(kindsOf(warnings), (std::vector<std::string>{"cannot-tell"}));
  EXPECT_EQ(fillSlots(warnings[0].text, warnings[0].args),
            "With 6 validation rows it cannot be told whether the model overfits.");
}

TEST(RunMonitor, GoesOnFromItsStateAsIfNothingHadHappened) {
  std::vector<RunEvent> events = eventsOf(kFallingTrain, kTurning, 15);
  events.insert(events.begin() + 1, EvalMetrics{.step = 0, .loss = 2.4});
  const Rows rows(40);
  for (std::size_t i = 0; i < events.size(); ++i)
    if (auto* eval = std::get_if<EvalMetrics>(&events[i])) *eval = rows.look(eval->step, eval->loss, 0.05, i);
  RunMonitor whole;
  const auto expected = warningsOf(whole, events);
  ASSERT_FALSE(expected.empty());
  for (std::size_t cut = 0; cut <= events.size(); cut += 7) {
    RunMonitor first, second;
    auto warnings = warningsOf(first, {events.begin(), events.begin() + static_cast<std::ptrdiff_t>(cut)});
    ASSERT_TRUE(second.restore(*parseJson(first.state().dump(), "state")).has_value());
    for (RunWarning& warning : warningsOf(second, {events.begin() + static_cast<std::ptrdiff_t>(cut), events.end()}))
      warnings.push_back(std::move(warning));
    ASSERT_EQ(warnings.size(), expected.size()) << "cut at " << cut;
    for (std::size_t i = 0; i < warnings.size(); ++i) EXPECT_EQ(toJson(warnings[i]).dump(), toJson(expected[i]).dump());
    EXPECT_EQ(second.state().dump(), whole.state().dump());
  }
}

TEST(RunMonitor, DamagedStatesAreRefusedAndChangeNothing) {
  RunMonitor monitor;
  warningsOf(monitor, eventsOf(kFallingTrain, kTurning));
  const std::string before = monitor.state().dump();
  for (const char* text : {"[]", "{}", R"({"version":2})", R"({"version":1,"state":9})", R"({"version":1,"told":[1]})"})
    EXPECT_EQ(monitor.restore(*parseJson(text, "state")).error().code, "run.bad-monitor-state") << text;
  Json changed = monitor.state();
  changed["looks"][0] = {1, 2};
  EXPECT_FALSE(monitor.restore(changed).has_value());
  EXPECT_EQ(monitor.state().dump(), before);
}

TEST(CurveTest, RowDifferenceIsTheRatioEstimator) {
  const std::vector<float> before{2, 4, 9, 1}, after{3, 5, 8, 2};
  const std::vector<std::int32_t> tokens{1, 2, 3, 0};
  const RowDifference d = rowDifference(before, after, tokens);
  EXPECT_EQ(d.rows, 3U);
  EXPECT_NEAR(d.mean, (1 + 1 - 1) / 6.0, 1e-12);
  const double m = d.mean, squares = std::pow(1 - m, 2) + std::pow(1 - 2 * m, 2) + std::pow(-1 - 3 * m, 2);
  EXPECT_NEAR(d.standardError, std::sqrt(squares * 3 / 2) / 6, 1e-12);
}

TEST(CurveTest, NoiseIsFoundOnACurveWithSpikes) {
  Random random(2);
  for (const double truth : {0.005, 0.01, 0.02, 0.04}) {
    std::vector<double> values;
    for (int i = 0; i < 40; ++i) {
      double sum = -6;
      for (int k = 0; k < 12; ++k) sum += random.uniform();
      values.push_back(std::exp(-i / 10.0) + truth * sum + (i % 15 == 14 ? 0.4 : 0));
    }
    EXPECT_NEAR(curveNoise(values) / truth, 1.1, 0.45) << truth;
  }
  EXPECT_EQ(theilSenSlope(std::vector<double>{1, 3, 5, 100, 9}), 2);
  EXPECT_EQ(medianOf({3, 1, 2, 4}), 2.5);
}

}  // namespace
}  // namespace attune
