// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters of reward models; names and defaults are TRL's.
namespace attune::params {

inline constexpr Param<double> kCenterRewards{"center_rewards_coefficient", ATTUNE_TEXT("Centring of rewards"),
    ATTUNE_TEXT("How strongly the rewards of a pair are held around zero; 0.01 is usual where rewards are compared between models, 0 leaves them free."),
    0.0, 0.0, 1000.0, "", true};

}  // namespace attune::params
