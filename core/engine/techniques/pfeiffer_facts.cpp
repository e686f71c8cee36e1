// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kBottleneck};

std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  return headTrainable(config) + bottleneckTrainable(bottleneckPlaces(config, false), set);
}

}  // namespace

constinit const TechniqueFacts kPfeifferFacts{
    .id = "pfeiffer",
    .label = ATTUNE_TEXT("Adapters (Pfeiffer)"),
    .help = ATTUNE_TEXT("As the adapters of Houlsby with one pair of layers instead of two: half the numbers, faster "
                        "steps, and mostly as good."),
    .paper =
        "Pfeiffer et al. 2020, AdapterFusion: Non-Destructive Task Composition for Transfer Learning, arXiv:2005.00247",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = bottleneckRefusal,
};

}  // namespace attune
