// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {

std::int64_t loraTrainable(const ModelConfig& config, const ParamSet& set) {
  const auto modules = adaptedModules(config, set);
  const auto whole = wholeTensors(config, set);
  if (!modules || !whole) return 0;
  std::int64_t count = headTrainable(config);
  for (const AdaptedModule& module : *modules) count += module.rank * (module.linear.inFeatures + module.linear.outFeatures);
  for (const ExpectedTensor& tensor : *whole) {
    std::int64_t numbers = 1;
    for (const std::int64_t size : tensor.shape) numbers *= size;
    count += numbers;
  }
  return count;
}

std::optional<Error> loraRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  auto modules = adaptedModules(config, set);
  if (!modules) return std::move(modules.error());
  return std::nullopt;
}

constinit const TechniqueFacts kLoraFacts{
    .id = "lora",
    .label = ATTUNE_TEXT("LoRA"),
    .help = ATTUNE_TEXT("Trains two small matrices beside each chosen layer and leaves the model as it is. The usual choice: it "
                        "needs little memory, and the result is a file of a few megabytes."),
    .paper = "Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models, arXiv:2106.09685",
    .params = params::kLoraParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
