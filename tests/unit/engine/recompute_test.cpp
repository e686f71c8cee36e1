// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks that are computed twice beside blocks that keep all: the same numbers, and what is kept.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include "core/engine/nn/recompute.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

TEST(Recompute, GivesTheGradientsOfAllInputsAndDrawsTheSameMasks) {
  auto random = at::detail::createCPUGenerator(3);
  const Tensor weight = at::randn({4, 4}, random).set_requires_grad(true);
  const Tensor input = at::randn({5, 4}, random).set_requires_grad(true), extra = at::randn({5, 4}, random).set_requires_grad(true);
  std::vector<Tensor> gradients[2];
  for (const bool twice : {false, true}) {
    auto masks = at::detail::createCPUGenerator(9);
    int calls = 0;
    const BlockFunction block = [&](const Tensor& x, const Tensor& other) {
      ++calls;
      const Tensor mask = at::empty(x.sizes(), x.options().dtype(at::kBool)).bernoulli_(0.5, masks);
      return at::tanh(at::mm(x * mask, weight)) * other;
    };
    Tensor x = input;
    for (int layer = 0; layer < 3; ++layer) x = twice ? recomputed(block, x, extra, masks) : block(x, extra);
    const Tensor drawn = masks.get_state();
    x.square().sum().backward();
    EXPECT_EQ(calls, twice ? 6 : 3);
    EXPECT_TRUE(masks.get_state().equal(drawn));  // the second computation leaves no trace
    for (const Tensor& tensor : {weight, input, extra}) {
      gradients[twice].push_back(tensor.grad().clone());
      tensor.mutable_grad() = Tensor();
    }
  }
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(at::allclose(gradients[0][i], gradients[1][i], 1e-6, 1e-7)) << i;
}

// A run of which the first `recomputed` blocks are computed twice.
TrainRequest requestOf(const fs::path& folder, const char* technique, std::int64_t recomputed) {
  auto request = tinyRequest(folder, technique);
  request.recomputedBlocks = recomputed;
  request.spec.params.set(&params::kNeftuneAlpha, 2.0);
  const std::string id = technique;
  if (id == "lora" || id == "qlora") request.spec.params.set(&params::kLoraDropout, 0.3);
  if (id == "prefix_tuning") request.spec.params.set(&params::kPrefixProjection, true);
  if (id == "freeze") request.spec.params.set(&params::kTrainedLayers, std::int64_t{1});
  return request;
}

class RecomputedRun : public testing::TestWithParam<const char*> {};

TEST_P(RecomputedRun, LearnsTheSameNumbers) {
  const TemporaryFolder folder;
  std::vector<StepMetrics> plain;
  for (const std::int64_t recomputed : {0, 1, 2}) {
    const auto request = requestOf(folder.path() / std::to_string(recomputed), GetParam(), recomputed);
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    const RunStarted started = run.all<RunStarted>().at(0);
    EXPECT_EQ(started.blocks, std::string_view(GetParam()) == "freeze" ? 1 : 2) << "that keep something";
    EXPECT_EQ(started.recomputedBlocks, std::min(recomputed, started.blocks));
    const auto again = run.all<StepMetrics>();
    if (recomputed == 0) plain = again;
    ASSERT_EQ(plain.size(), again.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
      EXPECT_EQ(again[i].loss, plain[i].loss) << i;
      EXPECT_EQ(again[i].gradientNorm, plain[i].gradientNorm) << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Techniques, RecomputedRun,
                         testing::Values("lora", "qlora", "dora", "full", "freeze", "bitfit", "ia3", "prompt_tuning", "p_tuning", "prefix_tuning",
                                         "houlsby", "pfeiffer"));

TEST(Recompute, ResumesExactly) {
  expectResumedEqualsUninterrupted([](const fs::path& at) { return requestOf(at, "lora", 1); }, 4);
}

}  // namespace
}  // namespace attune::engine
