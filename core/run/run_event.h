// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// The first event of a run, and again when it is resumed.
struct RunStarted {
  std::string device = {};  ///< For people: "CPU, 2 threads", "NVIDIA H100".
  std::string precision = {};
  std::int64_t trainableParameters = 0, totalParameters = 0;
  std::int64_t totalSteps = 0, trainExamples = 0, validationExamples = 0;
  std::int64_t resumedFromStep = 0;  ///< 0 for a fresh run.
  std::int64_t recomputedBlocks = 0, blocks = 0;  ///< So many of the blocks that can be are computed twice to save memory; 0 of 0: not told.
  std::map<std::string, std::string> versions = {};
};

/// One optimiser step. Losses are means over what the task counts (trained tokens, pairs, texts); not-finite values are kept as they are.
struct StepMetrics {
  std::int64_t step = 0;  ///< 1 is the first.
  double epoch = 0, loss = 0, learningRate = 0, gradientNorm = 0;
  std::int64_t tokens = 0, trainedTokens = 0;  ///< Since the run's start; no padding counted.
  double tokensPerSecond = 0;                  ///< Of this step.
  double elapsedSeconds = 0;                   ///< Training time since the run's start, over interruptions.
  std::uint64_t memoryBytes = 0;               ///< Resident set on the CPU, allocator's use on a GPU.
};

/// One look at a fixed set of rows in evaluation mode.
struct EvalMetrics {
  std::int64_t step = 0;
  double epoch = 0;
  std::string set = "validation";                ///< "validation", "train" (a fixed part of equal size), "test", or "step": the rows of
                                                 ///< a step, in training mode.
  double loss = 0;                               ///< Mean, as of a step.
  std::vector<float> exampleLosses = {};         ///< Sum of the losses of each row, for paired tests; may be empty.
  std::vector<std::int32_t> exampleTokens = {};  ///< What each row counts for the mean: trained tokens, or 1.
  std::map<std::string, double> metrics = {};    ///< "perplexity", "accuracy", "rouge_l" …
  double elapsedSeconds = 0;
};

/// What the model answers in the middle of training.
struct SampleGenerated {
  std::int64_t step = 0;
  std::string prompt = {}, expected = {}, answer = {};
};

struct CheckpointSaved {
  std::int64_t step = 0;
  std::string path = {};  ///< Relative to the project folder.
  bool best = false;
  double validationLoss = 0;
};

/// The monitor's judgement, or another condition that the user should know of.
struct RunWarning {
  std::int64_t step = 0;
  std::string kind = {};  ///< "overfitting", "caution", "plateau", "diverging", "cannot-tell", "not-finite" …
  std::string text = {};  ///< ATTUNE_TEXT with slots: the evidence.
  std::vector<std::string> args = {};
  std::string advice = {};  ///< ATTUNE_TEXT with the same slots: one thing to do.
  std::int64_t bestStep = 0;
};

enum class RunOutcome { Completed, Stopped, Failed };

/// The last event of a run (or of its part up to an interruption).
struct RunFinished {
  RunOutcome outcome = RunOutcome::Completed;
  std::int64_t step = 0, bestStep = 0;
  double elapsedSeconds = 0;
  std::uint64_t peakBytes = 0;
  bool stoppedEarly = false;        ///< By patience; the outcome is still Completed.
  std::optional<Error> error = {};  ///< For Failed.
};

using RunEvent =
    std::variant<RunStarted, StepMetrics, EvalMetrics, SampleGenerated, CheckpointSaved, RunWarning, RunFinished>;

/// Receives events on the worker thread, in order.
using EventSink = std::function<void(const RunEvent&)>;

/// {"type": "step", …}; not-finite numbers become null. One event is one line of `--events jsonl`.
Json toJson(const RunEvent& event);
/// Reads what toJson wrote; null is read as NaN. Errors: run.bad-event (names the field), run.unknown-event.
Result<RunEvent> runEventFromJson(const Json& json);
const char* outcomeId(RunOutcome outcome);  ///< "completed", "stopped", "failed".

/// The optimiser step an event belongs to; of RunStarted the step it goes on from.
std::int64_t eventStep(const RunEvent& event);
/// Removes what a resumed run has overtaken: where a RunStarted goes on from step N, earlier events after N, and the
/// earlier RunFinished. Stored runs are read through it, so steps are unique and ascending.
void dropOvertaken(std::vector<RunEvent>& events);

}  // namespace attune
