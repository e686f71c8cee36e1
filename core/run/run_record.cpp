// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_record.h"

#include <cmath>

namespace attune {
namespace {

constexpr std::size_t kTrainLossSteps = 20;

struct Folder {
  RunSummary summary;
  std::vector<double> lastLosses = {};  // a ring of at most kTrainLossSteps
  std::size_t lossCount = 0;

  void operator()(const RunStarted& e) {
    summary.state = RunState::Running;
    summary.trainableParameters = e.trainableParameters;
    summary.totalParameters = e.totalParameters;
  }
  void operator()(const StepMetrics& e) {
    summary.steps = e.step;
    summary.tokens = e.tokens;
    summary.elapsedSeconds = e.elapsedSeconds;
    summary.peakBytes = std::max(summary.peakBytes, e.memoryBytes);
    if (!std::isfinite(e.loss)) return;
    if (lastLosses.size() < kTrainLossSteps)
      lastLosses.push_back(e.loss);
    else
      lastLosses[lossCount % kTrainLossSteps] = e.loss;
    ++lossCount;
  }
  void operator()(const EvalMetrics& e) {
    if (e.set != "validation" || !std::isfinite(e.loss)) return;
    if (!summary.firstValidationLoss) summary.firstValidationLoss = e.loss;
    summary.validationLoss = e.loss;
    if (summary.bestValidationLoss && e.loss >= *summary.bestValidationLoss) return;
    summary.bestValidationLoss = e.loss;
    summary.bestStep = e.step;
  }
  void operator()(const SampleGenerated&) {}
  void operator()(const CheckpointSaved&) {}
  void operator()(const RunWarning& e) { summary.verdict = e.kind; }
  void operator()(const RunFinished& e) {
    constexpr RunState kStates[] = {RunState::Completed, RunState::Stopped, RunState::Failed};
    summary.state = kStates[static_cast<int>(e.outcome)];
    summary.steps = std::max(summary.steps, e.step);
    summary.peakBytes = std::max(summary.peakBytes, e.peakBytes);
    if (std::isfinite(e.elapsedSeconds)) summary.elapsedSeconds = std::max(summary.elapsedSeconds, e.elapsedSeconds);
    if (!summary.bestValidationLoss) summary.bestStep = e.bestStep;
  }
};

std::string shellQuoted(const std::string& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+:,./-";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

// A value that starts with a dash would be taken for an option, and a flag takes its value only after “=”.
std::string optionText(const std::string& option, const std::string& value, bool flag = false) {
  return " " + option + (flag || value.starts_with('-') ? "=" : " ") + shellQuoted(value);
}

}  // namespace

RunSummary summarize(const std::vector<RunEvent>& events) {
  Folder folder;
  for (const RunEvent& event : events) std::visit(folder, event);
  RunSummary summary = std::move(folder.summary);
  if (!folder.lastLosses.empty()) {
    double sum = 0;
    for (const double loss : folder.lastLosses) sum += loss;
    summary.trainLoss = sum / static_cast<double>(folder.lastLosses.size());
  }
  if (summary.elapsedSeconds > 0)
    summary.tokensPerSecond = static_cast<double>(summary.tokens) / summary.elapsedSeconds;
  return summary;
}

std::string repeatCommand(const RunSpec& spec, const std::string& projectPath) {
  std::string command = "attune train " + shellQuoted(projectPath.starts_with('-') ? "./" + projectPath : projectPath);
  command += optionText("--dataset", spec.datasetId);
  command += optionText("--model", spec.modelPath);
  command += optionText("--task", spec.task);
  command += optionText("--technique", spec.technique);
  command += optionText("--device", spec.device);
  command += optionText("--seed", std::to_string(spec.seed));
  if (!spec.name.empty()) command += optionText("--name", spec.name);
  for (const auto& [id, value] : spec.params.values()) {
    std::string option = "--" + id;
    std::replace(option.begin(), option.end(), '_', '-');
    command += optionText(option, paramText(value), std::holds_alternative<bool>(value));
  }
  return command;
}

const char* stateId(RunState state) {
  switch (state) {
    case RunState::Running:
      return "running";
    case RunState::Completed:
      return "completed";
    case RunState::Stopped:
      return "stopped";
    case RunState::Failed:
      return "failed";
    case RunState::Interrupted:
      return "interrupted";
  }
  return "failed";
}

}  // namespace attune
