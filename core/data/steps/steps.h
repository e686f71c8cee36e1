// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a recipe share; used by core/data/steps alone.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/data/recipe.h"

namespace attune::steps {

using Parameters = std::span<const StepParameter>;

/// Errors: recipe.invalid, which says what is wrong with the step.
tl::unexpected<Error> invalid(std::string_view step, const std::string& what);
/// Removes the examples that `reason` (of an example and its index) gives an Error for, and accounts for them.
void removeExamples(Dataset& dataset, StepRun& run, const std::function<std::optional<Error>(const Example&, std::size_t)>& reason);
/// Puts every example through `change`, which says whether it changed its content, and counts those.
void changeExamples(Dataset& dataset, StepRun& run, const std::function<bool(Example&)>& change);
/// Puts every text of the content through `change` and counts the examples that came out different.
void changeTexts(Dataset& dataset, StepRun& run, const std::function<std::string(const std::string&)>& change);
/// A number of the parameters, `missing` when it is not given. Errors: recipe.invalid outside [least, most].
Result<double> number(const Json& parameters, std::string_view step, const char* key, double missing, double least,
                      double most);
/// A text of the parameters that is one of `choices`. Errors: recipe.invalid.
Result<std::string> choice(const Json& parameters, std::string_view step, const char* key, std::string_view missing,
                           std::span<const std::string_view> choices);

// cleaning.cpp
extern const RecipeStep kTrim, kNormalise, kRepairEncoding, kDeduplicate, kFilter, kMapLabels, kMaskPersonalData,
    kLengthLimits, kConvertTags, kSample;
// rows.cpp
extern const RecipeStep kRemoveRows, kEditRow, kOneAnswer, kEndWithAnswer, kRareLabels;
// augmentation.cpp
extern const RecipeStep kAugment, kTemplates, kRebalance;

}  // namespace attune::steps
