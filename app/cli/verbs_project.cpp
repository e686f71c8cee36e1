// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <iostream>
#include <map>

#include "app/cli/command.h"
#include "core/data/dataset_info.h"
#include "core/engine/engine_loader.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/hub/keyring.h"
#include "core/params/training_params.h"

namespace attune::cli {
namespace {

Json datasetJson(const DatasetInfo& info) {
  return {{"id", info.id}, {"name", info.name}, {"kind", info.kind}, {"rows", info.rows}, {"dropped", info.dropped},
          {"content_hash", info.contentHash}, {"split", toJson(info.split)}, {"version", info.version}, {"parent", info.parent}};
}

Json droppedJson(const Dataset& dataset) {
  Json rows = Json::array();
  for (const DroppedRow& row : dataset.ledger.dropped())
    rows.push_back({{"file", dataset.sources.at(row.file).name}, {"row", row.row}, {"line", row.line}, {"code", row.reason.code},
                    {"reason", describe(row.reason)}});
  return rows;
}

Json leakageJson(const Dataset& dataset, const Leakage& leakage) {
  Json pairs = Json::array();
  for (const auto& [first, second] : leakage.pairs)
    pairs.push_back({dataset.examples[first].sourceRow, dataset.examples[second].sourceRow});
  return {{"train_validation", leakage.trainValidation}, {"train_test", leakage.trainTest}, {"validation_test", leakage.validationTest},
          {"row_pairs", std::move(pairs)}};
}

std::string paramType(const ParamRef& param) {
  constexpr const char* kNames[] = {"boolean", "integer", "real", "text"};
  return kNames[param.index()];
}

Json paramJson(const ParamRef& param) {
  Json out = {{"id", paramId(param)}, {"option", paramOption(param)}, {"label", paramLabel(param)}, {"help", paramHelp(param)},
              {"type", paramType(param)}, {"default", paramText(paramDefault(param))}, {"unit", paramUnit(param)}};
  if (const auto* text = std::get_if<const Param<std::string_view>*>(&param)) {
    out["choices"] = Json::array();
    for (const Choice& choice : (*text)->choices) out["choices"].push_back(choice.id);
  }
  return out;
}

}  // namespace

Action declareNew(CLI::App& command) {
  auto folder = std::make_shared<std::string>();
  command.add_option("PROJECT", *folder, "Folder to create, normally NAME.attune")->required();
  return [folder](Console& console) {
    const auto project = Project::create(*folder);
    if (!project) return console.error(project.error());
    console.result({{"project", (*project)->folder().string()}}, "Created " + (*project)->folder().string());
    return static_cast<int>(kDone);
  };
}

namespace {

// What an import did, as JSON and as text.
Result<std::pair<Json, std::string>> importReport(Project& project, const DatasetInfo& info) {
  ATTUNE_TRY(const auto dataset, project.dataset(info.id));
  const Ledger& ledger = dataset->ledger;
  Json json = datasetJson(info);
  json["imported"] = ledger.rows();
  json["kept"] = ledger.kept();
  json["dropped"] = ledger.droppedCount();
  json["dropped_rows"] = droppedJson(*dataset);
  json["schema"] = dataset->mapping.schema;
  std::string text = "Imported “" + info.name + "”: " + std::to_string(ledger.rows()) + " rows read, " +
                     std::to_string(ledger.kept()) + " kept, " + std::to_string(ledger.droppedCount()) + " dropped\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(20, ledger.dropped().size()); ++i) {
    const DroppedRow& row = ledger.dropped()[i];
    text += "  line " + std::to_string(row.line) + ": " + describe(row.reason) + "\n";
  }
  return std::pair(std::move(json), std::move(text));
}

// Each dataset that LLaMA-Factory's dataset_info.json describes, or the one called `only`; what cannot be taken is told.
Result<int> importDescribed(Console& console, Project& project, const std::filesystem::path& file, const std::string& only) {
  ATTUNE_TRY(const DatasetInfoFile described, readDatasetInfo(file));
  Json imported = Json::array(), notes = Json::array();
  std::string text;
  for (const DescribedDataset& entry : described.datasets) {
    if (!only.empty() && entry.name != only) continue;
    ATTUNE_TRY(const DatasetInfo info, project.importDataset({entry.path}, entry.mapping, {}, entry.name, console.work()));
    ATTUNE_TRY(const auto report, importReport(project, info));
    imported.push_back(report.first);
    text += report.second;
  }
  if (imported.empty())
    return fail("data.dataset-info", ATTUNE_TEXT("“{0}” describes no dataset that can be imported."), {file.filename().string()},
                described.notes.empty() ? std::string() : describe(described.notes.front()));
  for (const Error& note : described.notes) {
    notes.push_back(describe(note));
    text += describe(note) + "\n";
  }
  console.result({{"datasets", imported}, {"notes", notes}}, text);
  return static_cast<int>(kDone);
}

}  // namespace

Action declareImport(CLI::App& command) {
  struct Options {
    std::string project, name, schema, format, encoding, delimiter;
    std::vector<std::string> files, columns;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("FILES", o->files, "One or more files that become one dataset; or LLaMA-Factory's dataset_info.json, whose datasets are imported one by one (--name chooses one)")->required();
  command.add_option("--name", o->name, "Name of the dataset; the file's name when left out");
  command.add_option("--schema", o->schema, "How rows are read (alpaca, sharegpt, messages …); found out when left out");
  command.add_option("--column", o->columns, "ROLE=COLUMN, which column plays which part; may be repeated");
  command.add_option("--format", o->format, "jsonl, json, csv, tsv; found out when left out");
  command.add_option("--encoding", o->encoding, "utf-8, windows-1252 …; found out when left out");
  command.add_option("--delimiter", o->delimiter, "CSV: the character between cells; found out when left out");
  return [o](Console& console) {
    ColumnMapping mapping;
    mapping.schema = o->schema;
    for (const auto& entry : o->columns) {
      const auto equals = entry.find('=');
      if (equals == std::string::npos || o->schema.empty())
        return console.error({"usage.column", "--column needs ROLE=COLUMN and --schema", {}});
      mapping.columns[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    Dialect dialect;
    dialect.format = o->format;
    dialect.encoding = o->encoding;
    dialect.delimiter = o->delimiter.empty() ? '\0' : o->delimiter == "\\t" ? '\t' : o->delimiter[0];
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      std::vector<std::filesystem::path> files(o->files.begin(), o->files.end());
      if (files.size() == 1 && files[0].filename() == "dataset_info.json" && o->schema.empty())
        return importDescribed(console, project, files[0], o->name);
      ATTUNE_TRY(const DatasetInfo info, project.importDataset(files, mapping, dialect, o->name, console.work()));
      ATTUNE_TRY(const auto report, importReport(project, info));
      console.result(report.first, report.second);
      return static_cast<int>(kDone);
    });
  };
}

Action declareSplit(CLI::App& command) {
  struct Options {
    std::string project, dataset;
    SplitSpec split;
    int folds = 0, fold = 1;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("--dataset", o->dataset, "Name or id; needed when the project has several");
  command.add_option("--train", o->split.train, "Share of training rows")->capture_default_str();
  command.add_option("--validation", o->split.validation, "Share of validation rows")->capture_default_str();
  command.add_option("--test", o->split.test, "Share of test rows")->capture_default_str();
  command.add_option("--seed", o->split.seed)->capture_default_str();
  command.add_option("--method", o->split.method, "random, hash (rows keep their part when data grows) or time")->capture_default_str();
  command.add_option("--stratify-by", o->split.stratifyBy, "label, or a column whose shares are kept in each part");
  command.add_option("--group-by", o->split.groupBy, "duplicates or near-duplicates keep equal or nearly equal rows in one part; else a column whose equal values stay together");
  command.add_option("--folds", o->folds, "Cross-validation: the number of folds (2 or more); one validates, the others train")->check(CLI::Range(2, 1000));
  command.add_option("--fold", o->fold, "With --folds: which one validates, from 1")->capture_default_str();
  command.add_option("--time-column", o->split.timeColumn, "For --method time");
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const DatasetInfo found, project.findDataset(o->dataset));
      if (o->folds > 0) o->split.method = "fold:" + std::to_string(o->fold) + "/" + std::to_string(o->folds);
      ATTUNE_TRY(const DatasetInfo info, project.setSplit(found.id, o->split));
      ATTUNE_TRY(const auto dataset, project.dataset(info.id));
      ATTUNE_TRY(const DatasetSplit split, splitDataset(*dataset, info.split));
      const Leakage leakage = checkLeakage(*dataset, split), near = checkNearLeakage(*dataset, split, console.stop());
      Json json = datasetJson(info);
      json["counts"] = {{"train", split.train.size()}, {"validation", split.validation.size()}, {"test", split.test.size()}};
      json["leakage"] = leakageJson(*dataset, leakage);
      json["near_leakage"] = leakageJson(*dataset, near);
      std::string text = "Split “" + info.name + "”: " + std::to_string(split.train.size()) + " training, " +
                         std::to_string(split.validation.size()) + " validation, " + std::to_string(split.test.size()) + " test rows";
      if (leakage.any())
        text += "\nWarning: " + std::to_string(leakage.trainValidation + leakage.trainTest + leakage.validationTest) +
                " rows stand word for word in two parts; validation will look better than the model is."
                "\n  attune split … --group-by duplicates keeps them together.";
      else if (console.stop().stop_requested())
        text += "\nStopped while looking for rows that are nearly equal; the split is stored.";
      else if (near.any())
        text += "\nNote: " + std::to_string(near.trainValidation + near.trainTest + near.validationTest) +
                " rows stand nearly word for word in two parts."
                "\n  attune split … --group-by near-duplicates keeps them together.";
      console.result(json, text);
      return static_cast<int>(console.stop().stop_requested() ? kStopped : kDone);
    });
  };
}

Action declareDatasets(CLI::App& command) {
  auto folder = std::make_shared<std::string>();
  command.add_option("PROJECT", *folder)->required();
  return [folder](Console& console) {
    return withProject(console, *folder, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const auto infos, project.datasets());
      Json json = Json::array();
      std::string text;
      for (const DatasetInfo& info : infos) {
        json.push_back(datasetJson(info));
        text += info.id + "  " + info.name + (info.version > 1 ? " version " + std::to_string(info.version) : "") + "  " +
                std::to_string(info.rows) + " rows\n";
      }
      console.result(json, text.empty() ? "No datasets yet; `attune import` adds one." : text);
      return static_cast<int>(kDone);
    });
  };
}

// Where the hub's token comes from; it never stands among the arguments, which other users of the machine can list.
struct TokenOptions {
  bool fromInput = false, keyring = false, forget = false;
};

Result<HubSettings> hubSettings(const TokenOptions& options) {
  HubSettings settings = hubSettingsFromEnvironment();
  Secret given;
  if (options.fromInput) {
    std::string line;
    std::getline(std::cin, line);
    ATTUNE_TRY(given, readToken(std::move(line)));
  }
  ATTUNE_TRY_VOID(chooseToken(settings, given, options.keyring ? TokenKeeping::Keyring : TokenKeeping::Session));
  return settings;
}

Result<void> forgetToken() {
  ATTUNE_TRY(const Keyring keyring, Keyring::open());
  return keyring.forget(hubSettingsFromEnvironment().endpoint);
}

Action declareModels(CLI::App& command) {
  auto folders = std::make_shared<std::vector<std::string>>();
  auto download = std::make_shared<std::string>();
  command.add_option("--folder", *folders, "Further folders to look in");
  auto token = std::make_shared<TokenOptions>();
  command.add_option("--download", *download, "ORG/NAME[@REVISION]: fetch this model from the hub into the shared cache (HF_ENDPOINT, HF_HOME, HF_TOKEN, HF_HUB_OFFLINE, SSL_CERT_FILE)");
  command.add_flag("--token-stdin", token->fromInput, "Read the hub's access token from the first line of the input; used for this call only")->needs("--download");
  command.add_flag("--keyring", token->keyring, "Keep the token in the desktop's keyring, or without --token-stdin use the one kept there")->needs("--download");
  command.add_flag("--forget-token", token->forget, "Remove the hub's token from the desktop's keyring");
  return [folders, download, token](Console& console) {
    if (token->forget) {
      const auto done = forgetToken();
      if (!done) return console.error(done.error());
      console.result({{"forgotten", true}}, "The keyring holds no token for the hub any more.");
      return static_cast<int>(kDone);
    }
    if (!download->empty()) {
      const auto at = download->find('@');
      const WorkContext context = console.work();
      const auto settings = hubSettings(*token);
      if (!settings) return console.error(settings.error());
      const auto folder = downloadModel(*settings, download->substr(0, at),
                                        at == std::string::npos ? "main" : download->substr(at + 1), context.progress, context.stop);
      if (!folder) return console.error(folder.error());
      console.result({{"path", folder->string()}}, "Downloaded to " + folder->string());
      return static_cast<int>(kDone);
    }
    Json json = Json::array();
    std::string text;
    for (const LocalModel& model : findLocalModels({folders->begin(), folders->end()})) {
      Json entry = {{"id", model.id}, {"path", model.path.string()}, {"origin", model.origin}, {"model_type", model.modelType},
                    {"task", model.task}, {"licence", model.licence}, {"parameters", model.parameters}, {"bytes", model.bytes},
                    {"context_length", model.contextLength}};
      if (model.problem) entry["problem"] = describe(*model.problem);
      json.push_back(entry);
      text += model.id + "  " + (model.problem ? describe(*model.problem) : model.modelType + "  " + std::to_string(model.parameters / 1'000'000) +
              " M parameters  " + bytesText(model.bytes)) + "\n  " + model.path.string() + "\n";
    }
    console.result(json, text.empty() ? "No models found on this machine." : text);
    return static_cast<int>(kDone);
  };
}

Action declareDevices(CLI::App&) {
  return [](Console& console) {
    const auto engine = loadEngine();
    if (!engine) return console.error(engine.error());
    Json json = Json::array();
    std::string text;
    for (const DeviceInfo& device : (*engine)->devices()) {
      Json entry = {{"id", device.id}, {"name", device.name}, {"total_bytes", device.totalBytes}, {"free_bytes", device.freeBytes}, {"fast_bf16", device.fastBf16}};
      if (device.problem) entry["problem"] = describe(*device.problem);
      json.push_back(entry);
      text += device.id + "  " + device.name + "  " +
              (device.problem ? describe(*device.problem) : bytesText(device.freeBytes) + " of " + bytesText(device.totalBytes) + " free") + "\n";
    }
    console.result(json, text);
    return static_cast<int>(kDone);
  };
}

Action declareParams(CLI::App&) {
  return [](Console& console) {
    Json json = {{"training", Json::array()}, {"tasks", Json::array()}, {"techniques", Json::array()}};
    std::string text;
    const auto line = [&text](const ParamRef& param) {
      text += "  " + paramOption(param) + "  (" + paramText(paramDefault(param)) + ")  " + paramHelp(param) + "\n";
    };
    text += "Every run\n";
    for (const ParamRef& param : params::kTraining) {
      json["training"].push_back(paramJson(param));
      line(param);
    }
    const auto section = [&](const char* list, const auto& facts) {
      Json entry = {{"id", facts.id}, {"label", facts.label}, {"help", facts.help}, {"paper", facts.paper}, {"params", Json::array()}};
      text += std::string("\n") + (list == std::string_view("tasks") ? "--task " : "--technique ") + facts.id + ": " + facts.help + "\n";
      for (const ParamRef& param : facts.params) {
        entry["params"].push_back(paramJson(param));
        line(param);
      }
      json[list].push_back(entry);
    };
    for (const TaskFacts* task : tasks()) section("tasks", *task);
    for (const TechniqueFacts* technique : techniques()) section("techniques", *technique);
    console.result(json, text);
    return static_cast<int>(kDone);
  };
}

}  // namespace attune::cli
