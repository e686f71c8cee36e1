// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters that techniques have of their own; names and defaults are PEFT's.
namespace attune::params {

inline constexpr Param<std::int64_t> kLoraRank{"r", ATTUNE_TEXT("Rank"),
    ATTUNE_TEXT("Size of the two small matrices beside each chosen layer. A larger rank can learn more and overfits sooner."), 8, 1, 4096};
inline constexpr Param<double> kLoraAlpha{"lora_alpha", ATTUNE_TEXT("LoRA α"),
    ATTUNE_TEXT("The update is scaled by α divided by the rank, so doubling α acts like doubling the learning rate."), 8.0, 0.0, 1e6};
inline constexpr Param<double> kLoraDropout{"lora_dropout", ATTUNE_TEXT("LoRA dropout"),
    ATTUNE_TEXT("Share of a layer's inputs that its update does not see in training, against overfitting on few rows."), 0.0, 0.0, 0.95};
inline constexpr Param<bool> kUseRslora{"use_rslora", ATTUNE_TEXT("Rank-stabilised scale"),
    ATTUNE_TEXT("Scales by α divided by the square root of the rank, which keeps large ranks learning."), false, true};
inline constexpr Param<std::string_view> kTargetModules{"target_modules", ATTUNE_TEXT("Adapted layers"),
    ATTUNE_TEXT("Ends of layer names separated by commas, all-linear for every layer, or empty for the query and value layers as PEFT does."), "", {}, true};

}  // namespace attune::params
