// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train.h"

#include <ATen/ATen.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <cmath>

#include "core/engine/process_memory.h"
#include "core/engine/torch_guard.h"
#include "core/engine/train_loop.h"
#include "core/params/training_params.h"

namespace attune::engine {

namespace {

// Work is sent to a stream of the run's own: the default one cannot be recorded.
class OwnStream {
 public:
  explicit OwnStream(const at::Device& device) {
    if (!device.is_cuda()) return;
    m_card = c10::impl::getDeviceGuardImpl(device.type());
    m_card->synchronizeStream(m_card->getDefaultStream(device));  // the model was read there
    m_guard.emplace(m_card->getStreamFromGlobalPool(device));
  }
  ~OwnStream() {
    if (!m_guard) return;
    static_cast<void>(guardTorch([this]() -> Result<void> {
      m_card->synchronizeStream(m_guard->current_stream());
      return {};
    }));
  }
  OwnStream(const OwnStream&) = delete;
  OwnStream& operator=(const OwnStream&) = delete;

 private:
  const c10::impl::DeviceGuardImplInterface* m_card = nullptr;
  std::optional<c10::StreamGuard> m_guard;
};

}  // namespace

Result<RunFinished> train(const TrainRequest& request, const EventSink& sink, std::stop_token stop) {
  return guardTorch([&]() -> Result<RunFinished> {
    TrainLoop loop(request, sink, std::move(stop));
    ATTUNE_TRY_VOID(loop.prepare());
    return loop.run();
  });
}

// The training loop. A look, a save and a step each leave the run where a checkpoint can take it up again: state and numbers
// change together, at the end of each.
Result<RunOutcome> TrainLoop::trainToTheEnd() {
  ATTUNE_TRY(const Progress begun, beginObjective());
  if (begun == Progress::Stopped) return RunOutcome::Stopped;
  for (;;) {
    // Where switching off what is learnt gives the model back as it was, its look waits until the first step is shown.
    const bool startIsDue = m_plan.lookEvery > 0 && m_state.lookedAt < 0 && (m_state.step > 0 || !startCanWait());
    if (startIsDue && look(0) == Progress::Stopped) break;
    if (m_state.step > 0 && m_plan.lookDue(m_state.step) && m_state.lookedAt != m_state.step) {
      if (look(m_state.step) == Progress::Stopped) break;
    }
    const bool newBest = m_state.step > 0 && m_state.bestStep == m_state.step;
    if (m_savedStep != m_state.step && (m_plan.saveDue(m_state.step) || newBest || ends())) ATTUNE_TRY_VOID(save());
    if (ends()) return RunOutcome::Completed;

    ATTUNE_TRY(const Progress accumulated, accumulateGradients());
    if (accumulated == Progress::Stopped) break;
    ATTUNE_TRY_VOID(step());
  }
  if (m_savedStep != m_state.step) ATTUNE_TRY_VOID(save());
  return RunOutcome::Stopped;
}

// Forward and backward over the micro-batches of one step. The loss is the mean over the targets of the whole window, so k
// batches of b rows give the gradient of one batch of k·b rows.
Result<TrainLoop::Progress> TrainLoop::accumulateGradients() {
  m_windowStartedAt = std::chrono::steady_clock::now();
  const std::int64_t epoch = m_state.step / m_plan.stepsPerEpoch;
  if (epoch != m_epochOfOrder) {
    m_order = epochOrder(m_plan, m_request, epoch);
    m_epochOfOrder = epoch;
  }
  m_window = windowRows(m_plan, m_order, m_state.step);
  m_technique->setTraining(false);
  ATTUNE_TRY(const bool ready, m_objective->beginStep(m_window, m_state.step, m_stop));
  if (!ready) return Progress::Stopped;
  m_windowSize = {};
  for (const auto& rows : m_window) {
    for (const std::uint32_t row : rows) {
      const RowSize size = m_objective->size(Part::Train, row);
      m_windowSize.tokens += size.tokens;
      m_windowSize.trainedTokens += size.trainedTokens;
      m_windowSize.targets += size.targets;
    }
  }

  m_technique->setTraining(true);
  for (;;) {
    auto progress = guardTorch([this] { return accumulateBatches(); });
    if (progress || progress.error().code != "engine.out-of-memory" || !spareMemory()) return progress;
  }
}

Result<TrainLoop::Progress> TrainLoop::accumulateBatches() {
  // Summed on the device: reading each batch's loss would make the processor wait for a GPU every time.
  Tensor sum = at::full({}, m_state.windowLoss, at::TensorOptions(at::kDouble).device(m_device));
  auto progress = Progress::Done;
  for (auto batchNumber = static_cast<std::size_t>(m_state.windowBatches); batchNumber < m_window.size(); ++batchNumber) {
    if (m_stop.stop_requested()) {
      progress = Progress::Stopped;
      break;
    }
    for (const auto& rows : piecesOf(m_window[batchNumber], m_state.batchParts)) {
      sum.add_(passBatch(rows));
    }
    ++m_state.windowBatches;
  }
  m_state.windowLoss = sum.item<double>();
  return progress;
}

// Forward and backward; gives the sum of the rows' losses.
Tensor TrainLoop::passBatch(const std::vector<std::uint32_t>& rows) {
  m_buffer->makeRoom();
  // Blocks are computed twice where memory is short, and recordings take more.
  if (m_recorded && m_state.recomputedBlocks == 0) {
    if (Tensor loss = m_recorded->pass(rows, m_windowSize.targets); loss.defined()) return loss;
  }
  const Tensor loss = m_objective->lossSum(rows);
  loss.div(static_cast<double>(m_windowSize.targets)).backward();
  m_buffer->collect();
  return loss.detach();
}

// Memory did not suffice: the step begins anew with less. False when there is nothing left to spare.
bool TrainLoop::spareMemory() {
  const bool recordings = m_recorded && m_recorded->stop();
  if (!recordings && !recomputeAll() && !halveBatches()) return false;
  m_state.windowBatches = 0;
  m_state.windowLoss = 0;
  m_buffer->collect();
  m_buffer->zeroGradients();
  m_generator.set_state(m_generatorAtStep);
  if (!m_device.is_cpu()) c10::getDeviceAllocator(m_device.type())->emptyCache();
  return true;
}

// First what costs least time: smaller batches keep a GPU less busy and read the weights more often. False when all blocks are
// computed twice already, or the user has said how many shall be.
bool TrainLoop::recomputeAll() {
  const std::int64_t before = m_state.recomputedBlocks;
  recompute(blocks());
  if (m_state.recomputedBlocks == before) return false;
  RunWarning warning;
  warning.step = m_state.step;
  warning.kind = "computed-twice";
  warning.text = ATTUNE_TEXT("The memory did not suffice. The run goes on with all layers computed twice; its steps are as large as before.");
  warning.advice = ATTUNE_TEXT("Next time choose “All” for the layers computed twice (gradient_checkpointing all), or lower the batch size "
                               "(per_device_train_batch_size).");
  emit(warning);
  return true;
}

// Micro-batches of half the size and twice as many of them, which sum up to the same gradient. False when they cannot be smaller.
bool TrainLoop::halveBatches() {
  const auto pieceRows = [this] { return (m_plan.batchSize + m_state.batchParts - 1) / m_state.batchParts; };
  const std::int64_t before = pieceRows();
  if (before <= 1 || !m_objective->rowsAddUp()) return false;
  m_state.batchParts *= 2;
  RunWarning warning;
  warning.step = m_state.step;
  warning.kind = "smaller-batches";
  warning.text = ATTUNE_TEXT("The memory did not suffice for {0} rows at once. The run goes on with {1} at a time; its steps are as large as before.");
  warning.args = {std::to_string(before), std::to_string(pieceRows())};
  warning.advice = ATTUNE_TEXT("Next time set the batch size (per_device_train_batch_size) to {1} and raise the accumulated batches "
                               "(gradient_accumulation_steps) as much.");
  emit(warning);
  return true;
}

double TrainLoop::learningRate() const {
  if (m_request.rateRange) return m_request.rateRange->rateAt(m_state.step);
  ScheduleSettings settings = ScheduleSettings::from(m_request.spec.params);
  settings.reduction = m_state.plateau.reduction;
  return m_request.spec.params.get(params::kLearningRate) *
         scheduleFactor(*m_schedule, m_state.step, m_plan.warmupSteps, m_plan.totalSteps, settings);
}

// One optimiser step and its metrics. Nothing has changed when it fails.
Result<void> TrainLoop::step() {
  const double loss = m_state.windowLoss / static_cast<double>(m_windowSize.targets);
  const double norm = m_buffer->clip(m_request.spec.params.get(params::kMaxGradNorm));
  if (!std::isfinite(loss)) return tl::unexpected(notFinite(ATTUNE_TEXT("loss")));
  if (!std::isfinite(norm)) return tl::unexpected(notFinite(ATTUNE_TEXT("gradient")));

  const double rate = learningRate();
  m_optimizer->step(*m_buffer, rate);
  if (m_average) m_average->update(*m_buffer, m_state.step + 1);
  ++m_state.step;
  m_state.windowBatches = 0;
  m_state.windowLoss = 0;
  m_state.tokens += m_windowSize.tokens;
  m_state.trainedTokens += m_windowSize.trainedTokens;
  m_generatorAtStep = m_generator.get_state().clone();

  StepMetrics metrics;
  metrics.step = m_state.step;
  metrics.epoch = m_plan.epochOf(m_state.step);
  metrics.loss = loss;
  metrics.learningRate = rate;
  metrics.gradientNorm = norm;
  metrics.tokens = m_state.tokens;
  metrics.trainedTokens = m_state.trainedTokens;
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - m_windowStartedAt;
  metrics.tokensPerSecond = static_cast<double>(m_windowSize.tokens) / std::max(1e-9, duration.count());
  metrics.elapsedSeconds = elapsedSeconds();
  metrics.memoryBytes = memoryInUse(m_device);
  emit(metrics);
  EvalMetrics shown;
  shown.metrics = m_objective->stepMetrics();
  if (shown.metrics.empty()) return {};
  shown.step = metrics.step;
  shown.epoch = metrics.epoch;
  shown.set = "step";
  shown.loss = loss;
  shown.elapsedSeconds = metrics.elapsedSeconds;
  emit(shown);
  return {};
}

RunFinished TrainLoop::run() {
  const OwnStream stream(m_device);
  m_memory.emplace();  // reading the model asks for nothing that steps ask for again
  emit(started());
  auto outcome = guardTorch([this] { return trainToTheEnd(); });
  RunFinished finished;
  if (outcome) {
    finished.outcome = *outcome;
    finished.stoppedEarly = *outcome == RunOutcome::Completed && m_state.step < m_plan.totalSteps;
  } else {
    finished.outcome = RunOutcome::Failed;
    finished.error = std::move(outcome.error());
    if (finished.error->code.starts_with("engine.")) saveAfterFailure();
  }
  finished.step = m_state.step;
  finished.bestStep = m_state.bestStep;
  finished.elapsedSeconds = elapsedSeconds();
  finished.peakBytes = peakMemory(m_device);
  emit(finished);
  return finished;
}

}  // namespace attune::engine
