// SPDX-License-Identifier: GPL-3.0-or-later
// The door to the only code that knows torch. No torch type stands here; the implementation is the shared library
// libattune_engine.so, opened at first use (see engine_loader.h).
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/run/rate_finding.h"
#include "core/run/run_event.h"
#include "core/run/run_observer.h"
#include "core/run/run_spec.h"
#include "core/text/tokenized_example.h"
#include "core/text/tokenizer.h"

namespace attune {

/// A place to compute on.
struct DeviceInfo {
  std::string id;    ///< "cpu", "cuda:0".
  std::string name;  ///< For people.
  std::uint64_t totalBytes = 0, freeBytes = 0;
  bool fastBf16 = false;  ///< bf16 matrix products are faster than fp32 ones.
  std::optional<Error> problem = {};  ///< Why it is there and cannot be used.
};

/// Itemised memory of a run before it starts, bytes.
struct MemoryEstimate {
  std::uint64_t weights = 0, gradients = 0, optimizer = 0, activations = 0, other = 0;
  std::uint64_t total() const { return weights + gradients + optimizer + activations + other; }
};

/// A question asked of the model during training.
struct SamplePrompt {
  std::string prompt, expected;      ///< For people.
  std::vector<std::int32_t> tokens;  ///< Rendered with the chat template, ending where the answer begins.
};

/// A model whose predictions a run learns from.
struct TeacherModel {
  std::filesystem::path model;    ///< Empty: the run's own base.
  std::filesystem::path adapter;  ///< What a run made of the model; may be empty.
  std::string contentHash;        ///< Of both; empty for the run's own base.
};

struct Generation {
  std::vector<std::int32_t> tokens;  ///< New tokens, the stop token not included.
  bool stopped = false;              ///< By a stop token rather than by length or the user.
  double tokensPerSecond = 0;
  std::int32_t stopToken = -1;       ///< The one that ended it.
};

/// Rewards a model's answers, for a task that learns from rewards. Thread: the run's worker.
class AnswerJudge {
 public:
  virtual ~AnswerJudge() = default;
  /// The rewards, 0 … 1, of answers to the question of a row of TrainRequest::train or, with `validation`, of those. Errors: those of a
  /// reward model; work.stopped.
  virtual Result<std::vector<double>> rewards(bool validation, std::size_t row, const std::vector<Generation>& answers, std::stop_token stop) = 0;
  /// Changes with everything that rewards depend on besides the run's settings and dataset.
  virtual std::string contentHash() const = 0;
};

/// Everything a training run needs; tokens are prepared by the caller, so the engine never sees text files.
struct TrainRequest {
  RunSpec spec;
  std::filesystem::path runFolder;  ///< Absolute; checkpoints go to runFolder/checkpoints/step-N.
  std::string runFolderName;        ///< Relative to the project, for CheckpointSaved::path.
  std::shared_ptr<const std::vector<TokenizedExample>> train, validation;
  /// Of pairs of answers: the worse ones, row for row; `train` and `validation` hold the better ones. Of single answers the bad ones; the
  /// row is then empty in the other list. Else null.
  std::shared_ptr<const std::vector<TokenizedExample>> trainRejected, validationRejected;
  std::vector<SamplePrompt> samples;
  std::shared_ptr<const Tokenizer> tokenizer;  ///< To show sample answers; may be null when there are no samples.
  std::vector<std::int32_t> stopTokens;        ///< End a generated answer.
  bool resume = false;                         ///< From the newest good checkpoint of runFolder.
  std::filesystem::path initialAdapter;        ///< PEFT folder to start from; empty for a fresh one.
  bool keepOrder = false;                      ///< Rows in the given order instead of permutation(seed, epoch).
  TeacherModel teacher;                        ///< Of the task distillation.
  std::shared_ptr<AnswerJudge> judge;          ///< Of the task grpo; else null.
  std::int64_t recomputedBlocks = 0;           ///< Where gradient_checkpointing is "auto": the plan (MemoryPlan). A resumed run keeps its own.
  std::optional<RateRange> rateRange;          ///< A test of learning rates: these rates and steps, no looks, nothing saved.
  RunObserver* observer = nullptr;             ///< May be null; outlives the run.
};

struct SamplingSettings {
  std::int64_t maxNewTokens = 256;
  double temperature = 0;  ///< 0: greedy.
  double topP = 1.0;
  std::int64_t topK = 0;
  double repetitionPenalty = 1.0;
  std::uint64_t seed = 0;
};

/// Loss of one example.
struct ExampleLoss {
  double loss = 0;          ///< Sum over trained tokens.
  std::int32_t tokens = 0;  ///< Trained tokens.
};

/// Float32 logits in row-major [B, T, V].
struct Logits {
  std::int64_t batch = 0, length = 0, vocabulary = 0;
  std::vector<float> values;
};

/// A checkpoint opened for use, with or without an adapter. Not thread-safe: one thread at a time.
class OpenModel {
 public:
  virtual ~OpenModel() = default;
  /// Continues `prompt`; `onToken` gets each new token and returns false to stop.
  virtual Result<Generation> generate(const std::vector<std::int32_t>& prompt, const SamplingSettings& settings,
                                      const std::vector<std::int32_t>& stopTokens, const std::function<bool(std::int32_t)>& onToken,
                                      std::stop_token stop) = 0;
  /// Loss of each example in evaluation mode, in order.
  virtual Result<std::vector<ExampleLoss>> evaluate(const std::vector<TokenizedExample>& examples, const ProgressSink& progress,
                                                    std::stop_token stop) = 0;
  /// Of a model that sorts texts: the logits of its classes for each example, as [N, 1, K]; of one that sorts tokens, for each token
  /// of the examples that bears a tag; of one that gives vectors of texts those, [N, 1, C]. Errors: engine.no-classes.
  virtual Result<Logits> classify(const std::vector<TokenizedExample>& examples, const ProgressSink& progress, std::stop_token stop) = 0;
  /// Logits of equally long id rows; of a model that sorts texts [B, 1, K], of one that sorts tokens [B, T, K],
  /// of one that gives vectors [B, 1, C].
  virtual Result<Logits> logits(const std::vector<std::vector<std::int32_t>>& ids) = 0;
  /// Switches a loaded adapter on or off without loading again. Errors: technique.cannot-disable where the base's weights
  /// were themselves trained.
  virtual Result<void> setAdapterEnabled(bool enabled) = 0;
  /// Writes base plus adapter as a Hugging Face folder (tensors and config; the caller adds the tokenizer's files).
  /// The logits of the folder, read back, are compared with this model's before the folder gets its name.
  /// Errors: export.mismatch, file.write.
  virtual Result<Json> exportMerged(const std::filesystem::path& folder, const std::string& dtype,
                                    const std::function<Result<void>(const std::filesystem::path& staging)>& addFiles,
                                    const ProgressSink& progress, std::stop_token stop) = 0;
};

/// An adapter and how much of its change is taken.
struct WeightedAdapter {
  std::filesystem::path folder;
  double weight = 1;
};

struct OpenRequest {
  std::filesystem::path model;    ///< Hugging Face folder or .gguf.
  std::filesystem::path adapter;  ///< PEFT folder or a run's checkpoint; empty for the base alone.
  std::string device = "auto", precision = "auto";
  std::string task = "causal-lm";    ///< Of the run that the adapter is from, with its classes (RunSpec).
  std::vector<std::string> classes = {};
  bool multiLabel = false;
  /// In place of `adapter` when not empty: the weighted sum of what these change. Errors: technique.cannot-add for adapters whose
  /// changes are no sums.
  std::vector<WeightedAdapter> stack = {};
};

/// The engine. Thread: worker; devices() and estimate() any.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual std::vector<DeviceInfo> devices() const = 0;
  /// The one that "auto", "cpu" or "cuda:N" means, with the bytes that are free now; a GPU is opened for that. Errors: engine.no-device.
  virtual Result<DeviceInfo> device(const std::string& id) const = 0;
  virtual std::string versions() const = 0;
  /// Runs or resumes training to its end. The outcome of a run (also a failed one) is a RunFinished event; a Result
  /// error means that the run could not start. Errors: engine.*, weights.*, train.no-trained-token …
  virtual Result<RunFinished> train(const TrainRequest& request, const EventSink& sink, std::stop_token stop) = 0;
  virtual Result<std::unique_ptr<OpenModel>> open(const OpenRequest& request, const ProgressSink& progress, std::stop_token stop) = 0;
};

}  // namespace attune
