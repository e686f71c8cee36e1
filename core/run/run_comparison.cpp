// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_comparison.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

#include "core/eval/statistics.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Collects the curves of one run. Looks carry no token count of their own: they take that of the step they stand at.
class SeriesBuilder {
 public:
  void operator()(const StepMetrics& e) {
    m_tokens = static_cast<double>(e.tokens);
    const Position at{static_cast<double>(e.step), e.epoch, m_tokens, e.elapsedSeconds};
    add("train_loss", ATTUNE_TEXT("Training loss"), at, e.loss);
    add("learning_rate", ATTUNE_TEXT("Learning rate"), at, e.learningRate);
    add("grad_norm", ATTUNE_TEXT("Gradient norm"), at, e.gradientNorm);
    add("tokens_per_second", ATTUNE_TEXT("Tokens per second"), at, e.tokensPerSecond);
  }
  void operator()(const EvalMetrics& e) {
    const Position at{static_cast<double>(e.step), e.epoch, e.step == 0 ? 0 : m_tokens, e.elapsedSeconds};
    if (e.set == "validation") add("validation_loss", ATTUNE_TEXT("Validation loss"), at, e.loss);
    if (e.set == "train") add("train_eval_loss", ATTUNE_TEXT("Loss on training rows"), at, e.loss);
    if (e.set == "step")
      for (const auto& [name, value] : e.metrics) add("step." + name, name, at, value);
    if (e.set != "validation") return;
    for (const auto& [name, value] : e.metrics) add("metric." + name, name, at, value);
  }
  template <class Other>
  void operator()(const Other&) {}

  std::vector<RunSeries> take() { return std::move(m_series); }

 private:
  struct Position {
    double step, epoch, tokens, seconds;
  };
  void add(const std::string& id, const std::string& label, const Position& at, double value) {
    auto it = std::find_if(m_series.begin(), m_series.end(), [&](const RunSeries& s) { return s.id == id; });
    if (it == m_series.end()) {
      it = m_series.emplace(m_series.end());
      it->id = id;
      it->label = label;
    }
    it->steps.push_back(at.step);
    it->epochs.push_back(at.epoch);
    it->tokens.push_back(at.tokens);
    it->seconds.push_back(at.seconds);
    it->values.push_back(std::isfinite(value) ? value : kNaN);
  }

  std::vector<RunSeries> m_series;
  double m_tokens = 0;
};

// The settings of a spec as text, in the order of the table: what the run is about first, then its hyperparameters.
std::vector<std::pair<std::string, std::string>> settingsOf(const RunSpec& spec) {
  std::vector<std::pair<std::string, std::string>> out = {
      {"model", spec.modelName.empty() ? spec.modelPath : spec.modelName},
      {"dataset", spec.datasetId},
      {"split", toJson(spec.split).dump()},
      {"task", spec.task},
      {"technique", spec.technique},
      {"device", spec.device},
      {"seed", std::to_string(spec.seed)}};
  for (const auto& [id, value] : spec.params.values()) {
    const auto known = std::ranges::find(params::kTraining, id, [](const ParamRef& param) { return std::string(paramId(param)); });
    out.emplace_back(id, paramText(known == std::end(params::kTraining) ? value : paramSpelling(*known, value)));
  }
  return out;
}

// The text of a hyperparameter that a run leaves at its default; empty when only its technique knows it.
std::string defaultText(const std::string& id) {
  for (const ParamRef& param : params::kTraining)
    if (id == paramId(param)) return paramText(paramDefault(param));
  return {};
}

std::vector<ParamDiffRow> paramRows(const std::vector<RunRecord>& runs) {
  std::vector<ParamDiffRow> rows;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    for (auto& [id, text] : settingsOf(runs[r].spec)) {
      auto row = std::find_if(rows.begin(), rows.end(),
                              [&, name = id](const ParamDiffRow& known) { return known.id == name; });
      if (row == rows.end()) {
        row = rows.emplace(rows.end());
        row->id = id;
        row->values.resize(runs.size());
      }
      row->values[r] = text;
    }
  }
  // A run that spells a default out equals one that leaves it alone.
  for (ParamDiffRow& row : rows)
    for (std::string& value : row.values)
      if (value.empty()) value = defaultText(row.id);
  for (ParamDiffRow& row : rows)
    row.differs = std::any_of(row.values.begin(), row.values.end(),
                              [&](const std::string& value) { return value != row.values.front(); });
  return rows;
}

std::optional<double> finite(std::optional<double> value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

SummaryRow summaryRow(const std::vector<RunRecord>& runs, const char* id, const char* label, int better,
                      const std::function<std::optional<double>(const RunSummary&)>& read) {
  SummaryRow row{id, label, {}, better, -1};
  for (const RunRecord& run : runs) row.values.push_back(finite(read(run.summary)));
  if (better == 0) return row;
  for (std::size_t i = 0; i < row.values.size(); ++i)
    if (row.values[i] &&
        (row.best < 0 || better * *row.values[i] > better * *row.values[static_cast<std::size_t>(row.best)]))
      row.best = static_cast<std::int64_t>(i);
  // Where all are the same none is best.
  const bool same =
      std::all_of(row.values.begin(), row.values.end(), [&](const auto& value) { return value == row.values.front(); });
  if (same) row.best = -1;
  return row;
}

std::vector<SummaryRow> summaryRows(const std::vector<RunRecord>& runs) {
  const auto of = [](auto member) {
    return [member](const RunSummary& s) -> std::optional<double> { return static_cast<double>(s.*member); };
  };
  std::vector<SummaryRow> rows = {
      summaryRow(runs, "best_validation_loss", ATTUNE_TEXT("Best validation loss"), -1,
                 [](const RunSummary& s) { return s.bestValidationLoss; }),
      summaryRow(runs, "best_step", ATTUNE_TEXT("Best step"), 0, of(&RunSummary::bestStep)),
      summaryRow(runs, "first_validation_loss", ATTUNE_TEXT("First validation loss"), 0,
                 [](const RunSummary& s) { return s.firstValidationLoss; }),
      summaryRow(runs, "validation_loss", ATTUNE_TEXT("Validation loss at the end"), -1,
                 [](const RunSummary& s) { return s.validationLoss; }),
      summaryRow(runs, "train_loss", ATTUNE_TEXT("Training loss at the end"), 0,
                 [](const RunSummary& s) { return s.trainLoss; }),
      summaryRow(runs, "steps", ATTUNE_TEXT("Steps"), 0, of(&RunSummary::steps)),
      summaryRow(runs, "tokens", ATTUNE_TEXT("Tokens seen"), 0, of(&RunSummary::tokens)),
      summaryRow(runs, "trainable_parameters", ATTUNE_TEXT("Trained parameters"), 0,
                 of(&RunSummary::trainableParameters)),
      summaryRow(runs, "elapsed_seconds", ATTUNE_TEXT("Training time"), -1, of(&RunSummary::elapsedSeconds)),
      summaryRow(runs, "tokens_per_second", ATTUNE_TEXT("Tokens per second"), 1, of(&RunSummary::tokensPerSecond)),
      summaryRow(runs, "peak_bytes", ATTUNE_TEXT("Peak memory"), -1, of(&RunSummary::peakBytes))};
  std::set<std::string> metrics;
  for (const RunRecord& run : runs)
    for (const auto& [name, value] : run.summary.metrics) metrics.insert(name);
  for (const std::string& name : metrics)
    rows.push_back(summaryRow(runs, name.c_str(), name.c_str(),
                              name.ends_with("loss") || name.ends_with("perplexity") ? -1 : 1,
                              [&](const RunSummary& s) -> std::optional<double> {
                                const auto it = s.metrics.find(name);
                                return it == s.metrics.end() ? std::nullopt : std::optional(it->second);
                              }));
  return rows;
}

// Losses mean the same only on the same rows, cut into tokens in the same way.
std::vector<Error> obstacles(const std::vector<RunRecord>& runs) {
  std::vector<Error> out;
  const auto differs = [&](auto read) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const RunRecord& run) { return read(run.spec) != read(runs.front().spec); });
  };
  if (runs.size() < 2) return out;
  if (differs([](const RunSpec& s) { return s.datasetHash; }))
    out.push_back(
        {"compare.data", ATTUNE_TEXT("The runs learnt from different data, so their losses are not comparable."), {}});
  else if (differs([](const RunSpec& s) { return toJson(s.split).dump(); }))
    out.push_back({"compare.split",
                   ATTUNE_TEXT("The runs divide the data differently, so their validation rows are not the same."),
                   {}});
  if (differs([](const RunSpec& s) { return s.modelHash; }))
    out.push_back(
        {"compare.model",
         ATTUNE_TEXT("The runs began with different models; losses compare only where the tokenizer is the same."),
         {}});
  if (differs([](const RunSpec& s) { return s.task; }))
    out.push_back({"compare.task", ATTUNE_TEXT("The runs have different tasks."), {}});
  const auto text = [](const RunSpec& s, const char* id) {
    const ParamValue* value = s.params.find(id);
    return value == nullptr ? defaultText(id) : paramText(*value);
  };
  for (const char* id : {"max_length", "train_on_prompt"})
    if (differs([&](const RunSpec& s) { return text(s, id); }))
      out.push_back(
          {"compare.tokens", ATTUNE_TEXT("The setting “{0}” differs, so the losses are over different tokens."), {id}});
  return out;
}

// The look with the lowest finite validation loss.
const EvalMetrics* bestLook(const RunRecord& run) {
  const EvalMetrics* best = nullptr;
  for (const RunEvent& event : run.events) {
    const auto* look = std::get_if<EvalMetrics>(&event);
    if (look == nullptr || look->set != "validation" || !std::isfinite(look->loss)) continue;
    if (best == nullptr || look->loss < best->loss) best = look;
  }
  return best;
}

}  // namespace

const char* curveAxisId(CurveAxis axis) {
  constexpr const char* kIds[] = {"step", "epoch", "tokens", "seconds"};
  return kIds[static_cast<int>(axis)];
}

std::span<const double> RunSeries::axis(CurveAxis which) const {
  switch (which) {
    case CurveAxis::Epoch:
      return epochs;
    case CurveAxis::Tokens:
      return tokens;
    case CurveAxis::Seconds:
      return seconds;
    default:
      return steps;
  }
}

std::vector<RunSeries> runSeries(const std::vector<RunEvent>& events) {
  SeriesBuilder builder;
  for (const RunEvent& event : events) std::visit(builder, event);
  return builder.take();
}

std::optional<PairedDifference> pairedDifference(const RunRecord& first, const RunRecord& second) {
  if (first.spec.datasetHash != second.spec.datasetHash || !(first.spec.split == second.spec.split))
    return std::nullopt;
  const EvalMetrics* a = bestLook(first);
  const EvalMetrics* b = bestLook(second);
  if (a == nullptr || b == nullptr || a->exampleLosses.size() < 2 || a->exampleTokens != b->exampleTokens ||
      a->exampleLosses.size() != b->exampleLosses.size() || a->exampleLosses.size() != a->exampleTokens.size())
    return std::nullopt;
  const std::vector<double> x(a->exampleLosses.begin(), a->exampleLosses.end()),
      y(b->exampleLosses.begin(), b->exampleLosses.end());
  const std::vector<double> weights(a->exampleTokens.begin(), a->exampleTokens.end());
  PairedDifference out;
  out.rows = x.size();
  const Estimate estimate = bootstrapDifference(x, y, weights);
  out.difference = estimate.value;
  out.low = estimate.low;
  out.high = estimate.high;
  std::vector<double> rows(x.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = y[i] - x[i];
  out.pValue = pairedTTest(rows);
  out.significant = estimate.low > 0 || estimate.high < 0;
  return out;
}

RunComparison compareRuns(std::vector<RunRecord> runs) {
  RunComparison comparison;
  comparison.params = paramRows(runs);
  comparison.summary = summaryRows(runs);
  comparison.notComparable = obstacles(runs);
  // Losses over different tokens have no best; time and memory still do.
  if (!comparison.notComparable.empty())
    for (SummaryRow& row : comparison.summary)
      if (row.id.find("loss") != std::string::npos || row.id.find("perplexity") != std::string::npos) row.best = -1;
  for (const RunRecord& run : runs) comparison.series.push_back(runSeries(run.events));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (std::size_t j = i + 1; j < runs.size(); ++j) {
      auto difference = pairedDifference(runs[i], runs[j]);
      if (!difference) continue;
      difference->first = i;
      difference->second = j;
      comparison.differences.push_back(*difference);
    }
  }
  comparison.runs = std::move(runs);
  return comparison;
}

double MovingAverage::add(double value) {
  if (!std::isfinite(value)) return kNaN;
  m_last = m_last * m_weight + value;
  m_debias = m_debias * m_weight + 1;
  return m_last / m_debias;
}

std::vector<double> smoothed(std::span<const double> values, double weight) {
  MovingAverage average(weight);
  std::vector<double> out;
  out.reserve(values.size());
  for (const double value : values) out.push_back(average.add(value));
  return out;
}

std::vector<double> resampled(std::span<const double> x, std::span<const double> values, std::span<const double> at) {
  std::vector<double> out;
  out.reserve(at.size());
  for (const double position : at) {
    const auto after = static_cast<std::size_t>(std::lower_bound(x.begin(), x.end(), position) - x.begin());
    if (x.empty() || after == x.size() || position < x.front()) {
      out.push_back(kNaN);
    } else if (x[after] == position || after == 0) {
      out.push_back(values[after]);
    } else {
      const double share = (position - x[after - 1]) / (x[after] - x[after - 1]);
      out.push_back(values[after - 1] + share * (values[after] - values[after - 1]));
    }
  }
  return out;
}

}  // namespace attune
