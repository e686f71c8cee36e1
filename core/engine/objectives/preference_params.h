// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/training_params.h"

/// The hyperparameters of preference tuning; names and defaults are TRL's.
namespace attune::params {

inline constexpr Choice kPreferenceLosses[] = {{"sigmoid", ATTUNE_TEXT("DPO")}, {"ipo", ATTUNE_TEXT("IPO")}, {"kto", ATTUNE_TEXT("KTO")},
                                               {"orpo", ATTUNE_TEXT("ORPO")}, {"simpo", ATTUNE_TEXT("SimPO")}};

inline constexpr Param<std::string_view> kPreferenceLoss{"loss_type", ATTUNE_TEXT("Preference loss"),
    ATTUNE_TEXT("DPO is the usual choice; IPO overfits less when all pairs are clear-cut, KTO judges each answer for itself, ORPO and SimPO need no "
                "reference and take half the preparation."), "sigmoid", kPreferenceLosses};
inline constexpr Param<double> kPreferenceBeta{"beta", ATTUNE_TEXT("Preference β"),
    ATTUNE_TEXT("How closely the model is held to what it was: larger moves it less. About 0.1 suits DPO, IPO, KTO and ORPO, 2 suits SimPO."),
    0.1, 1e-6, 1000.0};
inline constexpr Param<double> kPreferenceSmoothing{"label_smoothing", ATTUNE_TEXT("Doubt about the pairs"),
    ATTUNE_TEXT("Share of pairs whose order is taken to be wrong, for labels with noise (conservative DPO, and SimPO)."), 0.0, 0.0, 0.5, "", true};
inline constexpr Param<double> kSimpoGamma{"simpo_gamma", ATTUNE_TEXT("SimPO margin γ"),
    ATTUNE_TEXT("By how much the better answer's reward has to exceed the worse one's."), 0.5, 0.0, 1000.0, "", true};

}  // namespace attune::params
