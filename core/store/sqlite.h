// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/store: the sqlite3 C API with owners and Results.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace attune::sqlite {

/// A statement being used: bind, step, read; reset when it goes out of scope.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : m_statement(statement) {}
  Query(Query&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
  Query& operator=(Query&&) = delete;
  ~Query() {
    if (m_statement) sqlite3_clear_bindings(m_statement), sqlite3_reset(m_statement);
  }
  /// Binds the values to ?1, ?2 … Texts must outlive the query.
  template <class... T>
  Query& bind(const T&... values) {
    int index = 0;
    (bindOne(++index, values), ...);
    return *this;
  }
  /// Fetches the next row; false at the end.
  Result<bool> next();
  /// Runs a statement that gives no rows.
  Result<void> run();
  /// Runs again with new values without leaving the scope.
  void restart() { sqlite3_reset(m_statement); }

  std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement, column); }
  /// NaN for NULL: SQLite stores NaN as NULL.
  double real(int column) const;
  std::string text(int column) const;
  std::string_view blob(int column) const;

 private:
  void bindOne(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
  void bindOne(int index, double value) { sqlite3_bind_double(m_statement, index, value); }
  void bindOne(int index, const std::string& value) {
    sqlite3_bind_text64(m_statement, index, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void bindOne(int index, std::span<const std::byte> value) {
    sqlite3_bind_blob64(m_statement, index, value.data() ? static_cast<const void*>(value.data()) : "", value.size(),
                        SQLITE_STATIC);
  }
  sqlite3_stmt* m_statement;
};

/// An open database file with the settings for files that may come from a stranger.
class Database {
 public:
  /// Errors: store.io, store.damaged.
  static Result<Database> open(const std::filesystem::path& path, bool create);
  Result<void> execute(const char* sql);
  /// A prepared statement, kept for the next time. `sql` is a literal.
  Result<Query> query(const char* sql);
  Result<std::int64_t> integer(const char* sql);
  Result<std::string> text(const char* sql);
  int changes() const { return sqlite3_changes(m_handle.get()); }
  /// Copies the whole database into a new file, synced. Errors: store.io, store.full.
  Result<void> backupTo(const std::filesystem::path& path);
  sqlite3* handle() const { return m_handle.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3, Close> m_handle;
  std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back unless committed.
class Transaction {
 public:
  /// `durable`: COMMIT returns when the disk has it.
  static Result<Transaction> begin(Database& database, bool durable);
  Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : m_database(&database) {}
  Database* m_database;
};

/// The Error of the last failed call: store.full, store.damaged or store.io with SQLite's words as detail.
tl::unexpected<Error> failure(sqlite3* handle);

}  // namespace attune::sqlite
