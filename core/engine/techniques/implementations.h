// SPDX-License-Identifier: GPL-3.0-or-later
// How each technique is applied and opened, for the tables in technique.cpp.
#pragma once
#include "core/base/json.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

using ApplyResult = Result<std::unique_ptr<Technique>>;

ApplyResult applyLora(CausalLm& model, const TechniqueContext& context);
ApplyResult applyQlora(CausalLm& model, const TechniqueContext& context);
ApplyResult applyFull(CausalLm& model, const TechniqueContext& context);
ApplyResult applyFreeze(CausalLm& model, const TechniqueContext& context);
ApplyResult applyDora(CausalLm& model, const TechniqueContext& context);
ApplyResult applyLoraPlus(CausalLm& model, const TechniqueContext& context);
ApplyResult applyPissa(CausalLm& model, const TechniqueContext& context);
ApplyResult applyIa3(CausalLm& model, const TechniqueContext& context);
ApplyResult applyPromptTuning(CausalLm& model, const TechniqueContext& context);
ApplyResult applyBitfit(CausalLm& model, const TechniqueContext& context);

/// A checkpoint of full fine-tuning read into `model`.
ApplyResult openFull(const std::filesystem::path& folder, CausalLm& model);
/// PEFT adapters by the type in `config`, the folder's adapter_config.json.
ApplyResult openLora(const std::filesystem::path& folder, const Json& config, CausalLm& model, const at::Generator& generator);
ApplyResult openIa3(const std::filesystem::path& folder, const Json& config, CausalLm& model, const at::Generator& generator);
ApplyResult openPromptTuning(const std::filesystem::path& folder, const Json& config, CausalLm& model, const at::Generator& generator);

}  // namespace attune::engine
