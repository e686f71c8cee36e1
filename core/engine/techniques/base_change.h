// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/nn/layers.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// Puts NF4 layers (nf4_linear.h) in the place of every linear layer of the body that is none yet.
void quantiseBase(Model& model);
/// Lets a model be read with NF4 layers in these places from the start, one weight at a time.
std::unique_ptr<ChangeWhileReading> quantiseWhileReading(const ModelConfig& config);
/// The same where an adapter's file says that its base is in NF4; else null.
std::unique_ptr<ChangeWhileReading> changeWhileReading(const std::filesystem::path& folder, const ModelConfig& config);
/// Puts plain layers in the place of what quantiseBase made, with the values that it computes with.
void dequantiseBase(Model& model);

/// An adapter fits the base that it was trained on, which QLoRA has quantised: a file beside the adapter says so.
/// Errors: file.write.
Result<void> writeBaseChange(const std::filesystem::path& folder, const Json& change);

/// Does to the base what the adapter's file says, if there is one; gives the file's content or null.
/// Errors: technique.wrong-adapter for a change that is not known, json.*, file.*.
Result<Json> repeatBaseChange(const std::filesystem::path& folder, Model& model);

}  // namespace attune::engine
