// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {

/// Compares the first `steps` steps of a run with a recorded curve: loss within 1e-4 relative, or 1e-6 where it has fallen below 0.01, since
/// float32 logits of 16 and more are rounded to 2e-6; gradient norm within 2e-4 relative, learning rate within 1e-12. Prints the largest
/// differences.
inline void expectSameSteps(const Json& reference, const RecordedRun& run, const char* name, std::int64_t steps) {
  const auto recorded = run.all<StepMetrics>();
  ASSERT_EQ(recorded.size(), static_cast<std::size_t>(steps));
  double worstLoss = 0, worstNorm = 0, relative = 0;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const Json& expected = reference["steps"][i];
    const double loss = expected["loss"], norm = expected["grad_norm"], rate = expected["lr"];
    worstLoss = std::max(worstLoss, std::abs(recorded[i].loss - loss) / std::max(loss, 0.01));
    relative = std::max(relative, std::abs(recorded[i].loss / loss - 1));
    worstNorm = std::max(worstNorm, std::abs(recorded[i].gradientNorm / norm - 1));
    EXPECT_NEAR(recorded[i].learningRate, rate, 1e-12) << i;
  }
  std::printf("%s, %ld steps: largest relative difference of loss %.2e, of gradient norm %.2e\n", name, steps, relative, worstNorm);
  EXPECT_LT(worstLoss, 1e-4);
  EXPECT_LT(worstNorm, 2e-4);
}

}  // namespace attune::engine
