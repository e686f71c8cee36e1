// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// Trains some of the model's own tensors and leaves the rest as it is; saves those alone, under their checkpoint names, in
/// trained_tensors.safetensors. Errors: technique.no-target when no tensor is chosen.
Result<std::unique_ptr<Technique>> trainSubset(Model& model, const std::function<bool(const std::string& name)>& chosen);

inline constexpr const char* kSubsetFile = "trained_tensors.safetensors";

/// Opens what a subset saved on a fresh model; the base's own values are kept, so that it can be switched off.
/// Errors: technique.wrong-adapter, weights.*, file.*.
Result<std::unique_ptr<Technique>> openSubset(const std::filesystem::path& folder, Model& model);

}  // namespace attune::engine
