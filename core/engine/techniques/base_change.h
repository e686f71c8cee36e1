// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// Puts NF4 layers (nf4_linear.h) in the place of every linear layer of the body.
void quantiseBase(Model& model);
/// Puts plain layers in the place of what quantiseBase made, with the values that it computes with.
void dequantiseBase(Model& model);

/// An adapter fits the base that it was trained on, which QLoRA has quantised: a file beside the adapter says so.
/// Errors: file.write.
Result<void> writeBaseChange(const std::filesystem::path& folder, const Json& change);

/// Does to the base what the adapter's file says, if there is one; gives the file's content or null.
/// Errors: technique.wrong-adapter for a change that is not known, json.*, file.*.
Result<Json> repeatBaseChange(const std::filesystem::path& folder, Model& model);

}  // namespace attune::engine
