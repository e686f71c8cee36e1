// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// The technique with dropout between the model's layers while it is in training. Errors: technique.no-dropout for models that have none.
Result<std::unique_ptr<Technique>> withModelDropout(std::unique_ptr<Technique> technique, Model& model, double share, at::Generator generator);

}  // namespace attune::engine
