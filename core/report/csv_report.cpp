// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/params/training_params.h"
#include "core/report/format_text.h"
#include "core/report/report.h"

namespace attune {

// One row per run and plain numbers, so that a spreadsheet or a script can go on with them.
std::string writeCsvReport(const ReportInput& input) {
  const RunComparison& comparison = input.comparison;
  std::string out = "run,name,created,state";
  for (const ParamDiffRow& row : comparison.params) out += "," + report::csvText(row.id);
  for (const SummaryRow& row : comparison.summary) out += "," + report::csvText(row.id);
  out += ",verdict,command\r\n";
  for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
    const RunRecord& run = comparison.runs[i];
    out += report::csvText(run.id) + "," + report::csvText(run.spec.name) + "," +
           report::csvText(report::dateTime(run.createdAt)) + "," + stateId(run.summary.state);
    for (const ParamDiffRow& row : comparison.params)
      out += "," + (i < row.values.size() ? report::csvText(row.values[i]) : std::string());
    for (const SummaryRow& row : comparison.summary)
      out += "," + (i < row.values.size() && row.values[i] ? paramText(*row.values[i]) : std::string());
    out += "," + report::csvText(run.summary.verdict) + "," + report::csvText(run.command) + "\r\n";
  }
  return out;
}

}  // namespace attune
