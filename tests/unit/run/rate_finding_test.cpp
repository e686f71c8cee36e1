// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>

#include "core/run/rate_finding.h"

namespace attune {
namespace {

// A loss that falls as a smooth step around 1e-3 and bursts above 1e-1.
double lossAt(double rate) {
  const double x = std::log10(rate);
  const double fall = 2 / (1 + std::exp(-4 * (x + 3)));
  return 4 - fall + (rate > 0.1 ? std::pow(rate / 0.1, 3) : 0);
}

TEST(RateFinding, RatesRiseExponentially) {
  const RateRange range{1e-6, 1e-2, 5};
  EXPECT_DOUBLE_EQ(range.rateAt(0), 1e-6);
  EXPECT_NEAR(range.rateAt(1), 1e-5, 1e-18);
  EXPECT_NEAR(range.rateAt(4), 1e-2, 1e-15);
}

TEST(RateFinding, SuggestsTheSteepestFallAndABoundBeforeDivergence) {
  const RateRange range{1e-6, 10, 400};
  RateFinding finding;
  std::int64_t step = 0;
  while (step < range.steps && !addRatePoint(finding, range.rateAt(step), lossAt(range.rateAt(step)))) ++step;
  EXPECT_TRUE(finding.diverged);
  EXPECT_LT(step, range.steps);
  ASSERT_TRUE(concludeRates(finding));
  // Smoothing shifts the steepest place by some ten steps, 0.4 of a power of ten.
  EXPECT_NEAR(std::log10(finding.suggested), -3, 0.5);
  EXPECT_GT(finding.atMost, 1e-2);
  EXPECT_LT(finding.atMost, 0.3);
  EXPECT_LT(finding.suggested, finding.atMost);
  EXPECT_EQ(toJson(finding)["curve"].size(), finding.points.size());
}

TEST(RateFinding, SmoothingIsTheCorrectedMean) {
  RateFinding finding;
  const double losses[] = {3, 1, 2, 5, 4};
  double sum = 0, weights = 0;
  for (const double loss : losses) {
    addRatePoint(finding, 1, loss);
    sum = 0.9 * sum + loss;
    weights = 0.9 * weights + 1;
    EXPECT_NEAR(finding.points.back().smoothed, sum / weights, 1e-12);
  }
}

TEST(RateFinding, SaysWhenThereIsNothingToSuggest) {
  RateFinding rising, brief;
  for (int i = 0; i < 50; ++i) addRatePoint(rising, std::pow(10, -5 + 0.1 * i), 2 + 0.01 * i);
  EXPECT_EQ(concludeRates(rising).error().code, "rate.no-fall");
  EXPECT_TRUE(addRatePoint(brief, 1, std::nan("")));
  EXPECT_EQ(concludeRates(brief).error().code, "rate.too-short");
}

}  // namespace
}  // namespace attune
