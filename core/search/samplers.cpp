// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/search/sweep.h"

namespace attune {
namespace {

using Choice = std::optional<std::vector<ParamValue>>;

// Trial k draws from its own stream, so that trials neither depend on the order of others nor repeat them.
Random randomOf(const SweepSpec& spec, std::size_t trial) {
  Random random(spec.seed * 0xD1342543DE82EF95ULL + trial * 0x9E3779B97F4A7C15ULL + 1);
  random.next();
  return random;
}

Choice chooseGrid(const SweepSpec& spec, std::span<const Trial> trials) {
  std::size_t rest = trials.size();
  std::vector<ParamValue> values;
  // The last dimension changes fastest, as nested loops in the order of the dimensions would do it.
  for (auto dimension = spec.dimensions.rbegin(); dimension != spec.dimensions.rend(); ++dimension) {
    const auto grid = dimension->gridValues();
    values.push_back(grid[rest % grid.size()]);
    rest /= grid.size();
  }
  if (rest > 0) return std::nullopt;
  std::reverse(values.begin(), values.end());
  return values;
}

Choice chooseRandom(const SweepSpec& spec, std::span<const Trial> trials) {
  Random random = randomOf(spec, trials.size());
  std::vector<ParamValue> values;
  for (const SearchDimension& dimension : spec.dimensions) values.push_back(dimension.at(random.uniform()));
  return values;
}

// -- Tree-structured Parzen estimator (Bergstra et al. 2011, Algorithms for Hyper-Parameter Optimization): model the
// settings of the good trials l(x) and of the others g(x), dimension by dimension, and try the candidate of l with the
// largest l(x)/g(x).

constexpr std::size_t kFirstTrials = 8;  // drawn at random
constexpr double kGoodShare = 0.15;
constexpr int kCandidates = 32;
constexpr double kPriorWeight = 1;  // of the uniform distribution, in trials

// Where a value lies in [0, 1]; the inverse of SearchDimension::at.
double positionOf(const SearchDimension& dimension, const ParamValue& value) {
  if (!dimension.values.empty()) {
    const auto it = std::find(dimension.values.begin(), dimension.values.end(), value);
    return (static_cast<double>(it - dimension.values.begin()) + 0.5) / static_cast<double>(dimension.values.size());
  }
  const auto* integer = std::get_if<std::int64_t>(&value);
  const double number = integer ? static_cast<double>(*integer) : std::get<double>(value);
  const double half = dimension.integer ? 0.5 : 0;
  if (!dimension.logarithmic) return (number - dimension.low + half) / (dimension.high - dimension.low + 2 * half);
  const double from = std::log(dimension.low - half);
  return (std::log(number) - from) / (std::log(dimension.high + half) - from);
}

class Parzen {
 public:
  Parzen(const SearchDimension& dimension, std::vector<double> centres)
      : m_dimension(dimension), m_centres(std::move(centres)) {
    // Kernels narrow as trials add up, but never so much that the neighbourhood is not tried.
    m_width = std::clamp(1.0 / std::sqrt(1.0 + static_cast<double>(m_centres.size())) * 0.3, 0.04, 0.25);
  }

  double draw(Random& random) const {
    const double total = static_cast<double>(m_centres.size()) + kPriorWeight;
    const double pick = random.uniform() * total;
    if (pick >= static_cast<double>(m_centres.size())) return random.uniform();
    const double centre = m_centres[static_cast<std::size_t>(pick)];
    if (!m_dimension.values.empty()) return centre;
    for (;;) {
      constexpr double kTwoPi = 6.283185307179586;
      const double normal = std::sqrt(-2 * std::log(1 - random.uniform())) * std::cos(kTwoPi * random.uniform());
      if (const double position = centre + m_width * normal; position >= 0 && position <= 1) return position;
    }
  }

  double density(double position) const {
    double sum = kPriorWeight;
    for (const double centre : m_centres)
      sum += m_dimension.values.empty() ? kernel(position, centre) : sameChoice(position, centre);
    return sum / (static_cast<double>(m_centres.size()) + kPriorWeight);
  }

 private:
  double kernel(double position, double centre) const {
    const auto cumulative = [&](double x) { return 0.5 * std::erfc(-(x - centre) / (m_width * std::sqrt(2.0))); };
    const double z = (position - centre) / m_width;
    return std::exp(-0.5 * z * z) / (m_width * 2.5066282746310002) / (cumulative(1) - cumulative(0));
  }
  double sameChoice(double position, double centre) const {
    const auto count = static_cast<double>(m_dimension.values.size());
    return std::floor(std::min(position, 0.999999) * count) == std::floor(std::min(centre, 0.999999) * count) ? count
                                                                                                              : 0;
  }
  const SearchDimension& m_dimension;
  std::vector<double> m_centres;
  double m_width;
};

Choice chooseTpe(const SweepSpec& spec, std::span<const Trial> trials) {
  std::vector<const Trial*> finished;
  for (const Trial& trial : trials)
    if (trial.state != TrialState::Running) finished.push_back(&trial);
  if (finished.size() < kFirstTrials) return chooseRandom(spec, trials);
  // A trial that failed or was never looked at is as bad as can be.
  const auto loss = [](const Trial* t) { return t->value ? *t->value : std::numeric_limits<double>::infinity(); };
  std::stable_sort(finished.begin(), finished.end(), [&](const Trial* a, const Trial* b) { return loss(a) < loss(b); });
  const std::size_t good =
      std::max<std::size_t>(2, static_cast<std::size_t>(kGoodShare * static_cast<double>(finished.size())));
  Random random = randomOf(spec, trials.size());
  std::vector<ParamValue> values;
  for (std::size_t d = 0; d < spec.dimensions.size(); ++d) {
    const SearchDimension& dimension = spec.dimensions[d];
    std::vector<double> better, worse;
    for (std::size_t i = 0; i < finished.size(); ++i)
      (i < good ? better : worse).push_back(positionOf(dimension, finished[i]->values[d].second));
    const Parzen l(dimension, std::move(better)), g(dimension, std::move(worse));
    double best = 0, bestRatio = -1;
    for (int k = 0; k < kCandidates; ++k) {
      const double position = l.draw(random), ratio = l.density(position) / g.density(position);
      if (ratio > bestRatio) best = position, bestRatio = ratio;
    }
    values.push_back(dimension.at(best));
  }
  return values;
}

constexpr Sampler kSamplers[] = {{"grid", ATTUNE_TEXT("Every combination"), chooseGrid},
                                 {"random", ATTUNE_TEXT("Random"), chooseRandom},
                                 {"tpe", ATTUNE_TEXT("Learns from earlier runs (TPE)"), chooseTpe}};

// -- Asynchronous successive halving (Li et al. 2018, A System for Massively Parallel Hyperparameter Tuning): at rung k
// (step firstRung·factorᵏ) a trial goes on while it is among the best 1/factor of all that reached the rung.

bool never(const SweepSpec&, std::span<const Trial>, const Trial&) {
  return false;
}

// The trial's lowest loss up to a step; nothing before its first look there.
std::optional<double> lossAt(const Trial& trial, std::int64_t step) {
  std::optional<double> lowest;
  bool reached = false;
  for (const auto& [at, loss] : trial.looks) {
    reached = reached || at >= step;
    if (at <= step || !lowest)
      lowest = lowest && !(loss < *lowest) ? *lowest
                                           : (std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity());
  }
  return reached ? lowest : std::nullopt;
}

bool halvingEnds(const SweepSpec& spec, std::span<const Trial> trials, const Trial& trial) {
  if (trial.looks.empty()) return false;
  std::int64_t first = spec.firstRung;
  if (first <= 0) first = trial.looks.front().first;
  const std::int64_t now = trial.looks.back().first,
                     before = trial.looks.size() > 1 ? trial.looks[trial.looks.size() - 2].first : 0;
  // The highest rung that this look is the first to reach.
  double rung = static_cast<double>(first);
  if (static_cast<double>(now) < rung) return false;
  while (rung * spec.factor <= static_cast<double>(now)) rung *= spec.factor;
  const auto step = static_cast<std::int64_t>(rung);
  if (before >= step) return false;
  const auto own = lossAt(trial, step);
  if (!own) return false;
  std::size_t reached = 0, better = 0;
  for (const Trial& other : trials)
    if (const auto loss = lossAt(other, step)) {
      ++reached;
      better += other.number != trial.number && *loss < *own;
    }
  const auto places = static_cast<std::size_t>(static_cast<double>(reached) / spec.factor);
  // Until there are as many as the factor, only the best so far goes on.
  return better >= std::max<std::size_t>(1, places);
}

constexpr Pruner kPruners[] = {{"none", ATTUNE_TEXT("Train every run to its end"), never},
                               {"halving", ATTUNE_TEXT("End poor runs early (successive halving)"), halvingEnds}};

}  // namespace

std::span<const Sampler> samplers() {
  return kSamplers;
}
std::span<const Pruner> pruners() {
  return kPruners;
}

}  // namespace attune
