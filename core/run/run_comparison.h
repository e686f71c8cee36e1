// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/run/run_record.h"

namespace attune {

/// What the x axis of a curve counts.
enum class CurveAxis { Step, Epoch, Tokens, Seconds };
const char* curveAxisId(CurveAxis axis);  ///< "step", "epoch", "tokens", "seconds".

/// One curve of one run with all axes, so that a plot changes its axis without asking again.
struct RunSeries {
  /// "train_loss", "validation_loss", "learning_rate", "grad_norm", "tokens_per_second", "metric.<name>" of validation, "step.<name>" of
  /// the rows of a step.
  std::string id;
  std::string label;                                           ///< ATTUNE_TEXT, or a metric's name.
  std::vector<double> steps, epochs, tokens, seconds, values;  ///< Equally long; a not-finite value is NaN.
  std::span<const double> axis(CurveAxis which) const;
};

/// One row of the table of settings: the value of each run, as text.
struct ParamDiffRow {
  std::string id;  ///< "learning_rate", or "model", "technique", "dataset", "split", "seed", "device", "task".
  std::vector<std::string> values;  ///< One per run; empty where the run has a default that only its technique knows.
  bool differs = false;
};

/// One row of the table of results.
struct SummaryRow {
  std::string id;                             ///< "best_validation_loss", "elapsed_seconds" …
  std::string label;                          ///< ATTUNE_TEXT.
  std::vector<std::optional<double>> values;  ///< One per run.
  int better = 0;                             ///< −1: lower is better, +1: higher is better, 0: neither.
  std::int64_t best = -1;                     ///< Index of the best run; −1 when there is none or it means nothing.
};

/// The difference of two runs' best looks on the same validation rows, row by row.
struct PairedDifference {
  std::size_t first = 0, second = 0;  ///< Indices into RunComparison::runs.
  std::size_t rows = 0;
  double difference = 0;     ///< Second minus first, mean loss per trained token.
  double low = 0, high = 0;  ///< 95 % bootstrap interval over rows.
  double pValue = 1;         ///< Two-sided, paired t test over rows.
  bool significant = false;  ///< The interval excludes 0.
};

/// Several runs side by side: what the compare page and reports show.
struct RunComparison {
  std::vector<RunRecord> runs;
  std::vector<ParamDiffRow> params;
  std::vector<std::vector<RunSeries>> series;  ///< Of each run.
  std::vector<SummaryRow> summary;
  std::vector<PairedDifference> differences;  ///< Of each pair whose best looks saw the same rows.
  std::vector<Error> notComparable;           ///< Why losses of these runs cannot be compared; empty when they can.
};

/// The curves of a run's events.
std::vector<RunSeries> runSeries(const std::vector<RunEvent>& events);
/// Puts runs side by side. Pure: the same records give the same comparison.
RunComparison compareRuns(std::vector<RunRecord> runs);
/// Nothing when the two have no per-row losses, or of different rows.
std::optional<PairedDifference> pairedDifference(const RunRecord& first, const RunRecord& second);

/// Exponential moving average without the pull to zero at the start: last = last·w + y, debias = debias·w + 1, out =
/// last/debias. NaN stays where it is and does not enter the average. `weight` in [0, 1); 0 gives the values back.
class MovingAverage {
 public:
  explicit MovingAverage(double weight) : m_weight(weight) {}
  /// Takes in the next value and gives the average.
  double add(double value);

 private:
  double m_weight, m_last = 0, m_debias = 0;
};
/// The MovingAverage at each of the values.
std::vector<double> smoothed(std::span<const double> values, double weight);
/// Values of a curve at other x by linear interpolation; NaN outside its range. `x` and `at` ascend.
std::vector<double> resampled(std::span<const double> x, std::span<const double> values, std::span<const double> at);

}  // namespace attune
