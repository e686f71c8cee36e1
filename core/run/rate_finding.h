// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test (Smith 2017, arXiv:1506.01186): what a short run over rising rates says about the rate to train with.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// The rates that are tried: exponentially from `from` to `to`.
struct RateRange {
  double from = 1e-7, to = 1;
  std::int64_t steps = 100;
  /// The rate of step number `step` (the first is 0): from · (to / from)^(step / (steps − 1)).
  double rateAt(std::int64_t step) const;
};

/// One step of the test.
struct RatePoint {
  double rate = 0, loss = 0;
  double smoothed = 0;  ///< Mean of the losses so far, older ones weighing less (0.9 a step, corrected for the start).
};

/// What the curve says.
struct RateFinding {
  std::vector<RatePoint> points;
  double suggested = 0;   ///< Where the smoothed loss falls fastest over the logarithm of the rate.
  double atMost = 0;      ///< Where the smoothed loss is lowest: above it learning gets worse.
  bool diverged = false;  ///< The loss rose far above its lowest point, which ended the test.
};

/// Adds a step to the curve; true when the loss has left all bounds (smoothed above four times its lowest, or not finite), so that there
/// is nothing more to learn.
bool addRatePoint(RateFinding& finding, double rate, double loss);
/// Draws the conclusions. Errors: rate.too-short (fewer than ten steps), rate.no-fall (no rate lowered the loss).
Result<void> concludeRates(RateFinding& finding);
Json toJson(const RateFinding& finding);

}  // namespace attune
