// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <string>

namespace attune {

/// How far a long operation has come.
struct Progress {
  double fraction = 0;           ///< 0 … 1, or negative when the end is not known.
  std::string text;              ///< What is being done now, ATTUNE_TEXT.
  double remainingSeconds = -1;  ///< Estimate, negative when not known.
};

/// Receives progress on the thread that does the work; may be empty.
using ProgressSink = std::function<void(const Progress&)>;

}  // namespace attune
