// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/store: events as rows of the tables steps and events.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/run/run_event.h"
#include "core/store/sqlite.h"

namespace attune {

/// Inserts events under the numbers from `firstSeq` on; inside the caller's transaction.
Result<void> insertEvents(sqlite::Database& database, std::int64_t run, std::int64_t firstSeq,
                          std::span<const RunEvent> events);
/// All events of a run in order, as they were appended. Errors: store.damaged.
Result<std::vector<RunEvent>> selectEvents(sqlite::Database& database, std::int64_t run);
/// The number that the next event of a run gets.
Result<std::int64_t> nextSeq(sqlite::Database& database, std::int64_t run);

}  // namespace attune
