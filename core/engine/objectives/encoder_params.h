// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "core/base/error.h"
#include "core/params/param.h"
#include "core/weights/model_config.h"

namespace attune {
namespace params {

inline constexpr Param<double> kHiddenDropout{"hidden_dropout_prob", ATTUNE_TEXT("Dropout inside the model"),
    ATTUNE_TEXT("Share of the numbers between the layers of a model of the BERT family, and before its head, that a step leaves out against overfitting. "
                "Such models were made with 0.1 and other programs take that up again; 0 leaves nothing out, whatever the model's files say. Attention has none."),
    0.0, 0.0, 0.9, "", true};

}  // namespace params

/// Why a model cannot leave out numbers between its layers, where these settings ask for it; nothing when it can.
std::optional<Error> refuseHiddenDropout(const ModelConfig& config, const ParamSet& set);

}  // namespace attune
