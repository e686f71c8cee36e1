// SPDX-License-Identifier: GPL-3.0-or-later
// Gathers what a report tells.
#include <ctime>
#include <set>

#include "core/base/file.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/report/report.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace fs = std::filesystem;

Result<ReportInput> Project::reportInput(const std::vector<std::string>& runIds) const {
  ReportInput input;
  input.projectName = name();
  input.createdAt = static_cast<std::int64_t>(std::time(nullptr));
  input.programVersion = ATTUNE_VERSION;
  for (const TaskFacts* task : tasks())
    for (const ParamRef& param : task->params) input.paramLabels.emplace(paramId(param), paramLabel(param));
  for (const TechniqueFacts* technique : techniques())
    for (const ParamRef& param : technique->params) input.paramLabels.emplace(paramId(param), paramLabel(param));
  ATTUNE_TRY(input.comparison, compare(runIds));
  std::set<std::string> seen;
  for (const RunRecord& record : input.comparison.runs) {
    input.title += (input.title.empty() ? "" : " · ") + record.spec.name;
    ReportRun& run = input.runs.emplace_back();
    ATTUNE_TRY(const auto stored, m_store->loadEvaluations(record.id));
    for (const StoredEvaluation& entry : stored) {
      if (entry.result.contains("export")) {
        const Json& check = entry.result["export"];
        run.exports.push_back({check.value("format", ""), check.value("passed", false), check.value("max_logit_difference", 0.0), check.value("path", "")});
      } else if (auto evaluation = evaluationFromJson(entry.result)) {
        run.evaluations.push_back(std::move(*evaluation));
      }
    }
    ATTUNE_TRY(const RunNotes notes, m_store->loadNotes(record.id));
    if (const TaskFacts* task = findTask(record.spec.task)) run.hubTask = task->hubTask;
    run.notes = notes.notes;
    run.tags = notes.tags;

    if (!seen.insert(record.spec.datasetId).second) continue;
    const auto dataset = m_store->loadDataset(record.spec.datasetId);
    if (!dataset) continue;
    ReportDataset& card = input.datasets.emplace_back();
    card.name = dataset->name;
    card.contentHash = dataset->contentHash;
    card.kind = dataset->kind;
    card.rows = dataset->rows;
    card.imported = dataset->rows + dataset->dropped;
    card.split = record.spec.split;
    card.card = dataCardFromJson(dataset->facts.value("card", Json::object()));
    if (const auto rows = this->dataset(record.spec.datasetId)) {
      for (const DroppedRow& row : (*rows)->ledger.dropped()) ++card.dropped[describe(row.reason)];
      for (const SourceFile& source : (*rows)->sources) card.sources.push_back(source.name);
      if (const auto split = splitOf(**rows, record.spec.split)) {
        card.trainRows = split->train.size();
        card.validationRows = split->validation.size();
        card.testRows = split->test.size();
      }
    }
  }
  return input;
}

Result<std::string> Project::modelCard(const RunRecord& run, const std::string& library) const {
  ATTUNE_TRY(ReportInput input, reportInput({run.id}));
  input.runs.front().library = library;
  return writeModelCard(input);
}

Result<fs::path> Project::writeReport(const std::vector<std::string>& runIds, const std::string& format, const fs::path& target,
                                      const WorkContext& context) {
  const ReportFormat* kind = findReportFormat(format);
  if (kind == nullptr) return fail("report.unknown-format", ATTUNE_TEXT("There is no report format “{0}”."), {format});
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Writing the report"), -1});
  ATTUNE_TRY(ReportInput input, reportInput(runIds));
  std::error_code code;
  fs::path path = fs::absolute(target, code);
  if (target.empty()) {
    path = m_folder / "reports" / (std::string("report.") + kind->extension);
    for (int i = 2; fs::exists(path, code); ++i) path = m_folder / "reports" / ("report-" + std::to_string(i) + "." + kind->extension);
  }
  ATTUNE_TRY_VOID(attune::writeReport(input, format, path));
  return path;
}

}  // namespace attune
