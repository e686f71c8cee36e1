// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/run: the statistics behind the monitor, pure functions of the looks seen so far.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace attune {

/// The median; NaN of nothing.
double medianOf(std::vector<double> values);
/// The Theil–Sen slope: the median of the slopes between all pairs; 0 of fewer than two.
double theilSenSlope(std::span<const double> values);
/// Standard deviation of the noise of a smooth curve that may hold single spikes: from the median absolute second
/// difference of the last looks, drawn to a usual value while there are few.
double curveNoise(std::span<const double> values);
/// The same from third differences: deaf to the bend of a steep curve, less certain on a flat one.
double bendFreeNoise(std::span<const double> values);
/// How far the level of the last looks, a spike among them left out, lies above the lowest level of the curve.
double levelAbove(std::span<const double> values, std::size_t looks = 2);

/// The settings of the test for a rise. Found on thousands of generated curves (tests/golden/curves/curve_generator.h)
/// where the result hardly changes around them.
struct RiseSettings {
  double marginFloor = 0.02;  ///< A rise below 2 % of the loss is no matter.
  double marginNoise = 2.0;   ///< Nor one below two standard deviations of the noise.
  double factor = 0.7;        ///< Share of the margin that must be exceeded …
  double z = 2.4;             ///< … beyond this many standard errors of the level.
  double trainZ = 2.0;        ///< How far above its lowest level training loss may be, in standard errors.
  std::size_t longest = 6;    ///< Looks averaged into the present level at most.
  std::size_t silent = 3;     ///< The first looks are not judged.
};

/// What the test found at the last look. Losses are natural logarithms, so differences are relative.
struct Rise {
  bool found = false;
  double share = 0;        ///< Rise over its threshold; found when above 1 and training loss has fallen.
  double rise = 0;         ///< Of validation over its lowest level, less what training rose.
  double trainChange = 0;  ///< Of training since validation was lowest; negative: fell.
  double noise = 0;
};

/// Tests whether validation loss has risen above its lowest level while training loss fell. Both are logarithms of
/// equally many looks, all finite.
Rise testRise(std::span<const double> validation, std::span<const double> train, const RiseSettings& settings = {});

/// Halves the number of points by averaging neighbours from the end until at most `most` are left, so that the test
/// behaves alike in a run of thousands of looks.
std::vector<double> condensed(std::span<const double> values, std::size_t most);

/// The mean difference of two looks at the same rows with its standard error, per trained token.
struct RowDifference {
  double mean = 0, standardError = 0;
  std::size_t rows = 0;
};
/// Ratio estimator: difference of the sums over the sum of tokens; rows with no token or a not-finite loss are left
/// out.
RowDifference rowDifference(std::span<const float> before, std::span<const float> after,
                            std::span<const std::int32_t> tokens);

}  // namespace attune
