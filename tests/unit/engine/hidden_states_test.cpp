// SPDX-License-Identifier: GPL-3.0-or-later
// Learning a teacher's inner states: the distance beside its formula, the map between widths, and runs.
#include "core/engine/objectives/hidden_states.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/model.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/weights/model_config.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

TEST(HiddenStates, DistanceAndGradientEqualTheFormula) {
  at::manual_seed(4);
  for (const bool projected : {false, true}) {
    const std::int64_t width = projected ? 7 : 5;
    const Tensor wanted = at::randn({6, width}), map = projected ? at::randn({width, 5}) : Tensor();
    const Tensor states = at::randn({6, 5}).set_requires_grad(true);
    const Tensor distances = stateDistances(states, wanted, map);
    distances.sum().backward();
    for (std::int64_t i = 0; i < 6; ++i) {
      const Tensor h = states.detach()[i].to(at::kDouble), t = wanted[i].to(at::kDouble), p = projected ? map.to(at::kDouble) : at::eye(5, at::kDouble);
      const Tensor gap = at::mv(p, h) - t;
      const double norm = t.square().sum().item<double>();
      EXPECT_NEAR(distances[i].item<double>(), gap.square().sum().item<double>() / norm, 1e-5);
      EXPECT_LT((states.grad()[i].to(at::kDouble) - 2 * at::mv(p.t(), gap) / norm).abs().max().item<double>(), 1e-5);
    }
  }
}

TEST(HiddenStates, TheFitFindsALinearMap) {
  at::manual_seed(5);
  const Tensor map = at::randn({9, 6});
  ProjectionFit fit;
  for (int part = 0; part < 4; ++part) {
    const Tensor states = at::randn({11, 6});
    fit.add(states, at::mm(states, map.t()));
  }
  EXPECT_LT((fit.projection() - map).abs().max().item<double>(), 1e-4);
}

// A teacher of the same vocabulary as the tiny Llama, and wider.
fs::path widerTeacher(const fs::path& folder) {
  Json config = *readJsonFile(std::string(ATTUNE_TEST_DATA) + "/golden/models/llama/config.json");
  config["hidden_size"] = 80;
  fs::create_directories(folder);
  EXPECT_TRUE(writeFileAtomic(folder / "config.json", config.dump()));
  at::manual_seed(6);
  std::vector<NamedTensor> tensors;
  for (const ExpectedTensor& tensor : expectedTensors(*parseModelConfig(config, "config.json")))
    tensors.push_back({tensor.name, tensor.shape.size() == 1 ? at::ones(tensor.shape) : at::randn(tensor.shape) * 0.2});
  EXPECT_TRUE(writeTensorFile(folder / "model.safetensors", tensors));
  return folder;
}

TrainRequest statesRequest(const fs::path& folder, const fs::path& teacher) {
  auto request = tinyRequest(folder);
  request.spec.task = "distillation";
  request.spec.params.set(&params::kDistillationLambda, 0.0);
  request.spec.params.set(&params::kHiddenStates, 100.0);
  request.teacher = {teacher, {}, "teacher"};
  return request;
}

TEST(HiddenStates, StatesComeNearerToAWiderTeachers) {
  const TemporaryFolder folder;
  const fs::path teacher = widerTeacher(folder.path() / "teacher");
  auto request = statesRequest(folder.path(), teacher);
  request.spec.params.set(&params::kEpochs, 4.0);
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  std::vector<EvalMetrics> looks;
  for (const EvalMetrics& look : run.all<EvalMetrics>())
    if (look.set == "train") looks.push_back(look);
  EXPECT_LT(looks.front().metrics.at("state_distance"), 1);  // the map is better than none at all
  EXPECT_LT(looks.back().metrics.at("state_distance"), 0.9 * looks.front().metrics.at("state_distance"));
  EXPECT_FALSE(looks.back().metrics.contains("distillation"));
  for (const EvalMetrics& look : looks)
    EXPECT_NEAR(look.loss, look.metrics.at("cross_entropy") + 100 * look.metrics.at("state_distance"), 1e-3);
  EXPECT_TRUE(fs::exists(request.runFolder / "projection" / "MANIFEST.json"));
  expectResumedEqualsUninterrupted([&](const fs::path& at) { return statesRequest(at, teacher); }, 8);
}

TEST(HiddenStates, TheBaseItselfNeedsNoMap) {
  const TemporaryFolder folder;
  auto request = statesRequest(folder.path(), {});
  request.teacher = {};
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  const auto looks = run.all<EvalMetrics>();
  EXPECT_NEAR(looks.front().metrics.at("state_distance"), 0, 1e-6);
  EXPECT_GT(looks.back().metrics.at("state_distance"), 1e-4);
  EXPECT_FALSE(fs::exists(request.runFolder / "projection"));
}

}  // namespace
}  // namespace attune::engine
