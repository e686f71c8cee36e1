// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/objectives/objective.h"
#include "core/weights/model_config.h"

namespace attune::engine {

/// What a run will do, decided before it starts by its request alone; a resumed run makes the same plan.
struct TrainPlan {
  std::vector<std::uint32_t> rows;            ///< Training rows that have something to learn, ascending.
  std::vector<std::uint32_t> validationRows;  ///< The fixed rows of every look.
  std::vector<std::uint32_t> trainProbeRows;  ///< As many training rows, looked at in the same way.
  std::int64_t batchSize = 1, accumulation = 1;
  std::int64_t stepsPerWindow = 1;  ///< Steps in a row on the same rows.
  std::int64_t stepsPerEpoch = 1, totalSteps = 1, warmupSteps = 0;
  std::int64_t lookEvery = 0;  ///< Steps between two looks; 0 when there are no validation rows.
  std::int64_t saveEvery = 0;  ///< Steps between two checkpoints.
  std::int64_t patience = 0;   ///< Looks without improvement that end the run; 0: any number.
  std::string fingerprint;     ///< Changes with every token, label and setting that decides what the run computes.

  bool lookDue(std::int64_t step) const { return lookEvery > 0 && (step % lookEvery == 0 || step == totalSteps); }
  bool saveDue(std::int64_t step) const { return step > 0 && (step % saveEvery == 0 || step == totalSteps); }
  double epochOf(std::int64_t step) const { return static_cast<double>(step) / static_cast<double>(stepsPerEpoch); }
};

/// Errors: train.no-rows, train.no-validation, train.no-trained-token, train.bad-token, train.too-long (both name the row).
Result<TrainPlan> makeTrainPlan(const TrainRequest& request, const ModelConfig& config, const Objective& objective);

/// The order of an epoch's rows: permutation(rows, seed, epoch), or the given one with keepOrder.
std::vector<std::uint32_t> epochOrder(const TrainPlan& plan, const TrainRequest& request, std::int64_t epoch);

/// The rows of a part that the run will look at, ascending: not all training rows in a run shorter than an epoch.
std::vector<std::uint32_t> rowsOfRun(const TrainPlan& plan, const TrainRequest& request, Part part);

/// Training rows in an order of their own that hold at least `tokens` tokens together, or all.
std::vector<std::uint32_t> calibrationRows(const TrainPlan& plan, const TrainRequest& request, std::int64_t tokens);

/// The rows of one optimiser step, cut from its epoch's order: micro-batches of exactly batchSize rows, the last of an
/// epoch less.
std::vector<std::vector<std::uint32_t>> windowRows(const TrainPlan& plan, const std::vector<std::uint32_t>& order, std::int64_t step);

/// The rows in order, cut into at most `parts` pieces of equal size but the last.
std::vector<std::vector<std::uint32_t>> piecesOf(const std::vector<std::uint32_t>& rows, std::int64_t parts);

}  // namespace attune::engine
