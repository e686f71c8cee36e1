// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kLoraRank, &params::kLoraAlpha, &params::kLoraDropout, &params::kTargetModules,
                                &params::kUseRslora, &params::kLoraPlusRatio, &params::kRankPattern, &params::kAlphaPattern,
                                &params::kExcludeModules, &params::kModulesToSave};

}  // namespace

constinit const TechniqueFacts kLoraPlusFacts{
    .id = "lora_plus",
    .label = ATTUNE_TEXT("LoRA+"),
    .help = ATTUNE_TEXT("As LoRA, and the second matrix learns several times faster than the first. Can reach the same loss in fewer steps."),
    .paper = "Hayou et al. 2024, LoRA+: Efficient Low Rank Adaptation of Large Models, arXiv:2402.12354",
    .params = kParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
