// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/run/run_observer.h"

namespace attune {

/// What the curves of a run say at a moment.
enum class MonitorState { CannotTell, Learning, Plateau, Caution, Overfitting, Diverging };
const char* monitorStateId(
    MonitorState state);  ///< "cannot-tell", "learning", "plateau", "caution", "overfitting", "diverging".

/// Watches validation and training loss for overfitting, online: each judgement uses only what was seen before it, and
/// an overfitting warning is never taken back. With per-row losses it tests the paired difference to the best look;
/// with curves alone it tests the rise over the lowest smoothed level against the curve's own noise. Looks during
/// warm-up are not judged, and NaN is never best. Thread: one at a time.
class RunMonitor : public RunObserver {
 public:
  RunMonitor();
  ~RunMonitor() override;
  std::vector<RunWarning> observe(const RunEvent& event) override;
  Json state() const override;
  Result<void> restore(const Json& state) override;

  MonitorState current() const;
  /// The step with the lowest finite validation loss; 0 when there is none.
  std::int64_t bestStep() const;
  /// Relative standard deviation of the noise of validation loss, estimated from its curve.
  double noise() const;
  /// The step of the first overfitting warning.
  std::optional<std::int64_t> warnedAtStep() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// The monitor's answer about a stored curve.
struct CurveJudgement {
  std::string verdict;  ///< "overfit", "healthy", "plateau", "diverging", "noisy" or "cannot-tell".
  std::optional<std::int64_t> warnedAtStep;  ///< Of the overfitting warning.
  std::int64_t bestStep = 0;
  std::vector<RunWarning> warnings;  ///< All that a live run would have shown.
};

/// Feeds a curve to a monitor look by look: `train` is the mean training loss since the look before, `validation` the
/// loss at the look; NaN where not finite. The three are equally long.
CurveJudgement judgeCurve(std::span<const std::int64_t> steps, std::span<const double> train,
                          std::span<const double> validation);
/// The same of {"steps", "train", "val"}. Errors: run.bad-curve (names what is wrong).
Result<CurveJudgement> judgeCurve(const Json& curve);
/// {"verdict", "warned_at_step", "best_step", "warnings"} as `attune monitor --json` prints it.
Json toJson(const CurveJudgement& judgement);

}  // namespace attune
