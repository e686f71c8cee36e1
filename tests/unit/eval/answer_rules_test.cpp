// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answer_rules.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

double scoreOf(const AnswerWeights& weights, std::string_view answer, std::string_view reference) {
  const auto rules = AnswerRules::create(weights);
  if (!rules) throw std::runtime_error(describe(rules.error()));
  return rules->score(answer, reference);
}

TEST(AnswerRules, FindTheLastNumber) {
  const std::pair<const char*, std::optional<double>> cases[] = {
      {"", {}}, {"none at all", {}}, {"12", 12}, {"It is 3, then 41.", 41}, {"-7", -7}, {"5-7", 7}, {"a-7", 7}, {"cost: 1,250", 1250},
      {"1 250 000 kr", 1250000}, {"3,5", 3.5}, {"2.75 m", 2.75}, {"1,250.5", 1250.5}, {"12'000", 12000}, {"1,2,3", 3}, {"2026,100", 2026.1},
      {"pi = 3.14159.", 3.14159}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(lastNumber(text), expected) << text;
}

TEST(AnswerRules, EachRuleHoldsWhereItShould) {
  EXPECT_EQ(scoreOf({.exact = 2}, "Paris.", "paris"), 2);
  EXPECT_EQ(scoreOf({.exact = 2}, "In Paris", "Paris"), 0);
  EXPECT_EQ(scoreOf({.contains = 1}, "It is New  York, they say", "new york"), 1);
  EXPECT_EQ(scoreOf({.contains = 1}, "York is new", "New York"), 0);
  EXPECT_EQ(scoreOf({.contains = 1}, "anything", ""), 0);
  EXPECT_EQ(scoreOf({.number = 1}, "So 3 + 4 = 7.0", "#### 7"), 1);
  EXPECT_EQ(scoreOf({.number = 1}, "no idea", "none"), 0);
  EXPECT_EQ(scoreOf({.pattern = 1, .regex = R"(\A<b>.*</b>\z)"}, "<b>yes</b>", ""), 1);
  EXPECT_EQ(scoreOf({.pattern = 1, .regex = R"(\A<b>.*</b>\z)"}, "so <b>yes</b>", ""), 0);
  EXPECT_EQ(scoreOf({.length = 1, .words = 4}, "one two three four", ""), 1);
  EXPECT_EQ(scoreOf({.length = 1, .words = 4}, "one two three four five six", ""), 0.5);
  EXPECT_EQ(scoreOf({.length = 1, .words = 4}, "1 2 3 4 5 6 7 8 9 10", ""), 0);
}

TEST(AnswerRules, WeightsAddUpAndUnusedOnesDoNot) {
  const AnswerWeights weights{.exact = 1, .contains = 0.5, .number = 0, .pattern = 3, .length = 3, .regex = "", .words = 0};
  EXPECT_EQ(AnswerRules::create(weights)->weight(), 1.5);
  EXPECT_EQ(scoreOf(weights, "b a", "a"), 0.5);
}

TEST(AnswerRules, ABrokenPatternIsRefused) {
  const auto rules = AnswerRules::create({.pattern = 1, .regex = "(open"});
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, "reward.pattern");
}

}  // namespace
}  // namespace attune
