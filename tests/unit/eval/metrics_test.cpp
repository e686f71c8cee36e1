// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/eval/evaluation.h"
#include "core/eval/metrics.h"
#include "core/eval/statistics.h"

namespace attune {
namespace {

// The longest common subsequence straight from its definition: every subset of the shorter text.
std::size_t slowCommonSubsequence(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t best = 0;
  for (unsigned mask = 0; mask < (1U << a.size()); ++mask) {
    std::size_t at = 0, length = 0;
    bool fits = true;
    for (std::size_t i = 0; i < a.size() && fits; ++i) {
      if ((mask >> i & 1U) == 0) continue;
      while (at < b.size() && b[at] != a[i]) ++at;
      fits = at < b.size();
      ++at;
      ++length;
    }
    if (fits) best = std::max(best, length);
  }
  return best;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += part + " ";
  return out;
}

TEST(Metrics, RougeLEqualsItsDefinitionOnRandomTexts) {
  Random random(4);
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<std::string> a(random.below(9)), b(random.below(9));
    for (auto& word : a) word = std::string(1, static_cast<char>('a' + random.below(4)));
    for (auto& word : b) word = std::string(1, static_cast<char>('a' + random.below(4)));
    const auto common = static_cast<double>(slowCommonSubsequence(a, b));
    const double expected = a.empty() || b.empty() ? 0 : 2 * common / static_cast<double>(a.size() + b.size());
    EXPECT_NEAR(rougeL(join(a), join(b)), expected, 1e-12);
  }
}

TEST(Metrics, ExactMatchSeesWordsOnly) {
  EXPECT_EQ(exactMatch("Yes, it is.", "yes it is"), 1);
  EXPECT_EQ(exactMatch("Blåbær!", "blåbær"), 1);
  EXPECT_EQ(exactMatch("yes it", "yes it is"), 0);
}

TEST(Metrics, WordsOfEveryScript) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words("ÆRLIG talt – “ja”!"), (Words{"ærlig", "talt", "ja"}));
  EXPECT_EQ(words("Żółć, ŻÓŁĆ"), (Words{"żółć", "żółć"}));
  EXPECT_EQ(words("caf\u00E9 cafe\u0301"), (Words{"café", "café"})) << "an accent in one or in two characters";
  EXPECT_EQ(words("Straße STRASSE"), (Words{"strasse", "strasse"}));
  EXPECT_EQ(words("２０２６年"), (Words{"2026", "年"}));
  EXPECT_EQ(words("3.5 kg"), (Words{"3", "5", "kg"}));
  EXPECT_EQ(words("a\xFF\xC3" "b"), (Words{"a", "b"})) << "invalid bytes separate words";
  EXPECT_TRUE(words(" – … ").empty());
}

TEST(Metrics, BleuOfAWorkedExample) {
  // Answer: 7 words; 1-grams 6/7, 2-grams 4/6, 3-grams 2/5, 4-grams 1/4; the reference has 7 words.
  const std::string answer[] = {"the cat sat on the red mat"}, expected[] = {"the cat sat on a red mat"};
  const double value = std::pow(6.0 / 7 * 4 / 6 * 2 / 5 * 1 / 4, 0.25);
  EXPECT_NEAR(bleu(answer, expected), value, 1e-12);
  const std::string shorter[] = {"the cat sat on"};
  EXPECT_NEAR(bleu(shorter, expected), std::exp(1 - 7.0 / 4), 1e-12);
  EXPECT_EQ(bleu(std::span(answer, 1), std::span(shorter, 1)) < 1, true);
}

TEST(Metrics, ClassificationScores) {
  const std::string predicted[] = {"a", "a", "b", "b", "c"}, expected[] = {"a", "b", "b", "b", "a"};
  const ConfusionMatrix matrix = confusionMatrix(predicted, expected);
  EXPECT_EQ(matrix.labels, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_DOUBLE_EQ(accuracy(matrix), 0.6);
  EXPECT_DOUBLE_EQ(classF1(matrix, 0).f1, 0.5);
  EXPECT_DOUBLE_EQ(classF1(matrix, 1).f1, 0.8);
  EXPECT_DOUBLE_EQ(classF1(matrix, 2).f1, 0);
  EXPECT_NEAR(macroF1(matrix).f1, (0.5 + 0.8) / 3, 1e-12);
  const std::vector<std::string> p[] = {{"x", "y"}, {"z"}}, e[] = {{"x"}, {"z", "y"}};
  EXPECT_NEAR(microF1(p, e).f1, 2 * 2.0 / (3 + 3), 1e-12);
}

TEST(Metrics, ScoresOfLabelSets) {
  // Of one label each they are those of the confusion matrix.
  const std::vector<std::string> predicted[] = {{"a"}, {"a"}, {"b"}, {"b"}, {"c"}}, expected[] = {{"a"}, {"b"}, {"b"}, {"b"}, {"a"}};
  const ClassificationScores one = classificationScores(predicted, expected);
  EXPECT_DOUBLE_EQ(one.accuracy, 0.6);
  EXPECT_DOUBLE_EQ(one.micro.f1, 0.6);
  EXPECT_NEAR(one.macro.f1, (0.5 + 0.8) / 3, 1e-12);
  // Sets are right as a whole or not at all; their order does not count, and no label at all is an answer.
  const std::vector<std::string> p[] = {{"x", "y"}, {"z"}, {}, {"y", "x"}}, e[] = {{"y", "x"}, {"z", "y"}, {}, {"x"}};
  const ClassificationScores sets = classificationScores(p, e);
  EXPECT_DOUBLE_EQ(sets.accuracy, 0.5);
  EXPECT_NEAR(sets.micro.f1, 2 * 4.0 / (5 + 5), 1e-12);
  EXPECT_NEAR(sets.macro.f1, (1.0 + 0.5 + 1.0) / 3, 1e-12);
  EXPECT_DOUBLE_EQ(classificationScores({}, {}).accuracy, 0);
}

TEST(Metrics, TaggedWords) {
  const std::vector<std::string> gold[] = {{"B-PER", "I-PER", "O", "B-LOC", "B-LOC"}, {"O", "B-ORG"}};
  const std::vector<std::string> guess[] = {{"B-PER", "I-PER", "O", "I-LOC", "B-LOC"}, {"O", "O"}};
  const auto scores = taggingMetrics(guess, gold);
  EXPECT_DOUBLE_EQ(scores.at("token_accuracy"), 5.0 / 7);
  // A stray I- begins an entity by default, and none to the letter.
  EXPECT_DOUBLE_EQ(scores.at("entity_precision"), 1.0);
  EXPECT_DOUBLE_EQ(scores.at("entity_recall"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(scores.at("entity_f1"), 6.0 / 7);
  EXPECT_DOUBLE_EQ(scores.at("entity_f1_strict"), 4.0 / 6);
  EXPECT_DOUBLE_EQ(scores.at("entity_f1.PER"), 1.0);
  EXPECT_DOUBLE_EQ(scores.at("entity_f1.ORG"), 0.0);
  EXPECT_EQ(metricLabel("entity_f1.PER"), "F1 PER");
  // Parts of speech are no entities.
  const std::vector<std::string> words[] = {{"NOUN", "VERB"}};
  EXPECT_EQ(taggingMetrics(words, words), (std::map<std::string, double>{{"token_accuracy", 1.0}}));
  EXPECT_DOUBLE_EQ(taggingMetrics({}, {}).at("token_accuracy"), 0);
}

// Random tags, most of them against the rules of their scheme, scored by seqeval 1.2.2 (golden/tagging/make_tagging.py).
TEST(Metrics, EntitiesAreSeqevals) {
  const auto cases = readJsonFile(std::string(ATTUNE_TEST_DATA) + "/golden/tagging/seqeval.json");
  ASSERT_TRUE(cases) << describe(cases.error());
  ASSERT_GE(cases->size(), 30U);
  for (const Json& one : *cases) {
    const auto expected = one["expected"].get<std::vector<std::vector<std::string>>>(), predicted = one["predicted"].get<std::vector<std::vector<std::string>>>();
    const auto scheme = tagSchemeFromName(one["scheme"].get<std::string>());
    for (const char* mode : {"default", "strict"}) {
      const auto byKind = spanCounts(predicted, expected, mode == std::string("strict") ? scheme : std::nullopt);
      const F1Score all = sumOf(byKind).score();
      EXPECT_NEAR(all.precision, one[mode]["precision"].get<double>(), 1e-12) << one.dump();
      EXPECT_NEAR(all.recall, one[mode]["recall"].get<double>(), 1e-12) << one.dump();
      EXPECT_NEAR(all.f1, one[mode]["f1"].get<double>(), 1e-12) << one.dump();
      for (const auto& [kind, f1] : one[mode]["f1_by_kind"].items()) {
        const auto found = byKind.find(kind);
        EXPECT_NEAR(found == byKind.end() ? 0 : found->second.score().f1, f1.get<double>(), 1e-12) << kind << " " << one.dump();
      }
    }
    EXPECT_NEAR(taggingMetrics(predicted, expected).at("token_accuracy"), one["accuracy"].get<double>(), 1e-12);
  }
}

TEST(Metrics, PreferenceAndRecall) {
  const double chosen[] = {1, 2, 3}, rejected[] = {0, 2, 5};
  EXPECT_DOUBLE_EQ(preferenceAccuracy(chosen, rejected).first, 0.5);
  EXPECT_NEAR(preferenceAccuracy(chosen, rejected).second, -1.0 / 3, 1e-12);
}

TEST(Metrics, TextsFoundByTheirVectors) {
  const float anchors[] = {1, 0, 0, 1, 1, 0.1F}, candidates[] = {2, 0.1F, 0, 3, 0, 1, 1, 1};
  const std::size_t different[] = {0, 1, 2, 3}, same[] = {0, 1, 2, 0};
  const auto ranks = ranksOf(anchors, candidates, 2, different);
  EXPECT_EQ(ranks, (std::vector<std::size_t>{1, 1, 4}));
  // The last candidate is the first row's own text once more.
  EXPECT_EQ(ranksOf(anchors, candidates, 2, same), (std::vector<std::size_t>{1, 1, 3}));
  const auto scores = retrievalMetrics(ranks);
  EXPECT_NEAR(scores.at("recall_at_1"), 2.0 / 3, 1e-12);
  EXPECT_NEAR(scores.at("recall_at_5"), 1, 1e-12);
  EXPECT_NEAR(scores.at("mrr"), (1 + 1 + 0.25) / 3, 1e-12);
  EXPECT_EQ(nearestOf(std::span(anchors).subspan(4, 2), candidates, 2), (std::vector<std::size_t>{0, 3}));
}

TEST(Statistics, StudentTOfTheTables) {
  // Quantiles 0.975 of the printed tables.
  EXPECT_NEAR(studentTCdf(12.706, 1), 0.975, 1e-4);
  EXPECT_NEAR(studentTCdf(2.228, 10), 0.975, 1e-4);
  EXPECT_NEAR(studentTCdf(1.984, 100), 0.975, 1e-4);
  EXPECT_DOUBLE_EQ(studentTCdf(0, 5), 0.5);
  EXPECT_NEAR(studentTCdf(-2.228, 10), 0.025, 1e-4);
}

TEST(Statistics, PairedTest) {
  const double differences[] = {0.5, 0.7, 0.3, 0.6, 0.4};  // mean 0.5, s = 0.1581, t = 7.071, 4 degrees of freedom
  EXPECT_NEAR(pairedTTest(differences), 0.00211, 1e-4);
  EXPECT_EQ(pairedTTest(std::span(differences, 1)), 1);
}

TEST(Statistics, BootstrapCoversTheTruthAboutAsOftenAsItSays) {
  Random random(7);
  int covered = 0;
  constexpr int kTrials = 400;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> values(60), weights(60);
    for (std::size_t i = 0; i < values.size(); ++i) {
      weights[i] = 1 + static_cast<double>(random.below(20));
      values[i] = weights[i] * (2 + 6 * (random.uniform() - 0.5));
    }
    const Estimate e = bootstrapMean(values, weights, 400, static_cast<std::uint64_t>(trial));
    covered += e.low <= 2 && 2 <= e.high ? 1 : 0;
  }
  EXPECT_GT(covered, kTrials * 0.90);
  EXPECT_LT(covered, kTrials * 0.985);
}

TEST(Statistics, BootstrapIsDeterministicAndPaired) {
  const std::vector<double> a = {1, 5, 2, 8, 3}, b = {1.1, 5.1, 2.1, 8.1, 3.1};
  const Estimate difference = bootstrapDifference(a, b);
  EXPECT_NEAR(difference.low, 0.1, 1e-9);
  EXPECT_NEAR(difference.high, 0.1, 1e-9);
  EXPECT_EQ(bootstrapMean(a).low, bootstrapMean(a).low);
}

TEST(Evaluation, JsonRoundTrip) {
  Evaluation evaluation;
  evaluation.rows = 3;
  evaluation.metrics.push_back({"loss", Estimate{2, 1.5, 2.5}, {1, 0.5, 1.5}, Estimate{-1, -1.5, -0.5}, false});
  evaluation.answers.push_back({"q", "e", "b", "t"});
  const auto again = evaluationFromJson(toJson(evaluation));
  ASSERT_TRUE(again);
  EXPECT_EQ(toJson(*again).dump(), toJson(evaluation).dump());
  EXPECT_FALSE(again->confusion);
  evaluation.confusion = ConfusionMatrix{{"a", "b"}, {{3, 1}, {0, 2}}};
  const auto matrix = evaluationFromJson(toJson(evaluation));
  ASSERT_TRUE(matrix && matrix->confusion);
  EXPECT_EQ(matrix->confusion->labels, evaluation.confusion->labels);
  EXPECT_EQ(matrix->confusion->counts, evaluation.confusion->counts);
  Json ragged = toJson(evaluation);
  ragged["confusion"]["counts"][1] = {1};
  EXPECT_EQ(evaluationFromJson(ragged).error().code, "eval.bad-evaluation");
  EXPECT_EQ(evaluationFromJson(Json{{"set", 1}}).error().code, "eval.bad-evaluation");
}

}  // namespace
}  // namespace attune
