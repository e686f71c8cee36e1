// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kVirtualTokens};

std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  return set.get(params::kVirtualTokens) * config.hiddenSize;
}

}  // namespace

std::optional<Error> virtualTokensRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnlessCausalLm(config, task, set)) return error;
  // Rotary positions go on; a table of positions ends.
  const std::int64_t room = config.maxPositions - set.get(params::kVirtualTokens);
  if (config.rotary || config.maxPositions <= 0 || set.get(params::kMaxLength) <= room) return std::nullopt;
  return Error{"technique.no-room",
               ATTUNE_TEXT("The model reads at most {0} positions, and {1} of them go to the trained vectors."),
               {std::to_string(config.maxPositions), std::to_string(set.get(params::kVirtualTokens))},
               "",
               ATTUNE_TEXT("Lower “Length at most” so that both fit, or train fewer vectors.")};
}

constinit const TechniqueFacts kPromptTuningFacts{
    .id = "prompt_tuning",
    .label = ATTUNE_TEXT("Prompt tuning"),
    .help = ATTUNE_TEXT("Trains a few vectors that stand before every text, and nothing in the model. The smallest "
                        "result of all; needs a "
                        "high learning rate and does better with large models."),
    .paper = "Lester et al. 2021, The Power of Scale for Parameter-Efficient Prompt Tuning, arXiv:2104.08691",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = virtualTokensRefusal,
};

}  // namespace attune
