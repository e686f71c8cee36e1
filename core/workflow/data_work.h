// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs on the rows of a project's datasets: check, clean, compare versions, describe.
#pragma once
#include "core/data/data_card.h"
#include "core/data/export.h"
#include "core/data/quality.h"
#include "core/data/recipe.h"
#include "core/data/version_diff.h"
#include "core/workflow/workflow.h"

namespace attune {

/// Everything that checkQuality finds. With a model in `spec`, rows that its length limit cuts or leaves nothing of are
/// found too, as the task that fits the rows would take them. Errors: those of Project::dataset and Project::bundle;
/// stopped. Thread: worker.
Result<QualityReport> checkDataset(Project& project, const std::string& id, const RunSpec& spec,
                                   const WorkContext& context);

/// A cleaned version as it would be, or is, stored.
struct CleanedVersion {
  Cleaned cleaned;
  std::optional<DatasetInfo> stored;
};

/// Applies a recipe to a stored dataset. With `store` the result becomes a new version: a dataset of the same name (or
/// `name`) with the parent's split, card and history. Errors: those of applyRecipe; clean.nothing-changed. Thread:
/// worker.
Result<CleanedVersion> cleanDataset(Project& project, const std::string& id, const Json& recipe,
                                    const std::string& name, bool store, const WorkContext& context);

/// What changed between two stored datasets. Errors: those of Project::dataset.
Result<VersionDiff> compareDatasets(Project& project, const std::string& before, const std::string& after);
/// The comparison with row numbers and texts for people, at most `maxRows` of each kind.
Json toJson(const VersionDiff& diff, const Dataset& before, const Dataset& after, std::size_t maxRows);

/// The card of a stored dataset. Errors: project.no-dataset.
Result<DataCard> dataCard(Project& project, const std::string& id);
Result<void> setDataCard(Project& project, const std::string& id, const DataCard& card);

/// Which rows are written, how and where.
struct ExportRequest {
  std::string format = "jsonl";  ///< Id in exportFormats().
  std::filesystem::path path;
  std::string part = "all";  ///< "train", "validation", "test" or "all".
  bool describe = false;     ///< Whether the dataset_info.json beside the file names it for LLaMA-Factory.
};

/// Writes the rows of a dataset or of a part of its split. Errors: data.no-part, those of Project::dataset,
/// Project::splitOf, exportDataset and, once the rows are written, describeFile. Thread: worker.
Result<ExportReport> exportData(Project& project, const std::string& id, const ExportRequest& request, const WorkContext& context = {});

/// The first line of a row's text, shortened: what lists show of it. `maxCharacters` counts code points.
std::string excerptOf(const Example& example, std::size_t maxCharacters = 80);

}  // namespace attune
