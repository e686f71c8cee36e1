// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/rate_finding.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr double kMemory = 0.9, kDivergence = 4;
constexpr std::size_t kFewest = 10;

double lowest(const std::vector<RatePoint>& points) {
  return std::ranges::min_element(points, {}, &RatePoint::smoothed)->smoothed;
}

}  // namespace

double RateRange::rateAt(std::int64_t step) const {
  return from * std::pow(to / from, static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(1, steps - 1)));
}

bool addRatePoint(RateFinding& finding, double rate, double loss) {
  if (!std::isfinite(loss)) return finding.diverged = true;
  // The biased mean is taken back out of the last corrected one.
  const auto before = static_cast<double>(finding.points.size());
  const double biased = finding.points.empty() ? 0 : finding.points.back().smoothed * (1 - std::pow(kMemory, before));
  const double smoothed = (kMemory * biased + (1 - kMemory) * loss) / (1 - std::pow(kMemory, before + 1));
  finding.points.push_back({rate, loss, smoothed});
  finding.diverged = finding.points.size() > kFewest && smoothed > kDivergence * lowest(finding.points);
  return finding.diverged;
}

Result<void> concludeRates(RateFinding& finding) {
  const auto& points = finding.points;
  if (points.size() < kFewest) {
    return fail("rate.too-short", ATTUNE_TEXT("The test ended after {0} steps, which is too few to suggest a learning rate."), {std::to_string(points.size())},
                ATTUNE_TEXT("Begin at a lower rate, or take more steps."));
  }
  const auto best = static_cast<std::size_t>(std::ranges::min_element(points, {}, &RatePoint::smoothed) - points.begin());
  finding.atMost = points[best].rate;
  // Central differences over the logarithm of the rate; the first steps, whose mean is of few losses, do not count.
  double steepest = 0;
  for (std::size_t i = kFewest / 2; i < best; ++i) {
    const double slope = (points[i + 1].smoothed - points[i - 1].smoothed) / std::log(points[i + 1].rate / points[i - 1].rate);
    if (slope >= steepest) continue;
    steepest = slope;
    finding.suggested = points[i].rate;
  }
  if (steepest < 0) return {};
  return fail("rate.no-fall", ATTUNE_TEXT("No learning rate between {0} and {1} lowered the loss."),
              {Json(points.front().rate).dump(), Json(points.back().rate).dump()}, ATTUNE_TEXT("Take more steps, or another range."));
}

Json toJson(const RateFinding& finding) {
  Json json = {{"suggested", finding.suggested}, {"at_most", finding.atMost}, {"diverged", finding.diverged}, {"curve", Json::array()}};
  for (const RatePoint& point : finding.points) json["curve"].push_back({{"rate", point.rate}, {"loss", point.loss}, {"smoothed", point.smoothed}});
  return json;
}

}  // namespace attune
