// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader needs to trust and repeat the runs: data, settings, environment, commands.
#include <algorithm>
#include <map>

#include "core/params/training_params.h"
#include "core/report/document.h"
#include "core/report/format_text.h"

namespace attune::report {
namespace {

constexpr std::size_t kReasons = 12;

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string splitText(const ReportInput& input, const ReportDataset& dataset) {
  const Numbers numbers(input.language);
  const auto count = [&](std::uint64_t rows) { return numbers.count(static_cast<std::int64_t>(rows)); };
  std::string text = say(input, ATTUNE_TEXT("{0} training, {1} validation, {2} test rows"),
                         {count(dataset.trainRows), count(dataset.validationRows), count(dataset.testRows)});
  text +=
      "; " + dataset.split.method + ", " + say(input, ATTUNE_TEXT("seed {0}"), {std::to_string(dataset.split.seed)});
  if (!dataset.split.stratifyBy.empty())
    text += ", " + say(input, ATTUNE_TEXT("equal shares of “{0}”"), {dataset.split.stratifyBy});
  if (!dataset.split.groupBy.empty())
    text += ", " + say(input, ATTUNE_TEXT("rows of one “{0}” kept together"), {dataset.split.groupBy});
  return text;
}

// The account of every imported row: the reasons sum to what is missing, whatever was listed one by one.
Table ledgerTable(const ReportInput& input, const ReportDataset& dataset) {
  const Numbers numbers(input.language);
  const auto count = [&](std::uint64_t rows) { return numbers.count(static_cast<std::int64_t>(rows)); };
  std::vector<std::pair<std::string, std::uint64_t>> reasons(dataset.dropped.begin(), dataset.dropped.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Table table;
  table.header = {say(input, ATTUNE_TEXT("Account of the rows")), say(input, ATTUNE_TEXT("Rows"))};
  table.numeric = {false, true};
  table.rows.push_back({{say(input, ATTUNE_TEXT("Read from the files")), false}, {count(dataset.imported), false}});
  std::uint64_t told = 0;
  for (std::size_t i = 0; i < std::min(kReasons, reasons.size()); ++i) {
    table.rows.push_back({{say(input, ATTUNE_TEXT("left out: {0}"), {reasons[i].first}), false},
                          {"−" + count(reasons[i].second), false}});
    told += reasons[i].second;
  }
  const std::uint64_t dropped = dataset.imported - std::min(dataset.imported, dataset.rows);
  if (dropped > told)
    table.rows.push_back(
        {{say(input, ATTUNE_TEXT("left out for other reasons")), false}, {"−" + count(dropped - told), false}});
  table.rows.push_back({{say(input, ATTUNE_TEXT("In the dataset")), true}, {count(dataset.rows), true}});
  return table;
}

std::map<std::string, std::string> knownLabels(const ReportInput& input) {
  std::map<std::string, std::string> labels = input.paramLabels;
  for (const ParamRef& param : params::kTraining) labels.emplace(paramId(param), paramLabel(param));
  for (const auto& [id, label] :
       {std::pair{"model", ATTUNE_TEXT("Base model")}, std::pair{"dataset", ATTUNE_TEXT("Dataset")},
        std::pair{"split", ATTUNE_TEXT("Split")}, std::pair{"task", ATTUNE_TEXT("Task")},
        std::pair{"technique", ATTUNE_TEXT("Technique")}, std::pair{"device", ATTUNE_TEXT("Device")},
        std::pair{"seed", ATTUNE_TEXT("Seed")}})
    labels.emplace(id, label);
  return labels;
}

Table settingsTable(const ReportInput& input) {
  const auto labels = knownLabels(input);
  const auto& runs = input.comparison.runs;
  Table table;
  table.header = {say(input, ATTUNE_TEXT("Setting"))};
  table.numeric = {false};
  for (const RunRecord& run : runs) {
    table.header.push_back(runs.size() > 1 ? runName(run) : say(input, ATTUNE_TEXT("Value")));
    table.numeric.push_back(false);
  }
  std::vector<std::string> told;
  const auto addRow = [&](const std::string& id, std::vector<Cell> cells) {
    const auto label = labels.find(id);
    const bool param = label != labels.end() && id.find('_') != std::string::npos;
    const std::string name = label == labels.end() ? id : say(input, label->second);
    cells.insert(cells.begin(), Cell{param ? name + " (" + id + ")" : name, false});
    table.rows.push_back(std::move(cells));
    told.push_back(id);
  };
  for (const ParamDiffRow& row : input.comparison.params) {
    if (row.id == "split") continue;  // told in words in the data card
    std::vector<Cell> cells;
    for (const std::string& value : row.values)
      cells.push_back({value.empty() ? say(input, ATTUNE_TEXT("default")) : value, row.differs});
    addRow(row.id, std::move(cells));
  }
  // What was left at its default decides a run as much as what was set.
  for (const ParamRef& param : params::kTraining)
    if (std::find(told.begin(), told.end(), paramId(param)) == told.end())
      addRow(paramId(param), std::vector<Cell>(runs.size(), Cell{paramText(paramDefault(param)), false}));
  if (runs.size() > 1) table.note = say(input, ATTUNE_TEXT("Bold marks settings that differ."));
  return table;
}

// One option a line, so that a long command can be read; a shell still takes it as one.
std::string foldedCommand(const std::string& command) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    if (command[i] == '\'') quoted = !quoted;
    const bool option = !quoted && command.compare(i, 3, " --") == 0;
    out += option ? " \\\n  " : std::string(1, command[i]);
  }
  return out;
}

void addEnvironment(const ReportInput& input, Section& section) {
  const auto& runs = input.comparison.runs;
  for (const RunRecord& run : runs) {
    const auto event = std::find_if(run.events.rbegin(), run.events.rend(),
                                    [](const RunEvent& e) { return std::holds_alternative<RunStarted>(e); });
    if (event == run.events.rend()) continue;
    const auto& started = std::get<RunStarted>(*event);
    Facts facts;
    const std::string prefix = runs.size() > 1 ? runName(run) + ": " : "";
    facts.rows.emplace_back(prefix + say(input, ATTUNE_TEXT("Computed on")),
                            started.device + (started.precision.empty() ? "" : ", " + started.precision));
    if (started.recomputedBlocks > 0)
      facts.rows.emplace_back(prefix + say(input, params::kGradientCheckpointing.label),
                              std::to_string(started.recomputedBlocks) + " / " + std::to_string(started.blocks));
    std::vector<std::string> versions;
    for (const auto& [name, version] : started.versions) versions.push_back(name + " " + version);
    if (!versions.empty()) facts.rows.emplace_back(prefix + say(input, ATTUNE_TEXT("Versions")), joined(versions));
    if (!run.spec.modelHash.empty())
      facts.rows.emplace_back(prefix + say(input, ATTUNE_TEXT("Hash of the base model")), run.spec.modelHash);
    facts.rows.emplace_back(prefix + say(input, ATTUNE_TEXT("Started")), dateTime(run.createdAt));
    section.blocks.emplace_back(std::move(facts));
  }
}

}  // namespace

Section dataSection(const ReportInput& input) {
  Section section{"data", say(input, ATTUNE_TEXT("Data")), {}};
  for (const ReportDataset& dataset : input.datasets) {
    Facts facts;
    const auto add = [&](const char* label, const std::string& value) {
      if (!value.empty()) facts.rows.emplace_back(say(input, label), value);
    };
    add(ATTUNE_TEXT("Dataset"), dataset.name);
    add(ATTUNE_TEXT("Kind of rows"), dataset.kind);
    add(ATTUNE_TEXT("Files"), joined(dataset.sources));
    add(ATTUNE_TEXT("Split"), splitText(input, dataset));
    for (const DataCardField& field : kDataCardFields) add(field.label, dataset.card.*field.value);
    add(ATTUNE_TEXT("Content hash (SHA-256)"), dataset.contentHash);
    section.blocks.emplace_back(std::move(facts));
    section.blocks.emplace_back(ledgerTable(input, dataset));
  }
  return section;
}

Section settingsSection(const ReportInput& input) {
  Section section{"settings", say(input, ATTUNE_TEXT("Settings")), {}};
  if (input.comparison.runs.empty()) return section;
  section.blocks.emplace_back(settingsTable(input));
  addEnvironment(input, section);
  return section;
}

Section repeatSection(const ReportInput& input) {
  Section section{"repeat", say(input, ATTUNE_TEXT("Repeat and export")), {}};
  for (const RunRecord& run : input.comparison.runs)
    if (!run.command.empty()) section.blocks.emplace_back(Code{foldedCommand(run.command)});
  if (!section.blocks.empty())
    section.blocks.insert(section.blocks.begin(),
                          Paragraph{say(input, ATTUNE_TEXT("These commands repeat the runs. With the same program, "
                                                           "machine and number of threads the result is the same."))});
  const Numbers numbers(input.language);
  Table table;
  table.header = {say(input, ATTUNE_TEXT("Exported model")), say(input, ATTUNE_TEXT("Format")),
                  say(input, ATTUNE_TEXT("Check")), say(input, ATTUNE_TEXT("Largest logit difference"))};
  table.numeric = {false, false, false, true};
  for (std::size_t i = 0; i < std::min(input.runs.size(), input.comparison.runs.size()); ++i)
    for (const ReportExportCheck& check : input.runs[i].exports)
      table.rows.push_back(
          {{runName(input.comparison.runs[i]) + (check.note.empty() ? "" : " · " + check.note), false},
           {check.format, false},
           {check.passed ? say(input, ATTUNE_TEXT("passed")) : say(input, ATTUNE_TEXT("failed")), !check.passed},
           {numbers.general(check.maxLogitDifference), false}});
  if (!table.rows.empty()) {
    table.note =
        say(input,
            ATTUNE_TEXT("Each export was read back and its logits compared with those of the model in the program."));
    section.blocks.emplace_back(std::move(table));
  }
  return section;
}

}  // namespace attune::report
