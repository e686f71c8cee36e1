// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train_loop.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/version.h>

#include <cmath>
#include <limits>

#include "core/engine/devices.h"
#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/process_memory.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/torch_guard.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

constexpr std::size_t kNamedRows = 16;

// A base that is to be quantised is so as it is read: only one weight is there in full at a time.
std::unique_ptr<ChangeWhileReading> readingFor(const RunSpec& spec, const ModelConfig& config) {
  const auto found = std::ranges::find(techniqueImplementations(), spec.technique, [](const auto& entry) { return std::string(entry.id); });
  const bool quantises = found != techniqueImplementations().end() && found->quantisesBase;
  // The other starts compare with the weights as they were.
  return quantises && spec.params.get(params::kQloraStart) == "true" ? quantiseWhileReading(config) : nullptr;
}

}  // namespace

TrainLoop::TrainLoop(const TrainRequest& request, const EventSink& sink, std::stop_token stop)
    : m_request(request),
      m_sink(sink),
      m_stop(std::move(stop)),
      m_checkpoints(request.runFolder / "checkpoints"),
      m_startedAt(std::chrono::steady_clock::now()) {}

Result<void> TrainLoop::prepare() {
  ATTUNE_TRY(m_device, chooseDevice(m_request.spec.device));
  resetPeakMemory(m_device);
  ATTUNE_TRY_VOID(openModel());
  ATTUNE_TRY_VOID(applyTechniqueAndOptimizer());
  m_checkpoints.cleanUp();
  if (m_request.resume && m_checkpoints.any()) {
    // What a checkpoint holds would hide the model as it was at first.
    ATTUNE_TRY(const Progress begun, beginObjective());
    if (begun == Progress::Stopped) return stopped();
    return goBackToCheckpoint();
  }
  if (m_checkpoints.any()) {
    return fail("train.run-exists", ATTUNE_TEXT("The run “{0}” has checkpoints already."), {m_request.runFolderName},
                ATTUNE_TEXT("Resume it, or start a new run."));
  }
  return {};
}

Result<void> TrainLoop::openModel() {
  const RunSpec& spec = m_request.spec;
  const TaskFacts* task = findTask(spec.task);
  if (task == nullptr) return fail("train.unknown-task", ATTUNE_TEXT("There is no task “{0}”."), {spec.task});
  const TechniqueFacts* technique = findTechnique(spec.technique);
  if (technique == nullptr) return fail("technique.unknown", ATTUNE_TEXT("There is no technique “{0}”."), {spec.technique});
  for (const auto params : {std::span<const ParamRef>(params::kTraining), task->params, technique->params}) {
    const auto problems = checkParams(params, spec.params);
    if (!problems.empty()) return tl::unexpected(problems.front());
  }
  ATTUNE_TRY(Checkpoint checkpoint, openCheckpoint(spec.modelPath));
  setTask(checkpoint, task->modelTask, spec.classes, spec.multiLabel);
  if (auto refusal = technique->refusal(checkpoint.config, spec.task, spec.params)) return tl::unexpected(std::move(*refusal));
  if (auto refusal = task->refusal(checkpoint.config, spec.params)) return tl::unexpected(std::move(*refusal));
  ATTUNE_TRY(m_objective, makeObjective(m_request));
  ATTUNE_TRY(m_plan, makeTrainPlan(m_request, checkpoint.config, *m_objective));

  m_dtype = choosePrecision(spec.params.get(params::kPrecision), m_device);
  const auto reading = readingFor(spec, checkpoint.config);
  ATTUNE_TRY(m_model, m_objective->build(checkpoint, m_device, m_dtype));
  return {};
}

Result<void> TrainLoop::applyTechniqueAndOptimizer() {
  const RunSpec& spec = m_request.spec;
  m_generator = m_device.is_cpu() ? at::detail::createCPUGenerator(spec.seed)
                                  : at::globalContext().defaultGenerator(m_device).clone();
  m_generator.set_current_seed(spec.seed);
  TechniqueContext context{spec.params, spec.seed, m_generator, spec.modelName.empty() ? spec.modelPath : spec.modelName};
  context.stop = m_stop;
  // What is read from a file has no use for a start of its own.
  if (!(m_request.resume && m_checkpoints.any()) && m_request.initialAdapter.empty()) context.passRows = [this](Model& model) { passRows(model); };
  ATTUNE_TRY(m_technique, applyTechnique(spec.technique, *m_model, context));
  if (!m_request.initialAdapter.empty()) ATTUNE_TRY_VOID(m_technique->load(m_request.initialAdapter));
  recompute(m_request.recomputedBlocks);
  auto trainable = m_technique->trainable();
  if (spec.params.get(params::kWeightDecay) > 0 && !spec.params.get(params::kDecayVectors)) {
    for (TrainableTensor& item : trainable) item.decayFactor = item.tensor.dim() > 1 ? 1 : 0;
  }
  m_buffer = std::make_unique<ParameterBuffer>(std::move(trainable));
  m_model->visit([&](const std::string&, Tensor& tensor) { m_totalParameters += tensor.numel(); });
  if (m_device.is_cuda()) m_recorded = std::make_unique<RecordedSteps>(*m_objective, *m_technique, *m_model, *m_buffer, m_generator, m_device);

  const std::string optimizer = spec.params.get(params::kOptimizer), schedule = spec.params.get(params::kSchedule);
  m_schedule = findSchedule(schedule);
  const OptimizerEntry* entry = findOptimizer(optimizer);
  if (m_schedule == nullptr) return fail("train.unknown-schedule", ATTUNE_TEXT("There is no schedule “{0}”."), {schedule});
  if (entry == nullptr) return fail("train.unknown-optimizer", ATTUNE_TEXT("There is no optimiser “{0}”."), {optimizer});
  m_optimizer = entry->make(*m_buffer, OptimizerSettings::from(spec.params));
  const double decay = spec.params.get(params::kEmaDecay);
  if (decay > 0) m_average = std::make_unique<WeightAverage>(*m_buffer, decay);
  m_generatorAtStep = m_generator.get_state().clone();
  return {};
}

std::int64_t TrainLoop::blocks() const {
  return recomputableBlocks(m_model->config(), *findTechnique(m_request.spec.technique), m_request.spec.params);
}

// `planned` counts where the setting leaves it to the memory.
void TrainLoop::recompute(std::int64_t planned) {
  const std::int64_t all = blocks();
  const std::string setting = m_request.spec.params.get(params::kGradientCheckpointing);
  m_state.recomputedBlocks = setting == "auto" ? std::min(planned, all) : setting == "all" ? all : 0;
  m_model->recomputeBlocks(m_state.recomputedBlocks, m_generator);
}

void TrainLoop::passRows(Model& model) const {
  const at::NoGradGuard noGradients;
  std::vector<const TokenizedExample*> examples;
  for (const std::uint32_t row : calibrationRows(m_plan, m_request, params::kQeraTokens)) examples.push_back(&(*m_request.train)[row]);
  const Batch batch = makeBatch(examples, m_device);
  if (batch.tokens.numel() > 0) model.hidden(batch);
}

Result<TrainLoop::Progress> TrainLoop::beginObjective() {
  if (!m_begun) {
    ATTUNE_TRY(m_begun, m_objective->begin(*m_technique, m_plan, m_stop));
  }
  return m_begun ? Progress::Done : Progress::Stopped;
}

Result<void> TrainLoop::goBackToCheckpoint() {
  std::vector<std::string> damaged;
  const auto checkpoint = m_checkpoints.newestGood(damaged);
  for (const std::string& name : damaged) {
    RunWarning warning;
    warning.kind = "damaged-checkpoint";
    warning.text = ATTUNE_TEXT("The checkpoint {0} is damaged and was passed over.");
    warning.args = {name};
    warning.advice = ATTUNE_TEXT("Check the disk.");
    emit(warning);
  }
  if (!checkpoint) return {};  // interrupted before the first one: starts again from the beginning
  ATTUNE_TRY(m_state, m_checkpoints.restore(*checkpoint, parts(), facts()));
  recompute(m_state.recomputedBlocks);
  m_generatorAtStep = m_generator.get_state().clone();
  m_savedStep = m_state.windowBatches == 0 ? m_state.step : -1;
  m_resumedFrom = m_state.step;
  m_elapsedBefore = m_state.elapsedSeconds;
  if (!m_state.objective.is_null()) ATTUNE_TRY_VOID(m_objective->restore(m_state.objective));
  if (m_request.observer != nullptr && !m_state.observer.is_null()) return m_request.observer->restore(m_state.observer);
  return {};
}

RunStarted TrainLoop::started() const {
  RunStarted event;
  event.device = m_device.is_cpu() ? "CPU, " + std::to_string(at::get_num_threads()) + " threads" : m_device.str();
  event.precision = m_dtype == at::kBFloat16 ? "bf16" : "fp32";
  event.trainableParameters = m_buffer->size();
  event.totalParameters = m_totalParameters;
  event.totalSteps = m_plan.totalSteps;
  event.trainExamples = static_cast<std::int64_t>(m_plan.rows.size());
  event.validationExamples = static_cast<std::int64_t>(m_plan.validationRows.size());
  event.resumedFromStep = m_resumedFrom;
  event.recomputedBlocks = m_state.recomputedBlocks;
  event.blocks = blocks();
  event.versions = {{"attune", ATTUNE_VERSION}, {"libtorch", TORCH_VERSION}};
  if (m_device.is_cuda()) event.versions["own kernels"] = cudaKernels().problem().empty() ? ATTUNE_VERSION : cudaKernels().problem();
  return event;
}

Json TrainLoop::facts() const {
  Json facts = Json::object();
  facts["format"] = 1;
  facts["technique"] = m_request.spec.technique;
  facts["data and settings"] = m_plan.fingerprint;
  facts["dataset"] = m_request.spec.datasetHash;
  facts["base model"] = m_request.spec.modelHash;
  facts["tokenizer"] = m_request.tokenizer ? m_request.tokenizer->contentHash() : "";
  return facts;
}

// Either all of a look is sent and counted, or, when stopped in between, nothing.
TrainLoop::Progress TrainLoop::lookNow(std::int64_t step) {
  const WithMeanWeights mean(m_average.get(), *m_buffer);
  m_technique->setTraining(false);
  const auto validation = evaluate(Part::Validation, m_plan.validationRows, step);
  if (!validation) return Progress::Stopped;
  const auto train = evaluate(Part::Train, m_plan.trainProbeRows, step);
  if (!train) return Progress::Stopped;
  const auto samples = answerSamples(step);
  if (!samples) return Progress::Stopped;

  m_state.lookedAt = step;
  m_state.lastLoss = std::isfinite(validation->loss) ? std::optional(validation->loss) : std::nullopt;
  // Step 0 is the base: nothing has been learnt that could be best.
  if (step > 0) {
    if (m_state.lastLoss && (!m_state.bestLoss || *m_state.lastLoss < *m_state.bestLoss)) {
      m_state.bestLoss = m_state.lastLoss;
      m_state.bestStep = step;
      m_state.looksWithoutImprovement = 0;
    } else {
      ++m_state.looksWithoutImprovement;
    }
    m_state.plateau.look(validation->loss, PlateauSettings::from(m_request.spec.params));
  }
  emit(*validation);
  emit(*train);
  for (const SampleGenerated& sample : *samples) emit(sample);
  return Progress::Done;
}

TrainLoop::Progress TrainLoop::look(std::int64_t step) {
  if (step == m_state.step) return lookNow(step);
  // As it was at first, after a step or more.
  const bool off = m_technique->setEnabled(false).has_value();
  const Progress progress = lookNow(step);
  const bool on = m_technique->setEnabled(true).has_value();
  TORCH_CHECK(off && on, "a technique that starts as its base cannot be switched off");
  return progress;
}

std::optional<EvalMetrics> TrainLoop::evaluate(Part part, const std::vector<std::uint32_t>& rows, std::int64_t step) {
  const auto look = m_objective->look(part, rows, m_stop);
  if (!look) return std::nullopt;
  EvalMetrics metrics;
  metrics.step = step;
  metrics.epoch = m_plan.epochOf(step);
  metrics.set = part == Part::Train ? "train" : "validation";
  double sum = 0;
  std::int64_t targets = 0;
  for (const ExampleLoss& row : look->rows) {
    sum += row.loss;
    targets += row.tokens;
    metrics.exampleLosses.push_back(static_cast<float>(row.loss));
    metrics.exampleTokens.push_back(row.tokens);
  }
  metrics.loss = sum / static_cast<double>(targets);
  metrics.metrics = look->metrics;
  metrics.elapsedSeconds = elapsedSeconds();
  return metrics;
}

Result<void> TrainLoop::save() {
  if (m_request.rateRange) {  // a test leaves nothing behind
    m_savedStep = m_state.step;
    return {};
  }
  m_state.elapsedSeconds = elapsedSeconds();
  m_state.observer = m_request.observer != nullptr ? m_request.observer->state() : Json();
  m_state.objective = m_objective->state();
  ATTUNE_TRY(const auto folder, m_checkpoints.save(m_state, parts(), facts()));
  if (m_state.windowBatches == 0) m_savedStep = m_state.step;
  CheckpointSaved event;
  event.step = m_state.step;
  event.path = (std::filesystem::path(m_request.runFolderName) / "checkpoints" / folder.filename()).string();
  event.best = m_state.windowBatches == 0 && m_state.step > 0 && m_state.bestStep == m_state.step;
  event.validationLoss = m_state.lookedAt == m_state.step ? m_state.lastLoss.value_or(std::numeric_limits<double>::quiet_NaN())
                                                          : std::numeric_limits<double>::quiet_NaN();
  emit(event);
  return {};
}

// A computation that failed within a step (memory that did not suffice) has not touched the trained numbers, so the finished
// steps can be kept. What fails here again changes nothing: the last checkpoint stands.
void TrainLoop::saveAfterFailure() {
  if (m_state.step == 0 || m_savedStep == m_state.step) return;
  m_state.windowBatches = 0;
  m_state.windowLoss = 0;
  const auto kept = guardTorch([this]() -> Result<void> {
    m_generator.set_state(m_generatorAtStep);
    return save();
  });
  static_cast<void>(kept);
}

// Names the rows whose loss alone is not finite, or all rows of the step when each is finite by itself.
Error TrainLoop::notFinite(const char* what) {
  m_technique->setTraining(false);
  std::string bad, all;
  std::size_t badCount = 0, allCount = 0;
  const auto append = [](std::string& list, std::size_t& count, std::uint32_t row) {
    if (count++ < kNamedRows) list += (list.empty() ? "" : ", ") + std::to_string(row + 1);
  };
  for (const auto& rows : m_window) {
    const auto losses = m_objective->look(Part::Train, rows, {});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      append(all, allCount, rows[i]);
      if (!std::isfinite(losses->rows[i].loss)) append(bad, badCount, rows[i]);
    }
  }
  const std::string& named = badCount > 0 ? bad : all;
  const std::size_t count = badCount > 0 ? badCount : allCount;
  return {"train.not-finite",
          ATTUNE_TEXT("The {0} became infinite or undefined at step {1}, at training rows {2}. The step was not taken."),
          {what, std::to_string(m_state.step + 1), count > kNamedRows ? named + " …" : named},
          "",
          ATTUNE_TEXT("Look at these rows, lower the learning rate or use precision fp32. The last good checkpoint is intact.")};
}

void TrainLoop::emit(const RunEvent& event) {
  if (m_sink) m_sink(event);
  if (m_request.observer == nullptr) return;
  for (const RunWarning& warning : m_request.observer->observe(event)) {
    if (m_sink) m_sink(warning);
  }
}

double TrainLoop::elapsedSeconds() const {
  return m_elapsedBefore + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_startedAt).count();
}

}  // namespace attune::engine
