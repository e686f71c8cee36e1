// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kVirtualTokens};

std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  return set.get(params::kVirtualTokens) * config.hiddenSize;
}

}  // namespace

constinit const TechniqueFacts kPromptTuningFacts{
    .id = "prompt_tuning",
    .label = ATTUNE_TEXT("Prompt tuning"),
    .help = ATTUNE_TEXT("Trains a few vectors that stand before every text, and nothing in the model. The smallest result of all; needs a "
                        "high learning rate and does better with large models."),
    .paper = "Lester et al. 2021, The Power of Scale for Parameter-Efficient Prompt Tuning, arXiv:2104.08691",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = refuseUnlessCausalLm,
};

}  // namespace attune
