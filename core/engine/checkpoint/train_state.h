// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>

#include "core/base/json.h"
#include "core/engine/schedules/plateau.h"

namespace attune::engine {

/// Where a run stands: with the trained numbers, the optimiser's and the generator's state, all that going on exactly needs.
/// The order of rows is a function of (seed, step), so no position is stored.
struct TrainState {
  std::int64_t step = 0;                 ///< Optimiser steps done.
  std::int64_t windowBatches = 0;        ///< Micro-batches done of the step that is under way.
  double windowLoss = 0;                 ///< Their losses summed.
  std::int64_t batchParts = 1;           ///< Pieces that a micro-batch is cut into, for memory's sake.
  std::int64_t recomputedBlocks = 0;     ///< Blocks that are computed twice, for memory's sake.
  std::int64_t lookedAt = -1;            ///< Step of the last look; −1 for none.
  std::optional<double> lastLoss;        ///< Validation loss of the last look; absent when none or not finite.
  std::int64_t bestStep = 0;             ///< Step of the lowest validation loss of a trained model; 0 for none.
  std::optional<double> bestLoss;
  std::int64_t looksWithoutImprovement = 0;
  Plateau plateau;                       ///< Of a learning rate that waits for validation.
  std::int64_t tokens = 0, trainedTokens = 0;  ///< Of finished steps.
  double elapsedSeconds = 0;
  Json observer;                         ///< RunObserver::state().
  Json objective;                        ///< Objective::state().

  Json toJson() const;
  /// Errors: checkpoint.bad-state.
  static Result<TrainState> fromJson(const Json& json);
};

}  // namespace attune::engine
