// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "core/base/error.h"
#include "core/params/param.h"
#include "core/weights/model_config.h"

namespace attune {
namespace params {

inline constexpr Param<double> kHiddenDropout{"hidden_dropout_prob", ATTUNE_TEXT("Dropout inside the model"),
    ATTUNE_TEXT("Share of the numbers between the layers of models of the kinds BERT, GPT-2 and GPT-NeoX, and before a head, that a step leaves out "
                "against overfitting. Such models were made with 0.1 and other programs take that up again; 0 leaves nothing out, whatever the model's files say."),
    0.0, 0.0, 0.9, "", true};

inline constexpr Param<double> kAttentionDropout{"attention_probs_dropout_prob", ATTUNE_TEXT("Dropout of attention"),
    ATTUNE_TEXT("Share of the weights by which a token takes from others that a step leaves out against overfitting. Above 0 these weights are written "
                "out, which takes more time and memory, most of all with long texts."),
    0.0, 0.0, 0.9, "", true};

}  // namespace params

/// Why a model cannot leave out numbers between its layers, where these settings ask for it; nothing when it can.
std::optional<Error> refuseHiddenDropout(const ModelConfig& config, const ParamSet& set);

}  // namespace attune
