// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics as pure functions of predictions and references.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// A named entity, [begin, end) in tokens.
struct TagSpan {
  std::string type;
  std::size_t begin = 0, end = 0;
  bool operator==(const TagSpan&) const = default;
};
/// The spans of a tag sequence in IOB1, IOB2 or BIOES, read as conlleval does: a change of type begins a new span.
std::vector<TagSpan> tagSpans(std::span<const std::string> tags);
/// F1 over exactly matching spans of all sentences.
F1Score spanF1(std::span<const std::vector<std::string>> predicted, std::span<const std::vector<std::string>> expected);

/// Share of pairs whose chosen answer scores higher (a tie counts half), and the mean margin.
std::pair<double, double> preferenceAccuracy(std::span<const double> chosen, std::span<const double> rejected);

/// Share of queries whose right item stands among the k nearest by cosine. Row i of `queries` [n, d] belongs to row i
/// of `items` [n, d].
double recallAtK(std::span<const float> queries, std::span<const float> items, std::size_t dimensions, std::size_t k);

}  // namespace attune
