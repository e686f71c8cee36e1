// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from rated answers on the tiny Llama checkpoint: losses and gradients beside the formula written out, learning, what is
// kept of the model as it was, exact resumption, refusals.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/objectives/kto.h"
#include "core/engine/objectives/kto_params.h"
#include "core/engine/objectives/objective.h"
#include "core/engine/train_plan.h"
#include "preference_fixture.h"

namespace attune::engine {
namespace {

using Examples = std::vector<TokenizedExample>;

// Of each pair one answer; a third of them is bad.
std::pair<Examples, Examples> ratedRows(std::size_t count, std::uint64_t seed) {
  auto [good, bad] = patternPairs(count, seed);
  for (std::size_t i = 0; i < count; ++i) (i % 3 == 1 ? good : bad)[i] = {};
  return {good, bad};
}

TrainRequest ktoRequest(const std::filesystem::path& folder, const std::string& technique = "lora") {
  auto request = tinyRequest(folder, technique);
  request.spec.task = "kto";
  auto [good, bad] = ratedRows(20, 1);
  request.train = std::make_shared<const Examples>(std::move(good));
  request.trainRejected = std::make_shared<const Examples>(std::move(bad));
  auto [validationGood, validationBad] = ratedRows(9, 2);
  request.validation = std::make_shared<const Examples>(std::move(validationGood));
  request.validationRejected = std::make_shared<const Examples>(std::move(validationBad));
  return request;
}

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

// Log-probability of these answer tokens behind these question tokens, in float64 from the logits of this sequence alone.
Tensor score(CausalLm& model, std::vector<std::int32_t> question, const std::vector<std::int32_t>& answer) {
  const std::size_t asked = question.size();
  question.insert(question.end(), answer.begin(), answer.end());
  const TokenizedExample text{question, std::vector<std::int32_t>(question.size(), kNoLabel)};
  const Tensor logits = model.logits(model.hidden(makeBatch({&text}, at::kCPU))).to(at::kDouble);
  const Tensor logProbabilities = logits - logits.exp().sum(1, true).log();
  Tensor sum = at::zeros({}, at::kDouble);
  for (std::size_t t = asked; t < question.size(); ++t) sum = sum + logProbabilities[static_cast<std::int64_t>(t) - 1][question[t]];
  return sum;
}

TEST(Kto, LossAndGradientsEqualTheFormula) {
  const TemporaryFolder folder;
  int runs = 0;
  for (const double drift : {0.1, 0.6}) {
    auto request = ktoRequest(folder.path() / std::to_string(++runs), "full");
    request.spec.params.set(&params::kDesirableWeight, 0.7);
    request.spec.params.set(&params::kUndesirableWeight, 1.9);
    request.spec.params.set(&params::kPreferenceBeta, 0.3);
    request.keepOrder = true;  // so that the first step has rows 0 … 5
    Prepared p = prepared(request);
    Prepared untouched = prepared(request);
    const auto tensors = p.technique->trainable();
    at::manual_seed(3);
    for (const auto& item : tensors) {
      const at::NoGradGuard noGradients;
      item.tensor.add_(at::randn_like(item.tensor), drift * item.tensor.std().item<double>());
    }
    ASSERT_TRUE(p.objective->beginStep({{0, 1, 2}, {3, 4, 5}}, 0, {}).value_or(false));
    Tensor computed = p.objective->lossSum({0, 1, 2}) + p.objective->lossSum({3, 4, 5});
    computed.backward();
    std::vector<Tensor> gradients;
    for (const auto& item : tensors) {
      gradients.push_back(item.tensor.grad().clone());
      item.tensor.grad().zero_();
    }

    CausalLm &now = *p.objective->writer(), &before = *untouched.objective->writer();
    std::vector<std::vector<std::int32_t>> questions, answers;
    for (std::size_t row = 0; row < 6; ++row) {
      const auto& tokens = (row % 3 == 1 ? *request.trainRejected : *request.train)[row].tokens;
      questions.emplace_back(tokens.begin(), tokens.begin() + 3);
      answers.emplace_back(tokens.begin() + 3, tokens.end());
    }
    double point = 0;
    for (std::size_t row = 0; row < 6; ++row) {
      const auto& other = answers[(row + 5) % 6];
      point += (score(now, questions[row], other) - score(before, questions[row], other)).item<double>() / 6;
    }
    point = std::max(0.0, point);
    EXPECT_NEAR(p.objective->stepMetrics().at("kl_to_base"), point, 1e-4 * (1 + point));
    Tensor expected = at::zeros({}, at::kDouble);
    for (std::size_t row = 0; row < 6; ++row) {
      const Tensor gain = score(now, questions[row], answers[row]) - score(before, questions[row], answers[row]).detach();
      const bool good = row % 3 != 1;
      const Tensor x = 0.3 * (good ? gain - point : point - gain);
      expected = expected + (good ? 0.7 : 1.9) * (1 - 1 / (1 + (-x).exp()));
    }
    EXPECT_NEAR(computed.item<double>(), expected.item<double>(), 1e-4 * std::abs(expected.item<double>()));
    expected.backward();
    double difference = 0, norm = 0;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      difference += (tensors[i].tensor.grad() - gradients[i]).square().sum().item<double>();
      norm += tensors[i].tensor.grad().square().sum().item<double>();
    }
    EXPECT_GT(norm, 1e-6);
    EXPECT_LT(std::sqrt(difference / norm), 1e-4);
  }
}

TEST(Kto, AQuestionGetsTheAnswerOfAnotherRow) {
  const TokenizedExample asked{{1, 2, 3, 9}, {kNoLabel, kNoLabel, kNoLabel, 9}}, other{{4, 5, 6, 7}, {kNoLabel, 5, 6, kNoLabel}};
  const TokenizedExample pair = mismatched(asked, other, 10);
  EXPECT_EQ(pair.tokens, (std::vector<std::int32_t>{1, 2, 3, 5, 6, 7}));
  EXPECT_EQ(pair.labels, (std::vector<std::int32_t>{kNoLabel, kNoLabel, kNoLabel, 5, 6, kNoLabel}));
  EXPECT_EQ(mismatched(asked, other, 4).tokens, (std::vector<std::int32_t>{1, 2, 3, 5}));
}

TEST(Kto, LearnsWhatIsGood) {
  const TemporaryFolder folder;
  for (const char* technique : {"lora", "full", "qlora"}) {
    auto request = ktoRequest(folder.path() / technique, technique);
    request.spec.params.set(&params::kEpochs, 8.0);
    RecordedRun run;
    const auto finished = train(request, run.sink(), {});
    ASSERT_TRUE(finished) << describe(finished.error());
    ASSERT_EQ(finished->outcome, RunOutcome::Completed);
    std::vector<EvalMetrics> looks;
    for (const auto& look : run.all<EvalMetrics>()) {
      if (look.set == "validation") looks.push_back(look);
    }
    const EvalMetrics &first = looks.front(), &last = looks.back();
    EXPECT_NEAR(first.loss, 0.5, 1e-5) << technique;
    EXPECT_NEAR(run.all<StepMetrics>()[0].loss, 0.5, 1e-5) << technique;
    EXPECT_EQ(first.exampleTokens, std::vector<std::int32_t>(9, 1));
    EXPECT_LT(last.loss, 0.9 * first.loss) << technique;
    EXPECT_GT(last.metrics.at("preference_accuracy"), 0.7) << technique;
    EXPECT_GT(last.metrics.at("reward_margin"), 0.1) << technique;
    EXPECT_NEAR(last.metrics.at("reward_margin"), last.metrics.at("chosen_reward") - last.metrics.at("rejected_reward"), 1e-9);
    EXPECT_GE(last.metrics.at("kl_to_base"), 0);
    std::vector<EvalMetrics> steps;
    for (const auto& look : run.all<EvalMetrics>()) {
      if (look.set == "step") steps.push_back(look);
    }
    ASSERT_FALSE(steps.empty());
    EXPECT_NEAR(steps.front().metrics.at("kl_to_base"), 0, 1e-5) << "nothing has moved yet";
  }
}

TEST(Kto, AccumulatedBatchesEqualOneLargeBatch) {
  const TemporaryFolder folder;
  std::vector<StepMetrics> second;
  for (const std::int64_t accumulated : {1, 5}) {
    auto request = ktoRequest(folder.path() / std::to_string(accumulated));
    request.spec.params.set(&params::kBatchSize, 5 / accumulated);
    request.spec.params.set(&params::kAccumulation, accumulated);
    request.spec.params.set(&params::kMaxSteps, std::int64_t{2});
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    second.push_back(run.all<StepMetrics>()[1]);
  }
  EXPECT_NEAR(second[1].loss / second[0].loss, 1, 1e-5);
  EXPECT_NEAR(second[1].gradientNorm / second[0].gradientNorm, 1, 1e-4);
}

TEST(Kto, StoppedAndResumedIsByteIdentical) {
  for (const char* technique : {"lora", "full"}) {
    expectResumedEqualsUninterrupted([&](const std::filesystem::path& folder) {
      auto request = ktoRequest(folder, technique);
      if (technique == std::string("lora")) request.spec.params.set(&params::kLoraDropout, 0.1);
      return request;
    }, 11);
  }
}

TEST(Kto, RefusesWhatDoesNotFit) {
  const TemporaryFolder folder;
  const auto codeOf = [](const TrainRequest& request) {
    const auto result = train(request, {}, {});
    return result ? std::string("started") : result.error().code;
  };
  auto request = ktoRequest(folder.path());
  request.trainRejected = nullptr;
  EXPECT_EQ(codeOf(request), "train.no-ratings");
  request = preferenceRequest(folder.path());
  request.spec.task = "kto";
  EXPECT_EQ(codeOf(request), "train.no-ratings") << "pairs are no single answers";
  request = ktoRequest(folder.path());
  request.spec.params.set(&params::kBatchSize, std::int64_t{1});
  request.spec.params.set(&params::kAccumulation, std::int64_t{1});
  EXPECT_EQ(codeOf(request), "task.one-row");
  request = ktoRequest(folder.path());
  request.spec.params.set(&params::kDesirableWeight, 0.0);
  request.spec.params.set(&params::kUndesirableWeight, 0.0);
  EXPECT_EQ(codeOf(request), "task.no-weight");
  request = ktoRequest(folder.path());
  request.spec.params.set(&params::kTrainOnPrompt, true);
  EXPECT_EQ(codeOf(request), "task.unused-param");
}

}  // namespace
}  // namespace attune::engine
