// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow/data_work.h"

#include <algorithm>
#include <set>

#include "core/data/dataset_info.h"
#include "core/engine/task_facts.h"
#include "core/workflow/model_bundle.h"

namespace attune {
namespace {

// The spec's own task, or the first that takes rows of this kind.
std::string taskFor(const RunSpec& spec, const Dataset& rows) {
  const ExampleKind kind = commonKind(rows).value_or(ExampleKind::Conversation);
  const TaskFacts* wanted = findTask(spec.task);
  if (wanted != nullptr && !refuseRows(*wanted, kind, rows.name)) return spec.task;
  for (const TaskFacts* task : tasks())
    if (!refuseRows(*task, kind, rows.name)) return task->id;
  return spec.task;
}

// The rows of a part; none for all.
Result<std::vector<std::uint32_t>> membersOf(Project& project, const Dataset& rows, const std::string& id, const std::string& part) {
  if (part == "all") return std::vector<std::uint32_t>{};
  ATTUNE_TRY(const auto stored, project.datasets());
  const auto info = std::ranges::find(stored, id, &DatasetInfo::id);
  ATTUNE_TRY(DatasetSplit split, project.splitOf(rows, info == stored.end() ? SplitSpec{} : info->split));
  const std::pair<std::string_view, std::vector<std::uint32_t>*> parts[] = {
      {"train", &split.train}, {"validation", &split.validation}, {"test", &split.test}};
  for (const auto& [name, members] : parts) {
    if (name != part) continue;
    if (members->empty())
      return fail("data.no-part", ATTUNE_TEXT("The part “{0}” of “{1}” has no rows."), {part, rows.name},
                  ATTUNE_TEXT("Give it a share in the data page."));
    return std::move(*members);
  }
  return fail("data.no-part", ATTUNE_TEXT("“{0}” is no part of a split."), {part}, ATTUNE_TEXT("Choose train, validation, test or all."));
}

}  // namespace

Result<QualityReport> checkDataset(Project& project, const std::string& id, const RunSpec& spec,
                                   const WorkContext& context) {
  ATTUNE_TRY(const auto rows, project.dataset(id));
  QualityOptions options;
  std::shared_ptr<const ModelBundle> model;
  EncodeSettings settings;
  if (!spec.modelPath.empty()) {
    ATTUNE_TRY(model, project.bundle(spec.modelPath));
    RunSpec fitting = spec;
    fitting.task = taskFor(spec, *rows);
    settings = model->encodeSettings(withClasses(std::move(fitting), *rows));
    options.tokens = [&](const Example& example) {
      const auto encoded = model->encode(example, settings);
      if (!encoded) return RowTokens{};
      const auto& [tokens, labels] = encoded->example;
      // The first token is never predicted; a class is one label of the whole row.
      const auto from = labels.begin() + (labels.size() == tokens.size() && !labels.empty() ? 1 : 0);
      const auto trained = std::count_if(from, labels.end(), [](std::int32_t label) { return label != kNoLabel; });
      return RowTokens{static_cast<std::size_t>(trained), encoded->truncatedTokens};
    };
  }
  QualityReport report = checkQuality(*rows, options, context.progress, context.stop);
  if (context.stop.stop_requested()) return stopped();
  return report;
}

Result<CleanedVersion> cleanDataset(Project& project, const std::string& id, const Json& recipe,
                                    const std::string& name, bool store, const WorkContext& context) {
  ATTUNE_TRY(const auto rows, project.dataset(id));
  CleanedVersion version;
  ATTUNE_TRY(version.cleaned, applyRecipe(*rows, recipe, context.progress, context.stop));
  if (!store) return version;
  Dataset& dataset = version.cleaned.dataset;
  if (dataset.contentHash == rows->contentHash)
    return fail("clean.nothing-changed", ATTUNE_TEXT("These steps change nothing in “{0}”, so there is no new version."),
                {rows->name});
  if (!name.empty()) dataset.name = name;
  ATTUNE_TRY(version.stored, project.addVersion(dataset, id, context));
  return version;
}

Result<ExportReport> exportData(Project& project, const std::string& id, const ExportRequest& request, const WorkContext& context) {
  ATTUNE_TRY(const auto rows, project.dataset(id));
  ATTUNE_TRY(const auto members, membersOf(project, *rows, id, request.part));
  ATTUNE_TRY(const ExportReport report, exportDataset(*rows, request.format, request.path, members, context.progress, context.stop));
  if (!request.describe) return report;
  if (report.formatting.empty())
    return fail("data.dataset-info", ATTUNE_TEXT("“{0}” is written, but LLaMA-Factory has no name for its layout."),
                {request.path.filename().string()},
                ATTUNE_TEXT("Choose ShareGPT or Alpaca, and a name that ends in .jsonl, .csv or .parquet."));
  ATTUNE_TRY_VOID(describeFile(request.path, report.mapping, report.formatting));
  return report;
}

Result<VersionDiff> compareDatasets(Project& project, const std::string& before, const std::string& after) {
  ATTUNE_TRY(const auto first, project.dataset(before));
  ATTUNE_TRY(const auto second, project.dataset(after));
  return compareVersions(*first, *second);
}

Json toJson(const VersionDiff& diff, const Dataset& before, const Dataset& after, std::size_t maxRows) {
  const auto row = [](const Example& example) {
    return Json{{"file", example.sourceFile}, {"row", example.sourceRow}, {"text", excerptOf(example)}};
  };
  Json json{{"unchanged", diff.unchanged}, {"removed", diff.removed.size()}, {"added", diff.added.size()},
            {"edited", diff.edited.size()}, {"label_shift", diff.labelShift}};
  Json labels = Json::object(), removed = Json::array(), added = Json::array(), edited = Json::array();
  for (const auto& [label, counts] : diff.labels) labels[label] = {{"before", counts.before}, {"after", counts.after}};
  for (std::size_t i = 0; i < std::min(maxRows, diff.removed.size()); ++i)
    removed.push_back(row(before.examples[diff.removed[i]]));
  for (std::size_t i = 0; i < std::min(maxRows, diff.added.size()); ++i) {
    added.push_back(row(after.examples[diff.added[i]]));
    const auto origin = syntheticOrigin(after.examples[diff.added[i]]);
    if (!origin.empty()) added.back()["synthetic"] = origin;
  }
  for (std::size_t i = 0; i < std::min(maxRows, diff.edited.size()); ++i) {
    edited.push_back(row(after.examples[diff.edited[i].second]));
    edited.back()["before"] = excerptOf(before.examples[diff.edited[i].first]);
  }
  json["labels"] = std::move(labels);
  json["removed_rows"] = std::move(removed);
  json["added_rows"] = std::move(added);
  json["edited_rows"] = std::move(edited);
  return json;
}

Result<DataCard> dataCard(Project& project, const std::string& id) {
  ATTUNE_TRY(const StoredDataset stored, project.store().loadDataset(id));
  return dataCardFromJson(stored.facts.value("card", Json::object()));
}

Result<void> setDataCard(Project& project, const std::string& id, const DataCard& card) {
  ATTUNE_TRY(StoredDataset stored, project.store().loadDataset(id));
  stored.facts["card"] = toJson(card);
  return project.store().saveDataset(stored);
}

std::string excerptOf(const Example& example, std::size_t maxCharacters) {
  const std::string text = plainText(example);
  std::string line;
  std::size_t characters = 0;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    const bool starts = (u & 0xC0U) != 0x80U;
    if (starts && characters == maxCharacters) return line + "…";
    characters += starts ? 1 : 0;
    if (u >= 0x20 && u != 0x7F) line.push_back(c);
    else if (!line.empty() && line.back() != ' ') line.push_back(' ');
  }
  return line;
}

}  // namespace attune
