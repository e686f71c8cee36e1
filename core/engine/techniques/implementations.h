// SPDX-License-Identifier: GPL-3.0-or-later
// How each technique is applied and opened, for the tables in technique.cpp.
#pragma once
#include "core/base/json.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

using ApplyResult = Result<std::unique_ptr<Technique>>;

ApplyResult applyLora(Model& model, const TechniqueContext& context);
ApplyResult applyQlora(Model& model, const TechniqueContext& context);
ApplyResult applyFull(Model& model, const TechniqueContext& context);
ApplyResult applyFreeze(Model& model, const TechniqueContext& context);
ApplyResult applyDora(Model& model, const TechniqueContext& context);
ApplyResult applyLoraPlus(Model& model, const TechniqueContext& context);
ApplyResult applyPissa(Model& model, const TechniqueContext& context);
ApplyResult applyIa3(Model& model, const TechniqueContext& context);
ApplyResult applyPromptTuning(Model& model, const TechniqueContext& context);
ApplyResult applyPTuning(Model& model, const TechniqueContext& context);
ApplyResult applyPrefixTuning(Model& model, const TechniqueContext& context);
ApplyResult applyHoulsby(Model& model, const TechniqueContext& context);
ApplyResult applyPfeiffer(Model& model, const TechniqueContext& context);
ApplyResult applyBitfit(Model& model, const TechniqueContext& context);
ApplyResult applyFeatureExtraction(Model& model, const TechniqueContext& context);

/// A checkpoint of full fine-tuning read into `model`.
ApplyResult openFull(const std::filesystem::path& folder, Model& model);
/// PEFT adapters by the type in `config`, the folder's adapter_config.json.
ApplyResult openLora(const std::filesystem::path& folder, const Json& config, Model& model, const at::Generator& generator);
ApplyResult openIa3(const std::filesystem::path& folder, const Json& config, Model& model, const at::Generator& generator);
ApplyResult openPromptTuning(const std::filesystem::path& folder, const Json& config, Model& model, const at::Generator& generator);
ApplyResult openBottleneck(const std::filesystem::path& folder, const Json& config, Model& model, const at::Generator& generator);
ApplyResult openPrefixTuning(const std::filesystem::path& folder, const Json& config, Model& model, const at::Generator& generator);

}  // namespace attune::engine
