// SPDX-License-Identifier: GPL-3.0-or-later
// From a RunSpec to a stored run.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "core/base/free_memory.h"
#include "core/engine/engine_loader.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "core/run/run_monitor.h"
#include "core/store/run_recorder.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/questions.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

// The declared parameters of every run, of the task and of the technique.
std::vector<ParamRef> paramsOf(const TaskFacts& task, const TechniqueFacts& technique) {
  std::vector<ParamRef> all(std::begin(params::kTraining), std::end(params::kTraining));
  all.insert(all.end(), task.params.begin(), task.params.end());
  all.insert(all.end(), technique.params.begin(), technique.params.end());
  return all;
}

// Task and technique of a spec, known by name.
Result<std::pair<const TaskFacts*, const TechniqueFacts*>> factsOf(const RunSpec& spec) {
  const TaskFacts* task = findTask(spec.task);
  if (task == nullptr) return fail("train.no-task", ATTUNE_TEXT("There is no task “{0}”."), {spec.task}, ATTUNE_TEXT("`attune params` lists them."));
  const TechniqueFacts* technique = findTechnique(spec.technique);
  if (technique == nullptr)
    return fail("train.no-technique", ATTUNE_TEXT("There is no technique “{0}”."), {spec.technique}, ATTUNE_TEXT("`attune params` lists them."));
  return std::pair(task, technique);
}

// Why model, task, technique and settings do not go together.
std::optional<Error> refusalOf(const TaskFacts& task, const TechniqueFacts& technique, const ModelConfig& config, const RunSpec& spec) {
  if (auto refusal = technique.refusal(config, spec.task, spec.params)) return refusal;
  return task.refusal(config, spec.params);
}

std::optional<Error> rowsRefusalOf(const TaskFacts& task, const Dataset& rows) {
  const auto& counts = rows.examples.counts();
  for (std::size_t kind = 0; kind < counts.size(); ++kind)
    if (counts[kind] > 0)
      if (auto refusal = refuseRows(task, static_cast<ExampleKind>(kind), rows.name)) return refusal;
  return std::nullopt;
}

// A column of names or numbers taken for labels gives about as many classes as rows. Tags are of words, of which there are plenty.
std::optional<Error> classesRefusalOf(const RunSpec& spec, const Dataset& rows) {
  constexpr std::size_t few = 20;
  if (commonKind(rows) == ExampleKind::TokenTags) return std::nullopt;
  if (spec.classes.size() <= few || spec.classes.size() * 2 <= rows.examples.size()) return std::nullopt;
  return Error{"task.too-many-classes", ATTUNE_TEXT("The {0} rows of “{1}” have {2} different labels, so most have a single example to learn from."),
               {std::to_string(rows.examples.size()), rows.name, std::to_string(spec.classes.size())}, "",
               ATTUNE_TEXT("Check in the data page that the right column holds the labels.")};
}

// Questions of the validation rows, evenly spread, each with the answer that the data gives.
Result<std::vector<SamplePrompt>> samplesOf(const Dataset& dataset, const std::vector<std::uint32_t>& rows, const ModelBundle& bundle, std::int64_t count) {
  std::vector<SamplePrompt> samples;
  const auto wanted = std::min<std::size_t>(static_cast<std::size_t>(count), rows.size());
  for (std::size_t i = 0; i < wanted; ++i) {
    const Example& example = dataset.examples[rows[i * rows.size() / wanted]];
    const auto question = questionOf(example);
    if (!question) continue;
    SamplePrompt sample{question->messages.back().content, question->expected, {}};
    ATTUNE_TRY(sample.tokens, bundle.encodePrompt(question->messages, example.tools));
    samples.push_back(std::move(sample));
  }
  return samples;
}

Error noTrainedToken(const Dataset& dataset, std::int64_t maxLength, std::size_t rows) {
  return {"train.no-trained-token", ATTUNE_TEXT("None of the {0} training rows of “{1}” has a token to learn within {2} tokens."),
          {std::to_string(rows), dataset.name, std::to_string(maxLength)}, {},
          ATTUNE_TEXT("Raise “Length at most”, or check in the data page that the answers are in the right column.")};
}

// Tokens that the longest row has the run work on: of a pair both answers, of a question all answers that are yet to come.
std::int64_t longestRow(const TaskFacts& task, const ParamSet& params, const std::vector<TokenizedExample>& rows, const std::vector<TokenizedExample>* rejected) {
  std::size_t tokens = 1;
  for (std::size_t i = 0; i < rows.size(); ++i) tokens = std::max(tokens, rows[i].tokens.size() + (rejected != nullptr ? (*rejected)[i].tokens.size() : 0));
  const auto longest = static_cast<std::int64_t>(tokens);
  if (task.form != RowForm::Questions) return longest;
  return params.get(params::kNumGenerations) * (longest + params.get(params::kCompletionLength));
}

// What the run's choice of a device means here, with the bytes that are free now.
DeviceInfo deviceOf(const RunSpec& spec) {
  DeviceInfo processor;
  processor.id = "cpu";
  processor.freeBytes = freeMemory();
  std::error_code ignored;
  if (spec.device == "cpu" || !std::filesystem::exists("/dev/nvidiactl", ignored)) return processor;
  const auto engine = loadEngine();
  return engine ? (*engine)->device(spec.device).value_or(processor) : processor;
}

// A folder outside of the project, removed with all in it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "attune-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) m_path = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

}  // namespace

/// What both a fresh and a resumed run need.
struct Project::Prepared {
  RunSpec spec;
  std::shared_ptr<const Dataset> dataset;
  std::shared_ptr<const ModelBundle> bundle;
  TrainRequest request;
};

Result<Project::Prepared> Project::prepare(const RunSpec& given, const WorkContext& context) {
  Prepared prepared;
  RunSpec& spec = prepared.spec = given;
  ATTUNE_TRY(const auto facts, factsOf(spec));
  const auto& [task, technique] = facts;
  if (auto problems = checkParams(paramsOf(*task, *technique), spec.params); !problems.empty()) return tl::unexpected(std::move(problems.front()));

  ATTUNE_TRY(const auto modelPath, resolveModel(spec.modelPath));
  spec.modelPath = modelPath.string();
  ATTUNE_TRY(prepared.bundle, bundle(spec.modelPath));
  const ModelBundle& model = *prepared.bundle;
  spec.modelName = model.checkpoint.name;
  ATTUNE_TRY(prepared.dataset, dataset(spec.datasetId));
  const Dataset& rows = *prepared.dataset;
  if (auto refusal = rowsRefusalOf(*task, rows)) return tl::unexpected(std::move(*refusal));
  spec = withClasses(std::move(spec), rows);
  if (auto refusal = classesRefusalOf(spec, rows)) return tl::unexpected(std::move(*refusal));
  if (auto refusal = refusalOf(*task, *technique, model.configFor(spec), spec)) return tl::unexpected(std::move(*refusal));
  spec.datasetHash = rows.contentHash;
  if (spec.name.empty()) spec.name = std::string(technique->label) + " · " + rows.name;
  ATTUNE_TRY(const DatasetSplit split, splitOf(rows, spec.split));
  ATTUNE_TRY(spec.modelHash, checkpointHash(model.checkpoint, {}, context.stop));

  ATTUNE_TRY(const TokenizedPart train, tokenizeRows(rows, split.train, model, spec, context));
  if (train.examples->empty()) return tl::unexpected(noTrainedToken(rows, spec.params.get(params::kMaxLength), split.train.size()));
  ATTUNE_TRY(const TokenizedPart validation, tokenizeRows(rows, split.validation, model, spec, context));

  TrainRequest& request = prepared.request;
  request.train = train.examples;
  request.validation = validation.examples;
  request.trainRejected = train.rejected;
  request.validationRejected = validation.rejected;
  if (task->writesText) {
    ATTUNE_TRY(request.samples, samplesOf(rows, split.validation, model, spec.params.get(params::kSampleCount)));
  }
  request.tokenizer = model.tokenizer;
  request.stopTokens = model.stopTokens();
  ATTUNE_TRY(request.teacher, teacherOf(spec, model, context));
  ATTUNE_TRY(request.judge, judgeOf(spec, rows, train, validation, context));
  return prepared;
}

Result<void> Project::planBlocks(Prepared& prepared, const Engine& engine) const {
  const RunSpec& spec = prepared.spec;
  TrainRequest& request = prepared.request;
  ATTUNE_TRY(const auto facts, factsOf(spec));
  ATTUNE_TRY(const DeviceInfo device, engine.device(spec.device));
  const ModelConfig config = prepared.bundle->configFor(spec);
  ATTUNE_TRY(const auto others, otherModels(spec, config));
  const auto longest = longestRow(*facts.first, spec.params, *request.train, request.trainRejected.get());
  request.recomputedBlocks = planMemory(config, *facts.second, spec.params, longest, device.id, others, device.freeBytes).recomputed;
  return {};
}

Result<RunRecord> Project::perform(const std::string& runId, Prepared& prepared, const std::vector<RunEvent>& before, const EventSink& onEvent,
                                   const WorkContext& context) {
  ATTUNE_TRY(const auto engine, loadEngine());
  RunRecorder recorder(*m_store, runId, before);
  RunMonitor monitor;
  TrainRequest& request = prepared.request;
  request.spec = prepared.spec;
  request.runFolder = m_folder / "runs" / runId;
  request.runFolderName = "runs/" + runId;
  request.observer = &monitor;
  const auto sink = [&](const RunEvent& event) {
    recorder.record(event);
    if (onEvent) onEvent(event);
  };
  ATTUNE_TRY_VOID(planBlocks(prepared, *engine));
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Reading the model"), -1});
  ATTUNE_TRY_VOID(engine->train(request, sink, context.stop));
  ATTUNE_TRY_VOID(recorder.flush());
  return m_store->loadRun(runId);
}

Result<RunRecord> Project::train(const RunSpec& spec, const EventSink& onEvent, const WorkContext& context,
                                 const std::function<void(const std::string&)>& onCreated) {
  ATTUNE_TRY(Prepared prepared, prepare(spec, context));
  ATTUNE_TRY(const RunRecord created, m_store->createRun(prepared.spec));
  if (onCreated) onCreated(created.id);
  auto run = perform(created.id, prepared, {}, onEvent, context);
  if (!run) (void)m_store->updateSummary(created.id, failedSummary(created.id));
  // A run that never started leaves nothing behind.
  if (auto stored = m_store->loadRun(created.id); !run && stored && stored->events.empty()) (void)m_store->deleteRun(created.id);
  return run;
}

Result<RateFinding> Project::findRate(const RunSpec& given, const RateRange& range, const std::function<void(const RatePoint&)>& onPoint,
                                      const WorkContext& context) {
  if (!(range.from > 0) || !(range.to > range.from) || range.steps < 10)
    return fail("rate.range", ATTUNE_TEXT("The rates have to rise from above zero, in ten steps at least."));
  ATTUNE_TRY(const auto facts, factsOf(given));
  if (auto refusal = refuseRateTest(*facts.first)) return tl::unexpected(std::move(*refusal));
  RunSpec spec = given;
  spec.params.set(&params::kSchedule, std::string("constant"));
  spec.params.set(&params::kEmaDecay, 0.0);
  ATTUNE_TRY(Prepared prepared, prepare(spec, context));
  TrainRequest& request = prepared.request;
  request.spec = prepared.spec;
  request.validation = request.validationRejected = nullptr;
  request.samples.clear();
  request.rateRange = range;
  // What a task notes before its first step goes to a folder that is thrown away.
  const ScratchFolder scratch;
  request.runFolder = scratch.path() / "run";
  ATTUNE_TRY(const auto engine, loadEngine());
  ATTUNE_TRY_VOID(planBlocks(prepared, *engine));
  std::stop_source enough;
  const std::stop_callback passOn(context.stop, [&enough] { enough.request_stop(); });
  RateFinding finding;
  const auto sink = [&](const RunEvent& event) {
    const auto* step = std::get_if<StepMetrics>(&event);
    if (step == nullptr) return;
    const bool over = addRatePoint(finding, step->learningRate, step->loss);
    if (onPoint && !finding.points.empty()) onPoint(finding.points.back());
    if (context.progress) context.progress({static_cast<double>(step->step) / static_cast<double>(range.steps), ATTUNE_TEXT("Trying learning rates"), -1});
    if (over) enough.request_stop();
  };
  ATTUNE_TRY(const RunFinished finished, engine->train(request, sink, enough.get_token()));
  if (context.progress) context.progress({1, ATTUNE_TEXT("Trying learning rates"), 0});
  if (context.stop.stop_requested()) return stopped();
  if (finished.error && finished.error->code != "train.not-finite") return tl::unexpected(*finished.error);
  finding.diverged = finding.diverged || finished.error.has_value();
  ATTUNE_TRY_VOID(concludeRates(finding));
  return finding;
}

RunSummary Project::failedSummary(const std::string& runId) const {
  RunSummary summary;
  if (const auto stored = m_store->loadRun(runId)) summary = stored->summary;
  summary.state = RunState::Failed;
  return summary;
}

Result<RunRecord> Project::resume(const std::string& runId, const EventSink& onEvent, const WorkContext& context) {
  ATTUNE_TRY(const RunRecord stored, m_store->loadRun(runId));
  if (stored.summary.state == RunState::Completed)
    return fail("train.complete", ATTUNE_TEXT("The run “{0}” is complete; there is nothing left to resume."), {stored.spec.name});
  ATTUNE_TRY(Prepared prepared, prepare(stored.spec, context));
  if (prepared.spec.modelHash != stored.spec.modelHash)
    return fail("train.model-changed", ATTUNE_TEXT("The model “{0}” is not the one that the run “{1}” began with."),
                {stored.spec.modelPath, stored.spec.name}, ATTUNE_TEXT("Put the former files back, or start a new run."));
  if (prepared.spec.datasetHash != stored.spec.datasetHash)
    return fail("train.data-changed", ATTUNE_TEXT("The dataset of the run “{0}” has changed."), {stored.spec.name}, ATTUNE_TEXT("Start a new run."));
  prepared.request.resume = true;
  return perform(runId, prepared, stored.events, onEvent, context);
}

Result<RunPreview> previewRun(Project& project, const RunSpec& given, const std::optional<DeviceInfo>& known) {
  RunPreview preview;
  ATTUNE_TRY(const auto facts, factsOf(given));
  const auto& [task, technique] = facts;
  preview.problems = checkParams(paramsOf(*task, *technique), given.params);
  ATTUNE_TRY(const auto bundle, project.bundle(given.modelPath));
  ATTUNE_TRY(const auto rows, project.dataset(given.datasetId));
  const RunSpec spec = withClasses(given, *rows);
  preview.config = bundle->configFor(spec);
  preview.totalParameters = static_cast<std::int64_t>(parameterCount(preview.config));
  if (auto refusal = rowsRefusalOf(*task, *rows)) preview.problems.push_back(std::move(*refusal));
  else if (auto tooMany = classesRefusalOf(spec, *rows)) preview.problems.push_back(std::move(*tooMany));
  else if (auto unfit = refusalOf(*task, *technique, preview.config, spec)) preview.problems.push_back(std::move(*unfit));
  if (!preview.problems.empty()) return preview;
  preview.trainableParameters = technique->trainableParameters(preview.config, spec.params);
  auto split = project.splitOf(*rows, spec.split);
  if (!split) {
    preview.problems.push_back(split.error());
    return preview;
  }
  preview.trainRows = static_cast<std::int64_t>(split->train.size());
  preview.validationRows = static_cast<std::int64_t>(split->validation.size());
  const std::int64_t perStep = spec.params.get(params::kBatchSize) * spec.params.get(params::kAccumulation);
  const std::int64_t perEpoch = (preview.trainRows + perStep - 1) / perStep * (task->stepsPerWindow != nullptr ? task->stepsPerWindow(spec.params) : 1);
  preview.totalSteps = static_cast<std::int64_t>(std::ceil(static_cast<double>(perEpoch) * spec.params.get(params::kEpochs)));
  if (const auto most = spec.params.get(params::kMaxSteps); most > 0) preview.totalSteps = std::min(preview.totalSteps, most);

  // The longest rows decide the memory; characters tell which those are without tokenising everything.
  std::vector<std::uint32_t> longest(split->train);
  const auto size = [&](std::uint32_t row) { return plainText(rows->examples[row]).size(); };
  const std::size_t looked = std::min<std::size_t>(longest.size(), 8);
  std::partial_sort(longest.begin(), longest.begin() + static_cast<std::ptrdiff_t>(looked), longest.end(),
                    [&](std::uint32_t a, std::uint32_t b) { return size(a) > size(b); });
  longest.resize(looked);
  ATTUNE_TRY(const TokenizedPart part, tokenizeRows(*rows, longest, *bundle, spec, {}));
  if (part.examples->empty()) preview.problems.push_back(noTrainedToken(*rows, spec.params.get(params::kMaxLength), split->train.size()));
  auto others = project.otherModels(spec, preview.config);
  if (!others) preview.problems.push_back(std::move(others.error()));
  const DeviceInfo device = known ? *known : deviceOf(spec);
  const MemoryPlan plan = planMemory(preview.config, *technique, spec.params, longestRow(*task, spec.params, *part.examples, part.rejected.get()), device.id,
                                     others ? *others : std::vector<OtherModel>(), device.freeBytes);
  preview.memory = plan.memory;
  preview.recomputedBlocks = plan.recomputed;
  preview.blocks = plan.blocks;
  return preview;
}

}  // namespace attune
