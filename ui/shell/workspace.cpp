// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include <utility>

#include "core/engine/engine_loader.h"
#include "core/workflow/data_work.h"
#include "ui/shell/preferences.h"
#include "ui/shell/starter.h"
#include "ui/style/text.h"

namespace attune::ui {

namespace {

constexpr int kUndoMs = 8000;
constexpr int kAdvanceMs = 33;

struct Nothing {};

WorkContext contextOf(const JobPort& port) {
  return {.progress = port.progressSink(), .stop = port.stop()};
}

std::filesystem::path pathOf(const QString& text) {
  return std::filesystem::path(utf8(text));
}

}  // namespace

double LiveRun::remainingSeconds() const {
  if (!started || !last || last->step <= started->resumedFromStep || !running) return -1;
  const auto done = static_cast<double>(last->step - started->resumedFromStep);
  // Looks, samples and checkpoints take time too, so the wall clock is extrapolated, not the step time.
  return static_cast<double>(clock.elapsed()) / 1000.0 / done * static_cast<double>(started->totalSteps - last->step);
}

void LiveRun::add(const RunEvent& event) {
  curves->add(event);
  if (const auto* first = std::get_if<RunStarted>(&event)) {
    started = *first;
    clock.start();
  }
  if (const auto* step = std::get_if<StepMetrics>(&event)) last = *step;
  if (const auto* look = std::get_if<EvalMetrics>(&event); look && look->set == "validation") lastLook = *look;
  if (const auto* sample = std::get_if<SampleGenerated>(&event)) samples.push_back(*sample);
  if (const auto* told = std::get_if<RunWarning>(&event)) warning = *told;
  if (const auto* end = std::get_if<RunFinished>(&event)) finished = *end;
}

Workspace::Workspace(Preferences& preferences, QObject* parent) : QObject(parent), m_preferences(preferences) {
  m_deleteTimer.setSingleShot(true);
  m_deleteTimer.setInterval(kUndoMs);
  connect(&m_deleteTimer, &QTimer::timeout, this, &Workspace::deleteNow);
  m_advanceTimer.setSingleShot(true);
  m_advanceTimer.setInterval(kAdvanceMs);
  connect(&m_advanceTimer, &QTimer::timeout, this, &Workspace::liveAdvanced);
  findModels();
}

Workspace::~Workspace() = default;

void Workspace::tell(Severity severity, const QString& text, const QString& hint) {
  Q_EMIT message(severity, text, hint);
}

void Workspace::tellError(const Error& error) {
  Q_EMIT errorTold(error);
}

// -- project

void Workspace::createProject(const QString& folder) {
  m_jobs.run<std::shared_ptr<Project>>(
      Lane::Background, tr("Creating the project"), this,
      [path = pathOf(folder)](const JobPort&) { return Project::create(path); },
      [this](Result<std::shared_ptr<Project>> project) {
        if (!project) return tellError(project.error());
        setProject(std::move(*project));
        goTo("data");
      });
}

void Workspace::openProject(const QString& folder) {
  m_jobs.run<std::shared_ptr<Project>>(
      Lane::Background, tr("Opening the project"), this,
      [path = pathOf(folder)](const JobPort&) { return Project::open(path); },
      [this, folder](Result<std::shared_ptr<Project>> project) {
        if (!project) return tellError(project.error());
        setProject(std::move(*project));
        const bool interrupted =
            std::ranges::any_of(m_runs, [](const RunRecord& r) { return r.summary.state == RunState::Interrupted; });
        if (interrupted)
          tell(Severity::Info, tr("A run of this project was interrupted."),
               tr("It can be resumed on the page “Compare”."));
      });
}

void Workspace::closeProject() {
  setProject(nullptr);
}

void Workspace::openStarter() {
  m_jobs.run<StarterProject>(
      Lane::Background, tr("Preparing the starter project"), this,
      [](const JobPort& port) { return makeStarterProject(starterFolder(), contextOf(port)); },
      [this](Result<StarterProject> starter) {
        if (!starter) return tellError(starter.error());
        setProject(starter->project);
        m_draft = starter->draft;
        goTo("data");
      });
}

void Workspace::setProject(std::shared_ptr<Project> project) {
  deleteNow();
  m_project = std::move(project);
  m_datasets.clear();
  m_runs.clear();
  m_colors.clear();
  m_live.reset();
  m_draft.datasetId.clear();
  m_draft.name.clear();
  if (m_project) m_preferences.addRecentProject(QString::fromStdString(m_project->folder().string()));
  Q_EMIT projectChanged();
  Q_EMIT liveChanged();
  readDatasets();
  readRuns();
}

void Workspace::refresh() {
  readDatasets();
  readRuns();
  findModels();
}

void Workspace::readDatasets() {
  if (!m_project) return Q_EMIT datasetsChanged();
  m_jobs.run<std::vector<DatasetInfo>>(
      Lane::Background, tr("Reading the list of datasets"), this,
      [project = m_project](const JobPort&) { return project->datasets(); },
      [this, project = m_project](Result<std::vector<DatasetInfo>> datasets) {
        if (project != m_project) return;
        if (!datasets) return tellError(datasets.error());
        m_datasets = std::move(*datasets);
        std::erase_if(m_datasets, [this](const DatasetInfo& d) { return isHidden(d.id); });
        chooseDraft();
        Q_EMIT datasetsChanged();
      });
}

void Workspace::readRuns() {
  if (!m_project) return Q_EMIT runsChanged();
  m_jobs.run<std::vector<RunRecord>>(
      Lane::Background, tr("Reading the list of runs"), this,
      [project = m_project](const JobPort&) { return project->runs(); },
      [this, project = m_project](Result<std::vector<RunRecord>> runs) {
        if (project != m_project) return;
        if (!runs) return tellError(runs.error());
        m_runs = std::move(*runs);
        std::erase_if(m_runs, [this](const RunRecord& r) { return isHidden(r.id); });
        // Oldest first, so that a new run does not change the colours of those before it.
        for (auto r = m_runs.rbegin(); r != m_runs.rend(); ++r) colorOf(r->id);
        Q_EMIT runsChanged();
      });
}

void Workspace::findModels() {
  std::vector<std::filesystem::path> folders;
  for (const QString& folder : m_preferences.modelFolders()) folders.push_back(pathOf(folder));
  m_jobs.run<std::vector<LocalModel>>(
      Lane::Background, tr("Looking for models"), this,
      [folders](const JobPort&) -> Result<std::vector<LocalModel>> { return findLocalModels(folders); },
      [this](Result<std::vector<LocalModel>> models) {
        m_modelsKnown = true;
        if (models) m_models = std::move(*models);
        chooseDraft();
        Q_EMIT modelsChanged();
      });
}

void Workspace::findDevices() {
  if (std::exchange(m_devicesAsked, true)) return;
  m_jobs.run<std::vector<DeviceInfo>>(
      Lane::Background, tr("Looking for graphics cards"), this,
      [](const JobPort&) -> Result<std::vector<DeviceInfo>> {
        ATTUNE_TRY(const auto engine, loadEngine());
        return engine->devices();
      },
      [this](Result<std::vector<DeviceInfo>> devices) {
        if (!devices) return;  // whoever starts a run is told
        m_devices = std::move(*devices);
        Q_EMIT devicesChanged();
      });
}

// The draft names a dataset and a model as soon as there is one, so that the next page has something to show.
void Workspace::chooseDraft() {
  if (!dataset(m_draft.datasetId)) m_draft.datasetId = m_datasets.empty() ? std::string() : m_datasets.back().id;
  if (const DatasetInfo* chosen = dataset(m_draft.datasetId)) {
    m_draft.datasetHash = chosen->contentHash;
    m_draft.split = chosen->split;
  }
  if (!m_draft.modelPath.empty()) return;
  for (const LocalModel& candidate : m_models) {
    if (candidate.problem || candidate.task != "causal-lm") continue;
    m_draft.modelPath = candidate.path.string();
    m_draft.modelName = candidate.id;
    break;
  }
}

const DatasetInfo* Workspace::dataset(const std::string& id) const {
  const auto found = std::ranges::find(m_datasets, id, &DatasetInfo::id);
  return found == m_datasets.end() ? nullptr : &*found;
}

const RunRecord* Workspace::run(const std::string& id) const {
  const auto found = std::ranges::find(m_runs, id, &RunRecord::id);
  return found == m_runs.end() ? nullptr : &*found;
}

const LocalModel* Workspace::model(const std::string& path) const {
  const auto found = std::ranges::find_if(m_models, [&](const LocalModel& m) { return m.path.string() == path; });
  return found == m_models.end() ? nullptr : &*found;
}

void Workspace::addModelPath(const QString& path) {
  const QFileInfo info(path);
  m_preferences.addModelFolder(info.isDir() ? path : info.absolutePath());
  m_draft.modelPath = utf8(path);
  m_draft.modelName = utf8(info.completeBaseName());
  findModels();
}

// -- data

QPointer<Job> Workspace::importFiles(std::vector<std::filesystem::path> files, ColumnMapping mapping, Dialect dialect,
                                     std::string name) {
  if (!m_project) return {};
  return m_jobs.run<DatasetInfo>(
      Lane::Background, tr("Importing"), this,
      [project = m_project, files = std::move(files), mapping = std::move(mapping), dialect = std::move(dialect),
       name = std::move(name)](const JobPort& port) {
        return project->importDataset(files, mapping, dialect, name, contextOf(port));
      },
      [this](Result<DatasetInfo> info) {
        if (!info) {
          tellError(info.error());
          Q_EMIT importFailed();
          return;
        }
        m_draft.datasetId = info->id;
        m_datasets.push_back(*info);
        chooseDraft();
        Q_EMIT datasetImported(qstr(info->id));
        tell(Severity::Success, tr("%n row(s) imported.", nullptr, static_cast<int>(info->rows)),
             info->dropped == 0 ? QString()
                                : tr("%n row(s) could not be used; the import record says why.", nullptr,
                                     static_cast<int>(info->dropped)));
        readDatasets();
      });
}

void Workspace::setSplit(const std::string& id, const SplitSpec& split) {
  if (!m_project) return;
  m_jobs.run<DatasetInfo>(
      Lane::Background, tr("Splitting"), this,
      [project = m_project, id, split](const JobPort&) { return project->setSplit(id, split); },
      [this](Result<DatasetInfo> info) {
        if (!info) return tellError(info.error());
        tell(Severity::Success, tr("The split is stored."), tr("New runs use it; runs made before keep theirs."));
        readDatasets();
      });
}

// -- runs

void Workspace::startTraining(const RunSpec& spec) {
  train(spec, {});
}

void Workspace::resumeRun(const std::string& id) {
  const RunRecord* stored = run(id);
  if (stored) train(stored->spec, id);
}

void Workspace::train(RunSpec spec, const std::string& resumeId) {
  if (!m_project || isTraining()) return;
  m_live.emplace();
  m_live->spec = spec;
  m_live->id = resumeId;
  m_live->running = true;
  m_live->clock.start();
  const auto project = m_project;
  m_training = m_jobs.run<RunRecord>(
      Lane::Training, tr("Training"), this,
      [this, project, spec = std::move(spec), resumeId](const JobPort& port) -> Result<RunRecord> {
        std::vector<RunEvent> before;
        if (!resumeId.empty()) {
          ATTUNE_TRY(RunRecord stored, project->run(resumeId));
          before = std::move(stored.events);
        }
        // The closures below run on the GUI thread and only while this workspace and its queue live.
        const auto show = [this, &port](RunEvent event) {
          port.post([this, event = std::move(event)] {
            if (!m_live) return;
            m_live->add(event);
            if (!m_advanceTimer.isActive()) m_advanceTimer.start();
          });
        };
        for (RunEvent& event : before)
          if (!std::holds_alternative<RunFinished>(event)) show(std::move(event));
        const EventSink sink = [&show, progress = port.progressSink(), total = std::int64_t{0}](const RunEvent& event) mutable {
          show(event);
          if (const auto* started = std::get_if<RunStarted>(&event)) total = started->totalSteps;
          if (const auto* step = std::get_if<StepMetrics>(&event); step && total > 0)
            progress({static_cast<double>(step->step) / static_cast<double>(total), {}, -1});
        };
        return resumeId.empty() ? project->train(spec, sink, contextOf(port))
                                : project->resume(resumeId, sink, contextOf(port));
      },
      [this](Result<RunRecord> result) { finishTraining(std::move(result)); });
  Q_EMIT liveChanged();
  goTo("live");
}

void Workspace::finishTraining(Result<RunRecord> result) {
  if (!m_live) return;
  m_live->running = m_live->stopping = false;
  if (result) {
    m_live->id = result->id;
    if (m_live->finished && m_live->finished->error) {
      m_live->error = m_live->finished->error;
      tellError(*m_live->error);
    }
  } else {
    m_live->error = result.error();
    tellError(result.error());
  }
  Q_EMIT liveAdvanced();
  Q_EMIT liveChanged();
  readRuns();
}

void Workspace::stopTraining() {
  if (!isTraining() || !m_training) return;
  m_live->stopping = true;
  m_training->cancel();
  Q_EMIT liveChanged();
}

void Workspace::evaluateRun(const std::string& id, std::size_t rows) {
  if (!m_project) return;
  m_jobs.run<Json>(
      Lane::Background, tr("Evaluating"), this,
      [project = m_project, id, rows](const JobPort& port) { return project->evaluate(id, rows, contextOf(port)); },
      [this](Result<Json> done) {
        if (!done) return tellError(done.error());
        tell(Severity::Success, tr("The evaluation is stored with the run."),
             tr("It stands under “Results” and in reports."));
        readRuns();
      });
}

void Workspace::exportRun(const std::string& id, const std::string& format, const QString& folder) {
  if (!m_project) return;
  m_jobs.run<std::filesystem::path>(
      Lane::Background, tr("Exporting"), this,
      [project = m_project, id, format, target = pathOf(folder)](const JobPort& port) {
        return project->exportRun(id, format, target, contextOf(port));
      },
      [this](Result<std::filesystem::path> written) {
        if (written) {
          Q_EMIT exported(QString::fromStdString(written->string()));
        } else {
          tellError(written.error());
        }
      });
}

void Workspace::exportDataset(const std::string& id, const std::string& format, const QString& path, bool describe) {
  if (!m_project) return;
  const ExportRequest request{format, pathOf(path), "all", describe};
  m_jobs.run<ExportReport>(
      Lane::Background, tr("Writing the rows"), this,
      [project = m_project, id, request](const JobPort& port) {
        return exportData(*project, id, request, contextOf(port));
      },
      [this, path](Result<ExportReport> report) {
        if (!report) return tellError(report.error());
        const QString left = report->left.empty() ? QString()
                                                  : tr("%n row(s) are not in it, since this format cannot hold them.", nullptr,
                                                       static_cast<int>(report->left.size()));
        tell(report->left.empty() ? Severity::Success : Severity::Warning,
             tr("%n row(s) written to “%1”.", nullptr, static_cast<int>(report->written)).arg(path), left);
      });
}

// -- deleting, with undo

void Workspace::deleteRuns(const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  putOff(ids, true);
  Q_EMIT undoOffered(tr("%n run(s) deleted.", nullptr, static_cast<int>(ids.size())));
}

void Workspace::deleteDataset(const std::string& id) {
  const DatasetInfo* info = dataset(id);
  if (!info) return;
  const QString name = qstr(info->name);
  putOff({id}, false);
  Q_EMIT undoOffered(tr("The dataset “%1” is deleted.").arg(name));
}

bool Workspace::isHidden(const std::string& id) const {
  return std::ranges::count(m_deleted, id) + std::ranges::count(m_deleting, id) > 0;
}

void Workspace::putOff(std::vector<std::string> ids, bool areRuns) {
  deleteNow();
  m_deleted = std::move(ids);
  m_deletedAreRuns = areRuns;
  std::erase_if(m_runs, [this](const RunRecord& r) { return isHidden(r.id); });
  std::erase_if(m_datasets, [this](const DatasetInfo& d) { return isHidden(d.id); });
  chooseDraft();
  m_deleteTimer.start();
  if (areRuns) {
    Q_EMIT runsChanged();
  } else {
    Q_EMIT datasetsChanged();
  }
}

void Workspace::undoDelete() {
  m_deleteTimer.stop();
  m_deleted.clear();
  readDatasets();
  readRuns();
}

void Workspace::deleteNow() {
  m_deleteTimer.stop();
  const std::vector<std::string> ids = std::exchange(m_deleted, {});
  if (ids.empty() || !m_project) return;
  m_deleting.insert(m_deleting.end(), ids.begin(), ids.end());
  m_jobs.run<Nothing>(
      Lane::Background, tr("Deleting"), this,
      [project = m_project, ids, areRuns = m_deletedAreRuns](const JobPort&) -> Result<Nothing> {
        for (const std::string& id : ids)
          ATTUNE_TRY_VOID(areRuns ? project->deleteRun(id) : project->deleteDataset(id));
        return Nothing{};
      },
      [this, ids](Result<Nothing> done) {
        std::erase_if(m_deleting, [&ids](const std::string& id) { return std::ranges::count(ids, id) > 0; });
        if (!done) tellError(done.error());
        readDatasets();
        readRuns();
      });
}

int Workspace::colorOf(const std::string& runId) {
  const auto found = std::ranges::find(m_colors, runId, &std::pair<std::string, int>::first);
  if (found != m_colors.end()) return found->second;
  m_colors.emplace_back(runId, static_cast<int>(m_colors.size()));
  return m_colors.back().second;
}

}  // namespace attune::ui
