// SPDX-License-Identifier: GPL-3.0-or-later
// What a plot draws of a run, folded from its events. No Qt widgets here, so that everything is tested on numbers.
#pragma once
#include <QList>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/run/run_event.h"
#include "ui/models/min_max_pyramid.h"

namespace attune::ui {

/// What the horizontal axis counts.
enum class PlotX { Step, Epoch, Tokens, Minutes };

/// Where the points of a series stand on each possible horizontal axis; all ascending and equally long.
struct PointPlaces {
  std::vector<double> step, epoch, tokens, minutes;
  const std::vector<double>& of(PlotX x) const;
  std::size_t size() const { return step.size(); }
  void add(double atStep, double atEpoch, double atTokens, double atMinutes);
  void truncate(std::size_t size);
};

/// From where on a warning held.
struct WarningMark {
  std::int64_t step = 0;
  std::string kind;
};

/// The curves of one run; grows with `add`.
struct RunCurves {
  PointPlaces train;
  std::vector<double> loss, learningRate, gradientNorm, tokensPerSecond;
  PointPlaces validation;
  std::vector<double> validationLoss;
  std::map<std::string, std::vector<double>> metrics;  ///< What else the looks tell, by EvalMetrics::metrics; NaN where one is missing.
  std::map<std::string, std::vector<double>> stepMetrics;  ///< What steps tell besides their loss, at the points of `train`.
  std::vector<std::int64_t> checkpoints;
  std::vector<WarningMark> warnings;
  std::int64_t bestStep = 0, totalSteps = 0;
  int starts = 0;  ///< Grows when the run starts or resumes, after which points that were there may be others.

  /// Folds one event in. A run resumed from an earlier checkpoint loses the points that it does again.
  void add(const RunEvent& event);
  std::int64_t lastStep() const { return train.size() == 0 ? 0 : static_cast<std::int64_t>(train.step.back()); }
  /// Place of a step on an axis, by the nearest training point; the step itself without points.
  double placeOf(std::int64_t step, PlotX x) const;
};

/// Values of a run with the places that they belong to; `values` null where the run has none.
struct Series {
  const PointPlaces* places = nullptr;
  const std::vector<double>* values = nullptr;
};
/// Before the id of a metric: its values at the steps, not at the looks.
inline constexpr std::string_view kOfSteps = "step:";
/// What a run has under a name: learning_rate, gradient_norm, tokens_per_second, or the id of a metric.
Series seriesOf(const RunCurves& curves, const std::string& name);

/// Which points stand in which column of a screen: those of column i are [edges[i], edges[i + 1]).
struct PointColumns {
  std::vector<std::size_t> edges;
};
/// The points with x in [from, to] and one neighbour on each side in `columns` equal parts; each in a column of its own where they are
/// no more than two a part. x ascending.
PointColumns columnsOf(std::span<const double> x, double from, double to, int columns);

/// A line reduced to what a screen can show.
struct Polyline {
  QList<double> x, y;
};
/// Of each column the lowest and the highest point, in their order, or the first where they are no more than `flat` apart. A column
/// with only not-finite values gives one NaN, so that the line breaks there. `pyramid` is that of y.
Polyline decimated(std::span<const double> x, std::span<const double> y, const PointColumns& columns, const MinMaxPyramid& pyramid, double flat);

/// Index of the x nearest to `at`; x ascending and not empty.
std::size_t nearestIndex(std::span<const double> x, double at);

}  // namespace attune::ui
