// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <stop_token>

#include "core/engine/engine.h"

namespace attune::engine {

/// Engine::open: see there. Errors: engine.no-device, engine.unsupported-architecture, technique.*, weights.*, config.*, file.*.
Result<std::unique_ptr<OpenModel>> openModel(const OpenRequest& request, const ProgressSink& progress, std::stop_token stop);

}  // namespace attune::engine
