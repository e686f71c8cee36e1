// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
constinit const TechniqueFacts kPissaFacts{
    .id = "pissa",
    .label = ATTUNE_TEXT("PiSSA"),
    .help = ATTUNE_TEXT("As LoRA, but begins with the strongest directions of each layer's weight instead of a random start. Often learns faster; saved as a LoRA of twice the rank."),
    .paper = "Meng et al. 2024, PiSSA: Principal Singular Values and Singular Vectors Adaptation, arXiv:2404.02948",
    .params = params::kLoraParams,
    .trainableParameters = loraTrainable,
    .refusal = loraRefusal,
};

}  // namespace attune
