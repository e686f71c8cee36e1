// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/eval/metrics.h"

namespace attune {

/// A number with its 95 % interval; low == high == value where none was computed.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// One metric of the base model beside the tuned one, on the same rows.
struct MetricComparison {
  std::string id;                ///< "loss", "perplexity", "exact_match", "rouge_l", "accuracy", "f1_macro" …
  std::optional<Estimate> base;  ///< Missing when only the tuned model was scored.
  Estimate tuned;
  std::optional<Estimate> difference;  ///< Tuned minus base, paired by row.
  bool higherIsBetter = true;
};

/// What both models answered to one row.
struct AnswerPair {
  std::string prompt, expected, base, tuned;
};

/// The result of evaluating a run on rows it was not trained on.
struct Evaluation {
  std::string set = "test";
  std::uint64_t rows = 0, skipped = 0;  ///< Skipped: rows without a trained token.
  std::int64_t step = 0;                ///< Of the checkpoint.
  std::vector<MetricComparison> metrics;
  std::vector<AnswerPair> answers;
  std::optional<ConfusionMatrix> confusion = {};  ///< Of a task with one class for each row.
};

Json toJson(const Evaluation& evaluation);
/// Errors: eval.bad-evaluation.
Result<Evaluation> evaluationFromJson(const Json& json);

/// The metric's name for people, ATTUNE_TEXT: "ROUGE-L", "Exact match"; an unknown id is given back.
std::string metricLabel(const std::string& id);

}  // namespace attune
