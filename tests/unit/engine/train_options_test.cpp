// SPDX-License-Identifier: GPL-3.0-or-later
// Options of every run: noise on the embeddings, averaged weights, a learning rate that waits for validation.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/optimizers/weight_average.h"
#include "core/engine/schedules/plateau.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/technique.h"
#include "core/weights/checkpoint.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<CausalLm> tinyModel() {
  const auto checkpoint = openCheckpoint(tinyRequest("unused").spec.modelPath);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
  if (!model) throw std::runtime_error(describe(model.error()));
  return std::move(*model);
}

at::Generator seeded(std::uint64_t seed) { return at::detail::createCPUGenerator(seed); }

class Neftune : public testing::TestWithParam<const char*> {};

TEST_P(Neftune, NoiseIsUniformAndScaledByEachTextsLength) {
  constexpr double alpha = 5;
  const auto model = tinyModel();
  ParamSet set = tinyRequest("unused", GetParam()).spec.params;
  set.set(&params::kNeftuneAlpha, alpha);
  const auto technique = applyTechnique(GetParam(), *model, {set, 7, seeded(11), "m"});
  ASSERT_TRUE(technique) << describe(technique.error());
  const auto rows = patternRows(3, 4);
  const Batch plain = makeBatch({&rows[0], &rows[1], &rows[2]}, at::kCPU);
  const at::NoGradGuard noGradients;
  (*technique)->setTraining(true);
  const Batch batch = (*technique)->prepare(plain);
  (*technique)->setTraining(false);
  const Batch usual = (*technique)->prepare(plain);
  ASSERT_TRUE(batch.embeddings.defined());

  const Tensor embedded = model->embed(plain.tokens);
  const auto width = embedded.size(1), extra = batch.starts[1] - plain.starts[1];
  auto random = seeded(11);
  const Tensor drawn = at::empty(embedded.sizes(), at::kFloat).uniform_(-1, 1, random);
  for (std::size_t i = 0; i + 1 < plain.starts.size(); ++i) {
    const auto begin = plain.starts[i], length = plain.starts[i + 1] - begin;
    const double bound = alpha / std::sqrt(static_cast<double>(length * width));
    const Tensor seen = batch.embeddings.narrow(0, batch.starts[i] + extra, length).to(at::kDouble);
    const Tensor expected = embedded.narrow(0, begin, length).to(at::kDouble) + drawn.narrow(0, begin, length).to(at::kDouble) * bound;
    EXPECT_LT((seen - expected).abs().max().item<double>(), 1e-6);
    // What the technique puts before the text stays as it is.
    if (extra > 0) {
      EXPECT_TRUE(batch.embeddings.narrow(0, batch.starts[i], extra).equal(usual.embeddings.narrow(0, usual.starts[i], extra)));
    }
  }
  if (usual.embeddings.defined()) {
    EXPECT_TRUE(usual.embeddings.narrow(0, extra, plain.starts[1]).equal(embedded.narrow(0, 0, plain.starts[1])));
  }
}

INSTANTIATE_TEST_SUITE_P(Techniques, Neftune, testing::Values("lora", "full", "prompt_tuning"));

TEST(NeftuneRun, ChangesTrainingNotLooksAndResumesExactly) {
  const TemporaryFolder folder;
  RecordedRun runs[2];
  for (const int noisy : {0, 1}) {
    auto request = tinyRequest(folder.path() / std::to_string(noisy));
    if (noisy != 0) request.spec.params.set(&params::kNeftuneAlpha, 5.0);
    ASSERT_TRUE(train(request, runs[noisy].sink(), {}));
  }
  EXPECT_EQ(runs[0].all<EvalMetrics>()[0].exampleLosses, runs[1].all<EvalMetrics>()[0].exampleLosses);
  EXPECT_NE(lossesOf(runs[0])[0], lossesOf(runs[1])[0]);
  expectResumedEqualsUninterrupted(
      [](const fs::path& at) {
        auto request = tinyRequest(at);
        request.spec.params.set(&params::kNeftuneAlpha, 5.0);
        return request;
      },
      3);
}

TEST(WeightAverage, IsTheMeanOfItsFormula) {
  constexpr double decay = 0.5;
  Tensor tensor = at::arange(5, at::kFloat).requires_grad_(true);
  ParameterBuffer buffer({{"w", tensor}});
  WeightAverage average(buffer, decay);
  Tensor expected = buffer.weights().to(at::kDouble);
  for (std::int64_t step = 1; step <= 20; ++step) {
    {
      const at::NoGradGuard noGradients;
      buffer.weights().mul_(0.9).add_(0.1 * static_cast<double>(step));
    }
    average.update(buffer, step);
    const double kept = std::min(decay, (1.0 + static_cast<double>(step)) / (10.0 + static_cast<double>(step)));
    expected = kept * expected + (1 - kept) * buffer.weights().to(at::kDouble);
  }
  EXPECT_LT((average.mean().to(at::kDouble) - expected).abs().max().item<double>(), 1e-5);
  const Tensor weights = buffer.weights().clone(), mean = average.mean().clone();
  {
    const WithMeanWeights scope(&average, buffer);
    EXPECT_TRUE(tensor.detach().equal(mean));
  }
  EXPECT_TRUE(tensor.detach().equal(weights));
  EXPECT_TRUE(average.mean().equal(mean));
}

// The model computes in bfloat16 in one of them, so that the numbers stand beside the model's.
void averagedRun(const char* precision) {
  const TemporaryFolder folder;
  const auto requestIn = [&](const fs::path& at, double decay) {
    auto request = tinyRequest(at, "full");
    request.spec.params.set(&params::kPrecision, std::string(precision));
    request.spec.params.set(&params::kEmaDecay, decay);
    return request;
  };
  const auto plain = requestIn(folder.path() / "plain", 0), averaged = requestIn(folder.path() / "averaged", 0.9);
  RecordedRun plainRun, averagedRun;
  ASSERT_TRUE(train(plain, plainRun.sink(), {}));
  ASSERT_TRUE(train(averaged, averagedRun.sink(), {}));
  // The mean stands beside the run and does not change its course.
  EXPECT_EQ(lossesOf(plainRun), lossesOf(averagedRun));
  EXPECT_NE(plainRun.all<EvalMetrics>().back().loss, averagedRun.all<EvalMetrics>().back().loss);

  // What is saved is what was validated.
  auto again = requestIn(folder.path() / "again", 0);
  again.initialAdapter = lastCheckpoint(averaged, 14);
  RecordedRun fromSaved;
  ASSERT_TRUE(train(again, fromSaved.sink(), {}));
  const auto last = averagedRun.all<EvalMetrics>();
  const auto& validated = last[last.size() - 2];
  ASSERT_EQ(validated.set, "validation");
  EXPECT_NEAR(fromSaved.all<EvalMetrics>()[0].loss, validated.loss, 1e-6);
}

TEST(WeightAverage, IsValidatedAndSavedFloat32) { averagedRun("fp32"); }
TEST(WeightAverage, IsValidatedAndSavedBfloat16) { averagedRun("bf16"); }

TEST(WeightAverage, ResumesExactly) {
  for (const char* technique : {"lora", "full"}) {
    for (const char* precision : {"fp32", "bf16"}) {
      expectResumedEqualsUninterrupted(
          [&](const fs::path& at) {
            auto request = tinyRequest(at, technique);
            request.spec.params.set(&params::kEmaDecay, 0.95);
            request.spec.params.set(&params::kPrecision, std::string(precision));
            return request;
          },
          technique[0]);
    }
  }
}

TEST(WeightAverage, IsInTheEstimate) {
  const auto checkpoint = openCheckpoint(tinyRequest("unused").spec.modelPath);
  ASSERT_TRUE(checkpoint);
  ParamSet set;
  const auto& full = *findTechnique("full");
  const auto without = estimateMemory(checkpoint->config, full, set, 64, "cpu");
  set.set(&params::kEmaDecay, 0.9);
  const auto with = estimateMemory(checkpoint->config, full, set, 64, "cpu");
  EXPECT_EQ(with.total() - without.total(), 4 * static_cast<std::uint64_t>(full.trainableParameters(checkpoint->config, set)));
}

TEST(Plateau, FallsAsPyTorchsDoes) {
  // torch.optim.lr_scheduler.ReduceLROnPlateau(SGD at rate 1, factor=0.5, patience=1, min_lr=0.2) after each of these losses.
  constexpr double losses[] = {3, 2, 2, 1.9999, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.1, 1.4, 1.5, 1.5, 1.5, 1.5};
  constexpr double rates[] = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
  Plateau plateau;
  for (std::size_t i = 0; i < std::size(losses); ++i) {
    plateau.look(losses[i], {0.5, 1, 0.2});
    EXPECT_DOUBLE_EQ(plateau.reduction, rates[i]) << i;
  }
  Plateau undefined;
  undefined.look(std::nan(""), {0.5, 0, 0});
  EXPECT_EQ(undefined.reduction, 0.5);
  EXPECT_FALSE(undefined.best);
}

TrainRequest plateauRequest(const fs::path& folder) {
  auto request = tinyRequest(folder, "full");
  ParamSet& set = request.spec.params;
  set.set(&params::kSchedule, std::string("reduce_lr_on_plateau"));
  set.set(&params::kLearningRate, 0.5);  // far too high: validation gets worse
  set.set(&params::kPlateauFactor, 0.1);
  set.set(&params::kPlateauPatience, std::int64_t{0});
  set.set(&params::kMinLearningRate, 1e-3);
  set.set(&params::kEpochs, 4.0);
  return request;
}

TEST(Plateau, LowersTheRateOfARunAndResumesExactly) {
  const TemporaryFolder folder;
  RecordedRun run;
  ASSERT_TRUE(train(plateauRequest(folder.path()), run.sink(), {}));
  Plateau expected;
  std::map<std::int64_t, double> reductionAfter;
  for (const auto& look : run.all<EvalMetrics>()) {
    if (look.set == "validation" && look.step > 0) expected.look(look.loss, {0.1, 0, 2e-3});
    reductionAfter[look.step] = expected.reduction;
  }
  double lowest = 1;
  for (const auto& step : run.all<StepMetrics>()) {
    const double reduction = std::prev(reductionAfter.lower_bound(step.step))->second;
    if (step.step <= 2) continue;  // warm-up
    EXPECT_DOUBLE_EQ(step.learningRate, 0.5 * reduction) << step.step;
    lowest = std::min(lowest, reduction);
  }
  EXPECT_LT(lowest, 0.2);
  expectResumedEqualsUninterrupted(plateauRequest, 5);
}

TEST(Plateau, IsRefusedWithoutValidation) {
  const TemporaryFolder folder;
  auto request = plateauRequest(folder.path());
  request.validation = nullptr;
  const auto refused = train(request, {}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "train.no-validation");
}

}  // namespace
}  // namespace attune::engine
