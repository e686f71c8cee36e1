// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/objectives/preference_params.h"

/// The hyperparameters of learning from single ratings, besides kPreferenceBeta; names and defaults are TRL's.
namespace attune::params {

inline constexpr Param<double> kDesirableWeight{"desirable_weight", ATTUNE_TEXT("Weight of good answers"),
    ATTUNE_TEXT("What a good answer counts. With few good answers raise it, so that it times their number is 1 to 4/3 of that of the bad ones."),
    1.0, 0.0, 1000.0};
inline constexpr Param<double> kUndesirableWeight{"undesirable_weight", ATTUNE_TEXT("Weight of bad answers"),
    ATTUNE_TEXT("What a bad answer counts. With few bad answers raise it instead of the other weight."), 1.0, 0.0, 1000.0};

}  // namespace attune::params
