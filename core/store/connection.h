// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/store: what an open project holds, and helpers that its parts share.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "core/base/file.h"
#include "core/store/project_store.h"
#include "core/store/sqlite.h"

namespace attune {

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

/// Seconds since 1970, UTC.
inline std::int64_t secondsNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// JSON in one line; what is not UTF-8 becomes U+FFFD.
inline std::string compactJson(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace attune
