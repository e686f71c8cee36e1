// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_rows.h"

#include <algorithm>
#include <cstring>

namespace attune {
namespace {

// count as uint32, then the losses as float32, then the token counts as int32, all little-endian as the machine is.
std::vector<std::byte> packRows(const EvalMetrics& eval) {
  const auto losses = static_cast<std::uint32_t>(eval.exampleLosses.size());
  const auto tokens = static_cast<std::uint32_t>(eval.exampleTokens.size());
  std::vector<std::byte> bytes(8 + 4 * (static_cast<std::size_t>(losses) + tokens));
  std::memcpy(bytes.data(), &losses, 4);
  std::memcpy(bytes.data() + 4, &tokens, 4);
  if (losses) std::memcpy(bytes.data() + 8, eval.exampleLosses.data(), 4 * static_cast<std::size_t>(losses));
  if (tokens)
    std::memcpy(bytes.data() + 8 + 4 * static_cast<std::size_t>(losses), eval.exampleTokens.data(),
                4 * static_cast<std::size_t>(tokens));
  return bytes;
}

bool unpackRows(std::string_view bytes, EvalMetrics& eval) {
  if (bytes.empty()) return true;
  if (bytes.size() < 8) return false;
  std::uint32_t losses = 0, tokens = 0;
  std::memcpy(&losses, bytes.data(), 4);
  std::memcpy(&tokens, bytes.data() + 4, 4);
  if (bytes.size() != 8 + 4 * (static_cast<std::uint64_t>(losses) + tokens)) return false;
  eval.exampleLosses.resize(losses);
  eval.exampleTokens.resize(tokens);
  if (losses) std::memcpy(eval.exampleLosses.data(), bytes.data() + 8, 4 * static_cast<std::size_t>(losses));
  if (tokens)
    std::memcpy(eval.exampleTokens.data(), bytes.data() + 8 + 4 * static_cast<std::size_t>(losses),
                4 * static_cast<std::size_t>(tokens));
  return true;
}

Result<void> insertStep(sqlite::Query& query, std::int64_t run, std::int64_t seq, const StepMetrics& e) {
  query.bind(run, seq, e.step, e.epoch, e.loss, e.learningRate, e.gradientNorm, e.tokens, e.trainedTokens,
             e.tokensPerSecond, e.elapsedSeconds, static_cast<std::int64_t>(e.memoryBytes));
  ATTUNE_TRY_VOID(query.run());
  query.restart();
  return {};
}

Result<void> insertOther(sqlite::Query& query, std::int64_t run, std::int64_t seq, const RunEvent& event) {
  std::string json;
  std::vector<std::byte> rows;
  if (const auto* eval = std::get_if<EvalMetrics>(&event)) {
    rows = packRows(*eval);
    EvalMetrics light = *eval;
    light.exampleLosses.clear();
    light.exampleTokens.clear();
    json = toJson(light).dump(-1, ' ', false, Json::error_handler_t::replace);
  } else {
    json = toJson(event).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  query.bind(run, seq, json, std::span<const std::byte>(rows));
  ATTUNE_TRY_VOID(query.run());
  query.restart();
  return {};
}

StepMetrics readStep(const sqlite::Query& row) {
  StepMetrics e;
  e.step = row.integer(1);
  e.epoch = row.real(2);
  e.loss = row.real(3);
  e.learningRate = row.real(4);
  e.gradientNorm = row.real(5);
  e.tokens = row.integer(6);
  e.trainedTokens = row.integer(7);
  e.tokensPerSecond = row.real(8);
  e.elapsedSeconds = row.real(9);
  e.memoryBytes = static_cast<std::uint64_t>(row.integer(10));
  return e;
}

tl::unexpected<Error> damaged(std::int64_t seq) {
  return fail("store.damaged", ATTUNE_TEXT("Event {0} of the run is damaged."), {std::to_string(seq)});
}

Result<RunEvent> readOther(const sqlite::Query& row) {
  const std::int64_t seq = row.integer(0);
  ATTUNE_TRY(const Json json, parseJson(row.text(1), "event " + std::to_string(seq)));
  ATTUNE_TRY(RunEvent event, runEventFromJson(json));
  if (auto* eval = std::get_if<EvalMetrics>(&event); eval && !unpackRows(row.blob(2), *eval)) return damaged(seq);
  return event;
}

}  // namespace

Result<void> insertEvents(sqlite::Database& database, std::int64_t run, std::int64_t firstSeq,
                          std::span<const RunEvent> events) {
  ATTUNE_TRY(sqlite::Query steps, database.query("INSERT INTO steps VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"));
  ATTUNE_TRY(sqlite::Query others, database.query("INSERT INTO events VALUES(?1,?2,?3,?4)"));
  for (const RunEvent& event : events) {
    const auto* step = std::get_if<StepMetrics>(&event);
    ATTUNE_TRY_VOID(step ? insertStep(steps, run, firstSeq, *step) : insertOther(others, run, firstSeq, event));
    ++firstSeq;
  }
  return {};
}

Result<std::vector<RunEvent>> selectEvents(sqlite::Database& database, std::int64_t run) {
  ATTUNE_TRY(sqlite::Query steps,
             database.query(
                 "SELECT seq, step, epoch, loss, learning_rate, grad_norm, tokens, trained_tokens, tokens_per_second,"
                 " elapsed_seconds, memory_bytes FROM steps WHERE run=?1 ORDER BY seq"));
  ATTUNE_TRY(sqlite::Query others, database.query("SELECT seq, json, rows FROM events WHERE run=?1 ORDER BY seq"));
  steps.bind(run);
  others.bind(run);
  std::vector<RunEvent> events;
  ATTUNE_TRY(bool moreSteps, steps.next());
  ATTUNE_TRY(bool moreOthers, others.next());
  while (moreSteps || moreOthers) {
    if (moreSteps && (!moreOthers || steps.integer(0) < others.integer(0))) {
      events.emplace_back(readStep(steps));
      ATTUNE_TRY(moreSteps, steps.next());
    } else {
      ATTUNE_TRY(RunEvent event, readOther(others));
      events.push_back(std::move(event));
      ATTUNE_TRY(moreOthers, others.next());
    }
  }
  return events;
}

Result<std::int64_t> nextSeq(sqlite::Database& database, std::int64_t run) {
  ATTUNE_TRY(sqlite::Query query, database.query("SELECT max(coalesce((SELECT max(seq) FROM steps WHERE run=?1), 0),"
                                                 " coalesce((SELECT max(seq) FROM events WHERE run=?1), 0)) + 1"));
  query.bind(run);
  ATTUNE_TRY([[maybe_unused]] const bool row, query.next());
  return query.integer(0);
}

}  // namespace attune
