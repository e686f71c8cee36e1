// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/schedules/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/params/training_params.h"

namespace attune::engine {
namespace {

double halfCosine(double progress) { return 0.5 * (1.0 + std::cos(std::numbers::pi * progress)); }

double linear(const SchedulePoint& point) { return 1.0 - point.progress; }
// SGDR without restarts (Loshchilov and Hutter 2017, arXiv:1608.03983), and with.
double cosine(const SchedulePoint& point) { return halfCosine(point.progress); }
double cosineWithRestarts(const SchedulePoint& point) {
  if (point.progress >= 1) return 0;
  return halfCosine(std::fmod(static_cast<double>(point.settings.cycles) * point.progress, 1.0));
}
double constant(const SchedulePoint&) { return 1.0; }
// Vaswani et al. 2017, arXiv:1706.03762, scaled to 1 where the warm-up ends.
double inverseSqrt(const SchedulePoint& point) {
  constexpr std::int64_t scaleWithoutWarmup = 10'000;
  const std::int64_t scale = point.warmupSteps > 0 ? point.warmupSteps : scaleWithoutWarmup;
  return 1.0 / std::sqrt(static_cast<double>(point.step + scale - point.warmupSteps) / static_cast<double>(scale));
}
// Hu et al. 2024, MiniCPM, arXiv:2404.06395; falls by a half cosine as transformers does.
double warmupStableDecay(const SchedulePoint& point) {
  const std::int64_t after = point.totalSteps - point.warmupSteps;
  const std::int64_t decay = std::clamp<std::int64_t>(point.settings.decaySteps > 0 ? point.settings.decaySteps : (after + 4) / 5, 1, std::max<std::int64_t>(1, after));
  const std::int64_t into = point.step - (point.totalSteps - decay);
  return into <= 0 ? 1.0 : into >= decay ? 0.0 : halfCosine(static_cast<double>(into) / static_cast<double>(decay));
}

double reduceOnPlateau(const SchedulePoint& point) { return point.settings.reduction; }

constexpr Schedule kSchedules[] = {
    {"linear", linear},
    {"cosine", cosine},
    {"constant", constant},
    {"cosine_with_restarts", cosineWithRestarts},
    {"inverse_sqrt", inverseSqrt},
    {"warmup_stable_decay", warmupStableDecay},
    {"reduce_lr_on_plateau", reduceOnPlateau, true},
};

}  // namespace

std::span<const Schedule> schedules() { return kSchedules; }

const Schedule* findSchedule(std::string_view id) {
  const auto* found = std::ranges::find_if(kSchedules, [&](const Schedule& schedule) { return schedule.id == id; });
  return found == std::end(kSchedules) ? nullptr : found;
}

ScheduleSettings ScheduleSettings::from(const ParamSet& params) {
  return {params.get(params::kScheduleCycles), params.get(params::kScheduleDecaySteps)};
}

double scheduleFactor(const Schedule& schedule, std::int64_t step, std::int64_t warmupSteps, std::int64_t totalSteps,
                      const ScheduleSettings& settings) {
  if (step < warmupSteps) return static_cast<double>(step) / static_cast<double>(warmupSteps);
  const auto remaining = static_cast<double>(std::max<std::int64_t>(1, totalSteps - warmupSteps));
  const double progress = std::min(1.0, static_cast<double>(step - warmupSteps) / remaining);
  return std::max(0.0, schedule.afterWarmup({progress, step, warmupSteps, totalSteps, settings}));
}

std::int64_t warmupStepsOf(std::int64_t warmupSteps, double warmupRatio, std::int64_t totalSteps) {
  if (warmupSteps > 0) return std::min(warmupSteps, totalSteps);
  return std::min(totalSteps, static_cast<std::int64_t>(std::ceil(warmupRatio * static_cast<double>(totalSteps))));
}

}  // namespace attune::engine
