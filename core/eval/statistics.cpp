// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"

namespace attune {
namespace {

double weightOf(std::span<const double> weights, std::size_t i) { return weights.empty() ? 1.0 : weights[i]; }

// The regularised incomplete beta function by Lentz's continued fraction (Abramowitz and Stegun 26.5.8).
double incompleteBeta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean; the symmetry gives the rest.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x)) / a;
  constexpr double kTiny = 1e-300;
  double f = 1, c = 1, d = 0;
  for (int i = 0; i <= 300; ++i) {
    const int m = i / 2;
    double numerator = 1;
    if (i > 0) numerator = i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + numerator * d;
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    c = 1 + numerator / c;
    c = std::abs(c) < kTiny ? kTiny : c;
    f *= c * d;
    if (std::abs(1 - c * d) < 1e-14) break;
  }
  return front * (f - 1);
}

Estimate interval(double value, std::vector<double>& draws) {
  std::sort(draws.begin(), draws.end());
  const auto at = [&](double q) {
    const double position = q * static_cast<double>(draws.size() - 1);
    const auto low = static_cast<std::size_t>(position);
    const auto high = std::min(low + 1, draws.size() - 1);
    return draws[low] + (position - static_cast<double>(low)) * (draws[high] - draws[low]);
  };
  return {value, at(0.025), at(0.975)};
}

}  // namespace

Estimate bootstrapMean(std::span<const double> values, std::span<const double> weights, int draws, std::uint64_t seed) {
  const std::size_t n = values.size();
  double sum = 0, total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    sum += values[i];
    total += weightOf(weights, i);
  }
  const double mean = total > 0 ? sum / total : 0;
  if (n < 2 || draws < 2 || !std::isfinite(mean)) return {mean, mean, mean};
  Random random(seed);
  std::vector<double> means;
  means.reserve(static_cast<std::size_t>(draws));
  for (int d = 0; d < draws; ++d) {
    double s = 0, w = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = static_cast<std::size_t>(random.below(n));
      s += values[row];
      w += weightOf(weights, row);
    }
    means.push_back(w > 0 ? s / w : mean);
  }
  return interval(mean, means);
}

Estimate bootstrapDifference(std::span<const double> first, std::span<const double> second, std::span<const double> weights, int draws,
                             std::uint64_t seed) {
  std::vector<double> differences(first.size());
  for (std::size_t i = 0; i < first.size(); ++i) differences[i] = second[i] - first[i];
  return bootstrapMean(differences, weights, draws, seed);
}

double studentTCdf(double t, double degrees) {
  const double tail = 0.5 * incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));
  return t > 0 ? 1 - tail : tail;
}

double pairedTTest(std::span<const double> differences) {
  const auto n = static_cast<double>(differences.size());
  if (differences.size() < 2) return 1;
  double mean = 0, squares = 0;
  for (const double d : differences) mean += d / n;
  for (const double d : differences) squares += (d - mean) * (d - mean);
  const double error = std::sqrt(squares / (n - 1) / n);
  if (!(error > 0)) return mean == 0 || !std::isfinite(error) ? 1 : 0;
  return std::min(1.0, 2 * studentTCdf(-std::abs(mean / error), n - 1));
}

}  // namespace attune
