// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_recorder.h"

namespace attune {
namespace {

constexpr auto kLongestWait = std::chrono::milliseconds(100);
constexpr std::size_t kLargestBatch = 20'000;

// What decides where a run can go on, and what a user would miss.
bool isMilestone(const RunEvent& event) {
  return std::holds_alternative<RunStarted>(event) || std::holds_alternative<CheckpointSaved>(event) ||
         std::holds_alternative<RunFinished>(event);
}

}  // namespace

RunRecorder::RunRecorder(ProjectStore& store, std::string runId, const std::vector<RunEvent>& before)
    : m_store(store), m_runId(std::move(runId)) {
  for (const RunEvent& event : before) m_summarizer.add(event);
  m_flusher = std::jthread([this](std::stop_token stop) { flushLoop(std::move(stop)); });
}

RunRecorder::~RunRecorder() {
  m_flusher.request_stop();
  m_wake.notify_all();
  m_flusher.join();
  const std::scoped_lock guard(m_mutex);
  (void)flushLocked(true);
}

void RunRecorder::record(const RunEvent& event) {
  const std::scoped_lock guard(m_mutex);
  const bool first = m_pending.empty();
  if (first) m_oldest = std::chrono::steady_clock::now();
  m_pending.push_back(event);
  m_summarizer.add(event);
  if (isMilestone(event) || m_pending.size() >= kLargestBatch)
    (void)flushLocked(isMilestone(event));
  else if (first)
    m_wake.notify_all();
}

Result<void> RunRecorder::flush() {
  const std::scoped_lock guard(m_mutex);
  return flushLocked(true);
}

std::optional<Error> RunRecorder::problem() const {
  const std::scoped_lock guard(m_mutex);
  return m_problem;
}

RunSummary RunRecorder::summary() const {
  const std::scoped_lock guard(m_mutex);
  return m_summarizer.summary();
}

Result<void> RunRecorder::flushLocked(bool durable) {
  if (m_pending.empty()) return {};
  auto stored = m_store.appendEvents(m_runId, m_pending, durable);
  if (stored) {
    m_pending.clear();
    if (durable) stored = m_store.updateSummary(m_runId, m_summarizer.summary());
  }
  m_problem = stored ? std::nullopt : std::optional<Error>(stored.error());
  return stored;
}

void RunRecorder::flushLoop(std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  while (!stop.stop_requested()) {
    m_wake.wait(lock, stop, [&] { return !m_pending.empty(); });
    if (stop.stop_requested()) return;
    // Waiting, not sleeping: the destructor ends it at once. A failed attempt is repeated after the same time.
    const auto due = m_problem ? std::chrono::steady_clock::now() + kLongestWait : m_oldest + kLongestWait;
    m_wake.wait_until(lock, stop, due, [] { return false; });
    if (stop.stop_requested()) return;
    (void)flushLocked(false);
  }
}

}  // namespace attune
