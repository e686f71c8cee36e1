// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics as pure functions of predictions and references.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/data/tagging.h"

namespace attune {

/// exp of a mean loss in nats per token.
double perplexity(double meanLoss);

/// The words of a text: folded by Unicode's NFKC_Casefold (case, accents in one or two characters, full-width letters)
/// and split at everything that is no letter, digit or mark. In scripts without spaces (Han, Kana, Thai …) each
/// character is a word.
std::vector<std::string> words(std::string_view text);

/// 1 when the two have the same words in the same order, else 0.
double exactMatch(std::string_view answer, std::string_view expected);

/// ROUGE-L (Lin 2004): F1 of the longest common subsequence of words; 0 when either has no word.
double rougeL(std::string_view answer, std::string_view expected);

/// Corpus BLEU (Papineni et al. 2002) to 4-grams with brevity penalty, 0 … 1; one reference each. No smoothing: 0 when
/// an order has no match.
double bleu(std::span<const std::string> answers, std::span<const std::string> expected);

/// Counts of (reference, prediction) pairs.
struct ConfusionMatrix {
  std::vector<std::string> labels;
  std::vector<std::vector<std::uint64_t>> counts;  ///< [reference][prediction].
};
ConfusionMatrix confusionMatrix(std::span<const std::string> predicted, std::span<const std::string> expected);

/// Precision, recall and F1 of one class, or averaged. A class that is never predicted and never expected is not
/// counted.
struct F1Score {
  double precision = 0, recall = 0, f1 = 0;
};
double accuracy(const ConfusionMatrix& matrix);
F1Score classF1(const ConfusionMatrix& matrix, std::size_t label);
/// Unweighted mean over the classes that occur in references or predictions.
F1Score macroF1(const ConfusionMatrix& matrix);
/// Over all decisions of a multi-label task: sets of labels for each row.
F1Score microF1(std::span<const std::vector<std::string>> predicted,
                std::span<const std::vector<std::string>> expected);

/// Scores of predicted label sets, one for each row; a set of one is the usual case.
struct ClassificationScores {
  double accuracy = 0;  ///< Share of rows whose whole set is right.
  F1Score micro;        ///< Over all decisions.
  F1Score macro;        ///< Unweighted mean over the labels that occur in references or predictions.
};
ClassificationScores classificationScores(std::span<const std::vector<std::string>> predicted,
                                          std::span<const std::vector<std::string>> expected);

/// Spans of one kind counted over sentences: predicted, expected, and both (hits: same kind, same first and last word).
struct SpanCounts {
  double hits = 0, predicted = 0, expected = 0;
  F1Score score() const;
};
/// Counts by kind; their sum gives the scores over all kinds. Spans are read as conlleval and seqeval's default mode do, or
/// `strict` to the letter of a scheme, as seqeval's strict mode does.
std::map<std::string, SpanCounts> spanCounts(std::span<const std::vector<std::string>> predicted, std::span<const std::vector<std::string>> expected,
                                             std::optional<TagScheme> strict = {});
SpanCounts sumOf(const std::map<std::string, SpanCounts>& byKind);

/// What tells how well words are tagged: "token_accuracy", and of span tags "entity_precision", "entity_recall", "entity_f1",
/// "entity_f1_strict" in the scheme of the expected tags (where they follow one), and "entity_f1.KIND" of each kind.
std::map<std::string, double> taggingMetrics(std::span<const std::vector<std::string>> predicted, std::span<const std::vector<std::string>> expected);

/// Share of pairs whose chosen answer scores higher (a tie counts half), and the mean margin.
std::pair<double, double> preferenceAccuracy(std::span<const double> chosen, std::span<const double> rejected);

/// Where each anchor's own candidate, that of its row, stands among all by inner product: 1 is first. Vectors [rows, dimensions];
/// `texts` says for each candidate which text it is: the same text several times counts once, and never against itself.
std::vector<std::size_t> ranksOf(std::span<const float> anchors, std::span<const float> candidates, std::size_t dimensions,
                                 std::span<const std::size_t> texts);
/// Of such ranks: "recall_at_1", "recall_at_5", "recall_at_10" (shares of ranks up to it) and "mrr" (mean of 1 / rank).
std::map<std::string, double> retrievalMetrics(std::span<const std::size_t> ranks);
/// The rows of `candidates` with the largest inner products with `anchor`, `count` at most, largest first.
std::vector<std::size_t> nearestOf(std::span<const float> anchor, std::span<const float> candidates, std::size_t count);

}  // namespace attune
