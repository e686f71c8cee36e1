// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace attune {

/// How much a finding matters.
enum class Severity : std::uint8_t { Note, Warning, Blocking };

/// One kind of trouble in a dataset.
struct Finding {
  std::string kind;  ///< "near-empty", "duplicate", "near-duplicate", "contradiction", "several-answers", "imbalance",
                     ///< "language", "misread", "lost-characters", "control-characters", "unfinished", "truncated",
                     ///< "untrained", "name", or one of sensitiveKinds().
  Severity severity = Severity::Note;
  std::uint64_t count = 0;              ///< Examples concerned.
  std::vector<std::uint32_t> examples;  ///< The first of them, as indices into Dataset::examples.
  std::string title;                    ///< ATTUNE_TEXT.
  std::string advice;                   ///< What to do, ATTUNE_TEXT.
  Json step;                            ///< The recipe step (core/data/recipe.h) that would mend it.
};

/// What becomes of an example as tokens.
struct RowTokens {
  std::size_t trained = 0;    ///< Tokens that the loss counts, after cutting.
  std::size_t truncated = 0;  ///< Tokens that were cut off.
};

/// What the checks look for.
struct QualityOptions {
  double nearDuplicateThreshold = 0.8;  ///< Jaccard similarity of 5-grams; 1 switches the check off.
  std::uint64_t nearEmptyCharacters = 3;
  std::size_t maxExamples = 100;  ///< Of each finding's `examples`.
  /// With it, examples that are cut or train no token are found; given by callers that have a tokenizer.
  std::function<RowTokens(const Example&)> tokens;
};

/// Everything that was found, the gravest first; empty when nothing was.
struct QualityReport {
  std::uint64_t examples = 0;
  std::vector<Finding> findings;
  bool tokensCounted = false;  ///< Whether cut and untrained rows were looked for.
  /// The finding of a kind, or null.
  const Finding* find(std::string_view kind) const;
};

/// Looks for what spoils a training: nothing is changed and nothing leaves the machine. Rows that a step made are not
/// compared with what they were made from. When stopped, the checks done so far. Thread: worker.
QualityReport checkQuality(const Dataset& dataset, const QualityOptions& options = {},
                           const ProgressSink& progress = {}, std::stop_token stop = {});

Json toJson(const QualityReport& report);

/// What an example asks, in a form that ignores case and punctuation: the text, or all but the last message. Empty when
/// there is no letter in it.
std::string questionKey(const Example& example);
/// What it answers: the labels, or the last message in the same form.
std::string answerKey(const Example& example);

}  // namespace attune
