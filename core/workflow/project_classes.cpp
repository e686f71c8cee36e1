// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that sort texts into classes: scores on the test rows, and the classes of a text that is typed in.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "core/eval/metrics.h"
#include "core/eval/statistics.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

std::string joined(const std::vector<std::string>& labels) {
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "" : ", ") + label;
  return text;
}

// One row's probabilities: they sum to one, or with several labels each stands for itself.
std::vector<double> probabilities(std::span<const float> logits, bool multiLabel) {
  std::vector<double> values(logits.begin(), logits.end());
  if (multiLabel) {
    for (double& value : values) value = 1 / (1 + std::exp(-value));
    return values;
  }
  const double highest = *std::ranges::max_element(values);
  for (double& value : values) value = std::exp(value - highest);
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& value : values) value /= sum;
  return values;
}

std::vector<std::string> chosenLabels(const std::vector<double>& chances, const RunSpec& spec) {
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < chances.size(); ++k)
    if (spec.multiLabel && chances[k] > 0.5) labels.push_back(spec.classes[k]);
  if (!spec.multiLabel) labels.push_back(spec.classes[static_cast<std::size_t>(std::ranges::max_element(chances) - chances.begin())]);
  return labels;
}

MetricComparison tunedAlone(const std::string& id, double value) { return {id, {}, {value, value, value}, {}, true}; }

}  // namespace

Result<Json> Project::evaluateClasses(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context) {
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, true, context));
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Scoring the tuned model on the test rows"), -1});
  ATTUNE_TRY(const auto losses, opened->evaluate(*test.examples, {}, context.stop));
  ATTUNE_TRY(const Logits scores, opened->classify(*test.examples, context.progress, context.stop));

  Evaluation evaluation = evaluationOf(run, test);
  std::vector<std::vector<std::string>> predicted, expected;
  std::vector<double> lossOfRow, right;
  const auto classes = static_cast<std::size_t>(scores.vocabulary);
  for (std::size_t i = 0; i < test.rows.size(); ++i) {
    const Example& example = rows.examples[test.rows[i]];
    predicted.push_back(chosenLabels(probabilities({scores.values.data() + i * classes, classes}, run.spec.multiLabel), run.spec));
    expected.push_back(example.labels);
    std::ranges::sort(expected.back());
    expected.back().erase(std::unique(expected.back().begin(), expected.back().end()), expected.back().end());
    right.push_back(predicted.back() == expected.back() ? 1 : 0);  // both sorted, as the classes are
    lossOfRow.push_back(losses[i].loss);
    if (maxRows == 0 || i < maxRows) evaluation.answers.push_back({example.text, joined(expected.back()), {}, joined(predicted.back())});
  }
  const ClassificationScores found = classificationScores(predicted, expected);
  evaluation.metrics.push_back({"loss", {}, bootstrapMean(lossOfRow), {}, false});
  evaluation.metrics.push_back({"accuracy", {}, bootstrapMean(right), {}, true});
  evaluation.metrics.push_back(tunedAlone("f1_macro", found.macro.f1));
  evaluation.metrics.push_back(tunedAlone("f1_micro", found.micro.f1));
  if (!run.spec.multiLabel) {
    std::vector<std::string> answers, references;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      answers.push_back(predicted[i].front());
      references.push_back(expected[i].front());
    }
    evaluation.confusion = confusionMatrix(answers, references);
  }
  return storeEvaluation(run, evaluation);
}

Result<std::string> Project::sortText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  Example example;
  example.kind = ExampleKind::Classification;
  example.text = messages.back().content;
  ATTUNE_TRY(EncodedExample encoded, model->encode(example, model->encodeSettings(run.spec)));
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, useAdapter, context));
  ATTUNE_TRY(const Logits scores, opened->classify({std::move(encoded.example)}, {}, context.stop));
  const auto chances = probabilities(scores.values, run.spec.multiLabel);
  std::vector<std::size_t> order(chances.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return chances[a] > chances[b]; });
  std::string lines;
  for (const std::size_t k : order) {
    char chance[32];
    std::snprintf(chance, sizeof chance, "%.1f %%", 100 * chances[k]);
    lines += (lines.empty() ? "" : "\n") + run.spec.classes[k] + "  " + chance;
  }
  return lines;
}

}  // namespace attune
