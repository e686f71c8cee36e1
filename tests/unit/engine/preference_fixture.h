// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs with something to prefer, for the tests of preference tuning.
#pragma once
#include "core/engine/objectives/preference_params.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {

/// A prompt and two answers: the better one goes on by the rule of patternRows, the worse one by another. Lengths differ.
inline std::pair<std::vector<TokenizedExample>, std::vector<TokenizedExample>> patternPairs(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<TokenizedExample> better(count), worse(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto first = static_cast<std::int32_t>(random.below(40));
    for (const bool good : {true, false}) {
      TokenizedExample& row = (good ? better : worse)[i];
      const std::size_t length = 5 + random.below(7);
      std::int32_t token = first;
      for (std::size_t at = 0; at < length; ++at) {
        row.tokens.push_back(3 + token);
        row.labels.push_back(at < 3 ? kNoLabel : 3 + token);
        token = at < 2 || good ? (token * 7 + 11) % 40 : (token * 3 + 5) % 40 + 40;
      }
    }
  }
  return {better, worse};
}

/// As tinyRequest, for preference tuning with this loss.
inline TrainRequest preferenceRequest(const std::filesystem::path& folder, const std::string& loss = "sigmoid", const std::string& technique = "lora") {
  auto request = tinyRequest(folder, technique);
  request.spec.task = "preference";
  request.spec.params.set(&params::kPreferenceLoss, loss);
  request.spec.params.set(&params::kPreferenceBeta, loss == "simpo" ? 2.0 : 0.1);
  auto [better, worse] = patternPairs(20, 1);
  request.train = std::make_shared<const std::vector<TokenizedExample>>(std::move(better));
  request.trainRejected = std::make_shared<const std::vector<TokenizedExample>>(std::move(worse));
  auto [validationBetter, validationWorse] = patternPairs(7, 2);
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(std::move(validationBetter));
  request.validationRejected = std::make_shared<const std::vector<TokenizedExample>>(std::move(validationWorse));
  return request;
}

}  // namespace attune::engine
