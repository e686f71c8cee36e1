// SPDX-License-Identifier: GPL-3.0-or-later
// LoftQ's start of QLoRA: base and update together are nearer to the weights than the base alone, and the base is QLoRA's.
#include <ATen/ATen.h>

#include "core/engine/nn/layers.h"
#include "core/engine/techniques/lora_linear.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

std::unique_ptr<CausalLm> tinyModel() { return std::move(*buildCausalLm(*openCheckpoint(tinyRequest("unused", "qlora").spec.modelPath), at::kCPU, at::kFloat)); }

ParamSet loftq(std::int64_t rank) {
  ParamSet params = tinyRequest("unused", "qlora").spec.params;
  params.set(&params::kQloraStart, std::string("loftq"));
  params.set(&params::kLoraRank, rank);
  params.set(&params::kLoraAlpha, 2.0 * static_cast<double>(rank));
  return params;
}

TEST(Loftq, TheWeightErrorFallsWithTheRank) {
  const at::NoGradGuard noGradients;
  const auto plain = tinyModel();
  double before = 1e9;
  for (const std::int64_t rank : {2, 8, 24}) {
    auto model = tinyModel();
    const ParamSet params = loftq(rank);
    const auto technique = applyTechnique("qlora", *model, {params, 7, {}, "tiny"});
    ASSERT_TRUE(technique) << describe(technique.error());
    EXPECT_FALSE((*technique)->startsAsBase());
    double error = 0, roundingError = 0;
    const auto were = plain->linears(), are = model->linears();
    ASSERT_EQ(were.size(), are.size());
    for (std::size_t i = 0; i < were.size(); ++i) {
      auto* lora = dynamic_cast<LoraLinear*>(are[i].layer->get());
      ASSERT_NE(lora, nullptr) << are[i].name;
      ASSERT_NE(dynamic_cast<Nf4Linear*>(&lora->base()), nullptr) << are[i].name;
      const Tensor weight = (*were[i].layer)->denseWeight();
      const double own = (lora->denseWeight() - weight).square().sum().item<double>();
      const double rounding = (lora->base().denseWeight() - weight).square().sum().item<double>();
      EXPECT_LT(own, rounding) << are[i].name;
      EXPECT_TRUE(at::equal(lora->base().denseWeight(), dequantiseNf4(quantiseNf4(weight), at::kFloat))) << "the base is QLoRA's";
      // No update of this rank is nearer: the rest has the remaining singular values.
      const Tensor values = at::linalg_svdvals(lora->base().denseWeight() - weight);
      const auto kept = std::min<std::int64_t>(rank, values.numel());
      EXPECT_NEAR(own, values.narrow(0, kept, values.numel() - kept).square().sum().item<double>(), 0.02 * rounding) << are[i].name;
      error += own;
      roundingError += rounding;
    }
    EXPECT_LT(error, 0.95 * roundingError);
    EXPECT_LT(error, before);
    before = error;
  }
}

TEST(Loftq, BodyLayersAreNotTrainedWhole) {
  auto model = tinyModel();
  ParamSet params = loftq(4);
  params.set(&params::kModulesToSave, std::string("down_proj"));
  const auto technique = applyTechnique("qlora", *model, {params, 7, {}, "tiny"});
  ASSERT_FALSE(technique);
  EXPECT_EQ(technique.error().code, "technique.no-target");
}

TEST(Loftq, TheFirstLookSeesTheUpdate) {
  const TemporaryFolder folder;
  std::vector<double> first;
  for (const char* start : {"true", "loftq"}) {
    auto request = tinyRequest(folder.path() / start, "qlora");
    request.spec.params.set(&params::kQloraStart, std::string(start));
    request.spec.params.set(&params::kMaxSteps, std::int64_t{1});
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    const auto looks = run.all<EvalMetrics>();
    const auto look = std::ranges::find_if(looks, [](const EvalMetrics& item) { return item.step == 0 && item.set == "validation"; });
    ASSERT_NE(look, looks.end());
    first.push_back(look->loss);
  }
  EXPECT_NE(first[0], first[1]);
}

}  // namespace
}  // namespace attune::engine
