// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/run/run_event.h"

namespace attune {

/// One event of each kind with every field set, for tests that must not lose a field.
inline std::vector<RunEvent> oneOfEachEvent() {
  RunStarted started{.device = "CPU, 2 threads",
                     .precision = "fp32",
                     .trainableParameters = 1000,
                     .totalParameters = 135'000'000,
                     .totalSteps = 60,
                     .trainExamples = 400,
                     .validationExamples = 50,
                     .resumedFromStep = 0,
                     .recomputedBlocks = 12,
                     .blocks = 30,
                     .versions = {{"attune", "0.1.0"}, {"torch", "2.11.0"}}};
  StepMetrics step{.step = 7,
                   .epoch = 0.25,
                   .loss = 2.3,
                   .learningRate = 2e-4,
                   .gradientNorm = 0.7,
                   .tokens = 1234,
                   .trainedTokens = 987,
                   .tokensPerSecond = 512.5,
                   .elapsedSeconds = 3.25,
                   .memoryBytes = 1ULL << 33};
  EvalMetrics eval{.step = 10,
                   .epoch = 0.5,
                   .set = "validation",
                   .loss = 1.9,
                   .exampleLosses = {10.5F, 2.3F, 0.1F},
                   .exampleTokens = {5, 2, 1},
                   .metrics = {{"perplexity", 6.68}},
                   .elapsedSeconds = 0.5};
  SampleGenerated sample{
      .step = 10, .prompt = "Hvor høyt? “<b>&”\n", .expected = "Żółć", .answer = "tall \"enough\"\t\u2028"};
  CheckpointSaved checkpoint{.step = 10, .path = "runs/1/checkpoints/step-10", .best = true, .validationLoss = 1.9};
  RunWarning warning{.step = 50,
                     .kind = "overfitting",
                     .text = "Rises by {0} since step {1}.",
                     .args = {"4 %", "30"},
                     .advice = "Use step {1}.",
                     .bestStep = 30};
  RunFinished finished{
      .outcome = RunOutcome::Failed,
      .step = 60,
      .bestStep = 30,
      .elapsedSeconds = 60.5,
      .peakBytes = 1ULL << 34,
      .stoppedEarly = true,
      .error = Error{"engine.out-of-memory", "No memory for {0}.", {"step 60"}, "allocator", "Lower {0}."}};
  return {started, step, eval, sample, checkpoint, warning, finished};
}

}  // namespace attune
