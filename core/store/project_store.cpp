// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/project_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/store/connection.h"
#include "core/store/event_rows.h"
#include "core/store/schema.h"
#include "core/store/sqlite.h"
#include "core/store/summary_json.h"

namespace attune {
namespace fs = std::filesystem;

namespace {

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
    const std::string state = stateId(summary.state), json = compactJson(toJson(summary));
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
  record.createdAt = secondsNow();
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
  const std::string json = compactJson(spec.toJson()), summary = compactJson(toJson(record.summary)),
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
  const std::string state = stateId(summary.state), json = compactJson(toJson(summary));
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(m_connection->database, true));
  ATTUNE_TRY(sqlite::Query query, m_connection->database.query("UPDATE runs SET state=?1, summary=?2 WHERE number=?3"));
  ATTUNE_TRY_VOID(query.bind(state, json, number).run());
  return transaction.commit();
}

Result<void> ProjectStore::updateSpec(const std::string& runId, const RunSpec& spec) {
  const std::scoped_lock guard(m_connection->mutex);
  ATTUNE_TRY(const std::int64_t number, m_connection->number(runId));
  const std::string json = compactJson(spec.toJson());
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

}  // namespace attune
