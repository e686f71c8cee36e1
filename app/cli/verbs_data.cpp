// SPDX-License-Identifier: GPL-3.0-or-later
// Verbs on the rows of a dataset.
#include <algorithm>
#include <cstdio>

#include "app/cli/command.h"
#include "core/base/file.h"
#include "core/params/training_params.h"
#include "core/workflow/data_work.h"

namespace attune::cli {
namespace {

constexpr std::size_t kShownRows = 5, kListedRows = 100;

struct DatasetArgument {
  std::string project, dataset;
};

void addDataset(CLI::App& command, DatasetArgument& argument) {
  command.add_option("PROJECT", argument.project)->required();
  command.add_option("DATASET", argument.dataset, "Name or id; needed when the project has several");
}

Json rowJson(const Dataset& dataset, std::uint32_t index) {
  const Example& example = dataset.examples[index];
  Json row{{"index", index}, {"row", example.sourceRow}, {"text", excerptOf(example)}};
  if (example.sourceFile < dataset.sources.size()) row["file"] = dataset.sources[example.sourceFile].name;
  return row;
}

// A step as one would type it; long lists of rows are cut.
std::string stepText(const Json& step) {
  std::string text = step["step"].get<std::string>();
  for (const auto& [key, value] : step.items()) {
    if (key == "step" || key == "counts") continue;
    std::string shown = value.dump();
    if (shown.size() > 60) shown = shown.substr(0, 57) + "…";
    text += " " + key + "=" + shown;
  }
  return text;
}

std::string countsText(const StepReport& report) {
  std::string text = std::to_string(report.before) + " → " + std::to_string(report.after) + " rows";
  if (report.changed > 0) text += ", " + std::to_string(report.changed) + " changed";
  if (report.added > 0) text += ", " + std::to_string(report.added) + " added";
  for (const LabelWeight& item : report.labels) {
    char weight[32];
    std::snprintf(weight, sizeof weight, "%.2f", item.weight());
    text += "\n    " + item.label + "  " + std::to_string(item.before) + " → " + std::to_string(item.after) + "  weight " + weight;
  }
  return text;
}

Result<Json> recipeOf(const std::string& file, const std::vector<std::string>& texts) {
  Json recipe = Json::array();
  if (!file.empty()) {
    ATTUNE_TRY(recipe, readJsonFile(file));
    // A list of steps, or an object that holds one, as `attune clean --json` prints it.
    if (recipe.is_object() && recipe.contains("recipe")) recipe = Json(recipe["recipe"]);
  }
  for (const auto& text : texts) {
    ATTUNE_TRY(Json step, parseRecipeStep(text));
    recipe.push_back(std::move(step));
  }
  return recipe;
}

void listSteps(Console& console) {
  Json json = Json::array();
  std::string text;
  for (const RecipeStep& step : recipeSteps()) {
    Json parameters = Json::object();
    for (const auto& [id, label] : step.parameters) parameters[std::string(id)] = label;
    json.push_back({{"step", step.id}, {"label", step.label}, {"help", step.help}, {"parameters", parameters}});
    text += std::string(step.id);
    text += "\n  " + std::string(step.help) + "\n";
    for (const auto& [id, label] : step.parameters) text += "    " + std::string(id) + "=…  " + std::string(label) + "\n";
  }
  console.result(json, text);
}

}  // namespace

Action declareCheck(CLI::App& command) {
  struct Options {
    DatasetArgument at;
    RunSpec spec;
    std::int64_t maxLength = params::kMaxLength.defaultValue;
  };
  auto o = std::make_shared<Options>();
  addDataset(command, o->at);
  command.add_option("--model", o->spec.modelPath, "Also count tokens with this model: rows that are cut, or train nothing");
  command.add_option("--task", o->spec.task, "With --model: the task that will learn from the rows")->capture_default_str();
  command.add_option("--max-length", o->maxLength, "With --model: tokens of a row that are used")->capture_default_str();
  return [o](Console& console) {
    return withProject(console, o->at.project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo info, project.findDataset(o->at.dataset));
      o->spec.params.set(&params::kMaxLength, o->maxLength);
      ATTUNE_TRY(const QualityReport report, checkDataset(project, info.id, o->spec, console.work()));
      ATTUNE_TRY(const auto dataset, project.dataset(info.id));
      Json json = toJson(report);
      json["dataset"] = info.id;
      std::string text = "“" + info.name + "”: " + std::to_string(report.examples) + " rows, " +
                         (report.findings.empty() ? "nothing found" : std::to_string(report.findings.size()) + " kinds of findings") + "\n";
      for (std::size_t k = 0; k < report.findings.size(); ++k) {
        const Finding& finding = report.findings[k];
        Json rows = Json::array();
        for (const auto index : finding.examples) rows.push_back(rowJson(*dataset, index));
        json["findings"][k]["examples"] = std::move(rows);
        text += "\n" + std::to_string(finding.count) + "  " + finding.title + "\n  " + finding.advice + "\n";
        for (std::size_t i = 0; i < std::min(kShownRows, finding.examples.size()); ++i) {
          const Example& example = dataset->examples[finding.examples[i]];
          text += "  row " + std::to_string(example.sourceRow) + ": " + excerptOf(example) + "\n";
        }
        text += "  attune clean … --step '" + stepText(finding.step) + "'\n";
      }
      if (!report.tokensCounted) text += "\nWith --model, rows that are cut or train nothing are looked for too.\n";
      console.result(json, text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareClean(CLI::App& command) {
  struct Options {
    DatasetArgument at;
    std::string recipe, name;
    std::vector<std::string> steps;
    bool dryRun = false, list = false;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->at.project);
  command.add_option("DATASET", o->at.dataset, "Name or id; needed when the project has several");
  command.add_option("--recipe", o->recipe, "A JSON list of steps, or a dataset's recorded steps");
  command.add_option("--step", o->steps, "One step, as: deduplicate similarity=0.9; may be repeated, after those of --recipe")
      ->take_all();
  command.add_option("--name", o->name, "Name of the result; the dataset's own when left out");
  command.add_flag("--dry-run", o->dryRun, "Only say what each step would do");
  command.add_flag("--list", o->list, "List the steps and their parameters");
  return [o](Console& console) {
    if (o->list) {
      listSteps(console);
      return static_cast<int>(kDone);
    }
    if (o->at.project.empty() || (o->recipe.empty() && o->steps.empty()))
      return console.error({"usage.clean", "attune clean needs PROJECT and at least one --step or a --recipe", {}});
    return withProject(console, o->at.project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo info, project.findDataset(o->at.dataset));
      ATTUNE_TRY(const Json recipe, recipeOf(o->recipe, o->steps));
      ATTUNE_TRY(const CleanedVersion version, cleanDataset(project, info.id, recipe, o->name, !o->dryRun, console.work()));
      Json json{{"parent", info.id}, {"rows", version.cleaned.dataset.examples.size()},
                {"content_hash", version.cleaned.dataset.contentHash}, {"recipe", version.cleaned.dataset.recipe}};
      std::string text;
      for (std::size_t i = 0; i < version.cleaned.steps.size(); ++i)
        text += stepText(recipe[i]) + "\n  " + countsText(version.cleaned.steps[i]) + "\n";
      if (version.stored) {
        json["id"] = version.stored->id;
        json["name"] = version.stored->name;
        json["version"] = version.stored->version;
        text += "Stored “" + version.stored->name + "” version " + std::to_string(version.stored->version) + " as " + version.stored->id;
      }
      console.result(json, text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareDiffData(CLI::App& command) {
  struct Options {
    std::string project, before, after;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("BEFORE", o->before, "Name or id of the first version")->required();
  command.add_option("AFTER", o->after, "Name or id of the second version")->required();
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo first, project.findDataset(o->before));
      ATTUNE_TRY(const DatasetInfo second, project.findDataset(o->after));
      ATTUNE_TRY(const auto before, project.dataset(first.id));
      ATTUNE_TRY(const auto after, project.dataset(second.id));
      const VersionDiff diff = compareVersions(*before, *after);
      Json json = toJson(diff, *before, *after, kListedRows);
      json["before"] = first.id;
      json["after"] = second.id;
      char shift[32];
      std::snprintf(shift, sizeof shift, "%.1f %%", 100 * diff.labelShift);
      std::string text = std::to_string(diff.unchanged) + " rows unchanged, " + std::to_string(diff.removed.size()) + " removed, " +
                         std::to_string(diff.added.size()) + " added, " + std::to_string(diff.edited.size()) + " edited\n";
      const auto list = [&](const char* title, const char* sign, const Json& rows) {
        for (std::size_t i = 0; i < std::min(kShownRows, rows.size()); ++i)
          text += std::string(i == 0 ? title : "") + (i == 0 ? "\n" : "") + "  " + sign + " row " + rows[i]["row"].dump() + ": " +
                  rows[i]["text"].get<std::string>() + "\n";
      };
      list("Removed", "−", json["removed_rows"]);
      list("Added", "+", json["added_rows"]);
      list("Edited", "·", json["edited_rows"]);
      if (!diff.labels.empty()) {
        text += std::string("Labels: ") + shift + " of the mixture moved\n";
        for (const auto& [label, counts] : diff.labels)
          if (counts.before != counts.after)
            text += "  " + label + "  " + std::to_string(counts.before) + " → " + std::to_string(counts.after) + "\n";
      }
      console.result(json, text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareCard(CLI::App& command) {
  struct Options {
    DatasetArgument at;
    std::array<std::optional<std::string>, kDataCardFields.size()> values;
  };
  auto o = std::make_shared<Options>();
  addDataset(command, o->at);
  for (std::size_t k = 0; k < kDataCardFields.size(); ++k)
    command.add_option(std::string("--") + kDataCardFields[k].id, o->values[k], kDataCardFields[k].help);
  return [o](Console& console) {
    return withProject(console, o->at.project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo info, project.findDataset(o->at.dataset));
      ATTUNE_TRY(DataCard card, dataCard(project, info.id));
      const DataCard before = card;
      for (std::size_t k = 0; k < kDataCardFields.size(); ++k)
        if (o->values[k]) card.*kDataCardFields[k].value = *o->values[k];
      if (card != before) {
        ATTUNE_TRY_VOID(setDataCard(project, info.id, card));
      }
      std::string text;
      for (const DataCardField& field : kDataCardFields)
        text += std::string(field.label) + ": " + card.*field.value + "\n";
      console.result({{"dataset", info.id}, {"card", toJson(card)}}, text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareExportData(CLI::App& command) {
  struct Options {
    DatasetArgument at;
    ExportRequest request;
    std::string output;
  };
  auto o = std::make_shared<Options>();
  addDataset(command, o->at);
  std::vector<std::string> formats;
  for (const ExportFormat& format : exportFormats()) formats.emplace_back(format.id);
  command.add_option("--format", o->request.format, "How rows are written")->check(CLI::IsMember(formats))->capture_default_str();
  command.add_option("--part", o->request.part, "Which rows")->check(CLI::IsMember({"all", "train", "validation", "test"}))->capture_default_str();
  command.add_option("--output", o->output, "The file to write")->required();
  command.add_flag("--dataset-info", o->request.describe, "Name the file in the dataset_info.json beside it, for LLaMA-Factory");
  return [o](Console& console) {
    return withProject(console, o->at.project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo info, project.findDataset(o->at.dataset));
      o->request.path = o->output;
      ATTUNE_TRY(const ExportReport report, exportData(project, info.id, o->request, console.work()));
      ATTUNE_TRY(const auto rows, project.dataset(info.id));
      Json left = Json::array();
      for (const std::uint32_t index : report.left) left.push_back(rowJson(*rows, index));
      std::string text = std::to_string(report.written) + " rows written to " + o->output;
      if (!report.left.empty()) text += ", " + std::to_string(report.left.size()) + " left out, which this format cannot hold";
      console.result({{"dataset", info.id}, {"path", o->output}, {"written", report.written}, {"left_out", std::move(left)}}, text);
      return static_cast<int>(kDone);
    });
  };
}

}  // namespace attune::cli
