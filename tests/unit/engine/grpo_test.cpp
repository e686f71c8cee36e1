// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from rewards on the tiny Llama checkpoint: loss and gradients beside the formulas written out, a reward that rises, exact
// resumption, stops, refusals.
#include "core/engine/objectives/grpo.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/engine/objectives/grpo_params.h"
#include "core/engine/objectives/objective.h"
#include "core/engine/technique_facts.h"
#include "core/engine/train_plan.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::int32_t kWanted = 20;

/// Rewards by a function of an answer's tokens; remembers what it was asked.
class TestJudge : public AnswerJudge {
 public:
  using Rule = std::function<double(std::size_t row, const std::vector<std::int32_t>& answer)>;
  explicit TestJudge(Rule rule) : m_rule(std::move(rule)) {}
  Result<std::vector<double>> rewards(bool validation, std::size_t row, const std::vector<Generation>& answers, std::stop_token) override {
    std::vector<double> rewards;
    for (const Generation& answer : answers) rewards.push_back(m_rule(row, answer.tokens));
    if (!validation && answers.size() > 1) asked.emplace_back(row, answers), given.push_back(rewards);
    if (onAsked) onAsked();
    return rewards;
  }
  std::string contentHash() const override { return hash; }

  std::vector<std::pair<std::size_t, std::vector<Generation>>> asked;  // of training rows, whole groups
  std::vector<std::vector<double>> given;
  std::function<void()> onAsked;
  std::string hash = "judge";

 private:
  Rule m_rule;
};

// The share of an answer that is the token wanted.
double shareOfWanted(std::size_t, const std::vector<std::int32_t>& answer) {
  return answer.empty() ? 0 : static_cast<double>(std::ranges::count(answer, kWanted)) / static_cast<double>(answer.size());
}

std::shared_ptr<const std::vector<TokenizedExample>> questions(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  auto rows = std::make_shared<std::vector<TokenizedExample>>(count);
  for (TokenizedExample& row : *rows) {
    const std::size_t length = 2 + random.below(4);
    for (std::size_t i = 0; i < length; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(30)));
  }
  return rows;
}

TrainRequest rewardedRequest(const fs::path& folder, const std::string& technique = "lora", std::shared_ptr<AnswerJudge> judge = {}) {
  auto request = tinyRequest(folder, technique);
  request.spec.task = "grpo";
  ParamSet& set = request.spec.params;
  set.set(&params::kNumGenerations, std::int64_t{6});
  set.set(&params::kCompletionLength, std::int64_t{5});
  request.train = questions(11, 1);
  request.validation = questions(4, 2);
  request.stopTokens = {2};
  request.judge = judge ? std::move(judge) : std::make_shared<TestJudge>(shareOfWanted);
  return request;
}

TEST(Grpo, AdvantagesAreThoseOfTheGroup) {
  const std::vector<double> rewards{1, 0, 0.5, 0.5};
  const double deviation = std::sqrt(0.5 / 3);  // of the four, with n − 1
  const auto scaled = groupAdvantages(rewards, true), plain = groupAdvantages(rewards, false);
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    EXPECT_NEAR(plain[i], rewards[i] - 0.5, 1e-15);
    EXPECT_NEAR(scaled[i], (rewards[i] - 0.5) / (deviation + 1e-4), 1e-12);
  }
  for (const double advantage : groupAdvantages(std::vector<double>(5, 0.3), true)) EXPECT_NEAR(advantage, 0, 1e-9);
}

// The paper's loss of one token, and its derivative by the log-probability of the policy.
std::pair<double, double> tokenLoss(double policy, double old, double reference, double advantage, double epsilon, double beta) {
  const double ratio = std::exp(policy - old), clipped = std::clamp(ratio, 1 - epsilon, 1 + epsilon);
  const bool free = ratio * advantage <= clipped * advantage;
  const double distance = std::exp(reference - policy);
  return {-std::min(ratio * advantage, clipped * advantage) + beta * (distance - (reference - policy) - 1),
          (free ? -ratio * advantage : 0) + beta * (1 - distance)};
}

TEST(Grpo, TokenLossesAndGradientsEqualTheFormula) {
  Random random(5);
  std::vector<double> policy, old, reference, advantages;
  for (int i = 0; i < 300; ++i) {
    policy.push_back(-3 * random.uniform() - 0.1);
    old.push_back(policy.back() + 1.2 * (random.uniform() - 0.5));
    reference.push_back(policy.back() + 3 * (random.uniform() - 0.5));
    advantages.push_back(4 * (random.uniform() - 0.5));
  }
  const auto tensor = [](const std::vector<double>& values) { return at::tensor(values, at::kDouble); };
  for (const double beta : {0.0, 0.3}) {
    const Tensor learnt = tensor(policy).set_requires_grad(true);
    const Tensor losses = policyLosses(learnt, tensor(old), beta > 0 ? tensor(reference) : Tensor(), tensor(advantages), 0.2, beta);
    losses.sum().backward();
    int clipped = 0;
    for (std::size_t i = 0; i < policy.size(); ++i) {
      const auto [loss, slope] = tokenLoss(policy[i], old[i], reference[i], advantages[i], 0.2, beta);
      EXPECT_NEAR(losses[static_cast<std::int64_t>(i)].item<double>(), loss, 1e-12);
      EXPECT_NEAR(learnt.grad()[static_cast<std::int64_t>(i)].item<double>(), slope, 1e-12);
      clipped += slope == 0;
    }
    if (beta == 0) {
      EXPECT_GT(clipped, 20);
      EXPECT_LT(clipped, 280);
    }
  }
}

/// An objective at work on a model of its own.
struct Prepared {
  std::unique_ptr<Objective> objective;
  std::unique_ptr<Model> model;
  std::unique_ptr<Technique> technique;
};

Prepared prepared(const TrainRequest& request) {
  const auto checkpoint = openCheckpoint(request.spec.modelPath);
  Prepared p;
  p.objective = std::move(*makeObjective(request));
  const auto plan = makeTrainPlan(request, checkpoint->config, *p.objective);
  p.model = std::move(*p.objective->build(*checkpoint, at::kCPU, at::kFloat));
  p.technique = std::move(*applyTechnique(request.spec.technique, *p.model, {request.spec.params, 7, {}, "tiny"}));
  EXPECT_TRUE(p.objective->begin(*p.technique, *plan, {}).value_or(false));
  return p;
}

// Log-probabilities of an answer's tokens, in float64 from the logits of this sequence alone.
Tensor answerScores(CausalLm& model, const std::vector<std::int32_t>& question, const std::vector<std::int32_t>& answer, double temperature) {
  TokenizedExample text{question, {}};
  text.tokens.insert(text.tokens.end(), answer.begin(), answer.end());
  text.labels = text.tokens;
  const Tensor logits = model.logits(model.hidden(makeBatch({&text}, at::kCPU))).to(at::kDouble) / temperature;
  const Tensor logProbabilities = logits - logits.exp().sum(1, true).log();
  std::vector<Tensor> scores;
  for (std::size_t t = 0; t < answer.size(); ++t)
    scores.push_back(logProbabilities[static_cast<std::int64_t>(question.size() + t) - 1][answer[t]]);
  return at::stack(scores);
}

// Everything at once: answers written, rewarded and learnt from after the policy has moved, beside the formulas on float64 logits.
TEST(Grpo, LossAndGradientsOfAStepEqualTheFormula) {
  const TemporaryFolder folder;
  for (const std::int64_t iterations : {1, 2}) {
    const auto judge = std::make_shared<TestJudge>([](std::size_t row, const std::vector<std::int32_t>& answer) {
      double sum = static_cast<double>(row);
      for (const std::int32_t token : answer) sum += token;
      return std::fmod(sum, 7) / 7;
    });
    auto request = rewardedRequest(folder.path() / std::to_string(iterations), "full", judge);
    const double temperature = 1.7, beta = 0.3, epsilon = 0.05;
    request.spec.params.set(&params::kSamplingTemperature, temperature);
    request.spec.params.set(&params::kGrpoBeta, beta);
    request.spec.params.set(&params::kClipEpsilon, epsilon);
    request.spec.params.set(&params::kNumIterations, iterations);
    Prepared p = prepared(request), untouched = prepared(request);
    const auto tensors = p.technique->trainable();
    const auto move = [&](double by) {
      const at::NoGradGuard noGradients;
      for (const auto& item : tensors) item.tensor.add_(at::randn_like(item.tensor), by * item.tensor.std().item<double>());
    };
    at::manual_seed(3);
    move(0.1);  // away from the reference
    const std::vector<std::uint32_t> rows{0, 3, 7};
    ASSERT_TRUE(p.objective->beginStep({{0, 3}, {7}}, 0, {}).value_or(false));
    ASSERT_EQ(judge->asked.size(), 3U);
    CausalLm& model = *p.objective->writer();
    std::vector<std::vector<Tensor>> before;
    const auto tokensOf = [](const Generation& answer) {
      auto tokens = answer.tokens;
      if (answer.stopped) tokens.push_back(answer.stopToken);
      return tokens;
    };
    for (const auto& [row, answers] : judge->asked) {
      before.emplace_back();
      for (const Generation& answer : answers)
        before.back().push_back(answerScores(model, (*request.train)[row].tokens, tokensOf(answer), temperature).detach());
    }
    if (iterations > 1) {  // the second step on the same answers
      move(0.02);
      ASSERT_TRUE(p.objective->beginStep({{0, 3}, {7}}, 1, {}).value_or(false));
      ASSERT_EQ(judge->asked.size(), 3U);
    }
    const Tensor computed = p.objective->lossSum(rows);
    computed.backward();
    std::vector<Tensor> gradients;
    for (const auto& item : tensors) {
      gradients.push_back(item.tensor.grad().clone());
      item.tensor.grad().zero_();
    }

    Tensor expected = at::zeros({}, at::kDouble);
    double told = 0;
    for (std::size_t i = 0; i < judge->asked.size(); ++i) {
      const auto& [row, answers] = judge->asked[i];
      const auto advantages = groupAdvantages(judge->given[i], true);
      const auto count = static_cast<double>(answers.size());
      for (std::size_t a = 0; a < answers.size(); ++a) {
        const Tensor policy = answerScores(model, (*request.train)[row].tokens, tokensOf(answers[a]), temperature);
        const Tensor reference = answerScores(*untouched.objective->writer(), (*request.train)[row].tokens, tokensOf(answers[a]), temperature).detach();
        const Tensor ratio = (policy - before[i][a]).exp();
        const Tensor gain = at::minimum(ratio * advantages[a], ratio.clamp(1 - epsilon, 1 + epsilon) * advantages[a]);
        const auto distance = [&](const Tensor& of) { return (reference - of).exp() - (reference - of) - 1; };
        expected = expected + (beta * distance(policy) - gain).mean() / count;
        told += (1 - judge->given[i][a] + beta * distance(before[i][a]).mean().item<double>()) / count;
      }
    }
    EXPECT_NEAR(computed.item<double>(), told, 1e-4);
    expected.backward();
    double difference = 0, norm = 0;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      difference += (tensors[i].tensor.grad() - gradients[i]).square().sum().item<double>();
      norm += tensors[i].tensor.grad().square().sum().item<double>();
    }
    EXPECT_GT(norm, 1e-6);
    EXPECT_LT(std::sqrt(difference / norm), 1e-4) << iterations;
  }
}

double lookOf(const RecordedRun& run, const char* metric, bool last) {
  std::vector<double> values;
  for (const EvalMetrics& look : run.all<EvalMetrics>())
    if (look.set == "validation") values.push_back(look.metrics.at(metric));
  return last ? values.back() : values.front();
}

class GrpoTechniques : public testing::TestWithParam<std::string> {};

// The model learns to say one word only.
TEST_P(GrpoTechniques, TheRewardRises) {
  const TemporaryFolder folder;
  auto request = rewardedRequest(folder.path(), GetParam());
  const bool own = GetParam() == "full";
  request.spec.params.set(&params::kLearningRate, own ? 3e-3 : 1e-2);
  request.spec.params.set(&params::kSchedule, std::string("constant"));
  request.spec.params.set(&params::kMaxSteps, std::int64_t{40});
  request.spec.params.set(&params::kEvalSteps, std::int64_t{20});
  request.spec.params.set(&params::kNumGenerations, std::int64_t{8});
  // A word that the model can say by chance.
  request.judge = std::make_shared<TestJudge>([](std::size_t, const std::vector<std::int32_t>& answer) {
    return answer.empty() ? 0 : static_cast<double>(std::ranges::count_if(answer, [](std::int32_t token) { return token % 8 == 4; })) / static_cast<double>(answer.size());
  });
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  std::vector<EvalMetrics> steps;
  for (const EvalMetrics& look : run.all<EvalMetrics>())
    if (look.set == "step") steps.push_back(look);
  ASSERT_EQ(steps.size(), 40U);
  const auto meanReward = [&](std::size_t from) {
    double sum = 0;
    for (std::size_t i = from; i < from + 5; ++i) sum += steps[i].metrics.at("reward") / 5;
    return sum;
  };
  EXPECT_LT(meanReward(0), 0.25);
  EXPECT_GT(meanReward(35), meanReward(0) + (own ? 0.5 : 0.06)) << GetParam();  // chance moves it by two hundredths
  EXPECT_NEAR(steps[0].metrics.at("kl_to_base"), 0, 1e-6);  // nothing has been learnt yet
  EXPECT_GT(steps.back().metrics.at("kl_to_base"), 1e-3);
  EXPECT_GE(steps[0].metrics.at("answer_tokens"), 1);
  EXPECT_LE(steps[0].metrics.at("answer_tokens"), 6);
  EXPECT_GT(lookOf(run, "reward", true), lookOf(run, "reward", false));
  for (const EvalMetrics& look : run.all<EvalMetrics>())
    EXPECT_NEAR(look.loss, 1 - look.metrics.at("reward") + 0.04 * look.metrics.at("kl_to_base"), 1e-5) << look.set;
  EXPECT_GT(run.all<StepMetrics>().back().trainedTokens, 40 * 5 * 8);
}

INSTANTIATE_TEST_SUITE_P(Tiny, GrpoTechniques, testing::Values("lora", "full"), [](const auto& item) { return item.param; });

std::vector<std::string> allowedTechniques() {
  std::vector<std::string> ids;
  const auto config = openCheckpoint(rewardedRequest("unused").spec.modelPath)->config;
  for (const TechniqueFacts* technique : techniques())
    if (!technique->refusal(config, "grpo", rewardedRequest("unused", technique->id).spec.params)) ids.emplace_back(technique->id);
  return ids;
}

class GrpoConformance : public testing::TestWithParam<std::string> {};

// Every technique writes answers, begins at the base, moves, and is resumed exactly where it stopped.
TEST_P(GrpoConformance, MovesFromTheBaseAndIsResumed) {
  const TemporaryFolder folder;
  const auto requestIn = [&](const fs::path& at) {
    auto request = rewardedRequest(at, GetParam());
    request.spec.params.set(&params::kMaxSteps, std::int64_t{4});
    request.spec.params.set(&params::kNumIterations, std::int64_t{2});
    request.spec.params.set(&params::kEvalSteps, std::int64_t{4});
    request.spec.params.set(&params::kBatchSize, std::int64_t{2});
    request.judge = std::make_shared<TestJudge>([](std::size_t, const std::vector<std::int32_t>& answer) {
      return answer.empty() ? 0.0 : static_cast<double>(answer.front() % 8) / 7;
    });
    return request;
  };
  const auto whole = requestIn(folder.path() / "whole");
  RecordedRun run;
  const auto finished = train(whole, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  const auto looks = run.all<EvalMetrics>();
  // Soft prompts begin with words of their own before the question.
  const bool prompted = GetParam() == "prompt_tuning" || GetParam() == "p_tuning" || GetParam() == "prefix_tuning";
  if (!prompted) {
    EXPECT_NEAR(looks.front().metrics.at("kl_to_base"), 0, 1e-6);
  }
  EXPECT_GT(looks.back().metrics.at("kl_to_base"), 0);

  auto parts = requestIn(folder.path() / "parts");
  std::stop_source stop;
  const auto stopped = train(parts, [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 3) stop.request_stop();
  }, stop.get_token());
  ASSERT_EQ(stopped->outcome, RunOutcome::Stopped);
  parts.resume = true;
  ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
  EXPECT_EQ(weightsHash(lastCheckpoint(parts, 4)), weightsHash(lastCheckpoint(whole, 4)));
}

INSTANTIATE_TEST_SUITE_P(Techniques, GrpoConformance, testing::ValuesIn(allowedTechniques()), [](const auto& item) { return item.param; });

TEST(Grpo, ResumesExactly) {
  for (const std::int64_t iterations : {1, 3}) {
    expectResumedEqualsUninterrupted([&](const fs::path& at) {
      auto request = rewardedRequest(at);
      request.spec.params.set(&params::kNumIterations, iterations);
      request.spec.params.set(&params::kEpochs, 3.0);
      return request;
    }, 6);
  }
}

TEST(Grpo, SeveralStepsLearnFromTheSameAnswers) {
  const TemporaryFolder folder;
  const auto judge = std::make_shared<TestJudge>(shareOfWanted);
  auto request = rewardedRequest(folder.path(), "lora", judge);
  request.spec.params.set(&params::kNumIterations, std::int64_t{4});
  request.spec.params.set(&params::kEpochs, 1.0);
  RecordedRun run;
  ASSERT_TRUE(train(request, run.sink(), {}));
  EXPECT_EQ(run.all<StepMetrics>().size(), 8U);  // 11 rows in two windows of six at most
  EXPECT_EQ(judge->asked.size(), 11U);
}

TEST(Grpo, StopsWithinTheWritingOfAnswers) {
  const TemporaryFolder folder;
  std::stop_source stop;
  const auto judge = std::make_shared<TestJudge>(shareOfWanted);
  auto request = rewardedRequest(folder.path(), "lora", judge);
  request.validation.reset();
  judge->onAsked = [&] { stop.request_stop(); };
  const auto finished = train(request, {}, stop.get_token());
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->outcome, RunOutcome::Stopped);
  EXPECT_EQ(finished->step, 0);
  EXPECT_EQ(judge->asked.size(), 1U);
}

TEST(Grpo, QuestionsWhoseAnswersAreAllAlikeTeachNothing) {
  const TemporaryFolder folder;
  auto request = rewardedRequest(folder.path(), "lora", std::make_shared<TestJudge>([](auto, const auto&) { return 0.5; }));
  request.spec.params.set(&params::kGrpoBeta, 0.0);
  request.spec.params.set(&params::kEpochs, 1.0);
  RecordedRun run;
  ASSERT_TRUE(train(request, run.sink(), {}));
  for (const StepMetrics& step : run.all<StepMetrics>()) {
    EXPECT_EQ(step.gradientNorm, 0);
    EXPECT_NEAR(step.loss, 0.5, 1e-6);
  }
  for (const EvalMetrics& look : run.all<EvalMetrics>()) {
    EXPECT_FALSE(look.metrics.contains("kl_to_base"));
    if (look.set == "step") {
      EXPECT_EQ(look.metrics.at("equal_rewards"), 1);
    }
  }
}

TEST(Grpo, WhatDoesNotFitIsRefused) {
  const TemporaryFolder folder;
  const auto code = [&](const std::function<void(TrainRequest&)>& change) {
    auto request = rewardedRequest(folder.path());
    change(request);
    const auto run = train(request, {}, {});
    return run ? run->error ? run->error->code : "none" : run.error().code;
  };
  EXPECT_EQ(code([](auto& r) { r.spec.params.set(&params::kRewardExact, 0.0); }), "task.no-reward");
  EXPECT_EQ(code([](auto& r) { r.spec.params.set(&params::kRewardPattern, std::string("(")); }), "reward.pattern");
  EXPECT_EQ(code([](auto& r) { r.spec.params.set(&params::kCompletionLength, std::int64_t{128}); }), "task.long-answers");
  EXPECT_EQ(code([](auto& r) { r.spec.params.set(&params::kLabelSmoothing, 0.1); }), "task.unused-param");
  EXPECT_EQ(code([](auto& r) { r.spec.params.set(&params::kNumGenerations, std::int64_t{1}); }), "param.out-of-range");
  EXPECT_EQ(code([](auto& r) { r.judge.reset(); }), "train.no-judge");
  EXPECT_EQ(code([](auto& r) {
    auto rows = *r.train;
    rows[3].tokens.assign(128, 5);
    r.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  }), "train.too-long");

  auto request = rewardedRequest(folder.path() / "other");
  ASSERT_TRUE(train(request, {}, {}));
  request.resume = true;
  auto other = std::make_shared<TestJudge>(shareOfWanted);
  other->hash = "another judge";
  request.judge = other;
  EXPECT_EQ(train(request, {}, {}).error().code, "train.resume-mismatch");
}

}  // namespace
}  // namespace attune::engine
