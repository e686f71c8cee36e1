// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/module_facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kLoraRank, &params::kLoraAlpha, &params::kLoraDropout, &params::kTargetModules,
                                &params::kUseRslora};

}  // namespace

std::span<const ParamRef> loraParams() { return kParams; }

std::int64_t loraTrainable(const ModelConfig& config, const ParamSet& set) {
  const auto modules = targetedModules(config, set.get(params::kTargetModules));
  if (!modules) return 0;
  std::int64_t count = headTrainable(config);
  for (const LinearModule& module : *modules) {
    count += set.get(params::kLoraRank) * (module.inFeatures + module.outFeatures);
  }
  return count;
}

std::optional<Error> loraRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  auto modules = targetedModules(config, set.get(params::kTargetModules));
  if (!modules) return std::move(modules.error());
  return std::nullopt;
}

constinit const TechniqueFacts kLoraFacts{
    .id = "lora",
    .label = ATTUNE_TEXT("LoRA"),
    .help = ATTUNE_TEXT("Trains two small matrices beside each chosen layer and leaves the model as it is. The usual choice: it "
                        "needs little memory, and the result is a file of a few megabytes."),
    .paper = "Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models, arXiv:2106.09685",
    .params = kParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
