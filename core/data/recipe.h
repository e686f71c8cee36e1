// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace attune {

/// How often rows of a label are drawn: each of the `before` ones on average after/before times.
struct LabelWeight {
  std::string label;
  std::uint64_t before = 0, after = 0;
  double weight() const { return static_cast<double>(after) / static_cast<double>(before); }
};

/// What one step of a recipe did.
struct StepReport {
  std::string step;          ///< Id.
  std::uint64_t before = 0;  ///< Examples.
  std::uint64_t after = 0;
  std::uint64_t changed = 0;  ///< Examples that are still there with other content.
  std::uint64_t added = 0;    ///< Synthetic examples.
  std::vector<LabelWeight> labels = {};  ///< Of a step that weighs them, by label.
};

/// {"before": …, "after": …, "changed": …, "added": …}, and "labels": {"…": {"before": …, "after": …, "weight": …}} if any.
Json toJson(const StepReport& report);

/// A cleaned dataset and the account of each step.
struct Cleaned {
  Dataset dataset;
  std::vector<StepReport> steps;
};

/// A step at work: what it did so far, and whether it is to end.
struct StepRun : StepReport {
  std::stop_token stop;
};

/// A setting of a step.
struct StepParameter {
  std::string_view id;
  std::string_view label;  ///< English name with the unit or the choices, ATTUNE_TEXT.
};

/// A cleaning or augmentation step. It is called as {"step": id, its parameters …}; unknown parameters are an error.
struct RecipeStep {
  std::string_view id;
  std::string_view label;  ///< English name, ATTUNE_TEXT.
  std::string_view help;   ///< What it does and its parameters, ATTUNE_TEXT.
  std::span<const StepParameter> parameters;
  /// Changes the dataset's examples and ledger; what it leaves when it was stopped is of no use. Errors: recipe.invalid.
  Result<void> (*apply)(Dataset& dataset, const Json& parameters, StepRun& run);
};

/// The table of steps; a new one is a function in core/data/steps/ and a line in its recipe.cpp.
std::span<const RecipeStep> recipeSteps();
/// The step of an id, or null.
const RecipeStep* findRecipeStep(std::string_view id);

/// Applies a list of steps in order. Removed examples go to the ledger with the step as reason; the steps, each with
/// its "counts" (toJson(StepReport), not read when the step is replayed), are appended to Dataset::recipe and the
/// content hash is new. The same recipe on the same dataset gives the same result. Errors: recipe.invalid, recipe.empty (no
/// example would be left), stopped. Thread: worker.
Result<Cleaned> applyRecipe(Dataset dataset, const Json& recipe, const ProgressSink& progress = {},
                            std::stop_token stop = {});

/// A step as people write it: a JSON object, or `id key=value key="several words"`. Errors: recipe.invalid.
Result<Json> parseRecipeStep(std::string_view text);

/// The column that marks a row which a step made, in every version and export from then on.
inline constexpr std::string_view kSyntheticColumn = "attune_synthetic";
/// The step that made this row; empty for a row of the user's data.
std::string syntheticOrigin(const Example& example);

}  // namespace attune
