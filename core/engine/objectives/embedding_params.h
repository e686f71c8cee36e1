// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters of learning vectors of texts.
namespace attune::params {

inline constexpr Param<double> kContrastTemperature{"contrastive_temperature", ATTUNE_TEXT("Temperature"),
    ATTUNE_TEXT("How sharply the right text is held apart from the others of the batch: lower looks at the hardest ones. 0.05 is usual, which others call a scale of 20."),
    0.05, 0.001, 10.0};

}  // namespace attune::params
