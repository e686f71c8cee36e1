// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters of tagging words; the name is that of transformers' examples.
namespace attune::params {

inline constexpr Param<bool> kLabelAllTokens{"label_all_tokens", ATTUNE_TEXT("Learn every piece of a word"),
    ATTUNE_TEXT("Counts the loss at all the tokens of a word instead of at its first one. Words are judged by their first token either way."), false};

}  // namespace attune::params
