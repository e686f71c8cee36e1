// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/run/run_event.h"
#include "core/run/run_spec.h"

namespace attune {

enum class RunState { Running, Completed, Stopped, Failed, Interrupted };

/// What a table of runs shows without reading the events.
struct RunSummary {
  RunState state = RunState::Running;
  std::int64_t steps = 0, bestStep = 0, trainableParameters = 0, totalParameters = 0, tokens = 0;
  std::optional<double> trainLoss;  ///< Mean of the last steps, at most 20.
  std::optional<double> validationLoss, bestValidationLoss, firstValidationLoss;  ///< Finite ones only.
  double elapsedSeconds = 0, tokensPerSecond = 0;
  std::uint64_t peakBytes = 0;
  std::string verdict;                    ///< The last RunWarning's kind, empty when there was none.
  std::map<std::string, double> metrics;  ///< Of the test evaluation, "base." and "tuned." prefixed.
};

/// A stored run.
struct RunRecord {
  std::string id;  ///< Folder name below runs/.
  RunSpec spec;
  std::int64_t createdAt = 0;    ///< Seconds since 1970, UTC.
  std::string command;           ///< The CLI line that repeats the run.
  std::vector<RunEvent> events;  ///< Empty when only the summary was asked for.
  RunSummary summary;
};

/// Folds the events of a run into its summary, one at a time; without a RunFinished the state is Running. NaN is never
/// best.
class RunSummarizer {
 public:
  void add(const RunEvent& event);
  RunSummary summary() const;

 private:
  struct Fold;
  RunSummary m_summary;
  std::vector<double> m_lastLosses;  // a ring
  std::size_t m_lossCount = 0;
};

/// The summary of a run's events.
RunSummary summarize(const std::vector<RunEvent>& events);
/// The `attune train …` line that repeats the run, quoted for a shell.
std::string repeatCommand(const RunSpec& spec, const std::string& projectPath);
const char* stateId(RunState state);  ///< "running", "completed", "stopped", "failed", "interrupted".

}  // namespace attune
