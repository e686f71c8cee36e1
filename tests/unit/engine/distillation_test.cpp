// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from a teacher: the loss beside its formula in double precision, and runs.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/nn/distillation_loss.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/open_model.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

struct LossCase {
  std::int64_t rows, vocabulary;  // the second of more rows than a chunk holds
  double softcap, divisor;
};

class DistillationLoss : public testing::TestWithParam<LossCase> {};

Tensor logitsOf(const Tensor& rows, const Tensor& head, double softcap, double divisor) {
  const Tensor plain = at::mm(rows, head.t()) / divisor;
  return softcap > 0 ? at::tanh(plain / softcap) * softcap : plain;
}

Tensor divergence(const Tensor& teacher, const Tensor& student, double temperature) {
  const Tensor wanted = at::log_softmax(teacher / temperature, 1), own = at::log_softmax(student / temperature, 1);
  return (wanted.exp() * (wanted - own)).sum(1) * (temperature * temperature);
}

TEST_P(DistillationLoss, EqualsItsFormulaInDoublePrecision) {
  const auto [count, vocabulary, softcap, divisor] = GetParam();
  constexpr double lambda = 0.3, temperature = 2.5, kappa = 0.7;
  auto random = at::detail::createCPUGenerator(5);
  const auto drawn = [&](at::IntArrayRef shape, double scale) { return at::randn(shape, random) * scale; };
  const Tensor rows = drawn({count, 6}, 1).set_requires_grad(true), head = drawn({vocabulary, 6}, 0.8).set_requires_grad(true);
  const Tensor teacherHead = drawn({vocabulary, 9}, 0.7), teacherRows = drawn({count, 9}, 1), baseRows = drawn({count, 6}, 1);
  const Tensor baseHead = drawn({vocabulary, 6}, 0.5), targets = at::randint(0, vocabulary, {count}, random, at::TensorOptions(at::kLong));
  const std::vector<TeacherTerm> terms{{{teacherHead, 0, 1}, teacherRows, lambda, temperature}, {{baseHead, softcap, divisor}, baseRows, kappa, 1}};
  DistillationParts parts;
  const Tensor loss = distillationSum(rows, {head, softcap, divisor}, targets, 1 - lambda, terms, &parts);
  (loss * 0.5).backward();

  const auto exact = [](const Tensor& tensor) { return tensor.detach().to(at::kDouble); };
  const Tensor exactRows = exact(rows).set_requires_grad(true), exactHead = exact(head).set_requires_grad(true);
  const Tensor student = logitsOf(exactRows, exactHead, softcap, divisor);
  const Tensor crossEntropy = -at::log_softmax(student, 1).gather(1, targets.unsqueeze(1)).squeeze(1);
  const Tensor toTeacher = divergence(at::mm(exact(teacherRows), exact(teacherHead).t()), student, temperature);
  const Tensor toBase = divergence(logitsOf(exact(baseRows), exact(baseHead), softcap, divisor), student, 1);
  const Tensor expected = ((1 - lambda) * crossEntropy + lambda * toTeacher + kappa * toBase).sum();
  (expected * 0.5).backward();

  EXPECT_NEAR(loss.item<double>() / expected.item<double>(), 1, 1e-6);
  const auto near = [&](const Tensor& actual, const Tensor& wanted) {
    EXPECT_LT((exact(actual) - exact(wanted)).abs().max().item<double>(), 1e-5 * (1 + exact(wanted).abs().max().item<double>()));
  };
  near(rows.grad(), exactRows.grad());
  near(head.grad(), exactHead.grad());
  near(parts.crossEntropy, crossEntropy);
  near(parts.divergences[0], toTeacher);
  near(parts.divergences[1], toBase);
}

INSTANTIATE_TEST_SUITE_P(Sizes, DistillationLoss, testing::Values(LossCase{7, 50, 0, 1}, LossCase{40, 100'003, 0, 1}, LossCase{9, 64, 3, 1.5}));

TrainRequest distilling(const fs::path& folder, double lambda, double klToBase, const char* technique = "lora") {
  auto request = tinyRequest(folder, technique);
  request.spec.task = "distillation";
  request.spec.params.set(&params::kDistillationLambda, lambda);
  request.spec.params.set(&params::kKlToBase, klToBase);
  return request;
}

double last(const RecordedRun& run, const char* metric) {
  double value = -1;
  for (const auto& look : run.all<EvalMetrics>())
    if (look.set == "validation") value = look.metrics.at(metric);
  return value;
}

TEST(Distillation, TheBaseAsTeacherHoldsTheModelNearIt) {
  const TemporaryFolder folder;
  for (const char* technique : {"lora", "full"}) {
    RecordedRun runs[2];
    for (const int held : {0, 1}) {
      auto request = distilling(folder.path() / technique / std::to_string(held), 0, held ? 20 : 1e-6, technique);
      if (technique == std::string("full")) request.spec.params.set(&params::kLearningRate, 2e-3);
      const auto finished = train(request, runs[held].sink(), {});
      ASSERT_TRUE(finished) << describe(finished.error());
      ASSERT_EQ(finished->outcome, RunOutcome::Completed) << (finished->error ? describe(*finished->error) : "");
      const auto first = runs[held].all<EvalMetrics>()[0];
      EXPECT_NEAR(first.metrics.at("kl_to_base"), 0, 1e-6);  // nothing has been learnt yet
      EXPECT_NEAR(first.loss, first.metrics.at("cross_entropy"), 1e-5);
    }
    EXPECT_GT(last(runs[0], "kl_to_base"), 1e-3);
    EXPECT_LT(last(runs[1], "kl_to_base"), 0.5 * last(runs[0], "kl_to_base")) << technique;
  }
}

// A run's own adapter as teacher.
struct WithTeacher {
  TemporaryFolder folder;
  TrainRequest lesson = tinyRequest(folder.path() / "lesson");
  WithTeacher() {
    lesson.spec.params.set(&params::kEpochs, 6.0);
    if (!train(lesson, {}, {})) throw std::runtime_error("the teacher did not learn");
  }
  fs::path adapter() const { return lastCheckpoint(lesson, 42); }
  TrainRequest request(const fs::path& at, double lambda) const {
    auto made = distilling(at, lambda, 0);
    made.teacher = {made.spec.modelPath, adapter(), "lesson"};
    return made;
  }
};

TEST(Distillation, DivergenceIsThatOfTheLogitsAndFallsTowardsTheTeacher) {
  const WithTeacher teacher;
  auto request = teacher.request(teacher.folder.path() / "run", 1);
  request.spec.params.set(&params::kEpochs, 6.0);
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  const double first = run.all<EvalMetrics>()[0].metrics.at("distillation");
  EXPECT_LT(last(run, "distillation"), 0.3 * first);

  const auto base = openModel({.model = request.spec.modelPath, .adapter = {}, .device = "cpu"}, {}, {});
  const auto taught = openModel({.model = request.spec.modelPath, .adapter = teacher.adapter(), .device = "cpu"}, {}, {});
  ASSERT_TRUE(base && taught);
  double sum = 0, tokens = 0;
  for (const TokenizedExample& row : *request.validation) {
    const auto matrix = [&](OpenModel& model) {
      const auto logits = model.logits({row.tokens});
      return at::tensor(logits->values).view({logits->length, logits->vocabulary}).to(at::kDouble);
    };
    const Tensor all = divergence(matrix(**taught), matrix(**base), 2);
    for (std::size_t t = 1; t < row.labels.size(); ++t) {
      if (row.labels[t] < 0) continue;
      sum += all[static_cast<std::int64_t>(t) - 1].item<double>();
      ++tokens;
    }
  }
  EXPECT_NEAR(first / (sum / tokens), 1, 1e-4);
}

TEST(Distillation, ResumesExactlyAndRefusesAnotherTeacher) {
  const WithTeacher teacher;
  expectResumedEqualsUninterrupted([&](const fs::path& at) { return teacher.request(at, 0.5); }, 6);
  auto request = teacher.request(teacher.folder.path() / "run", 0.5);
  ASSERT_TRUE(train(request, {}, {}));
  request.resume = true;
  request.teacher.contentHash = "another";
  const auto again = train(request, {}, {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "train.resume-mismatch");
}

TEST(Distillation, RefusesATeacherOfAnotherVocabularyAndUnusedSettings) {
  const TemporaryFolder folder;
  auto request = distilling(folder.path(), 0.5, 0);
  request.teacher = {std::string(ATTUNE_TEST_DATA) + "/golden/models/llama_cls", {}, "x"};
  const auto run = train(request, {}, {});
  ASSERT_TRUE(run);
  ASSERT_EQ(run->outcome, RunOutcome::Failed);
  EXPECT_EQ(run->error->code, "distillation.vocabulary");
  request.spec.params.set(&params::kLabelSmoothing, 0.1);
  EXPECT_EQ(train(request, {}, {}).error().code, "task.unused-param");
}

TEST(RateTest, TriesTheRatesAndLeavesNothingBehind) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  request.rateRange = RateRange{1e-5, 10, 25};
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  const auto steps = run.all<StepMetrics>();
  ASSERT_EQ(steps.size(), 25U);
  for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_DOUBLE_EQ(steps[i].learningRate, request.rateRange->rateAt(static_cast<std::int64_t>(i)));
  EXPECT_TRUE(run.all<EvalMetrics>().empty());
  EXPECT_TRUE(run.all<CheckpointSaved>().empty());
  EXPECT_FALSE(fs::exists(request.runFolder));
}

}  // namespace
}  // namespace attune::engine
