// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/data/statistics.h"

namespace attune {

/// How much a finding matters.
enum class Severity : std::uint8_t { Note, Warning, Blocking };

/// One kind of trouble in a dataset.
struct Finding {
  std::string kind;  ///< "near-empty", "duplicate", "near-duplicate", "contradiction", "imbalance", "email" … "secret",
                     ///< "untrained".
  Severity severity = Severity::Note;
  std::uint64_t count = 0;              ///< Examples concerned.
  std::vector<std::uint32_t> examples;  ///< Some of them, as indices into Dataset::examples.
  std::string title;                    ///< ATTUNE_TEXT.
  std::string advice;                   ///< What to do, ATTUNE_TEXT.
  Json step;                            ///< Null, or the recipe step (core/data/recipe.h) that would do it.
};

/// What the checks look for.
struct QualityOptions {
  double nearDuplicateThreshold = 0.8;  ///< Jaccard similarity of 5-grams; 1 switches the check off.
  std::uint64_t nearEmptyCharacters = 3;
  std::size_t maxExamples = 100;  ///< Of each finding's `examples`.
  TokenCounter trainedTokens;     ///< With it, examples that train no token are found.
};

/// Everything that was found, the gravest first; empty when nothing was.
struct QualityReport {
  std::uint64_t examples = 0;
  std::vector<Finding> findings;
  /// The finding of a kind, or null.
  const Finding* find(std::string_view kind) const;
};

/// Looks for what spoils a training: nothing is changed and nothing leaves the machine. When stopped, the checks done
/// so far. Thread: worker.
QualityReport checkQuality(const Dataset& dataset, const QualityOptions& options = {},
                           const ProgressSink& progress = {}, std::stop_token stop = {});

Json toJson(const QualityReport& report);

}  // namespace attune
