// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>
#include <vector>

#include "core/workflow/workflow.h"
#include "ui/jobs/job_queue.h"
#include "ui/models/run_curves.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

class Preferences;

/// The run that trains now, or the last one of this session.
struct LiveRun {
  RunSpec spec;
  std::string id;  ///< Known from the moment the run is stored at its end.
  bool running = false, stopping = false;
  std::optional<RunStarted> started;
  std::optional<StepMetrics> last;
  std::optional<EvalMetrics> lastLook;
  std::optional<RunFinished> finished;
  std::optional<Error> error;  ///< Why it could not start.
  std::vector<SampleGenerated> samples;
  std::optional<RunWarning> warning;  ///< The newest.
  std::shared_ptr<RunCurves> curves = std::make_shared<RunCurves>();
  QElapsedTimer clock;
  /// Seconds to go by the steps done so far; negative when not known.
  double remainingSeconds() const;
  void add(const RunEvent& event);
};

/// What all pages look at: the open project with its lists, the draft of the next run, the live run, and the jobs that
/// change them. Every call that may take time runs as a job; the lists are copies that the GUI thread may read at will.
/// Thread: GUI.
class Workspace : public QObject {
  Q_OBJECT
 public:
  explicit Workspace(Preferences& preferences, QObject* parent = nullptr);
  ~Workspace() override;

  Preferences& preferences() { return m_preferences; }
  JobQueue& jobs() { return m_jobs; }

  // -- project
  const std::shared_ptr<Project>& project() const { return m_project; }
  void createProject(const QString& folder);
  void openProject(const QString& folder);
  void closeProject();
  /// Creates or opens the starter project: a small model and 503 questions that the set-up fetched.
  void openStarter();
  /// Reads the lists of the project and of models again.
  void refresh();

  // -- lists
  const std::vector<DatasetInfo>& datasets() const { return m_datasets; }
  const DatasetInfo* dataset(const std::string& id) const;
  /// Newest first, without those whose deletion can still be undone.
  const std::vector<RunRecord>& runs() const { return m_runs; }
  const RunRecord* run(const std::string& id) const;
  const std::vector<LocalModel>& models() const { return m_models; }
  const LocalModel* model(const std::string& path) const;
  bool modelsKnown() const { return m_modelsKnown; }
  void addModelPath(const QString& path);
  /// What can compute; empty until findDevices() found out.
  const std::vector<DeviceInfo>& devices() const { return m_devices; }
  /// Opens the engine in the background, once, and asks it.
  void findDevices();

  // -- data
  QPointer<Job> importFiles(std::vector<std::filesystem::path> files, ColumnMapping mapping, Dialect dialect,
                            std::string name);
  /// Writes the rows to a file in one of exportFormats(); `describe` names it in the dataset_info.json beside it.
  void exportDataset(const std::string& id, const std::string& format, const QString& path, bool describe = false);
  void setSplit(const std::string& id, const SplitSpec& split);
  /// Hides the dataset now and deletes it when the time for undo is over.
  void deleteDataset(const std::string& id);

  // -- runs
  RunSpec& draft() { return m_draft; }
  const RunSpec& draft() const { return m_draft; }
  void startTraining(const RunSpec& spec);
  void resumeRun(const std::string& id);
  void stopTraining();
  const LiveRun* live() const { return m_live ? &*m_live : nullptr; }
  bool isTraining() const { return m_live && m_live->running; }
  /// Scores the run and its base on at most `rows` test rows; the results stand in the run afterwards.
  void evaluateRun(const std::string& id, std::size_t rows);
  /// Writes the run's model to a new folder; `format` is "peft" or "huggingface".
  void exportRun(const std::string& id, const std::string& format, const QString& folder);
  /// Hides the runs now and deletes them when the time for undo is over.
  void deleteRuns(const std::vector<std::string>& ids);
  void undoDelete();
  /// Does what was put off for undo.
  void deleteNow();
  /// The colour that a run keeps while the project is open.
  int colorOf(const std::string& runId);

  /// A message at the top of the window.
  void tell(Severity severity, const QString& text, const QString& hint = {});
  void tellError(const Error& error);
  void goTo(const QString& page) { Q_EMIT pageWanted(page); }

 Q_SIGNALS:
  void projectChanged();
  void datasetsChanged();
  void datasetImported(const QString& id);
  void importFailed();
  void runsChanged();
  void modelsChanged();
  void devicesChanged();
  /// A live run began or ended.
  void liveChanged();
  /// The live run has new events; many events, one signal.
  void liveAdvanced();
  void message(attune::ui::Severity severity, const QString& text, const QString& hint);
  void errorTold(const attune::Error& error);
  void undoOffered(const QString& text);
  void exported(const QString& folder);
  void pageWanted(const QString& page);
  void filesDropped(const QStringList& files);

 private:
  void setProject(std::shared_ptr<Project> project);
  void readDatasets();
  void readRuns();
  void findModels();
  void train(RunSpec spec, const std::string& resumeId);
  void finishTraining(Result<RunRecord> result);
  void chooseDraft();
  void putOff(std::vector<std::string> ids, bool areRuns);
  bool isHidden(const std::string& id) const;

  Preferences& m_preferences;
  std::shared_ptr<Project> m_project;
  std::vector<DatasetInfo> m_datasets;
  std::vector<RunRecord> m_runs;
  std::vector<LocalModel> m_models;
  std::vector<DeviceInfo> m_devices;
  std::vector<std::pair<std::string, int>> m_colors;
  std::vector<std::string> m_deleted;   // ids of runs and datasets, hidden while undo is offered
  std::vector<std::string> m_deleting;  // the same, on their way
  bool m_deletedAreRuns = true;
  RunSpec m_draft;
  std::optional<LiveRun> m_live;
  QPointer<Job> m_training;
  QTimer m_deleteTimer, m_advanceTimer;
  bool m_modelsKnown = false, m_devicesAsked = false;
  JobQueue m_jobs;  // last: its workers end before the rest goes
};

}  // namespace attune::ui
