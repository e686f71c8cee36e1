// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Attune: what both front ends call. Each runs on the caller's thread (a Job's worker in the window),
// reports progress, stops within a second of the stop request, and returns a value or an Error.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/data/import.h"
#include "core/data/split.h"
#include "core/engine/engine.h"
#include "core/engine/technique_facts.h"
#include "core/eval/evaluation.h"
#include "core/report/report.h"
#include "core/run/rate_finding.h"
#include "core/run/run_comparison.h"
#include "core/run/run_record.h"
#include "core/search/sweep.h"
#include "core/store/project_store.h"
#include "core/text/tokenized_example.h"
#include "core/weights/checkpoint.h"

namespace attune {

class AnswerRewards;
struct ModelBundle;
struct TokenizedPart;

/// How a verb reports and is stopped.
struct WorkContext {
  ProgressSink progress;
  std::stop_token stop;
};

/// A dataset as the project lists it.
struct DatasetInfo {
  std::string id, name, contentHash, kind;
  std::size_t rows = 0, dropped = 0;
  SplitSpec split;
  std::string parent = {};  ///< Id of the dataset that it is a cleaned version of; empty for an import.
  int version = 1;          ///< 1 for an import, one more for each cleaning since.
};

/// A run whose adapter is used, and how much of it.
struct RunWeight {
  std::string runId;
  double weight = 1;
};

/// An open project folder `NAME.attune/` (DESIGN §5) and its verbs. Thread: any; calls that write are serialised by the store.
class Project {
 public:
  /// Creates the folder with mode 0700. Errors: project.exists, file.write.
  static Result<std::shared_ptr<Project>> create(const std::filesystem::path& folder);
  /// Opens it. Errors: project.not-a-project, project.locked (another Attune has it open), store.*.
  static Result<std::shared_ptr<Project>> open(const std::filesystem::path& folder);
  ~Project();

  const std::filesystem::path& folder() const { return m_folder; }
  std::string name() const;

  // -- data
  /// Imports files as one dataset named `name` (or after the first file) with the default split. An empty mapping or
  /// dialect is found out. Errors: those of importFiles; project.name-taken.
  Result<DatasetInfo> importDataset(const std::vector<std::filesystem::path>& files, const ColumnMapping& mapping, const Dialect& dialect,
                                    const std::string& name, const WorkContext& context);
  /// Stores rows that were imported or cleaned; the same rows under the same name are the dataset that is there.
  Result<DatasetInfo> addDataset(const Dataset& dataset, const WorkContext& context = {});
  /// Stores a version made from the dataset `parent`, with its split and card. Errors: those of addDataset.
  Result<DatasetInfo> addVersion(const Dataset& dataset, const std::string& parent, const WorkContext& context = {});
  Result<std::vector<DatasetInfo>> datasets() const;
  Result<std::shared_ptr<const Dataset>> dataset(const std::string& id) const;
  /// The dataset of an id or a name. Errors: project.no-dataset.
  Result<DatasetInfo> findDataset(const std::string& idOrName) const;
  Result<void> deleteDataset(const std::string& id);
  Result<DatasetInfo> setSplit(const std::string& id, const SplitSpec& split);
  /// The stored split of these rows, or a new one that is then stored. Errors: those of splitDataset.
  Result<DatasetSplit> splitOf(const Dataset& rows, const SplitSpec& spec) const;
  /// The model's tokenizer, template and config, kept for the next call. Errors: those of ModelBundle::open.
  Result<std::shared_ptr<const ModelBundle>> bundle(const std::string& model) const;

  // -- runs
  /// Trains and records; returns the stored run (also when it was stopped or failed). `onEvent` gets each event after it
  /// was handed to the store. Errors: those that keep a run from starting; then nothing is stored.
  /// `onCreated` gets the run's id before its first event.
  Result<RunRecord> train(const RunSpec& spec, const EventSink& onEvent, const WorkContext& context,
                          const std::function<void(const std::string&)>& onCreated = {});
  Result<RunRecord> resume(const std::string& runId, const EventSink& onEvent, const WorkContext& context);
  /// Tries rising learning rates for a few steps each on the model as the spec's run would begin with it; the project stays as it is.
  /// `onPoint` gets each step. Errors: those that keep a run from starting; rate.too-short, rate.no-fall.
  Result<RateFinding> findRate(const RunSpec& spec, const RateRange& range, const std::function<void(const RatePoint&)>& onPoint,
                               const WorkContext& context);
  Result<std::vector<RunRecord>> runs() const;  ///< Newest first, without events.
  Result<RunRecord> run(const std::string& id) const;
  /// The id of the run with this id or name (the newest of several). Errors: project.no-run.
  Result<std::string> findRun(const std::string& idOrName) const;
  Result<void> deleteRun(const std::string& id);
  Result<RunComparison> compare(const std::vector<std::string>& runIds) const;
  /// Trains one run after another to find the settings with the lowest validation loss; returns the sweep as far as it came (a
  /// user's stop is no error). A sweep of this name that was interrupted goes on where it was, and `spec` is not looked at.
  /// Errors: those of Sweep::create; that of the first trial when none could start.
  Result<Sweep> sweep(const std::string& name, const SweepSpec& spec, const std::function<void(const Sweep&, const Trial&)>& onTrial,
                      const EventSink& onEvent, const WorkContext& context);
  /// Names and states of the sweeps. Errors: search.bad-state.
  Result<std::vector<std::pair<std::string, Sweep>>> sweeps() const;

  // -- use
  /// Base beside tuned on the test rows: loss, perplexity, exact match, ROUGE-L; stored with the run. Of a run that sorts texts
  /// or tags words the tuned model alone: loss, accuracy, F1 and the confusion matrix.
  /// With a `stack` the weighted sum of these runs' LoRA adapters is the tuned model, and nothing is stored; the same holds below.
  Result<Json> evaluate(const std::string& runId, std::size_t maxRows, const WorkContext& context, const std::vector<RunWeight>& stack = {});
  /// Answers `prompt` with the run's best checkpoint (or the base when runId is empty), streaming text pieces.
  Result<std::string> chat(const std::string& runId, bool useAdapter, const std::vector<Message>& messages, const SamplingSettings& settings,
                           const std::function<bool(const std::string&)>& onText, const WorkContext& context, const std::vector<RunWeight>& stack = {});
  /// Writes the adapter as PEFT does ("peft") or the merged model as a Hugging Face folder ("huggingface").
  Result<std::filesystem::path> exportRun(const std::string& runId, const std::string& format, const std::filesystem::path& target,
                                          const WorkContext& context, const std::vector<RunWeight>& stack = {});
  /// What a report on these runs tells, for a writer of core/report or for printing.
  Result<ReportInput> reportInput(const std::vector<std::string>& runIds) const;
  Result<std::filesystem::path> writeReport(const std::vector<std::string>& runIds, const std::string& format,
                                            const std::filesystem::path& target, const WorkContext& context);

  ProjectStore& store() { return *m_store; }
  /// The other models that a run keeps in memory, and those that it needs before its first step. Errors: project.no-run, reward.no-judge …
  Result<std::vector<OtherModel>> otherModels(const RunSpec& spec, const ModelConfig& own) const;

 private:
  struct Opened;
  struct Prepared;
  Result<Prepared> prepare(const RunSpec& spec, const WorkContext& context);
  /// Decides which blocks are computed twice, by the memory that there is now.
  Result<void> planBlocks(Prepared& prepared, const Engine& engine) const;
  Result<RunRecord> perform(const std::string& runId, Prepared& prepared, const std::vector<RunEvent>& before, const EventSink& onEvent,
                            const WorkContext& context);
  Result<std::filesystem::path> checkpointPath(const RunRecord& run) const;
  /// The run's model with or without what it learnt; the caller holds Opened::modelMutex.
  Result<OpenModel*> openModel(const RunRecord& run, bool useAdapter, const WorkContext& context, const std::vector<RunWeight>& stack = {});
  Result<std::vector<WeightedAdapter>> adaptersOf(const RunRecord& run, const std::vector<RunWeight>& stack) const;
  Result<TeacherModel> teacherOf(const RunSpec& spec, const ModelBundle& student, const WorkContext& context) const;
  /// The run that a run's answers are judged by; nothing when its settings name none. Errors: project.no-run, reward.no-judge.
  Result<std::optional<RunRecord>> rewardRun(const RunSpec& spec) const;
  Result<AnswerRewards> rewardsOf(const RunSpec& spec, const WorkContext& context) const;
  /// Of runs that learn from rewards; else null.
  Result<std::shared_ptr<AnswerJudge>> judgeOf(const RunSpec& spec, const Dataset& rows, const TokenizedPart& train, const TokenizedPart& validation,
                                               const WorkContext& context) const;
  Result<Json> exportAdapter(const RunRecord& run, const std::filesystem::path& folder, const WorkContext& context);
  /// README.md of an export that `library` loads ("peft", "transformers", "" for none of them).
  Result<std::string> modelCard(const RunRecord& run, const std::string& library) const;
  struct TaskVerbs;
  /// What a task that writes no text does its own way; nullptr for the others.
  static const TaskVerbs* verbsOf(const std::string& task);
  Result<Json> evaluateClasses(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context);
  Result<Json> evaluateTags(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context);
  Result<Json> evaluateSearch(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context);
  Result<Json> evaluateRewards(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context);
  Result<Json> evaluateRewarded(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context, const std::vector<RunWeight>& stack);
  Result<Json> evaluateAnswers(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context, const std::vector<RunWeight>& stack);
  Result<Json> storeEvaluation(const RunRecord& run, const Evaluation& evaluation);
  /// The classes that the run's model sees in a text, likeliest first, one a line with its probability.
  Result<std::string> sortText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context);
  /// The entities that the run's model finds in a text, one a line with its kind.
  Result<std::string> tagText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context);
  /// The texts of the run's dataset that lie nearest to a text, nearest first, one a line with its cosine.
  Result<std::string> searchText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context);
  /// The reward of the last turn of a conversation.
  Result<std::string> judgeText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context);
  RunSummary failedSummary(const std::string& runId) const;
  Project(std::filesystem::path folder, std::unique_ptr<ProjectStore> store);
  std::filesystem::path m_folder;
  std::unique_ptr<ProjectStore> m_store;
  std::unique_ptr<Opened> m_opened;  ///< Dataset and model last used, kept for the next verb.
};

/// What training would do, computed in a moment: for the form.
struct RunPreview {
  ModelConfig config;
  std::int64_t trainableParameters = 0, totalParameters = 0, totalSteps = 0, trainRows = 0, validationRows = 0;
  MemoryEstimate memory;
  std::int64_t recomputedBlocks = 0, blocks = 0;  ///< Of MemoryPlan.
  std::vector<Error> problems;  ///< Why it cannot start; empty when it can.
};
/// `device` is the one that the run would have, where the caller knows it; to ask, torch is opened if there is a graphics card.
Result<RunPreview> previewRun(Project& project, const RunSpec& spec, const std::optional<DeviceInfo>& device = {});

/// Writes the files by which other programs turn text into this model's tokens: tokenizer.json, tokenizer_config.json,
/// chat_template.jinja and whatever the model came with. Errors: file.write, tokenizer.export.
Result<void> writeTokenizerFiles(const ModelBundle& bundle, const std::filesystem::path& folder);

/// How the model sees one row: for the token view. Errors: those of describeTokens.
Result<ExampleView> viewRow(Project& project, const RunSpec& spec, std::size_t row);
/// Token counts of every row under the model's tokenizer and template.
Result<std::vector<std::uint32_t>> tokenLengths(Project& project, const RunSpec& spec, const WorkContext& context);

}  // namespace attune
