// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/run/run_event.h"
#include "core/run/run_record.h"
#include "core/store/project_store.h"

namespace attune {

/// An EventSink that writes a run's events to the store in batches: at most 100 ms pass before an event is stored, and
/// at checkpoints, at the start and at the end it is stored before the call returns. Events that could not be stored
/// (disk full) are kept and tried again. Thread: `record` from the worker, the rest from any.
class RunRecorder {
 public:
  /// `before` holds the stored events of a run that is resumed.
  RunRecorder(ProjectStore& store, std::string runId, const std::vector<RunEvent>& before = {});
  /// Stores what is pending.
  ~RunRecorder();
  RunRecorder(const RunRecorder&) = delete;
  RunRecorder& operator=(const RunRecorder&) = delete;

  void record(const RunEvent& event);
  /// Stores everything recorded so far; once it returns well, no kill of the process loses it.
  Result<void> flush();
  /// Why the last attempt to store failed; nothing while all is well.
  std::optional<Error> problem() const;
  /// The summary of all events so far.
  RunSummary summary() const;

 private:
  Result<void> flushLocked(bool durable);
  void flushLoop(std::stop_token stop);

  ProjectStore& m_store;
  const std::string m_runId;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::vector<RunEvent> m_pending;
  std::chrono::steady_clock::time_point m_oldest;
  RunSummarizer m_summarizer;
  std::optional<Error> m_problem;
  std::jthread m_flusher;  // last: joins before the rest goes
};

}  // namespace attune
