// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_record.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr std::size_t kTrainLossSteps = 20;

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

struct RunSummarizer::Fold {
  RunSummarizer& to;
  RunSummary& summary = to.m_summary;

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
    if (to.m_lastLosses.size() < kTrainLossSteps)
      to.m_lastLosses.push_back(e.loss);
    else
      to.m_lastLosses[to.m_lossCount % kTrainLossSteps] = e.loss;
    ++to.m_lossCount;
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

void RunSummarizer::add(const RunEvent& event) {
  std::visit(Fold{*this}, event);
}

RunSummary RunSummarizer::summary() const {
  RunSummary summary = m_summary;
  if (!m_lastLosses.empty()) {
    double sum = 0;
    for (const double loss : m_lastLosses) sum += loss;
    summary.trainLoss = sum / static_cast<double>(m_lastLosses.size());
  }
  if (summary.elapsedSeconds > 0)
    summary.tokensPerSecond = static_cast<double>(summary.tokens) / summary.elapsedSeconds;
  return summary;
}

RunSummary summarize(const std::vector<RunEvent>& events) {
  RunSummarizer summarizer;
  for (const RunEvent& event : events) summarizer.add(event);
  return summarizer.summary();
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
