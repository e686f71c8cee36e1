// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_curves.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

const std::vector<double>& PointPlaces::of(PlotX x) const {
  switch (x) {
    case PlotX::Epoch:
      return epoch;
    case PlotX::Tokens:
      return tokens;
    case PlotX::Minutes:
      return minutes;
    case PlotX::Step:
      break;
  }
  return step;
}

void PointPlaces::add(double atStep, double atEpoch, double atTokens, double atMinutes) {
  step.push_back(atStep);
  epoch.push_back(atEpoch);
  tokens.push_back(atTokens);
  minutes.push_back(atMinutes);
}

void PointPlaces::truncate(std::size_t size) {
  for (auto* values : {&step, &epoch, &tokens, &minutes}) values->resize(std::min(size, values->size()));
}

void RunCurves::add(const RunEvent& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    totalSteps = started->totalSteps;
    ++starts;
    const auto from = static_cast<double>(started->resumedFromStep);
    const auto upTo = [from](const PointPlaces& places) {
      return static_cast<std::size_t>(std::ranges::upper_bound(places.step, from) - places.step.begin());
    };
    train.truncate(upTo(train));
    for (auto* values : {&loss, &learningRate, &gradientNorm, &tokensPerSecond}) values->resize(train.size());
    for (auto& [id, values] : stepMetrics) values.resize(train.size(), NAN);
    validation.truncate(upTo(validation));
    validationLoss.resize(validation.size());
    for (auto& [id, values] : metrics) values.resize(validation.size());
    std::erase_if(warnings, [&](const WarningMark& mark) { return mark.step > started->resumedFromStep; });
    std::erase_if(checkpoints, [&](std::int64_t step) { return step > started->resumedFromStep; });
  } else if (const auto* step = std::get_if<StepMetrics>(&event)) {
    train.add(static_cast<double>(step->step), step->epoch, static_cast<double>(step->tokens),
              step->elapsedSeconds / 60);
    loss.push_back(step->loss);
    learningRate.push_back(step->learningRate);
    gradientNorm.push_back(step->gradientNorm);
    tokensPerSecond.push_back(step->tokensPerSecond);
    for (auto& [id, values] : stepMetrics) values.resize(train.size(), NAN);
  } else if (const auto* eval = std::get_if<EvalMetrics>(&event)) {
    if (eval->set == "step" && train.size() > 0) {  // it follows its step
      for (const auto& [id, value] : eval->metrics) {
        stepMetrics[id].resize(train.size(), NAN);
        stepMetrics[id].back() = value;
      }
    }
    if (eval->set != "validation") return;
    const double tokens = train.size() == 0 || eval->step == 0 ? 0 : train.tokens.back(),
                 minutes = train.size() == 0 ? 0 : train.minutes.back();
    validation.add(static_cast<double>(eval->step), eval->epoch, tokens, minutes);
    validationLoss.push_back(eval->loss);
    for (const auto& [id, value] : eval->metrics) metrics.try_emplace(id, validation.size() - 1, NAN).first->second.push_back(value);
    for (auto& [id, values] : metrics) values.resize(validation.size(), NAN);
    if (!std::isfinite(eval->loss)) return;
    const double best = placeOf(bestStep, PlotX::Step);
    const auto bestAt = validation.size() < 2 ? 0 : nearestIndex(validation.step, best);
    if (validation.size() == 1 || !std::isfinite(validationLoss[bestAt]) || eval->loss < validationLoss[bestAt])
      bestStep = eval->step;
  } else if (const auto* saved = std::get_if<CheckpointSaved>(&event)) {
    checkpoints.push_back(saved->step);
    if (saved->best) bestStep = saved->step;
  } else if (const auto* warning = std::get_if<RunWarning>(&event)) {
    warnings.push_back({warning->step, warning->kind});
    if (warning->bestStep > 0) bestStep = warning->bestStep;
  } else if (const auto* finished = std::get_if<RunFinished>(&event)) {
    if (finished->bestStep > 0) bestStep = finished->bestStep;
  }
}

Series seriesOf(const RunCurves& curves, const std::string& name) {
  if (name == "learning_rate") return {&curves.train, &curves.learningRate};
  if (name == "gradient_norm") return {&curves.train, &curves.gradientNorm};
  if (name == "tokens_per_second") return {&curves.train, &curves.tokensPerSecond};
  if (name.starts_with(kOfSteps)) {
    const auto metric = curves.stepMetrics.find(name.substr(kOfSteps.size()));
    return metric == curves.stepMetrics.end() ? Series{} : Series{&curves.train, &metric->second};
  }
  const auto metric = curves.metrics.find(name);
  return metric == curves.metrics.end() ? Series{} : Series{&curves.validation, &metric->second};
}

double RunCurves::placeOf(std::int64_t step, PlotX x) const {
  if (x == PlotX::Step || train.size() == 0) return static_cast<double>(step);
  return train.of(x)[nearestIndex(train.step, static_cast<double>(step))];
}

PointColumns columnsOf(std::span<const double> x, double from, double to, int columns) {
  PointColumns result;
  if (x.empty() || columns <= 0 || !(to > from)) return result;
  auto begin = static_cast<std::size_t>(std::ranges::lower_bound(x, from) - x.begin());
  auto end = static_cast<std::size_t>(std::ranges::upper_bound(x, to) - x.begin());
  if (begin > 0) --begin;
  if (end < x.size()) ++end;
  if (end - begin <= 2 * static_cast<std::size_t>(columns)) {
    for (std::size_t i = begin; i <= end; ++i) result.edges.push_back(i);
    return result;
  }
  const double width = (to - from) / columns;
  result.edges.push_back(begin);
  for (int column = 1; column < columns; ++column) {
    const double edge = from + column * width;
    // Points lie about as densely as in the column before, so the search grows from there.
    const std::size_t last = result.edges.back();
    std::size_t step = 1, low = last;
    while (low + step < end && x[low + step] < edge) low += step, step *= 2;
    const auto found = std::lower_bound(x.begin() + static_cast<std::ptrdiff_t>(low),
                                        x.begin() + static_cast<std::ptrdiff_t>(std::min(end, low + step)), edge);
    auto at = static_cast<std::size_t>(found - x.begin());
    // Where a pixel holds many blocks, its edge is that of a block: a small part of a pixel beside, and no block is torn.
    if (at - last > 4 * MinMaxPyramid::kBlock) at -= at % MinMaxPyramid::kBlock;
    if (at > last) result.edges.push_back(at);
  }
  if (result.edges.back() < end) result.edges.push_back(end);
  return result;
}

Polyline decimated(std::span<const double> x, std::span<const double> y, const PointColumns& columns, const MinMaxPyramid& pyramid, double flat) {
  Polyline line;
  line.x.reserve(2 * static_cast<qsizetype>(columns.edges.size())), line.y.reserve(line.x.capacity());
  const auto keep = [&](double atX, double value) {
    line.x.push_back(atX);
    line.y.push_back(value);
  };
  for (std::size_t column = 1; column < columns.edges.size(); ++column) {
    const std::size_t begin = columns.edges[column - 1], end = columns.edges[column];
    const auto found = end - begin > 1 ? pyramid.extremes(y, begin, end) : std::nullopt;
    if (!found) {
      keep(x[begin], y[begin]);
      continue;
    }
    const bool lowFirst = found->lowAt < found->highAt;
    keep(x[std::min(found->lowAt, found->highAt)], lowFirst ? found->low : found->high);
    if (found->high - found->low > flat) keep(x[std::max(found->lowAt, found->highAt)], lowFirst ? found->high : found->low);
  }
  return line;
}

std::size_t nearestIndex(std::span<const double> x, double at) {
  const auto after = std::ranges::lower_bound(x, at);
  if (after == x.begin()) return 0;
  if (after == x.end()) return x.size() - 1;
  const auto index = static_cast<std::size_t>(after - x.begin());
  return at - x[index - 1] <= x[index] - at ? index - 1 : index;
}

}  // namespace attune::ui
