// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/metrics.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace attune {
namespace {

F1Score f1Of(double hits, double predicted, double expected) {
  F1Score score;
  score.precision = predicted > 0 ? hits / predicted : 0;
  score.recall = expected > 0 ? hits / expected : 0;
  score.f1 = predicted + expected > 0 ? 2 * hits / (predicted + expected) : 0;
  return score;
}

// Unicode's NFKC_Casefold: “Ærlig” and “ærlig”, “e” with an accent written in one or in two characters, and full-width
// letters become equal. Invalid bytes become U+FFFD.
std::string caseFolded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  if (U_FAILURE(status)) return std::string(text);
  icu::StringByteSink<std::string> sink(&out);
  folding->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX))), sink,
      nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

bool standsAlone(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_THAI ||
         script == USCRIPT_LAO || script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
}

std::map<std::vector<std::string>, std::int64_t> nGrams(const std::vector<std::string>& tokens, std::size_t n) {
  std::map<std::vector<std::string>, std::int64_t> counts;
  for (std::size_t i = 0; i + n <= tokens.size(); ++i)
    ++counts[std::vector<std::string>(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                      tokens.begin() + static_cast<std::ptrdiff_t>(i + n))];
  return counts;
}

}  // namespace

double perplexity(double meanLoss) {
  return std::exp(meanLoss);
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  bool inside = false;
  const std::string folded = caseFolded(text);
  const auto length = static_cast<std::int32_t>(folded.size());
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(folded.data(), at, length, c);
    const bool letter = c >= 0 && (u_isalnum(c) || (inside && (U_GET_GC_MASK(c) & U_GC_M_MASK)));
    // Scripts without spaces: every character is a word of its own.
    const bool alone = letter && standsAlone(c);
    if (letter) {
      if (!inside || alone) out.emplace_back();
      out.back().append(folded, static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    }
    inside = letter && !alone;
  }
  return out;
}

double exactMatch(std::string_view answer, std::string_view expected) {
  return words(answer) == words(expected) ? 1 : 0;
}

double rougeL(std::string_view answer, std::string_view expected) {
  const auto a = words(answer), b = words(expected);
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::string& word : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = word == b[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return f1Of(static_cast<double>(row.back()), static_cast<double>(a.size()), static_cast<double>(b.size())).f1;
}

double bleu(std::span<const std::string> answers, std::span<const std::string> expected) {
  std::array<std::int64_t, 4> hits{}, total{};
  std::size_t answerLength = 0, expectedLength = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto a = words(answers[i]), b = words(expected[i]);
    answerLength += a.size();
    expectedLength += b.size();
    for (std::size_t n = 1; n <= 4; ++n) {
      const auto reference = nGrams(b, n);
      for (const auto& [gram, count] : nGrams(a, n)) {
        total[n - 1] += count;
        if (const auto it = reference.find(gram); it != reference.end()) hits[n - 1] += std::min(count, it->second);
      }
    }
  }
  double logSum = 0;
  for (std::size_t n = 0; n < 4; ++n) {
    if (hits[n] == 0) return 0;
    logSum += std::log(static_cast<double>(hits[n]) / static_cast<double>(total[n])) / 4;
  }
  const double brevity =
      answerLength >= expectedLength ? 0 : 1 - static_cast<double>(expectedLength) / static_cast<double>(answerLength);
  return std::exp(logSum + brevity);
}

ConfusionMatrix confusionMatrix(std::span<const std::string> predicted, std::span<const std::string> expected) {
  std::set<std::string> names(predicted.begin(), predicted.end());
  names.insert(expected.begin(), expected.end());
  ConfusionMatrix matrix;
  matrix.labels.assign(names.begin(), names.end());
  matrix.counts.assign(names.size(), std::vector<std::uint64_t>(names.size(), 0));
  const auto index = [&](const std::string& name) {
    return static_cast<std::size_t>(std::lower_bound(matrix.labels.begin(), matrix.labels.end(), name) -
                                    matrix.labels.begin());
  };
  for (std::size_t i = 0; i < expected.size(); ++i) ++matrix.counts[index(expected[i])][index(predicted[i])];
  return matrix;
}

double accuracy(const ConfusionMatrix& matrix) {
  std::uint64_t right = 0, all = 0;
  for (std::size_t i = 0; i < matrix.counts.size(); ++i) {
    right += matrix.counts[i][i];
    for (const std::uint64_t count : matrix.counts[i]) all += count;
  }
  return all > 0 ? static_cast<double>(right) / static_cast<double>(all) : 0;
}

F1Score classF1(const ConfusionMatrix& matrix, std::size_t label) {
  std::uint64_t predicted = 0, expected = 0;
  for (std::size_t i = 0; i < matrix.counts.size(); ++i) {
    predicted += matrix.counts[i][label];
    expected += matrix.counts[label][i];
  }
  return f1Of(static_cast<double>(matrix.counts[label][label]), static_cast<double>(predicted),
              static_cast<double>(expected));
}

F1Score macroF1(const ConfusionMatrix& matrix) {
  F1Score mean;
  const auto n = static_cast<double>(matrix.labels.size());
  for (std::size_t i = 0; i < matrix.labels.size(); ++i) {
    const F1Score score = classF1(matrix, i);
    mean.precision += score.precision / n;
    mean.recall += score.recall / n;
    mean.f1 += score.f1 / n;
  }
  return mean;
}

F1Score microF1(std::span<const std::vector<std::string>> predicted,
                std::span<const std::vector<std::string>> expected) {
  double hits = 0, predictions = 0, references = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::set<std::string> a(predicted[i].begin(), predicted[i].end()), b(expected[i].begin(), expected[i].end());
    for (const auto& label : a) hits += b.contains(label) ? 1 : 0;
    predictions += static_cast<double>(a.size());
    references += static_cast<double>(b.size());
  }
  return f1Of(hits, predictions, references);
}

ClassificationScores classificationScores(std::span<const std::vector<std::string>> predicted,
                                          std::span<const std::vector<std::string>> expected) {
  struct Counts {
    double hits = 0, predicted = 0, expected = 0;
  };
  std::map<std::string, Counts> byLabel;
  ClassificationScores scores;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::set<std::string> a(predicted[i].begin(), predicted[i].end()), b(expected[i].begin(), expected[i].end());
    scores.accuracy += a == b ? 1 / static_cast<double>(expected.size()) : 0;
    for (const auto& label : a) byLabel[label].predicted += 1;
    for (const auto& label : b) byLabel[label].expected += 1;
    for (const auto& label : a) byLabel[label].hits += b.contains(label) ? 1 : 0;
  }
  scores.micro = microF1(predicted, expected);
  for (const auto& [label, counts] : byLabel) {
    const F1Score score = f1Of(counts.hits, counts.predicted, counts.expected);
    const auto n = static_cast<double>(byLabel.size());
    scores.macro.precision += score.precision / n;
    scores.macro.recall += score.recall / n;
    scores.macro.f1 += score.f1 / n;
  }
  return scores;
}

F1Score SpanCounts::score() const { return f1Of(hits, predicted, expected); }

std::map<std::string, SpanCounts> spanCounts(std::span<const std::vector<std::string>> predicted, std::span<const std::vector<std::string>> expected,
                                             std::optional<TagScheme> strict) {
  const auto read = [&](const std::vector<std::string>& tags) { return strict ? strictSpansOf(tags, *strict) : spansOf(tags); };
  std::map<std::string, SpanCounts> counts;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto found = read(predicted[i]), right = read(expected[i]);
    for (const TagSpan& span : right) counts[span.kind].expected += 1;
    for (const TagSpan& span : found) {
      counts[span.kind].predicted += 1;
      if (std::ranges::find(right, span) != right.end()) counts[span.kind].hits += 1;
    }
  }
  return counts;
}

SpanCounts sumOf(const std::map<std::string, SpanCounts>& byKind) {
  SpanCounts sum;
  for (const auto& [kind, counts] : byKind) {
    sum.hits += counts.hits;
    sum.predicted += counts.predicted;
    sum.expected += counts.expected;
  }
  return sum;
}

std::map<std::string, double> taggingMetrics(std::span<const std::vector<std::string>> predicted, std::span<const std::vector<std::string>> expected) {
  double right = 0, words = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (std::size_t w = 0; w < expected[i].size(); ++w) right += predicted[i][w] == expected[i][w] ? 1 : 0;
    words += static_cast<double>(expected[i].size());
  }
  std::map<std::string, double> metrics{{"token_accuracy", words > 0 ? right / words : 0}};
  const auto byKind = spanCounts(predicted, expected);
  if (byKind.empty()) return metrics;
  const F1Score all = sumOf(byKind).score();
  metrics["entity_precision"] = all.precision;
  metrics["entity_recall"] = all.recall;
  metrics["entity_f1"] = all.f1;
  for (const auto& [kind, counts] : byKind) metrics["entity_f1." + kind] = counts.score().f1;
  if (const auto scheme = tagSchemeOf(expected)) metrics["entity_f1_strict"] = sumOf(spanCounts(predicted, expected, scheme)).score().f1;
  return metrics;
}

std::pair<double, double> preferenceAccuracy(std::span<const double> chosen, std::span<const double> rejected) {
  double right = 0, margin = 0;
  const auto n = static_cast<double>(chosen.size());
  if (chosen.empty()) return {0, 0};
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    right += chosen[i] > rejected[i] ? 1 : chosen[i] == rejected[i] ? 0.5 : 0;
    margin += (chosen[i] - rejected[i]) / n;
  }
  return {right / n, margin};
}

std::vector<std::size_t> ranksOf(std::span<const float> anchors, std::span<const float> candidates, std::size_t dimensions,
                                 std::span<const std::size_t> texts) {
  std::vector<std::size_t> first;  // one candidate for each text
  std::set<std::size_t> known;
  for (std::size_t j = 0; j < texts.size(); ++j)
    if (known.insert(texts[j]).second) first.push_back(j);
  std::vector<std::size_t> ranks;
  for (std::size_t i = 0; dimensions > 0 && i < anchors.size() / dimensions; ++i) {
    const auto product = [&](std::size_t j) {
      double sum = 0;
      for (std::size_t d = 0; d < dimensions; ++d) sum += static_cast<double>(anchors[i * dimensions + d]) * static_cast<double>(candidates[j * dimensions + d]);
      return sum;
    };
    const double own = product(i);
    const auto nearer = std::ranges::count_if(first, [&](std::size_t j) { return texts[j] != texts[i] && product(j) > own; });
    ranks.push_back(static_cast<std::size_t>(nearer) + 1);
  }
  return ranks;
}

std::map<std::string, double> retrievalMetrics(std::span<const std::size_t> ranks) {
  std::map<std::string, double> metrics{{"recall_at_1", 0}, {"recall_at_5", 0}, {"recall_at_10", 0}, {"mrr", 0}};
  for (const std::size_t rank : ranks) {
    const double share = 1 / static_cast<double>(ranks.size());
    for (const std::size_t k : {1, 5, 10}) metrics["recall_at_" + std::to_string(k)] += rank <= k ? share : 0;
    metrics["mrr"] += share / static_cast<double>(rank);
  }
  return metrics;
}

std::vector<std::size_t> nearestOf(std::span<const float> anchor, std::span<const float> candidates, std::size_t count) {
  std::vector<std::pair<double, std::size_t>> products;
  for (std::size_t j = 0; !anchor.empty() && j < candidates.size() / anchor.size(); ++j)
    products.emplace_back(-std::inner_product(anchor.begin(), anchor.end(), candidates.begin() + static_cast<std::ptrdiff_t>(j * anchor.size()), 0.0), j);
  std::ranges::sort(products);
  std::vector<std::size_t> nearest;
  for (std::size_t i = 0; i < std::min(count, products.size()); ++i) nearest.push_back(products[i].second);
  return nearest;
}

}  // namespace attune
