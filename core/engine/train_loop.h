// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/engine/checkpoint/run_checkpoint.h"
#include "core/engine/engine.h"
#include "core/engine/kept_memory.h"
#include "core/engine/objectives/objective.h"
#include "core/engine/optimizers/optimizer.h"
#include "core/engine/recorded_steps.h"
#include "core/engine/schedules/schedule.h"
#include "core/engine/techniques/technique.h"
#include "core/engine/train_plan.h"

namespace attune::engine {

/// One training run from its preparation to its end. train.cpp holds the loop, train_loop*.cpp what it calls.
/// Thread: worker.
class TrainLoop {
 public:
  TrainLoop(const TrainRequest& request, const EventSink& sink, std::stop_token stop);

  /// Opens the model, applies the technique, and goes back to the newest good checkpoint of a resumed run. Errors: those
  /// that keep a run from starting.
  Result<void> prepare();
  /// The loop: trains to the end, a stop or a failure, and tells the outcome.
  RunFinished run();

 private:
  enum class Progress { Done, Stopped };

  // Steps of the preparation.
  Result<void> openModel();
  Result<void> applyTechniqueAndOptimizer();
  void passRows(Model& model) const;  // some of the training rows, in one batch
  Result<void> goBackToCheckpoint();

  // Steps of the loop.
  Progress look(std::int64_t step);  // the step under way, or 0: the model as it was at first
  Result<Progress> accumulateGradients();
  Result<Progress> accumulateBatches();
  Tensor passBatch(const std::vector<std::uint32_t>& rows);
  std::int64_t blocks() const;  // that can be computed twice
  void recompute(std::int64_t blocks);
  bool spareMemory();
  bool recomputeAll();
  bool halveBatches();
  Result<void> step();
  Result<void> save();

  Result<Progress> beginObjective();
  bool startCanWait() const { return m_technique->startsAsBase() && m_objective->lookKeepsTechnique() && m_request.initialAdapter.empty(); }
  Progress lookNow(std::int64_t step);
  std::optional<EvalMetrics> evaluate(Part part, const std::vector<std::uint32_t>& rows, std::int64_t step);
  std::optional<std::vector<SampleGenerated>> answerSamples(std::int64_t step);
  Result<RunOutcome> trainToTheEnd();
  void saveAfterFailure();
  Error notFinite(const char* what);
  void emit(const RunEvent& event);
  RunStarted started() const;
  Json facts() const;
  RunParts parts() { return {*m_technique, *m_buffer, *m_optimizer, m_generator, m_average.get()}; }
  double elapsedSeconds() const;
  double learningRate() const;  // of the step under way
  bool endsEarly() const { return m_plan.patience > 0 && m_state.looksWithoutImprovement >= m_plan.patience; }
  bool ends() const { return m_state.step >= m_plan.totalSteps || endsEarly(); }

  const TrainRequest& m_request;
  const EventSink& m_sink;
  std::stop_token m_stop;
  at::Device m_device = at::kCPU;
  at::ScalarType m_dtype = at::kFloat;
  at::Generator m_generator;

  std::unique_ptr<Objective> m_objective;
  std::unique_ptr<Model> m_model;
  std::unique_ptr<Technique> m_technique;
  std::unique_ptr<ParameterBuffer> m_buffer;
  std::unique_ptr<Optimizer> m_optimizer;
  std::unique_ptr<WeightAverage> m_average;  // null when none is wanted
  std::unique_ptr<RecordedSteps> m_recorded;  // null on the processor
  const Schedule* m_schedule = nullptr;
  RunCheckpoints m_checkpoints;
  TrainPlan m_plan;
  TrainState m_state;

  std::int64_t m_epochOfOrder = -1;
  std::vector<std::uint32_t> m_order;                // of m_epochOfOrder
  std::vector<std::vector<std::uint32_t>> m_window;  // rows of the step under way
  RowSize m_windowSize;                              // of all its rows
  Tensor m_generatorAtStep;                          // its state when the last step was finished
  std::int64_t m_savedStep = -1, m_resumedFrom = 0;
  std::int64_t m_totalParameters = 0;
  bool m_begun = false;                              // the objective
  double m_elapsedBefore = 0;
  std::chrono::steady_clock::time_point m_startedAt, m_windowStartedAt;
  std::optional<KeptMemory> m_memory;  // from the first step on; the first to go: what the tensors free then goes back to the system
};

}  // namespace attune::engine
