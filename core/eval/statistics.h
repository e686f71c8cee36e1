// SPDX-License-Identifier: GPL-3.0-or-later
// Intervals and tests over rows; all are deterministic: the same values and seed give the same answer.
#pragma once
#include <cstdint>
#include <span>

#include "core/eval/evaluation.h"

namespace attune {

/// Percentile bootstrap (Efron 1979), 95 %, of sum(values) / sum(weights) when rows are drawn with replacement. Empty
/// weights mean 1 for each row. Not-finite rows make the estimate not finite.
Estimate bootstrapMean(std::span<const double> values, std::span<const double> weights = {}, int draws = 2000, std::uint64_t seed = 1);

/// The same of the difference second − first, the two measured on the same rows and drawn together.
Estimate bootstrapDifference(std::span<const double> first, std::span<const double> second, std::span<const double> weights = {},
                             int draws = 2000, std::uint64_t seed = 1);

/// Two-sided p value of Student's paired t test over `differences`; 1 for fewer than two rows or no spread around 0.
double pairedTTest(std::span<const double> differences);

/// P(T <= t) of Student's t distribution with `degrees` > 0 degrees of freedom.
double studentTCdf(double t, double degrees);

}  // namespace attune
