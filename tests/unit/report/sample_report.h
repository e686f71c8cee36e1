// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/params/training_params.h"
#include "core/report/report.h"
#include "core/run/run_monitor.h"

namespace attune {

/// A run that learns and, if asked, begins to overfit half-way; with samples and per-row losses.
inline RunRecord sampleRun(const std::string& id, const std::string& name, double rate, bool overfits,
                           std::uint64_t seed) {
  RunRecord run;
  run.id = id;
  run.createdAt = 1'790'000'000 + static_cast<std::int64_t>(seed) * 3600;
  run.spec.name = name;
  run.spec.modelPath = "/models/SmolLM2-135M-Instruct";
  run.spec.modelName = "SmolLM2-135M-Instruct";
  run.spec.modelHash = "5af571cbf074e6d21a03528d2330792e532ca608f24ac70a143f6b369968ab8c";
  run.spec.datasetId = "faq";
  run.spec.datasetHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  run.spec.params.set(&params::kLearningRate, rate);
  run.spec.params.set(&params::kEpochs, 8.0);
  run.spec.params.setRaw("lora_r", std::int64_t{16});
  run.command = repeatCommand(run.spec, "/home/kari/Clinic.attune");
  RunMonitor monitor;
  Random random(seed);
  const auto emit = [&](const RunEvent& event) {
    run.events.push_back(event);
    for (RunWarning& warning : monitor.observe(event)) run.events.emplace_back(std::move(warning));
  };
  emit(RunStarted{.device = "CPU, 16 threads",
                  .precision = "fp32",
                  .trainableParameters = 921'600,
                  .totalParameters = 135'436'608,
                  .totalSteps = 400,
                  .trainExamples = 402,
                  .validationExamples = 50,
                  .versions = {{"attune", "0.1.0"}, {"libtorch", "2.11.0"}}});
  const auto rows = [&](double level) {
    Random difficulty(3);
    EvalMetrics eval;
    double sum = 0, tokens = 0;
    for (int i = 0; i < 50; ++i) {
      const auto count = static_cast<std::int32_t>(10 + difficulty.below(60));
      const double loss = count * level * (0.4 + 1.2 * difficulty.uniform()) * (1 + 0.06 * (random.uniform() - 0.5));
      eval.exampleTokens.push_back(count);
      eval.exampleLosses.push_back(static_cast<float>(loss));
      sum += loss;
      tokens += count;
    }
    eval.loss = sum / tokens;
    return eval;
  };
  constexpr std::int64_t kSteps = 400, kLooks = 20;
  for (std::int64_t s = 1; s <= kSteps; ++s) {
    const double x = static_cast<double>(s) / kSteps, base = 1.05 + 1.5 * std::exp(-x * 9 * rate / 2e-4);
    emit(StepMetrics{.step = s,
                     .epoch = 8 * x,
                     .loss = base * std::exp(-(overfits ? 1.6 : 0.5) * x) * (0.8 + 0.4 * random.uniform()),
                     .learningRate = rate * (s <= 20 ? static_cast<double>(s) / 20 : 0.5 + 0.5 * std::cos(3.14159 * x)),
                     .gradientNorm = 0.4 + 0.5 * random.uniform() + (s == 130 ? 6 : 0),
                     .tokens = s * 1210,
                     .trainedTokens = s * 505,
                     .tokensPerSecond = 1300 + 100 * random.uniform(),
                     .elapsedSeconds = static_cast<double>(s) * 0.92,
                     .memoryBytes = 1'420'000'000});
    if (s % kLooks != 0) continue;
    EvalMetrics eval =
        rows(base * std::exp(-0.15 * x) * (overfits ? 1 + 0.9 * std::pow(std::max(0.0, x - 0.4), 1.3) : 1));
    eval.step = s;
    eval.epoch = 8 * x;
    eval.elapsedSeconds = static_cast<double>(s) * 0.92;
    emit(eval);
    if (s % 200 == 0 || s == kLooks)
      emit(SampleGenerated{.step = s,
                           .prompt = "Can I cancel my appointment on the day itself?",
                           .expected = "Yes, until two hours before. Call the front desk.",
                           .answer = s == kLooks ? "I am a helpful assistant.\n\nYou can cancel."
                                                 : "Yes. Call the front desk up to two hours before."});
  }
  emit(CheckpointSaved{
      .step = 160, .path = "runs/" + id + "/checkpoints/step-160", .best = true, .validationLoss = 1.2});
  emit(RunFinished{.outcome = RunOutcome::Completed,
                   .step = kSteps,
                   .bestStep = 160,
                   .elapsedSeconds = 371,
                   .peakBytes = 1'421'000'000});
  run.summary = summarize(run.events);
  return run;
}

/// A complete input with the given runs.
inline ReportInput sampleReport(std::vector<RunRecord> runs) {
  ReportInput input;
  input.projectName = "Clinic";
  input.title = runs.size() == 1 ? runs.front().spec.name : "Which learning rate?";
  input.createdAt = 1'790'100'000;
  input.programVersion = "0.1.0";
  ReportDataset dataset{.name = "Front-desk questions",
                        .contentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        .kind = "conversation",
                        .rows = 503,
                        .imported = 517,
                        .dropped = {{"The answer is empty.", 9}, {"The row is a copy of an earlier one.", 5}},
                        .trainRows = 402,
                        .validationRows = 50,
                        .testRows = 51,
                        .split = {},
                        .sources = {"faq-2025.csv", "faq-2026.jsonl"},
                        .card = {.source = {}, .licence = "CC-BY-4.0", .purpose = {}, .consent = {}, .notes = {}}};
  dataset.split.stratifyBy = "category";
  input.datasets.push_back(dataset);
  for (const RunRecord& run : runs) {
    ReportRun extra;
    Evaluation evaluation{
        .set = "test", .rows = 51, .skipped = 0, .step = run.summary.bestStep, .metrics = {}, .answers = {}};
    evaluation.metrics.push_back(
        {"perplexity", Estimate{12.4, 10.9, 14.2}, {3.31, 3.02, 3.66}, Estimate{-9.09, -10.7, -7.6}, false});
    evaluation.metrics.push_back(
        {"rouge_l", Estimate{0.182, 0.151, 0.214}, {0.467, 0.402, 0.533}, Estimate{0.285, 0.22, 0.35}, true});
    evaluation.metrics.push_back(
        {"exact_match", Estimate{0, 0, 0}, {0.059, 0, 0.137}, Estimate{0.059, 0, 0.137}, true});
    evaluation.answers.push_back({"Do you treat children under two?", "Yes, on weekdays from 8 to 12.",
                                  "As an AI language model, I can help with many things.",
                                  "Yes, on weekdays between 8 and 12."});
    extra.evaluations.push_back(evaluation);
    extra.exports.push_back({"huggingface", true, 3.1e-6, "exports/merged"});
    extra.tags = {"baseline"};
    extra.notes = "First run with the cleaned questions.";
    input.runs.push_back(std::move(extra));
  }
  input.comparison = compareRuns(std::move(runs));
  return input;
}

}  // namespace attune
