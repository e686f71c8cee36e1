// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/techniques/technique_params.h"

namespace attune::params {

inline constexpr Choice kQloraStarts[] = {{"true", ATTUNE_TEXT("As LoRA: changes nothing")},
                                          {"loftq", ATTUNE_TEXT("LoftQ: makes up for the 4 bits")},
                                          {"qera", ATTUNE_TEXT("QERA: makes up for the 4 bits on these rows")}};
/// The tokens of training rows that QERA's start looks at.
inline constexpr std::int64_t kQeraTokens = 4096;

inline constexpr Param<std::string_view> kQloraStart{"init_lora_weights", ATTUNE_TEXT("Start of the update"),
    ATTUNE_TEXT("LoftQ begins with the update that brings the 4-bit weights nearest to the plain ones, which a larger rank does better; the model is "
                "read in full for it once. QERA does so for what the layers compute on about 4096 tokens of the training rows, which makes up for more."),
    "true", kQloraStarts, true};

}  // namespace attune::params
