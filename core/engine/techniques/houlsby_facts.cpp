// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/module_facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kBottleneck};

std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  return headTrainable(config) + bottleneckTrainable(bottleneckPlaces(config, true), set);
}

}  // namespace

std::vector<LinearModule> bottleneckPlaces(const ModelConfig& config, bool attentionToo) {
  std::vector<LinearModule> places;
  for (LinearModule& module : linearModules(config)) {
    if (endsFeedForward(module.name) || (attentionToo && endsAttention(module.name)))
      places.push_back(std::move(module));
  }
  return places;
}

std::int64_t bottleneckTrainable(const std::vector<LinearModule>& places, const ParamSet& set) {
  const std::int64_t size = set.get(params::kBottleneck);
  std::int64_t count = 0;
  for (const LinearModule& module : places) count += 2 * module.outFeatures * size + size + module.outFeatures;
  return count;
}

std::optional<Error> bottleneckRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  if (!bottleneckPlaces(config, false).empty()) return std::nullopt;
  return Error{"technique.no-target",
               ATTUNE_TEXT("Adapter modules do not know the layers of models of type “{0}”."),
               {config.modelType},
               "",
               ATTUNE_TEXT("Choose LoRA.")};
}

constinit const TechniqueFacts kHoulsbyFacts{
    .id = "houlsby",
    .label = ATTUNE_TEXT("Adapters (Houlsby)"),
    .help = ATTUNE_TEXT("Puts two small trained layers behind the attention and behind the feed-forward part of every "
                        "layer. Learns much with "
                        "few numbers, but stays beside the model: it cannot be merged, and only Attune opens it."),
    .paper = "Houlsby et al. 2019, Parameter-Efficient Transfer Learning for NLP, arXiv:1902.00751",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = bottleneckRefusal,
};

}  // namespace attune
