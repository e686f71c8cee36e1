// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
constinit const TechniqueFacts kQloraFacts{
    .id = "qlora",
    .label = ATTUNE_TEXT("QLoRA"),
    .help = ATTUNE_TEXT("LoRA beside a model held in 4 bits. Needs the least memory of all, at slightly lower quality and a slower step."),
    .paper = "Dettmers et al. 2023, QLoRA: Efficient Finetuning of Quantized LLMs, arXiv:2305.14314",
    .params = params::kLoraParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
