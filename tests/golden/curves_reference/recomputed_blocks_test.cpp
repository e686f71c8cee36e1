// SPDX-License-Identifier: GPL-3.0-or-later
// Of the 30 blocks of SmolLM2-135M-Instruct, none, one, half or all computed twice: the same bits. Needs the starter model;
// one and all with ATTUNE_SLOW_TESTS=1.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/golden/curves_reference/starter_model.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

TEST(RecomputedBlocks, AnyNumberGivesTheSameBits) {
  if (!std::filesystem::exists(starterModel())) GTEST_SKIP() << "the starter model is not on this machine: " << starterModel();
  const bool slow = std::getenv("ATTUNE_SLOW_TESTS") != nullptr;
  std::vector<StepMetrics> plain;
  for (const std::int64_t recomputed : slow ? std::vector<std::int64_t>{0, 1, 15, 30} : std::vector<std::int64_t>{0, 15}) {
    const TemporaryFolder folder;
    TrainRequest request = tinyRequest(folder.path(), "lora");
    request.spec.modelPath = starterModel().string();
    request.spec.params.set(&params::kMaxSteps, std::int64_t{2});
    request.spec.params.set(&params::kLoraDropout, 0.2);
    request.spec.params.set(&params::kPrecision, std::string("fp32"));
    request.validation = nullptr;
    request.recomputedBlocks = recomputed;
    at::set_num_threads(2);
    RecordedRun run;
    const auto finished = train(request, run.sink(), {});
    ASSERT_TRUE(finished) << describe(finished.error());
    EXPECT_EQ(run.all<RunStarted>()[0].recomputedBlocks, recomputed);
    EXPECT_EQ(run.all<RunStarted>()[0].blocks, 30);
    const auto steps = run.all<StepMetrics>();
    ASSERT_EQ(steps.size(), 2U);
    if (recomputed == 0) plain = steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      EXPECT_EQ(steps[i].loss, plain[i].loss) << recomputed << " blocks, step " << i + 1;
      EXPECT_EQ(steps[i].gradientNorm, plain[i].gradientNorm) << recomputed << " blocks, step " << i + 1;
    }
  }
}

}  // namespace
}  // namespace attune::engine
