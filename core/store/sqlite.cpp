// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <limits>

#include "core/base/file.h"

namespace attune::sqlite {
namespace {

// A project can come from a stranger: what its schema holds must not run code, and its numbers must not be believed.
Result<void> distrust(sqlite3* handle) {
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 30);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_busy_timeout(handle, 2000);
  return {};
}

}  // namespace

tl::unexpected<Error> failure(sqlite3* handle) {
  const int code = sqlite3_errcode(handle);
  std::string detail = sqlite3_errmsg(handle);
  if (code == SQLITE_FULL)
    return fail("store.full", ATTUNE_TEXT("The project could not be saved because the disk is full."), {},
                ATTUNE_TEXT("Free some space; what could not be saved is kept in memory and tried again."),
                std::move(detail));
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    return fail(
        "store.damaged", ATTUNE_TEXT("The project's database is damaged."), {},
        ATTUNE_TEXT(
            "Restore project.db from a backup; datasets, checkpoints and exports in the folder are separate files."),
        std::move(detail));
  return fail("store.io", ATTUNE_TEXT("The project's database could not be read or written."), {},
              ATTUNE_TEXT("Check that the disk is connected and that you may write to the project's folder."),
              std::move(detail));
}

Result<bool> Query::next() {
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(sqlite3_db_handle(m_statement));
}

Result<void> Query::run() {
  ATTUNE_TRY([[maybe_unused]] const bool row, next());
  return {};
}

double Query::real(int column) const {
  if (sqlite3_column_type(m_statement, column) == SQLITE_NULL) return std::numeric_limits<double>::quiet_NaN();
  return sqlite3_column_double(m_statement, column);
}

std::string Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
               : std::string();
}

std::string_view Query::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
               : std::string_view();
}

Result<Database> Database::open(const std::filesystem::path& path, bool create) {
  if (create) {
    // SQLite would take the umask's mode; a project's texts are nobody else's business.
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file) return fail("store.exists", ATTUNE_TEXT("“{0}” already exists or cannot be created."), {path.string()});
  }
  Database database;
  sqlite3* handle = nullptr;
  // FULLMUTEX would hide races between our threads; the store's own lock orders the calls.
  const int code = sqlite3_open_v2(path.c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
  database.m_handle.reset(handle);
  if (code != SQLITE_OK) return failure(handle);
  sqlite3_extended_result_codes(handle, 0);
  ATTUNE_TRY_VOID(distrust(handle));
  // The lock of the project already keeps others out; exclusive mode also keeps SQLite's own tools from writing beside
  // us, which the write-ahead log of 3.40 does not survive in every case.
  for (const char* pragma : {"PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0", "PRAGMA locking_mode=EXCLUSIVE",
                             "PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY", "PRAGMA journal_mode=WAL"})
    ATTUNE_TRY_VOID(database.execute(pragma));
  return database;
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failure(m_handle.get());
  return {};
}

Result<Query> Database::query(const char* sql) {
  auto& statement = m_statements[sql];
  if (!statement) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
      return failure(m_handle.get());
    statement.reset(made);
  }
  return Query(statement.get());
}

Result<std::int64_t> Database::integer(const char* sql) {
  ATTUNE_TRY(Query row, query(sql));
  ATTUNE_TRY(const bool found, row.next());
  return found ? row.integer(0) : 0;
}

Result<std::string> Database::text(const char* sql) {
  ATTUNE_TRY(Query row, query(sql));
  ATTUNE_TRY(const bool found, row.next());
  return found ? row.text(0) : std::string();
}

Result<void> Database::backupTo(const std::filesystem::path& path) {
  std::filesystem::path temporary = path;
  temporary += ".tmp";
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  {
    const FileDescriptor file(::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file) return fail("store.io", ATTUNE_TEXT("“{0}” could not be written."), {temporary.string()});
  }
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(temporary.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, Close> target(handle);
  if (opened != SQLITE_OK) return failure(handle);
  sqlite3_backup* backup = sqlite3_backup_init(handle, "main", m_handle.get(), "main");
  if (!backup) return failure(handle);
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) return failure(handle);
  const FileDescriptor written(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
  if (!written || ::fsync(written.get()) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0)
    return fail("store.io", ATTUNE_TEXT("“{0}” could not be written."), {path.string()});
  return syncFolder(path.parent_path());
}

Result<Transaction> Transaction::begin(Database& database, bool durable) {
  ATTUNE_TRY_VOID(database.execute(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"));
  ATTUNE_TRY_VOID(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  if (m_database) sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  ATTUNE_TRY_VOID(m_database->execute("COMMIT"));
  m_database = nullptr;
  return {};
}

}  // namespace attune::sqlite
