// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

// As LoRA, and one length for each output of an adapted layer.
std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  std::int64_t count = loraTrainable(config, set);
  if (const auto modules = adaptedModules(config, set)) {
    for (const AdaptedModule& module : *modules) count += module.linear.outFeatures;
  }
  return count;
}

}  // namespace

constinit const TechniqueFacts kDoraFacts{
    .id = "dora",
    .label = ATTUNE_TEXT("DoRA"),
    .help = ATTUNE_TEXT("As LoRA, and learns the length of each row of a layer's weight by itself. Often closer to full fine-tuning at small ranks; a step takes longer."),
    .paper = "Liu et al. 2024, DoRA: Weight-Decomposed Low-Rank Adaptation, arXiv:2402.09353",
    .params = params::kLoraParams,
    .trainableParameters = trainable,
    .refusal = loraRefusal,
};

}  // namespace attune
