// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/data_card.h"
#include "core/base/error.h"
#include "core/eval/evaluation.h"
#include "core/run/run_comparison.h"

namespace attune {

/// The data card of a report.
struct ReportDataset {
  std::string name, contentHash, kind;
  std::uint64_t rows = 0, imported = 0;          ///< imported == rows + the sum of `dropped`.
  std::map<std::string, std::uint64_t> dropped;  ///< Reason for people → rows.
  std::uint64_t trainRows = 0, validationRows = 0, testRows = 0;
  SplitSpec split;
  std::vector<std::string> sources;  ///< File names without folders.
  DataCard card;                     ///< What the user said of it.
};

/// Whether an exported model, read back, computed what the model in the program computes.
struct ReportExportCheck {
  std::string format;  ///< "peft", "huggingface", "gguf".
  bool passed = false;
  double maxLogitDifference = 0;  ///< Largest absolute difference over the probe.
  std::string note;
};

/// What a report knows of one run beyond its record.
struct ReportRun {
  std::vector<Evaluation> evaluations;
  std::vector<ReportExportCheck> exports;
  std::string notes;
  std::vector<std::string> tags;
  std::string hubTask;  ///< What model hubs call the run's task.
  std::string library;  ///< That loads the exported files, "peft" or "transformers"; empty where none of them does.
};

/// Everything a report tells; plain data, filled by core/workflow.
struct ReportInput {
  std::string title, projectName;
  std::int64_t createdAt = 0;  ///< Seconds since 1970, UTC: an input, so that the same input gives the same bytes.
  std::string language = "en";
  std::string programVersion;
  RunComparison comparison;                        ///< Runs with events.
  std::vector<ReportRun> runs;                     ///< One per run of the comparison.
  std::vector<ReportDataset> datasets;             ///< The distinct datasets of the runs.
  std::map<std::string, std::string> paramLabels;  ///< Of the hyperparameters of tasks and techniques: id → ATTUNE_TEXT label.
  /// Translates an ATTUNE_TEXT source; empty: English.
  std::function<std::string(const std::string&)> translate;
};

/// A kind of report file.
struct ReportFormat {
  const char* id;         ///< "html", "markdown", "csv", "model-card".
  const char* label;      ///< ATTUNE_TEXT.
  const char* extension;  ///< Without the dot.
  std::string (*write)(const ReportInput& input);
};

/// Every kind of report, in the order of the form.
std::span<const ReportFormat> reportFormats();
const ReportFormat* findReportFormat(std::string_view id);

/// One self-contained page: styles and charts inside, no script, nothing loaded from elsewhere, all text escaped.
std::string writeHtmlReport(const ReportInput& input);
/// The same content in the HTML subset of QTextDocument; charts are <img src="chart:N">, whose SVG printableCharts
/// gives.
std::string writePrintableHtml(const ReportInput& input);
std::vector<std::string> printableCharts(const ReportInput& input);
std::string writeMarkdownReport(const ReportInput& input);
/// One row per run, settings and results; cells that a spreadsheet would take for a formula start with an apostrophe.
std::string writeCsvReport(const ReportInput& input);
/// README.md of a model folder: Hugging Face's YAML front matter and the card of the first run.
std::string writeModelCard(const ReportInput& input);

/// Writes a report file complete or not at all. Errors: report.unknown-format, report.no-runs, file.write.
Result<void> writeReport(const ReportInput& input, std::string_view format, const std::filesystem::path& target);

}  // namespace attune
