// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/train_plan.h"

namespace attune::engine {

/// Log-probabilities by name, one list for each set of rows.
using ScoreLists = std::map<std::string, std::vector<double>>;

/// Keeps what the model as it was before training gives, in the run's folder, for when the run is taken up again. Empty lists are not
/// kept. Errors: file.write.
Result<void> keepReferenceScores(const TrainRequest& request, const TrainPlan& plan, const ScoreLists& lists);

/// What was kept of a run with the same data, settings and base model; nothing when there is nothing that can be trusted.
std::optional<ScoreLists> keptReferenceScores(const TrainRequest& request, const TrainPlan& plan);

}  // namespace attune::engine
