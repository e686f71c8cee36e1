// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/reward.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/engine/nn/model.h"
#include "core/engine/open_model.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

// Better answers hold token 20, worse ones token 21.
TrainRequest rewardRequest(const fs::path& folder, const std::string& technique, const std::string& model = "llama") {
  TrainRequest request = tinyRequest(folder, technique);
  request.spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + model;
  request.spec.task = "reward";
  request.spec.classes = {"reward"};
  request.spec.params.set(&params::kBatchSize, std::int64_t{4});
  request.spec.params.set(&params::kEpochs, 4.0);
  if (technique == "full") request.spec.params.set(&params::kLearningRate, 1e-3);
  const auto rows = [](std::size_t count, std::uint64_t seed, std::int32_t mark) {
    Random random(seed);
    std::vector<TokenizedExample> made(count);
    for (TokenizedExample& row : made) {
      const std::size_t length = 4 + random.below(8);
      for (std::size_t i = 0; i < length; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
      row.tokens[random.below(length)] = mark;
      row.labels = row.tokens;
    }
    return std::make_shared<const std::vector<TokenizedExample>>(std::move(made));
  };
  request.train = rows(32, 1, 20);
  request.trainRejected = rows(32, 2, 21);
  request.validation = rows(12, 3, 20);
  request.validationRejected = rows(12, 4, 21);
  return request;
}

TEST(Reward, LossIsThePlainFormula) {
  const std::vector<double> chosen = {1.5, -0.3, 40, -40}, rejected = {0.2, 0.9, -5, 5};
  for (const double centring : {0.0, 0.01}) {
    Tensor better = at::tensor(chosen, at::kDouble).set_requires_grad(true), worse = at::tensor(rejected, at::kDouble).set_requires_grad(true);
    const Tensor losses = rewardLosses(better, worse, centring);
    losses.sum().backward();
    for (std::int64_t i = 0; i < 4; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const double margin = chosen[at] - rejected[at], sum = chosen[at] + rejected[at], wrong = 1 / (1 + std::exp(margin));
      EXPECT_NEAR(losses[i].item<double>(), std::max(-margin, 0.0) + std::log1p(std::exp(-std::abs(margin))) + centring * sum * sum, 1e-12);
      EXPECT_NEAR(better.grad()[i].item<double>(), -wrong + 2 * centring * sum, 1e-12);
      EXPECT_NEAR(worse.grad()[i].item<double>(), wrong + 2 * centring * sum, 1e-12);
    }
  }
}

class RewardTechniques : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(RewardTechniques, LearnIsResumedAndExported) {
  const auto [technique, model] = GetParam();
  const TemporaryFolder folder;
  const auto request = rewardRequest(folder.path() / "whole", technique, model);
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  std::vector<EvalMetrics> looks;
  for (const EvalMetrics& look : run.all<EvalMetrics>())
    if (look.set == "train") looks.push_back(look);
  const auto best = std::ranges::min_element(looks, {}, &EvalMetrics::loss);
  EXPECT_LT(best->loss, looks.front().loss);
  EXPECT_GE(best->metrics.at("preference_accuracy"), 0.5);
  EXPECT_NEAR(looks.back().metrics.at("reward_margin"), looks.back().metrics.at("chosen_reward") - looks.back().metrics.at("rejected_reward"), 1e-9);
  const fs::path last = request.runFolder / "checkpoints" / ("step-" + std::to_string(finished->step));

  auto parts = rewardRequest(folder.path() / "parts", technique, model);
  std::stop_source stop;
  const auto stopped = train(parts, [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 5) stop.request_stop();
  }, stop.get_token());
  ASSERT_EQ(stopped->outcome, RunOutcome::Stopped);
  parts.resume = true;
  ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
  EXPECT_EQ(weightsHash(parts.runFolder / "checkpoints" / last.filename()), weightsHash(last));

  // The margin of the last look is that of the opened model's rewards.
  auto opened = openModel({request.spec.modelPath, last, "cpu", "fp32", "reward", {"reward"}, false}, {}, {});
  ASSERT_TRUE(opened) << describe(opened.error());
  const auto better = (*opened)->classify(*request.validation, {}, {}), worse = (*opened)->classify(*request.validationRejected, {}, {});
  ASSERT_TRUE(better && worse);
  ASSERT_EQ(better->vocabulary, 1);
  double margin = 0;
  for (std::size_t i = 0; i < 12; ++i) margin += static_cast<double>(better->values[i] - worse->values[i]) / 12;
  for (const EvalMetrics& look : run.all<EvalMetrics>()) {
    if (look.set == "validation" && look.step == finished->step) {
      EXPECT_NEAR(look.metrics.at("reward_margin"), margin, 1e-4);
    }
  }
  const auto exported = (*opened)->exportMerged(folder.path() / "exported", "float32", {}, {}, {});
  ASSERT_TRUE(exported) << describe(exported.error());
  const auto checkpoint = openCheckpoint(folder.path() / "exported");
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->config.task, "sequence-classification");
  EXPECT_EQ(checkpoint->config.labels, std::vector<std::string>{"reward"});
}

INSTANTIATE_TEST_SUITE_P(Tiny, RewardTechniques,
                         testing::Combine(testing::Values("lora", "full", "feature_extraction"), testing::Values("llama", "bert")),
                         [](const auto& item) { return std::get<0>(item.param) + "_" + std::get<1>(item.param); });

TEST(Reward, RowsWithoutPairsAreRefused) {
  const TemporaryFolder folder;
  auto request = rewardRequest(folder.path(), "lora");
  request.trainRejected.reset();
  EXPECT_EQ(train(request, {}, {}).error().code, "train.no-pairs");
}

}  // namespace
}  // namespace attune::engine
