// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/project_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <map>
#include <mutex>

#include "core/base/file.h"
#include "core/store/event_rows.h"
#include "core/store/schema.h"
#include "core/store/sqlite.h"
#include "core/store/summary_json.h"

namespace attune {
namespace fs = std::filesystem;

struct ProjectStore::Connection {
  FileDescriptor lock;
  sqlite::Database database;
  std::mutex mutex;
  std::map<std::string, std::int64_t> numbers;    // run id -> row number
  std::map<std::int64_t, std::int64_t> nextSeqs;  // row number -> number of the next event

  Connection(FileDescriptor held, sqlite::Database opened) : lock(std::move(held)), database(std::move(opened)) {}

  Result<std::int64_t> number(const std::string& id) {
    if (const auto it = numbers.find(id); it != numbers.end()) return it->second;
    ATTUNE_TRY(sqlite::Query query, database.query("SELECT number FROM runs WHERE id=?1"));
    query.bind(id);
    ATTUNE_TRY(const bool found, query.next());
    if (!found) return fail("store.unknown-run", ATTUNE_TEXT("The project has no run “{0}”."), {id});
    return numbers[id] = query.integer(0);
  }
};

namespace {

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// flock belongs to the open file, so it ends with the process however that ends.
Result<FileDescriptor> lockProject(const fs::path& folder) {
  const fs::path path = folder / "lock";
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file)
    return fail("store.io", ATTUNE_TEXT("“{0}” could not be opened for writing."), {path.string()},
                ATTUNE_TEXT("Check that you may write to the project's folder."), std::strerror(errno));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
    const std::string owner = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file.get(), 0) != 0 || ::write(file.get(), owner.data(), owner.size()) < 0) {
      // Only the message of a second instance is the poorer for it.
    }
    return file;
  }
  char owner[32] = {};
  const ssize_t size = ::read(file.get(), owner, sizeof owner - 1);
  std::string pid(owner, size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!pid.empty() && (pid.back() < '0' || pid.back() > '9')) pid.pop_back();
  return fail("store.locked", ATTUNE_TEXT("The project “{0}” is already open in another Attune (process {1})."),
              {folder.string(), pid.empty() ? "?" : pid},
              ATTUNE_TEXT("Close it there, or wait until its training has ended."));
}

// The check reads the whole file, which must not take longer than a user waits for a window.
Result<void> checkSound(sqlite::Database& database, const fs::path& path) {
  constexpr std::uintmax_t kLargestChecked = 512ULL << 20;
  std::error_code code;
  if (const auto size = fs::file_size(path, code); !code && size > kLargestChecked) return {};
  const auto verdict = database.text("PRAGMA quick_check(1)");
  if (verdict && *verdict == "ok") return {};
  return fail(
      "store.damaged", ATTUNE_TEXT("“{0}” is damaged."), {path.string()},
      ATTUNE_TEXT("Restore it from a backup; datasets, checkpoints and exports in the folder are separate files."),
      verdict ? *verdict : verdict.error().detail);
}

// Whoever held the lock is gone, so a run that is still “running” ended without saying so.
Result<void> markInterrupted(sqlite::Database& database) {
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(database, true));
  std::vector<std::int64_t> orphans;
  {
    ATTUNE_TRY(sqlite::Query query, database.query("SELECT number FROM runs WHERE state='running'"));
    for (;;) {
      ATTUNE_TRY(const bool more, query.next());
      if (!more) break;
      orphans.push_back(query.integer(0));
    }
  }
  for (const std::int64_t number : orphans) {
    ATTUNE_TRY(std::vector<RunEvent> events, selectEvents(database, number));
    dropOvertaken(events);
    RunSummary summary = summarize(events);
    // The process can die between the last event and the update of the state.
    if (summary.state == RunState::Running) summary.state = RunState::Interrupted;
    const std::string state = stateId(summary.state), json = compact(toJson(summary));
    ATTUNE_TRY(sqlite::Query update, database.query("UPDATE runs SET state=?1, summary=?2 WHERE number=?3"));
    ATTUNE_TRY_VOID(update.bind(state, json, number).run());
  }
  return transaction.commit();
}

}  // namespace

ProjectStore::ProjectStore(fs::path folder, std::unique_ptr<Connection> connection)
    : m_folder(std::move(folder)), m_connection(std::move(connection)) {}

ProjectStore::~ProjectStore() {
  if (m_connection) (void)m_connection->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<std::unique_ptr<ProjectStore>> ProjectStore::create(const fs::path& folder, const std::string& projectName) {
  const fs::path path = folder / "project.db";
  std::error_code code;
  if (fs::exists(fs::symlink_status(path, code)))
    return fail("store.exists", ATTUNE_TEXT("“{0}” already holds a project."), {folder.string()},
                ATTUNE_TEXT("Open it, or choose another folder."));
  ATTUNE_TRY(FileDescriptor lock, lockProject(folder));
  ATTUNE_TRY(sqlite::Database database, sqlite::Database::open(path, true));
  ATTUNE_TRY_VOID(migrate(database, path));
  auto connection = std::make_unique<Connection>(std::move(lock), std::move(database));
  {
    ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(connection->database, true));
    ATTUNE_TRY(sqlite::Query query, connection->database.query("INSERT INTO meta VALUES('name', ?1)"));
    ATTUNE_TRY_VOID(query.bind(projectName).run());
    ATTUNE_TRY_VOID(transaction.commit());
  }
  ATTUNE_TRY_VOID(syncFolder(folder));
  return std::unique_ptr<ProjectStore>(new ProjectStore(folder, std::move(connection)));
}

Result<std::unique_ptr<ProjectStore>> ProjectStore::open(const fs::path& folder) {
  const fs::path path = folder / "project.db";
  std::error_code code;
  // A symlink could lead out of the folder to another program's database, which opening would change.
  if (!fs::is_regular_file(fs::symlink_status(path, code)))
    return fail("store.missing", ATTUNE_TEXT("“{0}” is not a project: it has no file “project.db”."),
                {folder.string()});
  ATTUNE_TRY(FileDescriptor lock, lockProject(folder));
  ATTUNE_TRY(const std::string head, [&]() -> Result<std::string> {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    char bytes[16] = {};
    const ssize_t n = file ? ::read(file.get(), bytes, sizeof bytes) : -1;
    if (n < 0)
      return fail("store.io", ATTUNE_TEXT("“{0}” could not be read."), {path.string()}, {}, std::strerror(errno));
    return std::string(bytes, static_cast<std::size_t>(n));
  }());
  if (!head.empty() && head != std::string_view("SQLite format 3\0", 16))
    return fail(
        "store.damaged", ATTUNE_TEXT("“{0}” is damaged: it is not a database any more."), {path.string()},
        ATTUNE_TEXT("Restore it from a backup; datasets, checkpoints and exports in the folder are separate files."));
  ATTUNE_TRY(sqlite::Database database, sqlite::Database::open(path, false));
  ATTUNE_TRY_VOID(checkSound(database, path));
  ATTUNE_TRY_VOID(migrate(database, path));
  ATTUNE_TRY_VOID(markInterrupted(database));
  auto connection = std::make_unique<Connection>(std::move(lock), std::move(database));
  return std::unique_ptr<ProjectStore>(new ProjectStore(folder, std::move(connection)));
}

Result<std::string> ProjectStore::projectName() const {
  const std::scoped_lock guard(m_connection->mutex);
  return m_connection->database.text("SELECT value FROM meta WHERE key='name'");
}

// -- runs

Result<RunRecord> ProjectStore::createRun(const RunSpec& spec, const std::string& command) {
  const std::scoped_lock guard(m_connection->mutex);
  sqlite::Database& database = m_connection->database;
  RunRecord record;
  record.spec = spec;
  record.createdAt = now();
  record.command = command.empty() ? repeatCommand(spec, m_folder.string()) : command;
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(database, true));
  // AUTOINCREMENT: the number of a deleted run is never given again, so old reports and exports stay unambiguous.
  ATTUNE_TRY(const std::int64_t number,
             database.integer("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name='runs'), 0) + 1"));
  const std::string digits = std::to_string(number);
  record.id = "run-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
  std::error_code code;
  fs::create_directories(m_folder / "runs" / record.id, code);
  if (code)
    return fail("store.io", ATTUNE_TEXT("“{0}” could not be created."), {(m_folder / "runs" / record.id).string()}, {},
                code.message());
  fs::permissions(m_folder / "runs", fs::perms::owner_all, code);
  fs::permissions(m_folder / "runs" / record.id, fs::perms::owner_all, code);
  const std::string json = compact(spec.toJson()), summary = compact(toJson(record.summary)),
                    state = stateId(record.summary.state);
  ATTUNE_TRY(sqlite::Query query, database.query("INSERT INTO runs(number, id, name, created_at, state, spec, command, "
                                                 "summary) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"));
  ATTUNE_TRY_VOID(
      query.bind(number, record.id, spec.name, record.createdAt, state, json, record.command, summary).run());
  ATTUNE_TRY_VOID(transaction.commit());
  return record;
}

Result<void> ProjectStore::appendEvents(const std::string& runId, std::span<const RunEvent> events, bool durable) {
  if (events.empty()) return {};
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  auto& known = m_connection->nextSeqs;
  if (!known.contains(number)) {
    ATTUNE_TRY(const std::int64_t first, nextSeq(m_connection->database, number));
    known[number] = first;
  }
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, durable));
  ATTUNE_TRY_VOID(insertEvents(m_connection->database, number, known[number], events));
  ATTUNE_TRY_VOID(transaction.commit());
  known[number] += static_cast<std::int64_t>(events.size());
  return {};
}

Result<void> ProjectStore::updateSummary(const std::string& runId, const RunSummary& summary) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string state = stateId(summary.state), json = compact(toJson(summary));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET state=?1, summary=?2 WHERE number=?3"));
  ATTUNE_TRY_VOID(query.bind(state, json, number).run());
  return transaction.commit();
}

Result<void> ProjectStore::updateSpec(const std::string& runId, const RunSpec& spec) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string json = compact(spec.toJson());
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET spec=?1, name=?2 WHERE number=?3"));
  ATTUNE_TRY_VOID(query.bind(json, spec.name, number).run());
  return transaction.commit();
}

namespace {

constexpr const char* kRunColumns =
    "SELECT id, name, created_at, state, spec, command, summary FROM runs ORDER BY number DESC";
constexpr const char* kOneRun = "SELECT id, name, created_at, state, spec, command, summary FROM runs WHERE number=?1";

Result<RunRecord> readRun(const sqlite::Query& row) {
  RunRecord record;
  record.id = row.text(0);
  record.createdAt = row.integer(2);
  record.command = row.text(5);
  ATTUNE_TRY(const Json spec, parseJson(row.text(4), record.id));
  ATTUNE_TRY(record.spec, RunSpec::fromJson(spec));
  record.spec.name = row.text(1);
  ATTUNE_TRY(const Json summary, parseJson(row.text(6), record.id));
  ATTUNE_TRY(record.summary, summaryFromJson(summary));
  const std::string state = row.text(3);
  for (const RunState candidate :
       {RunState::Running, RunState::Completed, RunState::Stopped, RunState::Failed, RunState::Interrupted})
    if (state == stateId(candidate)) record.summary.state = candidate;
  return record;
}

// The newest evaluation's numbers stand in the table of runs.
Result<void> addMetrics(sqlite::Database& database, const std::string& id, RunSummary& summary) {
  ATTUNE_TRY(
      sqlite::Query query,
      database.query(
          "SELECT result FROM evaluations WHERE run=(SELECT number FROM runs WHERE id=?1) ORDER BY id DESC LIMIT 1"));
  query.bind(id);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return {};
  ATTUNE_TRY(const Json result, parseJson(query.text(0), id));
  addEvaluationMetrics(result, summary.metrics);
  return {};
}

}  // namespace

Result<std::vector<RunRecord>> ProjectStore::loadRuns() const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query(kRunColumns));
  std::vector<RunRecord> records;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return records;
    ATTUNE_TRY(RunRecord record, readRun(query));
    ATTUNE_TRY_VOID(addMetrics(m_connection->database, record.id, record.summary));
    records.push_back(std::move(record));
  }
}

Result<RunRecord> ProjectStore::loadRun(const std::string& id) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(id));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query(kOneRun));
  query.bind(number);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return fail("store.unknown-run", ATTUNE_TEXT("The project has no run “{0}”."), {id});
  ATTUNE_TRY(RunRecord record, readRun(query));
  ATTUNE_TRY(record.events, selectEvents(m_connection->database, number));
  dropOvertaken(record.events);
  ATTUNE_TRY_VOID(addMetrics(m_connection->database, id, record.summary));
  return record;
}

Result<void> ProjectStore::deleteRun(const std::string& id) {
  const std::scoped_lock guard(m_connection->mutex);
  sqlite::Database& database = m_connection->database;
  ATTUNE_TRY(const std::int64_t number, m_connection->number(id));
  {
    ATTUNE_TRY(sqlite::Query query, database.query("SELECT state FROM runs WHERE number=?1"));
    query.bind(number);
    ATTUNE_TRY([[maybe_unused]] const bool found, query.next());
    if (query.text(0) == stateId(RunState::Running))
      return fail("store.run-active", ATTUNE_TEXT("The run “{0}” is still training."), {id},
                  ATTUNE_TEXT("Stop it first."));
  }
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(database, true));
  ATTUNE_TRY(sqlite::Query query, database.query("DELETE FROM runs WHERE number=?1"));
  ATTUNE_TRY_VOID(query.bind(number).run());
  ATTUNE_TRY_VOID(transaction.commit());
  m_connection->numbers.erase(id);
  m_connection->nextSeqs.erase(number);
  std::error_code code;
  // The id came from the database, which may come from a stranger: it must be one plain name.
  if (!id.empty() && id != "." && id != ".." && fs::path(id).filename() == id)
    fs::remove_all(m_folder / "runs" / id, code);
  return {};
}

Result<void> ProjectStore::renameRun(const std::string& id, const std::string& name) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(id));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET name=?1 WHERE number=?2"));
  ATTUNE_TRY_VOID(query.bind(name, number).run());
  return transaction.commit();
}

Result<void> ProjectStore::saveNotes(const std::string& runId, const RunNotes& notes) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string tags = compact(Json(notes.tags));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET notes=?1, tags=?2 WHERE number=?3"));
  ATTUNE_TRY_VOID(query.bind(notes.notes, tags, number).run());
  return transaction.commit();
}

Result<RunNotes> ProjectStore::loadNotes(const std::string& runId) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT notes, tags FROM runs WHERE number=?1"));
  query.bind(number);
  ATTUNE_TRY([[maybe_unused]] const bool found, query.next());
  RunNotes notes{query.text(0), {}};
  ATTUNE_TRY(const Json tags, parseJson(query.text(1), runId));
  for (const Json& tag : tags)
    if (tag.is_string()) notes.tags.push_back(tag.get<std::string>());
  return notes;
}

// -- datasets

Result<void> ProjectStore::saveDataset(const StoredDataset& dataset) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string split = compact(toJson(dataset.split)), facts = compact(dataset.facts);
  const auto rows = static_cast<std::int64_t>(dataset.rows), dropped = static_cast<std::int64_t>(dataset.dropped);
  const std::int64_t createdAt = dataset.createdAt ? dataset.createdAt : now();
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("INSERT OR REPLACE INTO datasets VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)"));
  ATTUNE_TRY_VOID(
      query.bind(dataset.id, dataset.name, dataset.contentHash, dataset.kind, rows, dropped, createdAt, split, facts)
          .run());
  return transaction.commit();
}

namespace {

Result<StoredDataset> readDataset(const sqlite::Query& row) {
  StoredDataset dataset;
  dataset.id = row.text(0);
  dataset.name = row.text(1);
  dataset.contentHash = row.text(2);
  dataset.kind = row.text(3);
  dataset.rows = static_cast<std::uint64_t>(row.integer(4));
  dataset.dropped = static_cast<std::uint64_t>(row.integer(5));
  dataset.createdAt = row.integer(6);
  ATTUNE_TRY(const Json split, parseJson(row.text(7), dataset.id));
  ATTUNE_TRY(dataset.split, splitSpecFromJson(split));
  ATTUNE_TRY(dataset.facts, parseJson(row.text(8), dataset.id));
  return dataset;
}

}  // namespace

Result<std::vector<StoredDataset>> ProjectStore::loadDatasets() const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT * FROM datasets ORDER BY created_at, id"));
  std::vector<StoredDataset> datasets;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return datasets;
    ATTUNE_TRY(StoredDataset dataset, readDataset(query));
    datasets.push_back(std::move(dataset));
  }
}

Result<StoredDataset> ProjectStore::loadDataset(const std::string& id) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT * FROM datasets WHERE id=?1"));
  query.bind(id);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return fail("store.unknown-dataset", ATTUNE_TEXT("The project has no dataset “{0}”."), {id});
  return readDataset(query);
}

Result<void> ProjectStore::deleteDataset(const std::string& id) {
  ATTUNE_TRY(const std::vector<RunRecord> runs, loadRuns());
  for (const RunRecord& run : runs)
    if (run.spec.datasetId == id)
      return fail("store.dataset-in-use", ATTUNE_TEXT("The dataset “{0}” belongs to the run “{1}”."), {id, run.id},
                  ATTUNE_TEXT("Delete its runs first, or keep it so that they stay repeatable."));
  ATTUNE_TRY(const StoredDataset dataset, loadDataset(id));
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query rows, m_connection->database.query("DELETE FROM datasets WHERE id=?1"));
  ATTUNE_TRY_VOID(rows.bind(id).run());
  ATTUNE_TRY(
      sqlite::Query splits,
      m_connection->database.query(
          "DELETE FROM splits WHERE dataset_hash=?1 AND dataset_hash NOT IN (SELECT content_hash FROM datasets)"));
  ATTUNE_TRY_VOID(splits.bind(dataset.contentHash).run());
  return transaction.commit();
}

Result<void> ProjectStore::saveSplit(const std::string& datasetHash, const SplitSpec& spec, const DatasetSplit& split) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string key = compact(toJson(spec)), indices = compact(toJson(split));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("INSERT OR REPLACE INTO splits VALUES(?1,?2,?3)"));
  ATTUNE_TRY_VOID(query.bind(datasetHash, key, indices).run());
  return transaction.commit();
}

Result<std::optional<DatasetSplit>> ProjectStore::loadSplit(const std::string& datasetHash,
                                                            const SplitSpec& spec) const {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string key = compact(toJson(spec));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("SELECT indices FROM splits WHERE dataset_hash=?1 AND spec=?2"));
  query.bind(datasetHash, key);
  ATTUNE_TRY(const bool found, query.next());
  if (!found) return std::optional<DatasetSplit>();
  ATTUNE_TRY(const Json indices, parseJson(query.text(0), "split", {.maxDepth = 8, .maxBytes = 1ULL << 31}));
  ATTUNE_TRY(DatasetSplit split, splitFromJson(indices));
  return std::optional<DatasetSplit>(std::move(split));
}

// -- evaluations and sweeps

Result<void> ProjectStore::saveEvaluation(const std::string& runId, const Json& result) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string json = compact(result);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("INSERT INTO evaluations(run, created_at, result) VALUES(?1,?2,?3)"));
  ATTUNE_TRY_VOID(query.bind(number, now(), json).run());
  return transaction.commit();
}

Result<std::vector<StoredEvaluation>> ProjectStore::loadEvaluations(const std::string& runId) const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  ATTUNE_TRY(sqlite::Query query,
             m_connection->database.query("SELECT id, created_at, result FROM evaluations WHERE run=?1 ORDER BY id"));
  query.bind(number);
  std::vector<StoredEvaluation> evaluations;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return evaluations;
    ATTUNE_TRY(Json result, parseJson(query.text(2), runId));
    evaluations.push_back({query.integer(0), query.integer(1), std::move(result)});
  }
}

Result<void> ProjectStore::saveSweep(const std::string& id, const Json& state) {
  const std::scoped_lock guard(m_connection->mutex);
  const std::string json = compact(state);
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("INSERT OR REPLACE INTO sweeps VALUES(?1,?2)"));
  ATTUNE_TRY_VOID(query.bind(id, json).run());
  return transaction.commit();
}

Result<std::vector<std::pair<std::string, Json>>> ProjectStore::loadSweeps() const {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("SELECT id, state FROM sweeps ORDER BY id"));
  std::vector<std::pair<std::string, Json>> sweeps;
  for (;;) {
    ATTUNE_TRY(const bool more, query.next());
    if (!more) return sweeps;
    ATTUNE_TRY(Json state, parseJson(query.text(1), query.text(0)));
    sweeps.emplace_back(query.text(0), std::move(state));
  }
}

}  // namespace attune
