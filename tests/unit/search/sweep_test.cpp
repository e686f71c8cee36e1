// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sweep.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "core/params/training_params.h"

namespace attune {
namespace {

SearchDimension dimension(const ParamRef& param, const char* text) {
  auto made = dimensionFromText(param, text);
  EXPECT_TRUE(made.has_value()) << text << (made ? "" : describe(made.error()));
  return made ? *made : SearchDimension{};
}

double realOf(const Trial& trial, const std::string& id) {
  for (const auto& [known, value] : trial.values)
    if (known == id)
      return std::holds_alternative<double>(value) ? std::get<double>(value)
                                                   : static_cast<double>(std::get<std::int64_t>(value));
  return 0;
}

Sweep sweepOf(const std::string& sampler, std::int64_t trials, std::uint64_t seed = 1) {
  SweepSpec spec;
  spec.sampler = sampler;
  spec.trials = trials;
  spec.seed = seed;
  spec.dimensions = {dimension(&params::kLearningRate, "1e-6..1e-1 log"), dimension(&params::kWeightDecay, "0..1"),
                     dimension(&params::kBatchSize, "1..64 log"),
                     dimension(&params::kSchedule, "linear,cosine,constant")};
  auto sweep = Sweep::create(spec);
  EXPECT_TRUE(sweep.has_value());
  return *sweep;
}

// A loss that is lowest at 3e-4, weight decay 0.3, batch 8 and the cosine schedule.
double lossOf(const Trial& trial) {
  const double rate = std::log10(realOf(trial, "learning_rate")) - std::log10(3e-4),
               decay = realOf(trial, "weight_decay") - 0.3,
               batch = std::log2(realOf(trial, "per_device_train_batch_size")) - 3;
  return 1 + 0.3 * rate * rate + decay * decay + 0.02 * batch * batch +
         (std::get<std::string>(trial.values[3].second) == "cosine" ? 0 : 0.1);
}

void runAll(Sweep& sweep, const std::function<double(const Trial&)>& loss = lossOf) {
  while (const auto trial = sweep.next()) {
    sweep.report(trial->number, 10, loss(*trial));
    sweep.finish(trial->number, TrialState::Done);
  }
}

TEST(SearchSpace, ReadsListsAndRanges) {
  EXPECT_EQ(dimension(&params::kLearningRate, "1e-4, 2e-4,1e-4").values, (std::vector<ParamValue>{1e-4, 2e-4}));
  EXPECT_EQ(dimension(&params::kSchedule, "linear,cosine").values.size(), 2U);
  const SearchDimension range = dimension(&params::kLearningRate, " 1e-5 .. 1e-3 log 3");
  EXPECT_TRUE(range.logarithmic);
  EXPECT_EQ(range.points, 3);
  const auto grid = range.gridValues();
  ASSERT_EQ(grid.size(), 3U);
  EXPECT_NEAR(std::get<double>(grid[1]), 1e-4, 1e-12);
  EXPECT_EQ(std::get<double>(grid[0]), 1e-5);
  EXPECT_EQ(std::get<double>(grid[2]), 1e-3);
  const SearchDimension whole = dimension(&params::kBatchSize, "1..4 9");
  EXPECT_EQ(whole.gridValues(),
            (std::vector<ParamValue>{std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}}))
      << "no value twice";
  for (const char* text : {"", ",", "1e-3..1e-5", "0..1 log", "1..2 wide", "1..", "..2", "1..2 1", "1..2 9999999"})
    EXPECT_EQ(dimensionFromText(&params::kWeightDecay, text).has_value(), false) << text;
  EXPECT_EQ(dimensionFromText(&params::kLearningRate, "1e-4,11").error().code, "param.out-of-range");
  EXPECT_EQ(dimensionFromText(&params::kSchedule, "linear..cosine").error().code, "search.bad-range");
  EXPECT_EQ(dimensionFromText("seed", "1,2,3")->values.size(), 3U);
  EXPECT_EQ(dimensionFromText("technique", "lora,full")->values.size(), 2U);
  EXPECT_EQ(dimensionFromText("colour", "red").error().code, "search.unknown-setting");
}

TEST(SearchSpace, PositionsCoverTheRangeEvenly) {
  const SearchDimension whole = dimension(&params::kBatchSize, "1..4");
  std::map<std::int64_t, int> counts;
  for (int i = 0; i < 4000; ++i) ++counts[std::get<std::int64_t>(whole.at((i + 0.5) / 4000))];
  ASSERT_EQ(counts.size(), 4U);
  for (const auto& [value, count] : counts) EXPECT_NEAR(count, 1000, 2) << value;
  const SearchDimension ratio = dimension(&params::kLearningRate, "1e-6..1e-2 log");
  EXPECT_NEAR(std::get<double>(ratio.at(0.5)), 1e-4, 1e-10);
  EXPECT_DOUBLE_EQ(std::get<double>(ratio.at(0)), 1e-6);
  EXPECT_DOUBLE_EQ(std::get<double>(ratio.at(1)), 1e-2);
}

TEST(Sweep, AGridTriesEveryCombinationOnce) {
  SweepSpec spec;
  spec.sampler = "grid";
  spec.trials = 1000;
  spec.dimensions = {dimension(&params::kLearningRate, "1e-4,2e-4,5e-4"), *dimensionFromText("seed", "1,2"),
                     *dimensionFromText("technique", "lora,dora")};
  Sweep sweep = *Sweep::create(spec);
  runAll(sweep, [](const Trial& trial) { return realOf(trial, "learning_rate"); });
  ASSERT_EQ(sweep.trials().size(), 12U);
  std::set<std::string> seen;
  for (const Trial& trial : sweep.trials()) {
    const RunSpec run = sweep.specOf(trial);
    seen.insert(paramText(*run.params.find("learning_rate")) + " " + std::to_string(run.seed) + " " + run.technique);
  }
  EXPECT_EQ(seen.size(), 12U);
  EXPECT_EQ(sweep.specOf(sweep.trials()[1]).name, "learning_rate 0.0001, seed 1, technique dora");
  EXPECT_EQ(realOf(*sweep.best(), "learning_rate"), 1e-4);
}

TEST(Sweep, TheSameSeedGivesTheSameTrials) {
  for (const Sampler& sampler : samplers()) {
    Sweep a = sweepOf(sampler.id, 30, 7), b = sweepOf(sampler.id, 30, 7), c = sweepOf(sampler.id, 30, 8);
    runAll(a);
    runAll(b);
    runAll(c);
    EXPECT_EQ(a.toJson().dump(), b.toJson().dump()) << sampler.id;
    if (sampler.id != std::string("grid")) {
      EXPECT_NE(a.toJson()["trials"].dump(), c.toJson()["trials"].dump()) << sampler.id;
    }
  }
}

TEST(Sweep, GoesOnAfterAnInterruptionAsIfThereHadBeenNone) {
  for (const Sampler& sampler : samplers()) {
    Sweep whole = sweepOf(sampler.id, 25);
    runAll(whole);
    Sweep part = sweepOf(sampler.id, 25);
    for (int interruptions = 0;; ++interruptions) {
      part = *Sweep::fromJson(*parseJson(part.toJson().dump(), "sweep"));
      const auto trial = part.next();
      if (!trial) break;
      if (interruptions % 2 == 0) continue;  // killed before the run had ended: the same trial comes again
      part.report(trial->number, 10, lossOf(*trial));
      part.finish(trial->number, TrialState::Done);
    }
    EXPECT_EQ(part.toJson().dump(), whole.toJson().dump()) << sampler.id;
  }
}

TEST(Sweep, LearningFromEarlierRunsBeatsChance) {
  double random = 0, tpe = 0;
  constexpr int kSeeds = 40;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Sweep a = sweepOf("random", 40, seed), b = sweepOf("tpe", 40, seed);
    runAll(a);
    runAll(b);
    random += *a.best()->value / kSeeds;
    tpe += *b.best()->value / kSeeds;
  }
  std::printf("mean of the best of 40 runs over 40 seeds: random %.4f, tpe %.4f, optimum 1\n", random, tpe);
  EXPECT_LT(tpe - 1, 0.7 * (random - 1));
}

TEST(Sweep, HalvingEndsPoorRunsEarlyAndKeepsTheBest) {
  double bestOfAll = 0, bestOfHalved = 0;
  std::int64_t steps = 0, allSteps = 0;
  constexpr std::int64_t kSteps = 270;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SweepSpec spec = sweepOf("random", 30, seed).spec();
    spec.pruner = "halving";
    spec.firstRung = 10;
    Sweep sweep = *Sweep::create(spec);
    double lowest = std::numeric_limits<double>::infinity();
    while (const auto trial = sweep.next()) {
      lowest = std::min(lowest, lossOf(*trial));
      TrialState state = TrialState::Done;
      for (std::int64_t step = 10; step <= kSteps; step += 10) {
        steps += 10;
        if (!sweep.report(trial->number, step, lossOf(*trial) + 2 * std::exp(-static_cast<double>(step) / 40)))
          continue;
        state = TrialState::Pruned;
        break;
      }
      sweep.finish(trial->number, state);
      allSteps += kSteps;
    }
    bestOfAll += lowest / 20;
    bestOfHalved += *sweep.best()->value / 20;
  }
  std::printf("halving trained %.0f %% of the steps; best loss %.4f, without halving %.4f\n",
              100.0 * static_cast<double>(steps) / static_cast<double>(allSteps), bestOfHalved, bestOfAll);
  EXPECT_LT(steps, allSteps / 3);
  EXPECT_LT(bestOfHalved, bestOfAll + 0.01);
}

TEST(Sweep, NaNIsNeverGood) {
  for (const char* pruner : {"none", "halving"}) {
    SweepSpec spec = sweepOf("tpe", 20).spec();
    spec.pruner = pruner;
    Sweep sweep = *Sweep::create(spec);
    while (const auto trial = sweep.next()) {
      const bool broken = trial->number % 3 == 0;
      sweep.report(trial->number, 10, broken ? std::numeric_limits<double>::quiet_NaN() : lossOf(*trial));
      sweep.finish(trial->number, broken ? TrialState::Failed : TrialState::Done);
    }
    ASSERT_TRUE(sweep.best().has_value());
    EXPECT_NE(sweep.best()->number % 3, 0);
    EXPECT_TRUE(Sweep::fromJson(*parseJson(sweep.toJson().dump(), "sweep")).has_value());
  }
}

TEST(Sweep, WrongSpecsAndDamagedStatesAreRefused) {
  EXPECT_EQ(Sweep::create({}).error().code, "search.no-dimension");
  SweepSpec spec = sweepOf("random", 3).spec();
  spec.sampler = "magic";
  EXPECT_EQ(Sweep::create(spec).error().code, "search.unknown-sampler");
  spec.sampler = "random";
  spec.pruner = "axe";
  EXPECT_EQ(Sweep::create(spec).error().code, "search.unknown-pruner");
  spec.pruner = "halving";
  spec.factor = 1;
  EXPECT_EQ(Sweep::create(spec).error().code, "search.bad-range");
  spec.factor = 2;
  spec.dimensions.push_back(spec.dimensions[0]);
  EXPECT_EQ(Sweep::create(spec).error().code, "search.bad-range");
  Sweep sweep = sweepOf("random", 3);
  runAll(sweep);
  const Json good = sweep.toJson();
  for (const char* path :
       {"/trials/0/state", "/trials/1/number", "/trials/0/looks", "/dimensions/0/low", "/seed", "/base"}) {
    Json bad = good;
    bad[Json::json_pointer(path)] = "wrong";
    EXPECT_FALSE(Sweep::fromJson(bad).has_value()) << path;
  }
}

}  // namespace
}  // namespace attune
