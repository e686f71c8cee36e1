// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/technique_facts.h"

#include <algorithm>

#include "core/engine/task_facts.h"
#include "core/engine/techniques/facts.h"
#include "core/weights/tensor.h"

namespace attune {
namespace {

constexpr const TechniqueFacts* kTechniques[] = {
    &kLoraFacts,
    &kQloraFacts,
    &kFullFacts,
    &kFreezeFacts,
    &kDoraFacts,
    &kLoraPlusFacts,
    &kPissaFacts,
    &kIa3Facts,
    &kPromptTuningFacts,
    &kPTuningFacts,
    &kPrefixTuningFacts,
    &kHoulsbyFacts,
    &kPfeifferFacts,
    &kBitfitFacts,
    &kFeatureExtractionFacts,
};

}  // namespace

std::span<const TechniqueFacts* const> techniques() { return kTechniques; }

const TechniqueFacts* findTechnique(std::string_view id) {
  const auto* found = std::ranges::find_if(kTechniques, [&](const TechniqueFacts* facts) { return facts->id == id; });
  return found == std::end(kTechniques) ? nullptr : *found;
}

std::int64_t headTrainable(const ModelConfig& config) {
  const auto modules = headModules(config);
  std::int64_t count = 0;
  for (const ExpectedTensor& tensor : expectedTensors(config)) {
    if (std::ranges::find(modules, tensor.name.substr(0, tensor.name.rfind('.'))) == modules.end()) continue;
    count += static_cast<std::int64_t>(elementCount(tensor.shape).value_or(0));
  }
  return count;
}

std::optional<Error> refuseUnknownTask(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  const TaskFacts* facts = findTask(task);
  if (facts != nullptr && !facts->writesText) return std::nullopt;
  return refuseUnlessCausalLm(config, task, set);
}

std::optional<Error> refuseUnlessCausalLm(const ModelConfig& config, std::string_view task, const ParamSet&) {
  if (const TaskFacts* facts = findTask(task); facts == nullptr || !facts->writesText) {
    return Error{"technique.wrong-task", ATTUNE_TEXT("This technique does not know the task “{0}”."), {std::string(task)}};
  }
  if (!config.decoder) {
    return Error{"technique.wrong-model",
                 ATTUNE_TEXT("A model of type “{0}” reads whole texts and cannot learn to continue them."),
                 {config.modelType},
                 "",
                 ATTUNE_TEXT("Choose the task “Classes”, or a model that writes text, such as SmolLM2 or Llama.")};
  }
  return std::nullopt;
}

}  // namespace attune
