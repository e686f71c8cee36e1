// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/store: the tables of project.db and how older files become newer ones.
#pragma once
#include <filesystem>
#include <span>

#include "core/base/error.h"
#include "core/store/sqlite.h"

namespace attune {

/// Marks project.db as Attune's in its header ("ATTN").
inline constexpr std::int64_t kApplicationId = 0x4154544E;

/// SQL that leads from schema version N to N+1, where N is the position in the table.
struct Migration {
  const char* sql;
};
/// The migrations of this version of the program; the first makes a fresh database.
std::span<const Migration> migrations();

/// Brings a database to the newest version in one transaction. A file with content is copied to
/// `project.db.before-vN` first. Errors: store.newer, store.not-a-project, store.io, store.full.
Result<void> migrate(sqlite::Database& database, const std::filesystem::path& path,
                     std::span<const Migration> steps = migrations());

}  // namespace attune
