// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

namespace attune {
namespace {

// Steps have columns of their own: they are by far the most rows, are read as columns, and numbers keep their bits.
// Every other event is JSON, with the per-row losses of a look as a blob beside it.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE datasets(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, content_hash TEXT NOT NULL, kind TEXT NOT NULL,
  rows INTEGER NOT NULL, dropped INTEGER NOT NULL, created_at INTEGER NOT NULL, split TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE splits(
  dataset_hash TEXT NOT NULL, spec TEXT NOT NULL, indices TEXT NOT NULL, PRIMARY KEY(dataset_hash, spec)) WITHOUT ROWID;
CREATE TABLE runs(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at INTEGER NOT NULL,
  state TEXT NOT NULL, spec TEXT NOT NULL, command TEXT NOT NULL, summary TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]');
CREATE TABLE steps(
  run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE, seq INTEGER NOT NULL,
  step INTEGER NOT NULL, epoch REAL, loss REAL, learning_rate REAL, grad_norm REAL, tokens INTEGER NOT NULL,
  trained_tokens INTEGER NOT NULL, tokens_per_second REAL, elapsed_seconds REAL, memory_bytes INTEGER NOT NULL,
  PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE events(
  run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE, seq INTEGER NOT NULL, json TEXT NOT NULL, rows BLOB NOT NULL,
  PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE evaluations(
  id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE,
  created_at INTEGER NOT NULL, result TEXT NOT NULL);
CREATE INDEX evaluations_of_run ON evaluations(run);
CREATE TABLE sweeps(id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
)sql";

constexpr Migration kMigrations[] = {{kVersion1}};

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

Result<void> migrate(sqlite::Database& database, const std::filesystem::path& path, std::span<const Migration> steps) {
  ATTUNE_TRY(const std::int64_t version, database.integer("PRAGMA user_version"));
  ATTUNE_TRY(const std::int64_t application, database.integer("PRAGMA application_id"));
  ATTUNE_TRY(const std::int64_t tables, database.integer("SELECT count(*) FROM sqlite_schema"));
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (application != kApplicationId && (application != 0 || version != 0 || tables != 0))
    return fail("store.not-a-project", ATTUNE_TEXT("“{0}” is a database, but not one of an Attune project."),
                {path.string()});
  if (version > newest)
    return fail("store.newer",
                ATTUNE_TEXT("“{0}” was written by a newer version of Attune (schema {1}; this version knows {2})."),
                {path.string(), std::to_string(version), std::to_string(newest)},
                ATTUNE_TEXT("Open it with that version; nothing was changed."));
  if (version < 0)
    return fail("store.damaged", ATTUNE_TEXT("“{0}” is damaged: its schema version is {1}."),
                {path.string(), std::to_string(version)});
  if (version == newest) return {};
  if (version > 0) {
    std::filesystem::path backup = path;
    backup += ".before-v" + std::to_string(newest);
    ATTUNE_TRY_VOID(database.backupTo(backup));
  }
  ATTUNE_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(database, true));
  for (std::int64_t from = version; from < newest; ++from)
    ATTUNE_TRY_VOID(database.execute(steps[static_cast<std::size_t>(from)].sql));
  ATTUNE_TRY_VOID(database.execute(("PRAGMA application_id=" + std::to_string(kApplicationId)).c_str()));
  ATTUNE_TRY_VOID(database.execute(("PRAGMA user_version=" + std::to_string(newest)).c_str()));
  return transaction.commit();
}

}  // namespace attune
