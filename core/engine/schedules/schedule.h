// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "core/params/param.h"

namespace attune::engine {

/// What schedules choose from.
struct ScheduleSettings {
  std::int64_t cycles = 1;      ///< Falls of the cosine with restarts.
  std::int64_t decaySteps = 0;  ///< Last steps in which a stable rate falls; 0: a fifth of the steps after the warm-up.
  double reduction = 1;         ///< What validation has left of the peak rate so far (see plateau.h).
  static ScheduleSettings from(const ParamSet& params);
};

/// A step after the warm-up.
struct SchedulePoint {
  double progress = 0;  ///< 0 … 1 of the steps after the warm-up that are done.
  std::int64_t step = 0, warmupSteps = 0, totalSteps = 0;
  ScheduleSettings settings;
};

/// How the learning rate falls after the warm-up. One line in schedules().
struct Schedule {
  const char* id;                                     ///< Hugging Face spelling of `lr_scheduler_type`.
  double (*afterWarmup)(const SchedulePoint& point);  ///< Share of the peak rate.
  bool waitsForValidation = false;                    ///< Falls by what validation says, and so needs validation rows.
};

std::span<const Schedule> schedules();
/// The schedule of this id, or nullptr.
const Schedule* findSchedule(std::string_view id);

/// Share of the peak learning rate that step number `step` (the first is 0) uses: step / warmupSteps during the warm-up,
/// so the first step of a run with warm-up moves nothing, as with Hugging Face's schedulers.
double scheduleFactor(const Schedule& schedule, std::int64_t step, std::int64_t warmupSteps, std::int64_t totalSteps,
                      const ScheduleSettings& settings = {});

/// Warm-up steps of a run: `warmupSteps` when above zero, else the share `warmupRatio` of all steps, rounded up.
std::int64_t warmupStepsOf(std::int64_t warmupSteps, double warmupRatio, std::int64_t totalSteps);

}  // namespace attune::engine
