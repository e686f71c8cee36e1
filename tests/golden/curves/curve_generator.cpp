// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/golden/curves/curve_generator.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace attune {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_random(seed) {}
  double uniform(double low, double high) { return low + (high - low) * m_random.uniform(); }
  bool chance(double p) { return m_random.uniform() < p; }
  int integer(int low, int high) {
    return low + static_cast<int>(m_random.below(static_cast<std::uint64_t>(high - low)));
  }  // high excluded
  template <class T, std::size_t N>
  T pick(const T (&options)[N]) {
    return options[m_random.below(N)];
  }
  double normal() {
    constexpr double kTwoPi = 6.283185307179586;
    return std::sqrt(-2 * std::log(1 - m_random.uniform())) * std::cos(kTwoPi * m_random.uniform());
  }

 private:
  Random m_random;
};

using Series = std::vector<double>;

Series decay(Dice& dice, int n) {
  const int kind = dice.integer(0, 4);
  const double tau = dice.uniform(0.08, 0.45) * n, power = dice.uniform(0.6, 2.0), stretch = dice.uniform(0.6, 1.2);
  Series g;
  for (int i = 0; i < n; ++i) {
    const double x = i / tau;
    g.push_back(kind == 0   ? std::exp(-x)
                : kind == 1 ? std::pow(1 + x, -power)
                : kind == 2 ? std::exp(-std::pow(x, stretch))
                            : 0.6 * std::exp(-x / 0.4) + 0.4 * std::exp(-x));
  }
  return g;
}

// Noise whose neighbours are correlated: a validation set is the same at each look.
Series correlatedNoise(Dice& dice, int n, double deviation, double correlation) {
  Series noise;
  double last = dice.normal();
  for (int i = 0; i < n; ++i) {
    if (i > 0) last = correlation * last + std::sqrt(1 - correlation * correlation) * dice.normal();
    noise.push_back(deviation * last);
  }
  return noise;
}

struct Clean {
  Series validation, train;
  std::string label, kind = "plain";
  double noise = 0;
  int divergesAt = 0;
};

void makeOverfit(Dice& dice, Clean& c, const Series& base) {
  const int n = static_cast<int>(base.size());
  const int onset = static_cast<int>(dice.uniform(0.12, 0.75) * n);
  const double amplitude = std::exp(dice.uniform(std::log(0.03), std::log(0.8)));
  const int shape = dice.integer(0, 4);
  const double power = dice.uniform(1, 2.2), rate = dice.uniform(1.5, 6), fall = dice.uniform(0.3, 3),
               bend = dice.uniform(0.8, 1.3);
  const int trainFrom = std::max(0, onset - dice.integer(0, 8));
  for (int i = 0; i < n; ++i) {
    const double x = std::max(0, i - onset) / std::max(1.0, static_cast<double>(n - 1 - onset));
    const double rise = shape == 0   ? x
                        : shape == 1 ? std::pow(x, power)
                        : shape == 2 ? 1 - std::exp(-rate * x)
                                     : 0.5 * (x + x * x);
    c.validation[static_cast<std::size_t>(i)] *= 1 + amplitude * rise;
    c.train[static_cast<std::size_t>(i)] =
        base[static_cast<std::size_t>(i)] *
        std::exp(-fall * std::pow(std::max(0, i - trainFrom) / static_cast<double>(n), bend));
  }
  constexpr const char* kShapes[] = {"linear", "power", "saturating", "mixed"};
  c.kind = kShapes[shape];
}

void makePlateau(Dice& dice, Clean& c, const Series& base) {
  const int n = static_cast<int>(base.size());
  const auto from = static_cast<std::size_t>(dice.uniform(0.3, 0.7) * n);
  const double rest = (base[from] - base.back()) * dice.uniform(0, 0.3), fall = dice.uniform(0.2, 2);
  const double trainFrom = static_cast<double>(from) * dice.uniform(0.3, 1);
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (i > from) c.validation[i] = base[from] - rest * (1 - std::exp(-static_cast<double>(i - from) / (0.2 * n)));
    c.train[i] = base[i] * std::exp(-fall * std::max(0.0, static_cast<double>(i) - trainFrom) / n);
  }
}

void makeHealthy(Dice& dice, Clean& c) {
  constexpr const char* kKinds[] = {"plain", "gap", "double descent", "restarts", "epoch steps", "warm-up"};
  c.kind = dice.pick(kKinds);
  const auto n = c.validation.size();
  const double fall = dice.uniform(0.3, 1.5), centre = dice.uniform(0.35, 0.8) * static_cast<double>(n),
               width = dice.uniform(0.04, 0.12) * static_cast<double>(n),
               bump = dice.uniform(0.3, 0.6) * std::max(0.02, 2 * c.noise);
  const auto epoch = static_cast<std::size_t>(dice.integer(4, 12)), warm = static_cast<std::size_t>(dice.integer(1, 4));
  double step = 1;
  for (std::size_t i = 0; i < n; ++i) {
    const auto x = static_cast<double>(i);
    if (c.kind == "gap") c.train[i] = c.validation[i] * std::exp(-fall * x / static_cast<double>(n));
    if (c.kind == "double descent") c.validation[i] *= 1 + bump * std::exp(-0.5 * std::pow((x - centre) / width, 2));
    if (c.kind == "epoch steps" && i > 0 && i % epoch == 0) step *= 1 - dice.uniform(0.01, 0.12);
    c.train[i] *= step;
  }
  if (c.kind != "warm-up") return;
  Series validation, train;
  for (std::size_t i = 0; i < n; ++i) {
    const double height = i < warm ? dice.uniform(0.95, 1.1) : 1;
    validation.push_back(c.validation[i < warm ? 0 : i - warm] * height);
    train.push_back(c.train[i < warm ? 0 : i - warm] * height);
  }
  c.validation = validation;
  c.train = train;
}

void addRestarts(Dice& dice, Clean& c) {
  const int n = static_cast<int>(c.validation.size());
  for (int count = dice.integer(1, 4); count > 0; --count) {
    const int at = dice.integer(2, n);
    const double height = dice.uniform(0.01, 0.12), length = dice.uniform(1, 0.15 * n + 1.5),
                 share = dice.uniform(0.85, 1.15);
    for (int i = at; i < n; ++i) {
      const double lift = height * std::exp(-(i - at) / length);
      c.validation[static_cast<std::size_t>(i)] *= 1 + lift * share;
      c.train[static_cast<std::size_t>(i)] *= 1 + lift;
    }
  }
  c.kind += " with restarts";
}

void makeDiverging(Dice& dice, Clean& c) {
  const int n = static_cast<int>(c.validation.size());
  c.divergesAt = static_cast<int>(dice.uniform(0.2, 0.8) * n);
  const double growth = dice.uniform(0.15, 0.9), share = dice.uniform(0.92, 1.06);
  for (int i = c.divergesAt; i < n; ++i) {
    c.validation[static_cast<std::size_t>(i)] *= std::exp(growth * (i - c.divergesAt) * share);
    c.train[static_cast<std::size_t>(i)] *= std::exp(growth * (i - c.divergesAt));
  }
}

Clean makeClean(Dice& dice) {
  constexpr const char* kLabels[] = {"overfit", "overfit", "overfit", "overfit",
                                     "healthy", "plateau", "noisy",   "diverging"};
  constexpr double kNoises[] = {0.001, 0.002, 0.003, 0.005, 0.008, 0.01, 0.012, 0.015, 0.018};
  Clean c;
  c.label = dice.pick(kLabels);
  c.noise = c.label == "noisy" ? dice.uniform(0.018, 0.035) : dice.pick(kNoises);
  const int n = c.label == "overfit" ? dice.integer(12, 46) : dice.integer(7, 46);
  const double top = dice.uniform(0.8, 4.2), span = top * dice.uniform(0.2, 0.85), gap = dice.uniform(0, 0.9),
               bend = dice.uniform(0.7, 2);
  Series base = decay(dice, n);
  for (double& value : base) value = top - span + span * value;
  c.validation = c.train = base;
  for (int i = 0; i < n; ++i)
    c.train[static_cast<std::size_t>(i)] *= 1 - gap * std::pow(i / static_cast<double>(n), bend);
  if (c.label == "overfit") makeOverfit(dice, c, base);
  if (c.label == "plateau") makePlateau(dice, c, base);
  if (c.label == "healthy") makeHealthy(dice, c);
  if (c.label == "diverging") makeDiverging(dice, c);
  const bool quiet = c.label == "healthy" || c.label == "noisy";
  if (c.kind == "restarts" || (quiet && dice.chance(0.12)) || (c.label != "diverging" && dice.chance(0.06)))
    addRestarts(dice, c);
  return c;
}

// The rule of README.md; nothing for curves between the limits.
std::optional<TrueCurve> judgeTruth(const Clean& c) {
  TrueCurve curve;
  curve.label = c.label;
  curve.kind = c.kind;
  curve.noise = c.noise;
  curve.cleanTrain = c.train;
  curve.cleanValidation = c.validation;
  const Series& v = c.validation;
  const auto lowest = std::min_element(v.begin(), v.end());
  const int best = static_cast<int>(lowest - v.begin()), n = static_cast<int>(v.size());
  const double margin = std::max(0.02, 2 * c.noise) * *lowest;
  double before = v[0], highest = 0;
  for (int i = 0; i < n; ++i) {
    before = std::min(before, v[static_cast<std::size_t>(i)]);
    const double rise = (v[static_cast<std::size_t>(i)] - before) / margin;
    if (i < best || c.label != "overfit") highest = std::max(highest, rise);
    if (i > best && rise > 1 && curve.onset < 0) curve.onset = i;
  }
  if (c.label == "diverging") return curve;
  if (c.label == "overfit") {
    const bool clear = (v.back() - *lowest) / margin > 2.2 && curve.onset >= 0 && n - 1 - curve.onset >= 3;
    if (!clear || highest > 0.6 || c.train.back() > 0.98 * c.train[static_cast<std::size_t>(best)]) return std::nullopt;
    curve.best = best;
    return curve;
  }
  const bool lifted = c.kind.find("restarts") != std::string::npos || c.kind == "warm-up";
  if (highest > 0.6 && !lifted) return std::nullopt;
  curve.onset = -1;
  return curve;
}

void addNoise(Dice& dice, const Clean& c, TrueCurve& curve) {
  constexpr double kCorrelations[] = {0, 0, 0.3, 0.5};
  const int n = static_cast<int>(c.validation.size());
  const Series noise = correlatedNoise(dice, n, c.noise, dice.pick(kCorrelations));
  const Series trainNoise = correlatedNoise(dice, n, c.noise * dice.uniform(0.4, 1.2), dice.chance(0.5) ? 0.3 : 0);
  const Series shared = correlatedNoise(dice, n, dice.chance(0.15) ? 0.7 * c.noise : 0, 0.5);
  for (int k = 0; k < n; ++k) {
    const auto i = static_cast<std::size_t>(k);
    curve.steps.push_back(10 * (k + 1));
    curve.validation.push_back(c.validation[i] * std::exp(noise[i] + shared[i]));
    curve.train.push_back(c.train[i] * std::exp(trainNoise[i] + shared[i]));
  }
  constexpr int kSpikes[] = {0, 0, 0, 1, 2};
  for (int count = dice.pick(kSpikes); count > 0; --count) {
    const auto at = static_cast<std::size_t>(dice.integer(2, n));
    const double height = 1 + dice.uniform(0.08, 0.6);
    curve.validation[at] *= height;
    if (dice.chance(0.5)) curve.train[at] *= height;
  }
  if (c.label == "diverging" && dice.chance(0.5))
    for (auto i = static_cast<std::size_t>(dice.integer(std::max(4, c.divergesAt), n + 1)); i < curve.steps.size(); ++i)
      curve.validation[i] = curve.train[i] = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

TrueCurve makeCurve(std::uint64_t seed) {
  Dice dice(seed * 0x9E3779B97F4A7C15ULL + 1);
  for (;;) {
    const Clean clean = makeClean(dice);
    if (auto curve = judgeTruth(clean)) {
      addNoise(dice, clean, *curve);
      return *curve;
    }
  }
}

}  // namespace attune
