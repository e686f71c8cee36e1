// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/qlora_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kLoraRank, &params::kLoraAlpha, &params::kLoraDropout, &params::kTargetModules,
                                &params::kUseRslora, &params::kQloraStart, &params::kRankPattern, &params::kAlphaPattern,
                                &params::kExcludeModules, &params::kModulesToSave};

}  // namespace

constinit const TechniqueFacts kQloraFacts{
    .id = "qlora",
    .label = ATTUNE_TEXT("QLoRA"),
    .help = ATTUNE_TEXT("LoRA beside a model held in 4 bits. Needs the least memory of all, at slightly lower quality and a slower step."),
    .paper = "Dettmers et al. 2023, QLoRA: Efficient Finetuning of Quantized LLMs, arXiv:2305.14314; Li et al. 2023, LoftQ, arXiv:2310.08659; "
             "Zhang et al. 2025, QERA, arXiv:2410.06040",
    .params = kParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
