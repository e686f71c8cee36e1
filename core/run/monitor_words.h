// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/run: what the monitor says to people.
#pragma once
#include <cstdint>
#include <string>

#include "core/run/run_event.h"

namespace attune {

/// The facts that the texts may use; losses as they are, not logarithms.
struct MonitorFacts {
  std::int64_t step = 0, bestStep = 0;
  double bestLoss = 0, loss = 0, trainThen = 0, trainNow = 0;
  double bestEpoch = 0;            ///< Epochs trained at the best step.
  std::int64_t trainExamples = 0;  ///< 0: not known.
  std::size_t rows = 0;            ///< Rows compared one by one; 0: curves only.
  double standardErrors = 0;       ///< The rise in standard errors, when rows were compared.
  std::size_t looks = 0;
};

RunWarning overfittingWarning(const MonitorFacts& facts);
RunWarning cautionWarning(const MonitorFacts& facts);
RunWarning plateauWarning(const MonitorFacts& facts);
RunWarning divergingWarning(const MonitorFacts& facts);
RunWarning notFiniteWarning(const MonitorFacts& facts, bool validation);
RunWarning cannotTellWarning(const MonitorFacts& facts);

}  // namespace attune
