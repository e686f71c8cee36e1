// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/data/split.h"
#include "core/run/run_record.h"

namespace attune {

/// A dataset as the project's database knows it; its rows lie in datasets/<id>/.
struct StoredDataset {
  std::string id;  ///< Folder name below datasets/.
  std::string name, contentHash, kind;
  std::uint64_t rows = 0, dropped = 0;
  std::int64_t createdAt = 0;   ///< Seconds since 1970, UTC.
  SplitSpec split;              ///< The split that new runs take.
  Json facts = Json::object();  ///< What reports tell: "reasons" of dropped rows, "sources", "mapping" …
};

/// What the user wrote beside a run.
struct RunNotes {
  std::string notes;
  std::vector<std::string> tags;
};

/// The result of evaluating a run, newest last.
struct StoredEvaluation {
  std::int64_t id = 0;
  std::int64_t createdAt = 0;
  Json result;  ///< toJson(Evaluation), core/eval/evaluation.h.
};

/// The database project.db of a project folder (DESIGN §5): the one connection that writes and checkpoints, guarded by
/// the project's lock. Files from elsewhere are not trusted: the schema cannot run code, and damage is refused.
/// Thread: any; calls are serialised. Every call may fail with store.io, store.full or store.damaged.
class ProjectStore {
 public:
  /// Makes the database in an existing folder. Errors: store.exists, store.locked.
  static Result<std::unique_ptr<ProjectStore>> create(const std::filesystem::path& folder,
                                                      const std::string& projectName);
  /// Opens it, upgrades older schemas (a copy of the old file stays beside it) and marks runs whose process died as
  /// Interrupted. Errors: store.missing, store.locked (another Attune has it open), store.newer (written by a newer
  /// version; left untouched), store.not-a-project, store.damaged.
  static Result<std::unique_ptr<ProjectStore>> open(const std::filesystem::path& folder);
  ~ProjectStore();
  ProjectStore(const ProjectStore&) = delete;
  ProjectStore& operator=(const ProjectStore&) = delete;

  const std::filesystem::path& folder() const { return m_folder; }
  Result<std::string> projectName() const;

  // -- datasets
  /// Inserts the row, or replaces the one with the same id.
  Result<void> saveDataset(const StoredDataset& dataset);
  Result<std::vector<StoredDataset>> loadDatasets() const;         ///< Oldest first.
  Result<StoredDataset> loadDataset(const std::string& id) const;  ///< Errors: store.unknown-dataset.
  /// Removes the row and its splits; the folder is the caller's. Errors: store.unknown-dataset, store.dataset-in-use.
  Result<void> deleteDataset(const std::string& id);
  /// Keeps a computed split, so that a run means the same rows for ever.
  Result<void> saveSplit(const std::string& datasetHash, const SplitSpec& spec, const DatasetSplit& split);
  Result<std::optional<DatasetSplit>> loadSplit(const std::string& datasetHash, const SplitSpec& spec) const;

  // -- runs
  /// Stores a run as Running and makes its folder runs/<id>/. An empty command becomes repeatCommand(spec, folder).
  Result<RunRecord> createRun(const RunSpec& spec, const std::string& command = {});
  /// Appends in one transaction. `durable` waits until the disk has it (checkpoints, state); otherwise the events
  /// survive the end of the process but not a power cut of the last moments.
  Result<void> appendEvents(const std::string& runId, std::span<const RunEvent> events, bool durable = false);
  /// Stores the state and what the table of runs shows. Durable.
  Result<void> updateSummary(const std::string& runId, const RunSummary& summary);
  /// Replaces the stored spec, when hashes became known at the start. Errors: store.unknown-run.
  Result<void> updateSpec(const std::string& runId, const RunSpec& spec);
  Result<std::vector<RunRecord>> loadRuns() const;  ///< Newest first, without events.
  /// With all events, as dropOvertaken leaves them. Errors: store.unknown-run.
  Result<RunRecord> loadRun(const std::string& id) const;
  /// Removes the run's rows, then its folder. Errors: store.unknown-run, store.run-active.
  Result<void> deleteRun(const std::string& id);
  Result<void> renameRun(const std::string& id, const std::string& name);
  Result<void> saveNotes(const std::string& runId, const RunNotes& notes);
  Result<RunNotes> loadNotes(const std::string& runId) const;

  // -- evaluations and sweeps
  Result<void> saveEvaluation(const std::string& runId, const Json& result);
  Result<std::vector<StoredEvaluation>> loadEvaluations(const std::string& runId) const;
  /// Keeps a sweep's state (core/search/sweep.h) under its id.
  Result<void> saveSweep(const std::string& id, const Json& state);
  Result<std::vector<std::pair<std::string, Json>>> loadSweeps() const;

 private:
  struct Connection;
  ProjectStore(std::filesystem::path folder, std::unique_ptr<Connection> connection);
  std::filesystem::path m_folder;
  std::unique_ptr<Connection> m_connection;
};

}  // namespace attune
