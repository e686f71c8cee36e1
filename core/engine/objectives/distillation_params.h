// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/training_params.h"

/// The hyperparameters of learning from a teacher.
namespace attune::params {

inline constexpr Param<std::string_view> kTeacher{"teacher", ATTUNE_TEXT("Teacher"),
    ATTUNE_TEXT("The model to learn from: a folder, an id that the models page lists, or the name of a finished run. Empty takes the base as it was "
                "before training, which guards against forgetting."), ""};
inline constexpr Param<double> kDistillationLambda{"distillation_lambda", ATTUNE_TEXT("Share of the teacher λ"),
    ATTUNE_TEXT("How much of the loss is the teacher's: 0 learns from the rows alone, 1 from the teacher alone."), 0.5, 0.0, 1.0};
inline constexpr Param<double> kDistillationTemperature{"distillation_temperature", ATTUNE_TEXT("Temperature"),
    ATTUNE_TEXT("Above 1 the teacher's less likely words count for more."), 2.0, 0.05, 100.0};
inline constexpr Param<double> kKlToBase{"kl_to_base", ATTUNE_TEXT("Pull to the base"),
    ATTUNE_TEXT("Weight of a further term that keeps the predictions near those of the base, against forgetting; 0 has none."), 0.0, 0.0, 100.0, "", true};

inline constexpr Param<double> kHiddenStates{"hidden_state_weight", ATTUNE_TEXT("Pull to the teacher's inner states"),
    ATTUNE_TEXT("Weight of a further term that brings the state behind each prediction near the teacher's; where the two differ in size, through a "
                "linear map that is fitted before the first step. 0 has none."), 0.0, 0.0, 1000.0, "", true};

}  // namespace attune::params
