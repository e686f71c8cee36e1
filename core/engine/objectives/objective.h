// SPDX-License-Identifier: GPL-3.0-or-later
// What a run learns from a row: the only place where tasks differ, so that the training loop is the same for all of them.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/nn/model.h"
#include "core/engine/task_facts.h"
#include "core/engine/techniques/technique.h"
#include "core/weights/checkpoint.h"

namespace attune::engine {

struct TrainPlan;

/// The rows of a request that a number is an index into.
enum class Part { Train, Validation };

/// What a row comes to.
struct RowSize {
  std::int64_t tokens = 0;         ///< Read by the model.
  std::int64_t trainedTokens = 0;  ///< Those of them whose prediction bears loss.
  std::int64_t targets = 0;        ///< What the loss is a mean over: tokens, pairs, texts. 0: nothing to learn, the row is left out.
};

/// Rows looked at in evaluation mode.
struct RowLosses {
  std::vector<ExampleLoss> rows;          ///< Of each row, in order: the sum of its losses, and its targets.
  std::map<std::string, double> metrics;  ///< What EvalMetrics::metrics receives.
};

/// How rows become a loss. Made for one request, which outlives it; `size` and `check` need no model, `build` comes before
/// `begin`, and that before the rest. Thread: the model's.
class Objective {
 public:
  explicit Objective(const TrainRequest& request) : m_request(request) {}
  virtual ~Objective() = default;

  /// Whether the model can read all rows of a part. Errors: train.bad-token, train.too-long (both name the row).
  virtual Result<void> check(Part part, const ModelConfig& config) const = 0;
  virtual RowSize size(Part part, std::uint32_t row) const = 0;
  /// Changes with every token and label of both parts.
  virtual std::uint64_t contentHash(std::uint64_t seed) const = 0;

  /// The model with the head that the objective computes with. Errors: those of buildCausalLm.
  virtual Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) = 0;
  /// That model where it continues texts and so can answer questions; else null.
  virtual CausalLm* writer() { return nullptr; }
  /// Takes up the technique, and does what has to be done once with the model as it is before the first step; what that
  /// gives is kept in the run folder, so a resumed run finds it there. False when stopped in between.
  virtual Result<bool> begin(Technique& technique, const TrainPlan& plan, const std::stop_token& stop);

  /// What has to be made for the rows of step number `step` + 1 before their loss, such as answers to learn from; `size` may tell more of
  /// them afterwards. A step that is taken up again after an interruption comes here again. False when stopped in between.
  virtual Result<bool> beginStep(const std::vector<std::vector<std::uint32_t>>& /*window*/, std::int64_t /*step*/, const std::stop_token& /*stop*/) { return true; }
  /// What the rows of the step under way show besides their loss; sent as EvalMetrics of the set “step” when there is any.
  virtual std::map<std::string, double> stepMetrics() const { return {}; }
  /// What `restore` needs, besides the model as it is, to go on in the middle of what beginStep made; null for nothing.
  virtual Json state() const { return {}; }
  /// Errors: checkpoint.bad-state.
  virtual Result<void> restore(const Json& /*state*/) { return {}; }

  /// The sum of the losses of training rows, a float32 scalar with gradient. Not to be divided: the loop does it, by the
  /// targets of the whole step.
  virtual Tensor lossSum(const std::vector<std::uint32_t>& rows) = 0;
  /// Training rows as a batch whose loss is a function of that batch alone, as recorded steps need it; nothing where it is none.
  virtual std::optional<BatchRows> batchOf(const std::vector<std::uint32_t>& /*rows*/) const { return std::nullopt; }
  /// The sum of the losses of a batch of `batchOf`, which may have been filled up; as lossSum.
  virtual Tensor lossOf(const Batch& batch);
  /// Whether the losses of parts of a batch sum up to that of the batch.
  virtual bool rowsAddUp() const { return true; }
  /// Whether a look leaves the technique switched on or off as it finds it.
  virtual bool lookKeepsTechnique() const { return true; }
  /// Loss and metrics of rows without gradient, the technique being in evaluation mode; nothing when stopped in between.
  virtual std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) = 0;

 protected:
  /// The rows of a part with these numbers.
  std::vector<const TokenizedExample*> chosen(Part part, const std::vector<std::uint32_t>& rows) const;
  /// Better and worse answer of each of these rows in turn, so that one forward pass computes both.
  std::vector<const TokenizedExample*> answers(Part part, const std::vector<std::uint32_t>& rows) const;
  /// What the technique does to the batches of a look.
  std::function<Batch(Batch)> hook() const;

  const TrainRequest& m_request;
  Technique* m_technique = nullptr;  ///< Set by `begin`.
  at::Device m_device = at::kCPU;    ///< Set by `build`.
};

/// One line in objectives(); the id is that of the task's facts.
struct ObjectiveEntry {
  const char* id;
  std::unique_ptr<Objective> (*make)(const TrainRequest& request);
};

std::span<const ObjectiveEntry> objectives();
/// The objective of the request's task. Errors: train.unknown-task.
Result<std::unique_ptr<Objective>> makeObjective(const TrainRequest& request);

// What objectives share.

/// The rows of a part; none when the request has none.
const std::vector<TokenizedExample>& examplesOf(const TrainRequest& request, Part part);
/// The worse answers of a part, row by row; none when the request has none.
const std::vector<TokenizedExample>& rejectedOf(const TrainRequest& request, Part part);
/// Whether ids are in the vocabulary and texts within the model's length; with `tokenLabels` also that each token has a
/// label that is an id or kNoLabel. Errors: train.bad-token, train.too-long.
Result<void> checkTokens(const std::vector<TokenizedExample>& examples, Part part, const ModelConfig& config, bool tokenLabels);
/// A hash of tokens and labels.
std::uint64_t hashOf(const std::vector<TokenizedExample>& examples, std::uint64_t seed);
/// What a look tells of pairs of answers: [B] float64 losses and rewards, each pair being one target.
RowLosses lookOfPairs(const Tensor& losses, const Tensor& chosenRewards, const Tensor& rejectedRewards);

}  // namespace attune::engine
