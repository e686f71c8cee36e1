// SPDX-License-Identifier: GPL-3.0-or-later
// How each technique is applied and opened, for the tables in technique.cpp.
#pragma once
#include "core/base/json.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyFull(CausalLm& model, const TechniqueContext& context);
/// A checkpoint of full fine-tuning read into `model`.
Result<std::unique_ptr<Technique>> openFull(const std::filesystem::path& folder, CausalLm& model);

Result<std::unique_ptr<Technique>> applyLora(CausalLm& model, const TechniqueContext& context);
Result<std::unique_ptr<Technique>> openLora(const std::filesystem::path& folder, const Json& config, CausalLm& model,
                                            const at::Generator& generator);

}  // namespace attune::engine
