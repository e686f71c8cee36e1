// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/workflow/workflow.h"

namespace attune::cli {

enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kStopped = 130 };

/// What every verb shares: where output goes and the user's Ctrl+C.
class Console {
 public:
  explicit Console(std::stop_token stop) : m_stop(std::move(stop)) {}
  bool json = false;  ///< --json: one JSON value on stdout, nothing else there.

  std::stop_token stop() const { return m_stop; }
  WorkContext work() const;
  /// Prints a verb's result: `value` with --json, else `text`.
  void result(const Json& value, const std::string& text) const;
  /// One line on stderr.
  void note(const std::string& text) const;
  /// Prints an error on stderr and returns the exit code that fits it.
  int error(const Error& error) const;

 private:
  std::stop_token m_stop;
};

/// What a verb does once its arguments are parsed; returns the exit code.
using Action = std::function<int(Console&)>;

/// A verb of the command line. `declare` adds its options to `command` and returns the action that uses them.
struct Verb {
  const char* name;
  const char* help;
  Action (*declare)(CLI::App& command);
};

// One declaration function per verb; the table is in main.cpp.
Action declareNew(CLI::App& command);
Action declareImport(CLI::App& command);
Action declareCheck(CLI::App& command);
Action declareClean(CLI::App& command);
Action declareDiffData(CLI::App& command);
Action declareCard(CLI::App& command);
Action declareExportData(CLI::App& command);
Action declareSplit(CLI::App& command);
Action declareDatasets(CLI::App& command);
Action declareModels(CLI::App& command);
Action declareDevices(CLI::App& command);
Action declareParams(CLI::App& command);
Action declareTrain(CLI::App& command);
Action declareSweep(CLI::App& command);
Action declareFindRate(CLI::App& command);
Action declareResume(CLI::App& command);
Action declareRuns(CLI::App& command);
Action declareShow(CLI::App& command);
Action declareCompare(CLI::App& command);
Action declareEvaluate(CLI::App& command);
Action declareGenerate(CLI::App& command);
Action declareExport(CLI::App& command);
Action declareReport(CLI::App& command);
Action declareInspect(CLI::App& command);
Action declareTokenize(CLI::App& command);
Action declareTemplate(CLI::App& command);
Action declareLogits(CLI::App& command);
Action declareMonitor(CLI::App& command);

/// Opens the project, gives it to `use` and turns a Result error into an exit code.
int withProject(Console& console, const std::string& folder, const std::function<Result<int>(Project&)>& use);
/// "93.8 MB".
std::string bytesText(std::uint64_t bytes);
/// A run's facts for --json.
Json runJson(const RunRecord& run);

}  // namespace attune::cli
