// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/schedules/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace attune::engine {
namespace {

double linear(double progress) { return 1.0 - progress; }
// SGDR without restarts (Loshchilov and Hutter 2017, arXiv:1608.03983).
double cosine(double progress) { return 0.5 * (1.0 + std::cos(std::numbers::pi * progress)); }
double constant(double) { return 1.0; }

constexpr Schedule kSchedules[] = {
    {"linear", linear},
    {"cosine", cosine},
    {"constant", constant},
};

}  // namespace

std::span<const Schedule> schedules() { return kSchedules; }

const Schedule* findSchedule(std::string_view id) {
  const auto* found = std::ranges::find_if(kSchedules, [&](const Schedule& schedule) { return schedule.id == id; });
  return found == std::end(kSchedules) ? nullptr : found;
}

double scheduleFactor(const Schedule& schedule, std::int64_t step, std::int64_t warmupSteps, std::int64_t totalSteps) {
  if (step < warmupSteps) return static_cast<double>(step) / static_cast<double>(warmupSteps);
  const auto remaining = static_cast<double>(std::max<std::int64_t>(1, totalSteps - warmupSteps));
  return std::max(0.0, schedule.afterWarmup(std::min(1.0, static_cast<double>(step - warmupSteps) / remaining)));
}

std::int64_t warmupStepsOf(std::int64_t warmupSteps, double warmupRatio, std::int64_t totalSteps) {
  if (warmupSteps > 0) return std::min(warmupSteps, totalSteps);
  return std::min(totalSteps, static_cast<std::int64_t>(std::ceil(warmupRatio * static_cast<double>(totalSteps))));
}

}  // namespace attune::engine
