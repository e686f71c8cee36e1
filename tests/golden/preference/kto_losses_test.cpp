// SPDX-License-Identifier: GPL-3.0-or-later
// The losses of rated answers beside those of TRL's trainer (make_kto.py).
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/engine/objectives/kto.h"

namespace attune::engine {
namespace {

at::Tensor numbers(const Json& json) { return at::tensor(json.get<std::vector<double>>(), at::TensorOptions(at::kDouble)); }

TEST(GoldenKto, LossesAndGradientsAreTrls) {
  const auto text = readFile(std::string(ATTUNE_TEST_DATA) + "/golden/preference/kto.json");
  ASSERT_TRUE(text);
  const auto cases = parseJson(*text, "kto.json");
  ASSERT_TRUE(cases);
  ASSERT_EQ(cases->size(), 3U);
  for (const Json& item : *cases) {
    const KtoSettings settings{item["beta"].get<double>(), item["desirable_weight"].get<double>(), item["undesirable_weight"].get<double>()};
    std::vector<double> labels;
    for (const Json& label : item["label"]) labels.push_back(label.get<bool>() ? 1 : 0);
    const at::Tensor good = at::tensor(labels, at::TensorOptions(at::kDouble));
    const at::Tensor policy = numbers(item["policy"]).requires_grad_(true);
    const double point = std::max(0.0, (numbers(item["mismatched"]) - numbers(item["mismatched_reference"])).mean().item<double>());
    EXPECT_NEAR(point, item["metrics"]["kl"].get<double>(), 1e-12);
    const at::Tensor gains = policy - numbers(item["reference"]);
    const at::Tensor mean = ktoLosses(gains, good, point, settings).mean();
    mean.backward();
    EXPECT_NEAR(mean.item<double>(), item["loss"].get<double>(), 1e-12);
    EXPECT_TRUE(at::allclose(policy.grad(), numbers(item["gradient"]), 0, 1e-12));
    const at::Tensor rewards = settings.beta * gains.detach();
    EXPECT_NEAR(((rewards * good).sum() / good.sum()).item<double>(), item["metrics"]["rewards/chosen"].get<double>(), 1e-12);
  }
}

}  // namespace
}  // namespace attune::engine
