// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// The technique with dropout in the model while it is in training: of the share `hidden` between its layers, `attention` of its attention.
/// Errors: technique.no-dropout for models that have none.
Result<std::unique_ptr<Technique>> withModelDropout(std::unique_ptr<Technique> technique, Model& model, double hidden, double attention,
                                                    at::Generator generator);

}  // namespace attune::engine
