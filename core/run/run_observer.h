// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/base/json.h"
#include "core/run/run_event.h"

namespace attune {

/// What watches a run while it trains and may add warnings to its events; the engine calls it, so that warnings and
/// patience are part of the resumable state. RunMonitor implements it. Thread: the run's worker.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  /// Feeds one event; returns warnings to be sent after it.
  virtual std::vector<RunWarning> observe(const RunEvent& event) = 0;
  /// What `restore` needs to go on as if there had been no interruption.
  virtual Json state() const = 0;
  /// Errors: run.bad-monitor-state.
  virtual Result<void> restore(const Json& state) = 0;
};

}  // namespace attune
