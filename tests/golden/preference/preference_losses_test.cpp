// SPDX-License-Identifier: GPL-3.0-or-later
// The preference losses beside those of TRL's trainers (make_losses.py).
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/engine/objectives/preference.h"
#include "core/eval/metrics.h"

namespace attune::engine {
namespace {

at::Tensor numbers(const Json& json) { return at::tensor(json.get<std::vector<double>>(), at::TensorOptions(at::kDouble)); }

TEST(GoldenPreference, LossesAndGradientsAreTrls) {
  const auto text = readFile(std::string(ATTUNE_TEST_DATA) + "/golden/preference/losses.json");
  ASSERT_TRUE(text);
  const auto cases = parseJson(*text, "losses.json");
  ASSERT_TRUE(cases);
  ASSERT_EQ(cases->size(), 8U);
  for (const Json& item : *cases) {
    const auto id = item.at("loss_type").get<std::string>();
    const PreferenceLoss* loss = findPreferenceLoss(id);
    ASSERT_NE(loss, nullptr) << id;
    const PreferenceSettings settings{item.at("beta").get<double>(), item.value("label_smoothing", 0.0), item.value("simpo_gamma", 0.5)};
    PairScores pairs;
    pairs.chosen = numbers(item["policy"][0]).requires_grad_(true);
    pairs.rejected = numbers(item["policy"][1]).requires_grad_(true);
    pairs.referenceChosen = numbers(item["reference"][0]);
    pairs.referenceRejected = numbers(item["reference"][1]);
    pairs.chosenTokens = numbers(item["tokens"][0]);
    pairs.rejectedTokens = numbers(item["tokens"][1]);
    const PairLosses result = loss->compute(pairs, settings);
    // TRL takes ORPO's first term from the language-modelling loss and gives the second one alone.
    const at::Tensor firstTerm = id == "orpo" ? (-pairs.chosen / pairs.chosenTokens).mean() : at::zeros({}, at::kDouble);
    const at::Tensor mean = result.losses.mean() - firstTerm;
    mean.backward();
    const double tolerance = id == "orpo" ? 2e-7 : 1e-12;  // TRL computes ORPO in single precision
    EXPECT_NEAR(mean.item<double>(), item.at("loss").get<double>(), tolerance) << id;
    EXPECT_TRUE(at::allclose(pairs.chosen.grad(), numbers(item["gradient"][0]), 0, tolerance)) << id;
    EXPECT_TRUE(at::allclose(pairs.rejected.grad(), numbers(item["gradient"][1]), 0, tolerance)) << id;
    if (id != "sigmoid") continue;  // TRL's metrics of the other losses are those of DPO
    EXPECT_NEAR(result.chosenRewards.mean().item<double>(), item["metrics"]["rewards/chosen"].get<double>(), 1e-12);
    EXPECT_NEAR(result.rejectedRewards.mean().item<double>(), item["metrics"]["rewards/rejected"].get<double>(), 1e-12);
    const auto vector = [](const at::Tensor& t) { return std::vector<double>(t.data_ptr<double>(), t.data_ptr<double>() + t.numel()); };
    const auto [accuracy, margin] = preferenceAccuracy(vector(result.chosenRewards), vector(result.rejectedRewards));
    EXPECT_NEAR(accuracy, item["metrics"]["rewards/accuracies"].get<double>(), 1e-6);
    EXPECT_NEAR(margin, item["metrics"]["rewards/margins"].get<double>(), 1e-12);
  }
}

}  // namespace
}  // namespace attune::engine
