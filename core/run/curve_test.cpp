// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/curve_test.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune {
namespace {

constexpr double kUsualNoise = 0.008;      // of the logarithm: validation sets of a few hundred rows
constexpr double kUsualNoiseWeight = 3.0;  // counts like this many observations
constexpr std::size_t kNoiseLooks = 20;    // older looks say little about the noise of today
constexpr double kSmallestNoise = 0.004;
// Neighbouring looks share part of their noise (the model changes little between them), which hides it from
// differences.
constexpr double kSharedNoise = 1.2;
// A rise of so many standard deviations from one look to the next is a spike until two more looks say otherwise.
constexpr double kAbrupt = 12.0;
constexpr double kMedianToDeviation = 1.4826;  // of the absolute values of a normal variable
// The lowest of several noisy means lies below the true level; so much, in standard deviations, for 1, 2 and 3 looks.
constexpr double kLowestBias[] = {1.2, 0.6, 0.3};

// The level of the last looks without the highest of them (`spikes`: so many), because spikes go up.
double presentLevel(std::span<const double> last, std::size_t spikes = 1) {
  std::vector<double> sorted(last.begin(), last.end());
  std::sort(sorted.begin(), sorted.end());
  if (sorted.size() == 3 && spikes == 1) return sorted[1];
  const std::size_t kept = std::max<std::size_t>(1, sorted.size() - std::min(sorted.size(), spikes));
  double sum = 0;
  for (std::size_t i = 0; i < kept; ++i) sum += sorted[i];
  return sum / static_cast<double>(kept);
}

struct Lowest {
  double level = std::numeric_limits<double>::infinity();
  double trainLevel = 0;
};

double meanOf(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// The lowest mean of one to three neighbouring looks, each raised by the bias of choosing it.
Lowest lowestLevel(std::span<const double> values, std::span<const double> other, double noise) {
  Lowest lowest;
  for (std::size_t width = 1; width <= 3; ++width)
    for (std::size_t at = 0; at + width <= values.size(); ++at) {
      const double level = meanOf(values.subspan(at, width)) + kLowestBias[width - 1] * noise;
      if (level < lowest.level) lowest = {level, meanOf(other.subspan(at, width))};
    }
  return lowest;
}

// Differences of order 2 and 3 of independent noise have 6 and 20 times its variance, and of a smooth curve are about
// zero.
double differenceNoise(std::span<const double> values, int order) {
  const std::size_t count = std::min(kNoiseLooks, values.size());
  double estimate = 0, weight = 0;
  if (count >= 4) {
    const auto last = values.last(count);
    std::vector<double> differences(last.begin(), last.end());
    for (int k = 0; k < order; ++k) {
      for (std::size_t i = 0; i + 1 < differences.size(); ++i) differences[i] = differences[i + 1] - differences[i];
      differences.pop_back();
    }
    for (double& difference : differences) difference = std::abs(difference) / std::sqrt(order == 2 ? 6.0 : 20.0);
    estimate = kSharedNoise * kMedianToDeviation * medianOf(std::move(differences));
    weight = static_cast<double>(count) / 2;
  }
  const double pooled =
      (weight * estimate * estimate + kUsualNoiseWeight * kUsualNoise * kUsualNoise) / (weight + kUsualNoiseWeight);
  return std::max(kSmallestNoise, std::sqrt(pooled));
}

bool risesAbruptly(std::span<const double> values, std::size_t from, double noise) {
  for (std::size_t i = std::max<std::size_t>(1, from); i < values.size(); ++i)
    if (values[i] - values[i - 1] > kAbrupt * noise) return true;
  return false;
}

}  // namespace

double medianOf(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double theilSenSlope(std::span<const double> values) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = i + 1; j < values.size(); ++j)
      slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
  return slopes.empty() ? 0 : medianOf(std::move(slopes));
}

double curveNoise(std::span<const double> values) {
  return differenceNoise(values, 2);
}
double bendFreeNoise(std::span<const double> values) {
  return differenceNoise(values, 3);
}

double levelAbove(std::span<const double> values, std::size_t looks) {
  if (values.size() < 2) return 0;
  return presentLevel(values.last(std::min(looks, values.size()))) -
         lowestLevel(values, values, curveNoise(values)).level;
}

Rise testRise(std::span<const double> validation, std::span<const double> train, const RiseSettings& settings) {
  Rise best;
  const std::size_t n = validation.size();
  best.noise = curveNoise(validation);
  if (n <= settings.silent) return best;
  const double noise = best.noise, trainNoise = curveNoise(train);
  const double margin = std::max(settings.marginFloor, settings.marginNoise * noise);
  const double trainLowest = lowestLevel(train, train, trainNoise).level;
  for (std::size_t k = 2; k <= std::min(settings.longest, n - 2); ++k) {
    const bool abrupt = risesAbruptly(validation, n - k, noise);
    if (abrupt && k == 2) continue;
    const Lowest lowest = lowestLevel(validation.first(n - k), train.first(n - k), noise);
    const double trainLevel = presentLevel(train.last(k));
    const double trainAbove = std::max(0.0, trainLevel - trainLowest);
    Rise rise{.rise = presentLevel(validation.last(k), abrupt ? 2 : 1) - lowest.level - trainAbove,
              .trainChange = trainLevel - lowest.trainLevel,
              .noise = noise};
    rise.share = rise.rise / (settings.factor * margin + settings.z * noise / std::sqrt(static_cast<double>(k)));
    rise.found = rise.share > 1 && rise.trainChange < 0 && trainAbove < settings.trainZ * trainNoise;
    if (rise.found > best.found || (rise.found == best.found && rise.share > best.share)) best = rise;
  }
  return best;
}

std::vector<double> condensed(std::span<const double> values, std::size_t most) {
  std::vector<double> points(values.begin(), values.end());
  while (points.size() > most) {
    std::vector<double> halved;
    for (std::size_t end = points.size(); end >= 2; end -= 2) halved.push_back((points[end - 1] + points[end - 2]) / 2);
    std::reverse(halved.begin(), halved.end());
    points = std::move(halved);
  }
  return points;
}

RowDifference rowDifference(std::span<const float> before, std::span<const float> after,
                            std::span<const std::int32_t> tokens) {
  RowDifference result;
  if (before.size() != after.size() || before.size() != tokens.size()) return result;
  double sum = 0, weight = 0;
  const auto usable = [&](std::size_t i) {
    return tokens[i] > 0 && std::isfinite(before[i]) && std::isfinite(after[i]);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!usable(i)) continue;
    sum += static_cast<double>(after[i]) - before[i];
    weight += tokens[i];
    ++result.rows;
  }
  if (result.rows < 2) return result;
  result.mean = sum / weight;
  double squares = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!usable(i)) continue;
    const double residual = static_cast<double>(after[i]) - before[i] - result.mean * tokens[i];
    squares += residual * residual;
  }
  const auto rows = static_cast<double>(result.rows);
  result.standardError = std::sqrt(squares * rows / (rows - 1)) / weight;
  return result;
}

}  // namespace attune
