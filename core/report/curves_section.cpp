// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/eval/evaluation.h"
#include "core/report/document.h"
#include "core/report/format_text.h"

namespace attune::report {
namespace {

// The average reaches over about a thirtieth of the run, so that a short run is not shown later than it was.
double smoothingFor(std::size_t points) {
  return std::clamp(1 - 30 / static_cast<double>(std::max<std::size_t>(1, points)), 0.0, 0.99);
}

constexpr std::size_t kFewPoints = 30;  // shorter curves are shown as they are

const RunSeries* find(const std::vector<RunSeries>& series, const char* id) {
  const auto it = std::find_if(series.begin(), series.end(), [&](const RunSeries& s) { return s.id == id; });
  return it == series.end() || it->values.empty() ? nullptr : &*it;
}

// The raw values faint, the smoothed ones over them.
void addTraining(Chart& chart, const RunSeries& series, const std::string& label, int colour) {
  if (series.values.size() < kFewPoints) {
    chart.lines.push_back({label, series.steps, series.values, colour, false, false, false});
    return;
  }
  chart.lines.push_back({"", series.steps, series.values, colour, true, false, false});
  chart.lines.push_back(
      {label, series.steps, smoothed(series.values, smoothingFor(series.values.size())), colour, false, false, false});
}

void addBest(const ReportInput& input, Chart& chart, const RunRecord& run, int colour, bool withText) {
  if (!run.summary.bestValidationLoss) return;
  const Numbers numbers(input.language);
  chart.marks.push_back({static_cast<double>(run.summary.bestStep), *run.summary.bestValidationLoss,
                         withText
                             ? say(input, ATTUNE_TEXT("best: step {0}, {1}"),
                                   {numbers.count(run.summary.bestStep), numbers.loss(*run.summary.bestValidationLoss)})
                             : std::string(),
                         colour});
}

void addOverfitting(const ReportInput& input, Chart& chart, const RunRecord& run) {
  for (const RunEvent& event : run.events)
    if (const auto* warning = std::get_if<RunWarning>(&event); warning && warning->kind == "overfitting") {
      chart.bands.push_back({static_cast<double>(warning->bestStep), say(input, ATTUNE_TEXT("overfitting"))});
      return;
    }
}

Chart emptyChart(const ReportInput& input, const std::string& label) {
  Chart chart;
  chart.title = label;
  chart.yLabel = label;
  chart.xLabel = say(input, ATTUNE_TEXT("optimiser step"));
  return chart;
}

Chart lossOfOne(const ReportInput& input, const RunRecord& run, const std::vector<RunSeries>& series) {
  Chart chart = emptyChart(input, say(input, ATTUNE_TEXT("Loss")));
  if (const RunSeries* train = find(series, "train_loss"))
    addTraining(chart, *train, say(input, ATTUNE_TEXT("Training")), 0);
  if (const RunSeries* validation = find(series, "validation_loss"))
    chart.lines.push_back(
        {say(input, ATTUNE_TEXT("Validation")), validation->steps, validation->values, 1, false, true, false});
  if (const RunSeries* rows = find(series, "train_eval_loss"))
    chart.lines.push_back(
        {say(input, ATTUNE_TEXT("Training rows, evaluated")), rows->steps, rows->values, 2, false, false, true});
  addBest(input, chart, run, 1, true);
  addOverfitting(input, chart, run);
  return chart;
}

// One curve of every run; beyond the palette lines are dashed.
Chart overlay(const ReportInput& input, const char* id, const std::string& label, bool marks) {
  Chart chart = emptyChart(input, label);
  const auto& runs = input.comparison.runs;
  for (std::size_t i = 0; i < std::min(runs.size(), input.comparison.series.size()); ++i) {
    const RunSeries* series = find(input.comparison.series[i], id);
    if (!series) continue;
    const int colour = static_cast<int>(i);
    const std::string name = runName(runs[i]);
    if (marks)
      chart.lines.push_back({name, series->steps, series->values, colour, false, true, i >= 6});
    else
      chart.lines.push_back({name, series->steps,
                             series->values.size() < kFewPoints
                                 ? series->values
                                 : smoothed(series->values, smoothingFor(series->values.size())),
                             colour, false, false, i >= 6});
    if (marks) addBest(input, chart, runs[i], colour, false);
  }
  return chart;
}

Chart small(Chart chart) {
  chart.height = 240;
  return chart;
}

}  // namespace

Section curvesSection(const ReportInput& input) {
  Section section{"curves", say(input, ATTUNE_TEXT("Curves")), {}};
  const auto& runs = input.comparison.runs;
  const auto add = [&](Chart chart) {
    if (!chart.lines.empty()) section.blocks.emplace_back(std::move(chart));
  };
  if (runs.size() == 1 && !input.comparison.series.empty()) {
    const auto& series = input.comparison.series.front();
    add(lossOfOne(input, runs.front(), series));
    for (const auto& [id, label] : {std::pair{"learning_rate", ATTUNE_TEXT("Learning rate")},
                                    std::pair{"grad_norm", ATTUNE_TEXT("Gradient norm")}}) {
      const RunSeries* curve = find(series, id);
      if (!curve) continue;
      Chart chart = small(emptyChart(input, say(input, label)));
      if (id == std::string("grad_norm"))
        addTraining(chart, *curve, "", 3);
      else
        chart.lines.push_back({"", curve->steps, curve->values, 5, false, false, false});
      add(std::move(chart));
    }
    // What the steps of a task show besides their loss.
    constexpr std::string_view kOfSteps = "step.";
    for (const RunSeries& curve : series) {
      if (!curve.id.starts_with(kOfSteps)) continue;
      Chart chart = small(emptyChart(input, say(input, metricLabel(curve.id.substr(kOfSteps.size())))));
      addTraining(chart, curve, "", 4);
      add(std::move(chart));
    }
    if (!section.blocks.empty())
      section.blocks.emplace_back(Paragraph{say(
          input, ATTUNE_TEXT("Thin lines are the values of single steps; thick ones are smoothed for the eye only."))});
    return section;
  }
  add(overlay(input, "validation_loss", say(input, ATTUNE_TEXT("Validation loss")), true));
  add(overlay(input, "train_loss", say(input, ATTUNE_TEXT("Training loss, smoothed")), false));
  return section;
}

}  // namespace attune::report
