// SPDX-License-Identifier: GPL-3.0-or-later
// The objectives by name, for the table in objective.cpp.
#pragma once
#include "core/engine/objectives/objective.h"

namespace attune::engine {

std::unique_ptr<Objective> makeCausalLmObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeDistillationObjective(const TrainRequest& request);
std::unique_ptr<Objective> makePreferenceObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeKtoObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeRewardObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeGrpoObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeTextClassificationObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeTokenClassificationObjective(const TrainRequest& request);
std::unique_ptr<Objective> makeEmbeddingObjective(const TrainRequest& request);

}  // namespace attune::engine
