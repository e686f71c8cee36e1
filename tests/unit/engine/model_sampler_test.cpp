// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "core/engine/generate/sampler.h"

namespace attune::engine {
namespace {

const std::vector<float> kLogits = {1.0F, 3.0F, 2.0F, -1.0F, 2.5F};

std::map<std::int32_t, int> draw(const SamplingSettings& settings, int times) {
  std::map<std::int32_t, int> counts;
  Sampler sampler(settings, {});
  for (int i = 0; i < times; ++i) {
    auto logits = kLogits;
    ++counts[sampler.choose(logits)];
  }
  return counts;
}

TEST(Sampler, TakesTheLikeliestWithoutTemperature) {
  EXPECT_EQ(draw({}, 5), (std::map<std::int32_t, int>{{1, 5}}));
}

TEST(Sampler, DrawsBySoftmaxOfTheTemperature) {
  SamplingSettings settings;
  settings.temperature = 0.8;
  settings.seed = 5;
  const int times = 20000;
  const auto counts = draw(settings, times);
  double total = 0;
  for (const float logit : kLogits) total += std::exp(static_cast<double>(logit) / 0.8);
  for (std::size_t i = 0; i < kLogits.size(); ++i) {
    const double expected = std::exp(static_cast<double>(kLogits[i]) / 0.8) / total;
    EXPECT_NEAR(static_cast<double>(counts.contains(static_cast<int>(i)) ? counts.at(static_cast<int>(i)) : 0) / times, expected, 0.012);
  }
}

TEST(Sampler, KeepsTheTopKAndTheTopP) {
  SamplingSettings settings;
  settings.temperature = 2;
  settings.topK = 2;
  for (const auto& [token, count] : draw(settings, 500)) EXPECT_TRUE(token == 1 || token == 4) << token << " " << count;
  settings.topK = 0;
  settings.topP = 0.5;  // at temperature 2: 0.32, 0.25, 0.20 …: two tokens reach one half
  const auto counts = draw(settings, 500);
  EXPECT_EQ(counts.size(), 2U);
  EXPECT_TRUE(counts.contains(1) && counts.contains(4));
}

// More candidates than are put in order at once.
TEST(Sampler, DrawsFromALargeVocabularyByItsProbabilities) {
  std::vector<float> logits(3000, 0.0F);
  for (std::size_t i = 0; i < 1000; ++i) logits[3 * i] = 1.0F;
  const double likely = 1000 * std::exp(1.0), rare = 2000;
  for (const double topP : {1.0, 0.9, 0.3}) {
    SamplingSettings settings;
    settings.temperature = 1;
    settings.topP = topP;
    settings.seed = 3;
    Sampler sampler(settings, {});
    const int times = 3000;
    int rareDrawn = 0, largest = 0;
    for (int i = 0; i < times; ++i) {
      auto copy = logits;
      const auto token = sampler.choose(copy);
      rareDrawn += token % 3 != 0 ? 1 : 0;
      largest = std::max(largest, token);
    }
    const double kept = topP * (likely + rare);
    EXPECT_NEAR(static_cast<double>(rareDrawn) / times, kept > likely ? (kept - likely) / kept : 0.0, 0.03) << topP;
    // Of equally likely tokens those of lower number are kept.
    if (topP == 0.3) {
      EXPECT_LE(largest, 3 * 530);
    } else if (topP == 1.0) {
      EXPECT_GT(largest, 2900);
    }
  }
}

TEST(Sampler, TheSameSeedGivesTheSameTokens) {
  SamplingSettings settings;
  settings.temperature = 1;
  settings.seed = 11;
  const auto once = draw(settings, 200), again = draw(settings, 200);
  EXPECT_EQ(once, again);
  settings.seed = 12;
  EXPECT_NE(once, draw(settings, 200));
}

TEST(Sampler, PenalisesWhatWasSeen) {
  SamplingSettings settings;
  settings.repetitionPenalty = 1.3;
  const std::vector<std::int32_t> prompt = {1, 1, 3, 99};
  Sampler sampler(settings, prompt);
  auto logits = kLogits;
  EXPECT_EQ(sampler.choose(logits), 4);
  EXPECT_FLOAT_EQ(logits[1], 3.0F / 1.3F);
  EXPECT_FLOAT_EQ(logits[3], -1.0F * 1.3F);
  logits = kLogits;
  EXPECT_EQ(sampler.choose(logits), 1);  // token 4 has been seen by now too: 2.5 / 1.3 < 3 / 1.3
}

TEST(Sampler, NeverChoosesWhatIsNotANumber) {
  auto logits = kLogits;
  logits[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(Sampler({}, {}).choose(logits), 4);
}

}  // namespace
}  // namespace attune::engine
