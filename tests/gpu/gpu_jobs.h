// SPDX-License-Identifier: GPL-3.0-or-later
// Small runs of every kind, for the tests of this folder.
#pragma once
#include <gtest/gtest.h>

#include <functional>

#include "core/engine/objectives/grpo_params.h"
#include "tests/unit/engine/preference_fixture.h"

namespace attune::engine {

namespace fs = std::filesystem;
using Rows = std::vector<TokenizedExample>;

inline const at::Device kGpu(at::kCUDA, 0);

inline std::shared_ptr<const Rows> shared(Rows rows) { return std::make_shared<const Rows>(std::move(rows)); }

inline std::string golden(const std::string& name) { return std::string(ATTUNE_TEST_DATA) + "/golden/models/" + name; }

/// A run: a technique on a tiny model, changed to what it is to show.
struct Job {
  std::string name, technique = "lora";
  std::function<void(TrainRequest&)> change = [](TrainRequest&) {};
};

inline void PrintTo(const Job& job, std::ostream* out) { *out << job.name; }

// Texts of tokens that an encoder knows too; `labels` gives a row its labels.
template <class Labels>
std::shared_ptr<const Rows> textRows(std::size_t count, std::uint64_t seed, const Labels& labels) {
  Random random(seed);
  Rows rows(count);
  for (TokenizedExample& row : rows) {
    const std::size_t length = 4 + random.below(12);
    for (std::size_t i = 0; i < length; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
    row.labels = labels(row, random);
  }
  return shared(std::move(rows));
}

inline void classify(TrainRequest& request, const std::string& model) {
  const auto labels = [](const TokenizedExample&, Random& random) { return std::vector<std::int32_t>{static_cast<std::int32_t>(random.below(3))}; };
  request.spec.modelPath = golden(model);
  request.spec.task = "text-classification";
  request.spec.classes = {"a", "b", "c"};
  request.train = textRows(24, 1, labels);
  request.validation = textRows(9, 2, labels);
}

inline void tagTokens(TrainRequest& request) {
  const auto labels = [](const TokenizedExample& row, Random&) {
    std::vector<std::int32_t> tags;
    for (const std::int32_t token : row.tokens) tags.push_back(token % 5 == 4 ? kNoLabel : token % 3);
    return tags;
  };
  request.spec.modelPath = golden("bert");
  request.spec.task = "token-classification";
  request.spec.classes = {"a", "b", "c"};
  request.train = textRows(24, 1, labels);
  request.validation = textRows(9, 2, labels);
}

inline void continueTexts(TrainRequest& request, const std::string& model) {
  const auto itself = [](const TokenizedExample& row, Random&) { return row.tokens; };
  request.spec.modelPath = golden(model);
  request.spec.params.set(&params::kLearningRate, 1e-3);  // so that rounding does not send a token to another expert
  request.train = textRows(41, 1, itself);
  request.validation = textRows(9, 2, itself);
}

inline void rate(TrainRequest& request) {
  request.spec.task = "kto";
  for (auto* lists : {&request.train, &request.validation}) {
    auto [good, bad] = patternPairs((*lists)->size(), lists == &request.train ? 1 : 2);
    for (std::size_t i = 0; i < good.size(); ++i) (i % 2 == 0 ? bad : good)[i] = {};
    *lists = shared(std::move(good));
    (lists == &request.train ? request.trainRejected : request.validationRejected) = shared(std::move(bad));
  }
}

inline void prefer(TrainRequest& request, const char* task) {
  request.spec.task = task;
  if (request.spec.task == "reward") request.spec.classes = {"reward"};
  auto [better, worse] = patternPairs(20, 1);
  request.train = shared(std::move(better));
  request.trainRejected = shared(std::move(worse));
  auto [validationBetter, validationWorse] = patternPairs(7, 2);
  request.validation = shared(std::move(validationBetter));
  request.validationRejected = shared(std::move(validationWorse));
}

/// Rewards the share of even tokens.
class EvenTokens : public AnswerJudge {
 public:
  Result<std::vector<double>> rewards(bool, std::size_t, const std::vector<Generation>& answers, std::stop_token) override {
    std::vector<double> found;
    for (const Generation& answer : answers) {
      double even = 0;
      for (const std::int32_t token : answer.tokens) even += token % 2 == 0 ? 1 : 0;
      found.push_back(even / static_cast<double>(answer.tokens.size() + 1));
    }
    return found;
  }
  std::string contentHash() const override { return "even"; }
};

inline void reward(TrainRequest& request) {
  const auto none = [](const TokenizedExample&, Random&) { return std::vector<std::int32_t>(); };
  request.spec.task = "grpo";
  request.spec.params.set(&params::kNumGenerations, std::int64_t{4});
  request.spec.params.set(&params::kCompletionLength, std::int64_t{5});
  request.train = textRows(9, 1, none);
  request.validation = textRows(4, 2, none);
  request.stopTokens = {2};
  request.judge = std::make_shared<EvenTokens>();
}

// A row holds two texts, whose lengths its labels say.
inline void compareTexts(TrainRequest& request) {
  const auto lengths = [](const TokenizedExample& row, Random&) {
    const auto all = static_cast<std::int32_t>(row.tokens.size());
    return std::vector<std::int32_t>{all / 2, all - all / 2};
  };
  request.spec.modelPath = golden("bert");
  request.spec.task = "embedding";
  request.train = textRows(24, 1, lengths);
  request.validation = textRows(9, 2, lengths);
}

inline std::function<void(TrainRequest&)> with(auto param, auto value) {
  return [=](TrainRequest& request) { request.spec.params.set(param, value); };
}

inline RecordedRun ran(const TrainRequest& request) {
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  EXPECT_TRUE(finished) << describe(finished.error());
  EXPECT_TRUE(finished && finished->outcome == RunOutcome::Completed) << (finished && finished->error ? describe(*finished->error) : "");
  return run;
}

inline void expectSameLosses(const RecordedRun& found, const RecordedRun& expected, double relative) {
  const auto losses = lossesOf(found), wanted = lossesOf(expected);
  ASSERT_EQ(losses.size(), wanted.size());
  ASSERT_GE(losses.size(), 4U);
  for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], wanted[i], relative * std::max(0.1, std::abs(wanted[i]))) << "step " << i + 1;
  const auto looks = found.all<EvalMetrics>(), wantedLooks = expected.all<EvalMetrics>();
  ASSERT_EQ(looks.size(), wantedLooks.size());
  ASSERT_FALSE(looks.empty());
  for (std::size_t i = 0; i < looks.size(); ++i) EXPECT_NEAR(looks[i].loss, wantedLooks[i].loss, relative * std::max(0.1, std::abs(wantedLooks[i].loss)));
}

}  // namespace attune::engine
