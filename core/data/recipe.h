// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace attune {

/// What one cleaning step did.
struct StepReport {
  std::string step;          ///< Id.
  std::uint64_t before = 0;  ///< Examples.
  std::uint64_t after = 0;
  std::uint64_t changed = 0;  ///< Examples that are still there with other content.
};

/// A cleaned dataset and the account of each step.
struct Cleaned {
  Dataset dataset;
  std::vector<StepReport> steps;
};

/// A cleaning step. It is called as {"step": id, its parameters …}; unknown parameters are an error.
struct RecipeStep {
  std::string_view id;
  std::string_view label;  ///< English name, ATTUNE_TEXT.
  std::string_view help;   ///< What it does and its parameters, ATTUNE_TEXT.
  std::span<const std::string_view> parameters;
  /// Changes the dataset's examples and ledger. Errors: recipe.invalid.
  Result<void> (*apply)(Dataset& dataset, const Json& parameters, StepReport& report);
};

/// The table of steps: trim, normalise, deduplicate, filter, map_labels, mask_personal_data, length_limits,
/// convert_tags, sample.
std::span<const RecipeStep> recipeSteps();

/// Applies a list of steps in order. Removed examples go to the ledger with the step as reason; the steps are appended
/// to Dataset::recipe and the content hash is new. The same recipe on the same dataset gives the same result. Errors:
/// recipe.invalid, recipe.empty (no example would be left), stopped. Thread: worker.
Result<Cleaned> applyRecipe(Dataset dataset, const Json& recipe, const ProgressSink& progress = {},
                            std::stop_token stop = {});

}  // namespace attune
