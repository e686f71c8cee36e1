// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>

#include "core/engine/engine.h"

namespace attune::engine {

/// Engine::train: see there.
Result<RunFinished> train(const TrainRequest& request, const EventSink& sink, std::stop_token stop);

}  // namespace attune::engine
