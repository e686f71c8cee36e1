// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/module_facts.h"

namespace attune {
namespace {

std::int64_t trainable(const ModelConfig& config, const ParamSet&) {
  std::int64_t count = headTrainable(config);
  for (const Ia3Module& module : ia3Modules(config)) {
    count += module.feedForward ? module.linear.inFeatures : module.linear.outFeatures;
  }
  return count;
}

std::optional<Error> refusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  if (!ia3Modules(config).empty()) return std::nullopt;
  return Error{"technique.no-target", ATTUNE_TEXT("(IA)³ does not know the layers of models of type “{0}”."), {config.modelType}, "",
               ATTUNE_TEXT("Choose LoRA.")};
}

}  // namespace

constinit const TechniqueFacts kIa3Facts{
    .id = "ia3",
    .label = ATTUNE_TEXT("(IA)³"),
    .help = ATTUNE_TEXT("Trains one factor for each key, value and inner feature: a hundred times fewer numbers than LoRA. For few rows "
                        "or many tiny adapters; needs a learning rate about ten times higher."),
    .paper = "Liu et al. 2022, Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than In-Context Learning, arXiv:2205.05638",
    .params = {},
    .trainableParameters = trainable,
    .refusal = refusal,
};

}  // namespace attune
