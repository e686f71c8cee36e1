// SPDX-License-Identifier: GPL-3.0-or-later
// The estimate of memory beside the measured peak of short runs of SmolLM2-135M-Instruct. Needs the starter model; all
// cases run with ATTUNE_SLOW_TESTS=1, else three.
#include <gnu/libc-version.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

#include "core/engine/technique_facts.h"
#include "core/weights/checkpoint.h"
#include "tests/golden/curves_reference/starter_model.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

struct MemoryCase {
  const char* technique;
  const char* targets;
  std::int64_t batch, length;
  bool quick;
  std::int64_t twice = 0;  ///< So many of the 30 blocks are computed a second time instead of being kept.
  const char* precision = "fp32";
  std::size_t lookedAt = 0;  ///< Validation rows, looked at before and after.
};

std::vector<TokenizedExample> longRows(std::size_t count, std::int64_t length) {
  Random random(5);
  std::vector<TokenizedExample> rows(count);
  for (TokenizedExample& row : rows) {
    for (std::int64_t i = 0; i < length; ++i) {
      row.tokens.push_back(static_cast<std::int32_t>(100 + random.below(40000)));
      row.labels.push_back(i < length / 2 ? kNoLabel : row.tokens.back());
    }
  }
  return rows;
}

void PrintTo(const MemoryCase& item, std::ostream* out) {
  *out << item.technique << " " << item.batch << " × " << item.length;
}

/// One run a process, as ctest starts them: what an earlier run left to the allocator would be counted too.
class Memory : public testing::TestWithParam<MemoryCase> {};

TEST_P(Memory, EstimateIsWithinATenthOfTheMeasuredPeak) {
  const MemoryCase& item = GetParam();
  if (!std::filesystem::exists(starterModel()))
    GTEST_SKIP() << "the starter model is not on this machine: " << starterModel();
  if (!item.quick && std::getenv("ATTUNE_SLOW_TESTS") == nullptr) GTEST_SKIP() << "runs with ATTUNE_SLOW_TESTS=1";
  const auto checkpoint = openCheckpoint(starterModel());
  ASSERT_TRUE(checkpoint);
  const TemporaryFolder folder;
  TrainRequest request = tinyRequest(folder.path(), item.technique);
  request.spec.modelPath = starterModel().string();
  ParamSet params;
  params.set(&params::kBatchSize, item.batch);
  params.set(&params::kMaxSteps, std::int64_t{2});
  params.set(&params::kPrecision, std::string(item.precision));
  params.set(&params::kSaveSteps, std::int64_t{1000});
  params.set(&params::kTargetModules, std::string(item.targets));
  request.recomputedBlocks = item.twice;
  request.spec.params = params;
  request.train = std::make_shared<const std::vector<TokenizedExample>>(
      longRows(static_cast<std::size_t>(2 * item.batch), item.length));
  request.validation = nullptr;
  if (item.lookedAt > 0) request.validation = std::make_shared<const std::vector<TokenizedExample>>(longRows(item.lookedAt, item.length));
  const auto finished = train(request, {}, {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_EQ(finished->outcome, RunOutcome::Completed);
  const auto estimate = estimateMemory(checkpoint->config, *findTechnique(item.technique), params, item.length, "cpu", {}, item.twice);
  const double ratio = static_cast<double>(estimate.total()) / static_cast<double>(finished->peakBytes);
  std::printf(
      "estimate %.0f MB (weights %.0f, gradients %.0f, optimizer %.0f, activations %.0f, other %.0f), measured %.0f "
      "MB, ratio %.3f\n",
      static_cast<double>(estimate.total()) / 1e6, static_cast<double>(estimate.weights) / 1e6,
      static_cast<double>(estimate.gradients) / 1e6, static_cast<double>(estimate.optimizer) / 1e6,
      static_cast<double>(estimate.activations) / 1e6, static_cast<double>(estimate.other) / 1e6,
      static_cast<double>(finished->peakBytes) / 1e6, ratio);
  // Within a tenth on Debian 12, whose allocator the estimate knows; glibc 2.39 of Ubuntu 24.04 keeps up to 14 % less.
  EXPECT_GT(ratio, 0.9);
  EXPECT_LT(ratio, std::strcmp(::gnu_get_libc_version(), "2.36") == 0 ? 1.1 : 1.15);
}

INSTANTIATE_TEST_SUITE_P(
    StarterModel, Memory,
    testing::Values(MemoryCase{"lora", "all-linear", 4, 128, true}, MemoryCase{"lora", "", 4, 128, false},
                    MemoryCase{"lora", "all-linear", 2, 512, false}, MemoryCase{"lora", "all-linear", 8, 256, false},
                    MemoryCase{"full", "", 1, 128, true}, MemoryCase{"full", "", 4, 256, false},
                    MemoryCase{"prompt_tuning", "", 4, 256, false}, MemoryCase{"prefix_tuning", "", 4, 256, true},
                    MemoryCase{"houlsby", "", 4, 256, false}, MemoryCase{"pfeiffer", "", 4, 256, false},
                    MemoryCase{"dora", "", 4, 256, false}, MemoryCase{"dora", "all-linear", 4, 256, false},
                    MemoryCase{"lora", "", 8, 256, false}, MemoryCase{"p_tuning", "", 4, 256, false},
                    MemoryCase{"ia3", "", 4, 256, false}, MemoryCase{"qlora", "all-linear", 4, 256, false},
                    MemoryCase{"freeze", "", 4, 256, false}, MemoryCase{"lora", "all-linear", 4, 256, true, 30},
                    MemoryCase{"lora", "all-linear", 8, 256, false, 30}, MemoryCase{"full", "", 4, 256, false, 30},
                    MemoryCase{"prefix_tuning", "", 4, 256, false, 30}, MemoryCase{"qlora", "all-linear", 4, 256, false, 30},
                    MemoryCase{"lora", "all-linear", 8, 256, true, 15}, MemoryCase{"lora", "all-linear", 8, 256, false, 28},
                    MemoryCase{"full", "", 4, 256, false, 15}, MemoryCase{"dora", "", 4, 256, false, 15}, MemoryCase{"prefix_tuning", "", 4, 256, false, 15}, MemoryCase{"houlsby", "", 4, 256, false, 15},
                    // Where a look needs more than a step.
                    MemoryCase{"qlora", "all-linear", 1, 128, true, 0, "fp32", 8}, MemoryCase{"lora", "all-linear", 1, 128, true, 0, "bf16", 8},
                    MemoryCase{"lora", "all-linear", 4, 512, false, 0, "bf16", 8}, MemoryCase{"full", "", 4, 512, false, 0, "bf16", 8}),
    [](const auto& item) {
      return std::string(item.param.technique) + (*item.param.targets != 0 ? "_all" : "") + "_" +
             std::to_string(item.param.batch) + "x" + std::to_string(item.param.length) + (item.param.twice > 0 ? "_twice" + std::to_string(item.param.twice) : "") +
             (item.param.lookedAt > 0 ? std::string("_looks_") + item.param.precision : "");
    });

}  // namespace
}  // namespace attune::engine
