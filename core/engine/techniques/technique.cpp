// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/technique.h"

#include <algorithm>

#include "core/engine/objectives/encoder_params.h"
#include "core/engine/techniques/embedding_noise.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/model_dropout.h"
#include "core/engine/techniques/tensor_subset.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

constexpr TechniqueImplementation kImplementations[] = {
    {"lora", applyLora},
    {"qlora", applyQlora, true},
    {"full", applyFull},
    {"freeze", applyFreeze},
    {"dora", applyDora},
    {"lora_plus", applyLoraPlus},
    {"pissa", applyPissa},
    {"ia3", applyIa3},
    {"prompt_tuning", applyPromptTuning},
    {"p_tuning", applyPTuning},
    {"prefix_tuning", applyPrefixTuning},
    {"houlsby", applyHoulsby},
    {"pfeiffer", applyPfeiffer},
    {"bitfit", applyBitfit},
    {"feature_extraction", applyFeatureExtraction},
};

/// A type of adapter, PEFT's or (in small letters) our own, and how it is opened.
struct AdapterType {
  const char* id;
  Result<std::unique_ptr<Technique>> (*open)(const std::filesystem::path&, const Json& config, Model&,
                                             const at::Generator&);
};
constexpr AdapterType kAdapterTypes[] = {
    {"LORA", openLora},
    {"IA3", openIa3},
    {"PROMPT_TUNING", openPromptTuning},
    {"P_TUNING", openPromptTuning},
    {"PREFIX_TUNING", openPrefixTuning},
    {"houlsby", openBottleneck},
    {"pfeiffer", openBottleneck},
};

}  // namespace

Result<void> Technique::setWeight(double) {
  return fail("technique.cannot-add", ATTUNE_TEXT("Only plain LoRA adapters can be weighted and added up."), {},
              ATTUNE_TEXT("Use adapters of the technique LoRA, without modules that are trained whole and on a base that is not quantised."));
}

std::span<const TechniqueImplementation> techniqueImplementations() { return kImplementations; }

Result<std::unique_ptr<Technique>> applyTechnique(const std::string& id, Model& model, const TechniqueContext& context) {
  const auto* found = std::ranges::find_if(kImplementations, [&](const auto& entry) { return entry.id == id; });
  if (found == std::end(kImplementations)) {
    return fail("technique.unknown", ATTUNE_TEXT("There is no technique “{0}”."), {id});
  }
  ATTUNE_TRY(auto technique, found->apply(model, context));
  const double noise = context.params.get(params::kNeftuneAlpha);
  if (noise > 0) technique = withEmbeddingNoise(std::move(technique), model, noise, context.generator);
  const double hidden = context.params.get(params::kHiddenDropout), attention = context.params.get(params::kAttentionDropout);
  if (hidden > 0 || attention > 0) return withModelDropout(std::move(technique), model, hidden, attention, context.generator);
  return technique;
}

Result<std::unique_ptr<Technique>> openAdapter(const std::filesystem::path& folder, Model& model,
                                               const at::Generator& generator) {
  const auto configPath = folder / "adapter_config.json";
  std::error_code ignored;
  if (!std::filesystem::exists(configPath, ignored)) {
    if (std::filesystem::exists(folder / kSubsetFile, ignored)) return openSubset(folder, model);
    if (std::filesystem::exists(folder / "model.safetensors", ignored)) return openFull(folder, model);
    return fail("technique.wrong-adapter", ATTUNE_TEXT("“{0}” is not an adapter: adapter_config.json is missing."),
                {folder.string()}, ATTUNE_TEXT("Choose the folder that holds adapter_config.json."));
  }
  ATTUNE_TRY(const Json config, readJsonFile(configPath));
  std::string type;
  for (const char* key : {"peft_type", "attune_type"}) {
    if (type.empty() && config.is_object() && config.contains(key) && config[key].is_string()) type = config[key].get<std::string>();
  }
  const auto* found = std::ranges::find_if(kAdapterTypes, [&](const auto& entry) { return entry.id == type; });
  if (found == std::end(kAdapterTypes)) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” is of the type “{1}”, which is not supported."),
                {folder.string(), type});
  }
  return found->open(folder, config, model, generator);
}

}  // namespace attune::engine
