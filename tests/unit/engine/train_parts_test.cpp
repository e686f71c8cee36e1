// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of training that need no model: schedules, the buffer of trained numbers, AdamW, clipping, LoRA's function.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/nn/settings.h"
#include "core/engine/optimizers/adamw.h"
#include "core/engine/optimizers/sgd.h"
#include "core/engine/schedules/schedule.h"
#include "core/engine/techniques/lora_ops.h"
#include "core/engine/techniques/peft_config.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed) {
  return at::empty(shape, at::TensorOptions(at::kFloat)).normal_(0, 1, at::detail::createCPUGenerator(seed));
}

class WithSettings {
 public:
  explicit WithSettings(const ComputeSettings& settings) { setComputeSettings(settings); }
  ~WithSettings() { setComputeSettings({}); }
};

TrainableTensor trainable(const std::string& name, at::IntArrayRef shape, std::uint64_t seed, double rateFactor = 1) {
  return {name, randomTensor(shape, seed).requires_grad_(true), rateFactor};
}

TEST(Schedule, LinearEqualsTransformers) {
  // get_linear_schedule_with_warmup(warmup 5, 30 steps), as in the reference run.
  const Schedule& linear = *findSchedule("linear");
  EXPECT_EQ(scheduleFactor(linear, 0, 5, 30), 0.0);
  EXPECT_DOUBLE_EQ(scheduleFactor(linear, 3, 5, 30), 0.6);
  EXPECT_DOUBLE_EQ(scheduleFactor(linear, 5, 5, 30), 1.0);
  EXPECT_NEAR(scheduleFactor(linear, 29, 5, 30), 1.0 / 25, 1e-15);
  EXPECT_EQ(scheduleFactor(linear, 30, 5, 30), 0.0);
}

TEST(Schedule, CosineAndConstantEqualTransformers) {
  EXPECT_DOUBLE_EQ(scheduleFactor(*findSchedule("cosine"), 10, 0, 20), 0.5);
  EXPECT_NEAR(scheduleFactor(*findSchedule("cosine"), 12, 2, 22), 0.5, 1e-15);
  EXPECT_DOUBLE_EQ(scheduleFactor(*findSchedule("constant"), 1, 4, 20), 0.25);
  EXPECT_DOUBLE_EQ(scheduleFactor(*findSchedule("constant"), 19, 4, 20), 1.0);
}

TEST(Schedule, RestartsInverseRootAndStableEqualTransformers) {
  // get_cosine_with_hard_restarts_schedule_with_warmup(5, 30, 3), get_inverse_sqrt_schedule(5) and (0), get_wsd_schedule(5, 10
  // and 5, num_training_steps=30) of transformers 5.23, at these steps.
  constexpr std::int64_t steps[] = {3, 5, 9, 14, 21, 22, 26, 29, 30};
  constexpr double restarts[] = {0.6, 1, 0.5313952597646567, 0.9842915805643155, 0.015708419435684517, 0.9960573506572389, 0.4686047402353433, 0.03511175705587444, 0};
  constexpr double inverse[] = {0.6, 1, 0.7453559924999299, 0.5976143046671968, 0.48795003647426655, 0.4767312946227961, 0.4385290096535146, 0.41522739926869984,
                                0.4082482904638631};
  constexpr double withoutWarmup[] = {0.9998500337415648, 0.9997500937109545, 0.9995503035223668, 0.999300734143549, 0.9989516508612453,
                                      0.9989018116788927, 0.9987025295199663, 0.9985531461477268, 0.9985033665845889};
  constexpr double stable10[] = {0.6, 1, 1, 1, 0.9755282581475768, 0.9045084971874737, 0.34549150281252633, 0.024471741852423234, 0};
  constexpr double stable5[] = {0.6, 1, 1, 1, 1, 1, 0.9045084971874737, 0.09549150281252633, 0};
  for (std::size_t i = 0; i < std::size(steps); ++i) {
    EXPECT_NEAR(scheduleFactor(*findSchedule("cosine_with_restarts"), steps[i], 5, 30, {3, 0}), restarts[i], 1e-12) << steps[i];
    EXPECT_NEAR(scheduleFactor(*findSchedule("inverse_sqrt"), steps[i], 5, 30), inverse[i], 1e-12) << steps[i];
    EXPECT_NEAR(scheduleFactor(*findSchedule("inverse_sqrt"), steps[i], 0, 30), withoutWarmup[i], 1e-12) << steps[i];
    EXPECT_NEAR(scheduleFactor(*findSchedule("warmup_stable_decay"), steps[i], 5, 30, {1, 10}), stable10[i], 1e-12) << steps[i];
    EXPECT_NEAR(scheduleFactor(*findSchedule("warmup_stable_decay"), steps[i], 5, 30), stable5[i], 1e-12) << steps[i];  // a fifth of 25
  }
}

TEST(Schedule, EveryChoiceOfTheFormIsThere) {
  for (const Choice& choice : params::kSchedules) EXPECT_NE(findSchedule(choice.id), nullptr) << choice.id;
  EXPECT_EQ(schedules().size(), std::size(params::kSchedules));
  EXPECT_EQ(findSchedule("nothing"), nullptr);
}

TEST(Schedule, WarmupStepsWinOverTheShare) {
  EXPECT_EQ(warmupStepsOf(7, 0.5, 100), 7);
  EXPECT_EQ(warmupStepsOf(0, 0.05, 30), 2);  // 1.5 rounded up
  EXPECT_EQ(warmupStepsOf(0, 0.0, 30), 0);
  EXPECT_EQ(warmupStepsOf(50, 0.0, 30), 30);
}

TEST(ParameterBuffer, TensorsBecomeViewsAndKeepTheirValues) {
  std::vector<TrainableTensor> tensors{trainable("a", {3, 4}, 1), trainable("b", {5}, 2, 16.0), trainable("c", {2, 2}, 3)};
  std::vector<Tensor> before;
  for (const auto& item : tensors) before.push_back(item.tensor.detach().clone());
  const Tensor handle = tensors[0].tensor;
  ParameterBuffer buffer(tensors);
  ASSERT_EQ(buffer.size(), 12 + 5 + 4);
  for (std::size_t i = 0; i < tensors.size(); ++i) EXPECT_TRUE(at::equal(tensors[i].tensor, before[i])) << tensors[i].name;
  buffer.weights().fill_(7);
  EXPECT_EQ(handle.sum().item<double>(), 7 * 12.0);
  // Groups of one rate stand together.
  ASSERT_EQ(buffer.groups().size(), 2U);
  EXPECT_EQ(buffer.groups()[1].rateFactor, 16.0);
  EXPECT_EQ(buffer.groups()[1].end - buffer.groups()[1].begin, 5);
}

TEST(ParameterBuffer, BackwardAddsIntoTheGradients) {
  std::vector<TrainableTensor> tensors{trainable("a", {3, 4}, 1), trainable("b", {4}, 2)};
  ParameterBuffer buffer(tensors);
  buffer.zeroGradients();
  for (int round = 0; round < 2; ++round) {
    (tensors[0].tensor.sum() + 3 * tensors[1].tensor.sum()).backward();
    buffer.collect();
  }
  EXPECT_EQ(buffer.gradients().sum().item<double>(), 2 * (12 + 3 * 4.0));
  buffer.zeroGradients();
  EXPECT_EQ(buffer.gradients().abs().sum().item<double>(), 0.0);
}

TEST(ParameterBuffer, BfloatGradientsOfSeveralBackwardsAddUpInFloat) {
  Tensor tensor = randomTensor({64}, 5).to(at::kBFloat16).requires_grad_(true);
  ParameterBuffer buffer({{"a", tensor}});
  for (const double gradient : {1.0, 0.001, 0.001}) {  // bfloat16 would stay at 1
    buffer.makeRoom();
    (tensor * gradient).sum().backward();
    buffer.collect();
  }
  const double each = 1 + 2 * at::tensor(0.001).to(at::kBFloat16).item<double>();
  EXPECT_NEAR(buffer.clippedGradients(3, 1).item<double>(), each, 1e-7);
  EXPECT_NEAR(buffer.gradients()[63].item<double>(), each, 1e-7);
  EXPECT_NEAR(buffer.clip(1.0), 8 * each, 1e-6);
}

TEST(ParameterBuffer, BfloatModelsKeepFloatNumbers) {
  Tensor tensor = randomTensor({64}, 5).to(at::kBFloat16).requires_grad_(true);
  ParameterBuffer buffer({{"a", tensor}});
  EXPECT_EQ(buffer.weights().scalar_type(), at::kFloat);
  tensor.sum().backward();
  buffer.collect();
  EXPECT_EQ(buffer.gradients().sum().item<double>(), 64.0);
  buffer.weights().add_(1e-4);
  buffer.weights().sub_(1e-4);
  buffer.weights().fill_(0.5);
  buffer.publish();
  EXPECT_EQ(tensor.sum().item<double>(), 32.0);
}

TEST(ParameterBuffer, SmallUpdatesReachABfloatModelInTheMean) {
  // 0.75 has its neighbours 2^-8 away; an update of a tenth of that must move a tenth of the numbers, up or down.
  Tensor tensor = at::full({70001}, -0.75, at::kBFloat16).requires_grad_(true);
  ParameterBuffer buffer({{"a", tensor}});
  buffer.publish();
  EXPECT_TRUE(at::equal(tensor, at::full_like(tensor, -0.75))) << "what bfloat16 holds stays";
  for (const double update : {0.1 / 256, -0.1 / 256, 0.37 / 256}) {
    buffer.weights().fill_(-0.75 + update);
    buffer.publish();
    const Tensor moved = tensor.to(at::kDouble) + 0.75;
    EXPECT_NEAR(moved.mean().item<double>(), update, 1e-3 / 256);
    EXPECT_LE(moved.abs().max().item<double>(), 1.0 / 256);
    const Tensor before = tensor.clone();
    buffer.publish();
    EXPECT_TRUE(at::equal(tensor, before)) << "the same numbers each time";
  }
}

TEST(AdamW, OnePassAtensKernelAndTheFormulaAgree) {
  const auto start = [] { return std::vector{trainable("a", {137, 91}, 1), trainable("b", {5001}, 2, 4.0)}; };
  ParameterBuffer onePass(start()), fused(start()), plain(start());
  const OptimizerSettings settings{0.9, 0.999, 1e-8, 0.01};
  AdamW own(onePass, settings), aten(fused, settings), slow(plain, settings, /*plain=*/true);
  ASSERT_TRUE(onePass.sweeps());
  // The formula in float64.
  Tensor exact = onePass.weights().to(at::kDouble), first = at::zeros_like(exact), second = at::zeros_like(exact), rates = at::full_like(exact, 1e-2);
  rates.narrow(0, 137 * 91, 5001).mul_(4);
  for (std::uint64_t step = 0; step < 50; ++step) {
    const Tensor gradient = randomTensor({fused.size()}, 100 + step);
    const double norm = at::linalg_vector_norm(gradient.to(at::kDouble)).item<double>(), steps = static_cast<double>(step + 1);
    for (ParameterBuffer* buffer : {&onePass, &fused, &plain}) {
      buffer->gradients().copy_(gradient);
      EXPECT_NEAR(buffer->clip(10.0), norm, 1e-4);
    }
    own.step(onePass, 1e-2);
    slow.step(plain, 1e-2);
    const Tensor clipped = gradient.to(at::kDouble) * (10.0 / (norm + 1e-6));
    first.mul_(0.9).add_(clipped, 0.1);
    second.mul_(0.999).addcmul_(clipped, clipped, 0.001);
    exact.sub_(rates * (0.01 * exact + first / (1 - std::pow(0.9, steps)) / ((second / (1 - std::pow(0.999, steps))).sqrt() + 1e-8)));
    const WithSettings reference(referenceSettings());
    aten.step(fused, 1e-2);
  }
  const auto error = [&](ParameterBuffer& buffer) { return (buffer.weights() - exact).abs().max().item<double>(); };
  EXPECT_LT(error(onePass), 3e-6);
  // These round the share of a weight that stays, which ours does not.
  EXPECT_LT(error(fused), 6e-6);
  EXPECT_LT(error(plain), 6e-6);
  EXPECT_EQ(onePass.gradients().abs().sum().item<double>(), 0.0);
}

TEST(AdamW, OnePassGivesABfloatModelWhatItsReferenceGives) {
  const auto start = [] { return std::vector{TrainableTensor{"a", randomTensor({3, 70'001}, 1).to(at::kBFloat16).requires_grad_(true)}}; };
  auto mine = start(), theirs = start();
  ParameterBuffer onePass(mine), reference(theirs);
  AdamW own(onePass, {0.9, 0.999, 1e-8, 0.01}), aten(reference, {0.9, 0.999, 1e-8, 0.01}, /*plain=*/true);
  for (std::uint64_t step = 0; step < 5; ++step) {
    const Tensor gradient = randomTensor({3, 70'001}, 100 + step).to(at::kBFloat16);
    for (auto* tensors : {&mine, &theirs}) tensors->front().tensor.mutable_grad().copy_(gradient);
    onePass.collect();
    reference.collect();
    onePass.clip(1.0);
    reference.clip(1.0);
    own.step(onePass, 1e-4);
    aten.step(reference, 1e-4);
    EXPECT_LT((onePass.weights() - reference.weights()).abs().max().item<double>(), 3e-6);
    // Bit for bit, of the same float32 numbers.
    const Tensor published = mine[0].tensor.detach().clone();
    const WithSettings operators(referenceSettings());
    onePass.publish();
    EXPECT_TRUE(at::equal(published.view(at::kShort), mine[0].tensor.detach().view(at::kShort)));
    EXPECT_EQ(mine[0].tensor.grad().abs().sum().item<double>(), 0.0);
  }
}

TEST(AdamW, FirstStepMovesByTheRateAndDecays) {
  ParameterBuffer buffer({trainable("a", {4}, 1)});
  buffer.weights().fill_(2);
  buffer.gradients().fill_(0.3);
  AdamW adam(buffer, {0.9, 0.999, 1e-8, 0.5});
  adam.step(buffer, 0.1);
  // 2 (1 − 0.1·0.5) − 0.1 · 1, as the bias-corrected moments give g/|g|.
  EXPECT_NEAR(buffer.weights()[0].item<double>(), 1.9 - 0.1, 1e-6);
}

TEST(Clipping, FollowsTorch) {
  const auto clipped = [](std::vector<float> gradients, double maxNorm) {
    ParameterBuffer buffer({trainable("a", {2}, 1)});
    buffer.gradients().copy_(at::tensor(gradients));
    const double norm = buffer.clip(maxNorm);
    return std::pair(norm, buffer.clippedGradients(0, 2));
  };
  const auto [norm, smaller] = clipped({3, 4}, 1.0);
  EXPECT_NEAR(norm, 5.0, 1e-6);
  EXPECT_NEAR(at::linalg_vector_norm(smaller).item<double>(), 5.0 / (5.0 + 1e-6), 1e-6);
  EXPECT_EQ(clipped({3, 4}, 10.0).second[0].item<double>(), 3.0);
  EXPECT_NEAR(clipped({30, 40}, 0.0).first, 50.0, 1e-4);  // 0 switches clipping off
  EXPECT_EQ(clipped({30, 40}, 0.0).second[0].item<double>(), 30.0);
  const auto [broken, kept] = clipped({1, std::nanf("")}, 1.0);
  EXPECT_TRUE(std::isnan(broken));
  EXPECT_EQ(kept[0].item<double>(), 1.0);
}

TEST(Clipping, CountsForOneStep) {
  ParameterBuffer buffer({trainable("a", {2}, 1)});
  buffer.gradients().fill_(100);
  EXPECT_GT(buffer.clip(1.0), 100);
  Sgd(buffer, {}).step(buffer, 0.1);
  EXPECT_EQ(buffer.gradients().abs().sum().item<double>(), 0.0);
  buffer.gradients().fill_(100);
  EXPECT_EQ(buffer.clippedGradients(0, 2)[0].item<double>(), 100.0);
}

TEST(Clipping, NormOfManyNumbersIsExact) {
  for (const std::int64_t size : {1, 4095, 4096, 3'000'001}) {
    const Tensor values = randomTensor({size}, 11) * 1e-3;
    const double expected = at::linalg_vector_norm(values.to(at::kDouble)).item<double>();
    EXPECT_NEAR(twoNorm(values) / expected, 1, 1e-6) << size;
    const Tensor halves = values.to(at::kBFloat16);
    const double ofHalves = at::linalg_vector_norm(halves.to(at::kDouble)).item<double>();
    EXPECT_NEAR(twoNorm(halves) / ofHalves, 1, 1e-6) << size;
    const WithSettings reference(referenceSettings());
    EXPECT_NEAR(twoNorm(values) / expected, 1, 1e-6) << size;
    EXPECT_NEAR(twoNorm(halves) / ofHalves, 1, 1e-6) << size;
  }
}

TEST(LoraDelta, GradientsEqualAutograd) {
  for (const bool dropout : {false, true}) {
    const Tensor mask = dropout ? randomTensor({9, 6}, 7) > 0 : Tensor();
    const double keep = dropout ? 0.5 : 1.0;
    std::vector<Tensor> own{randomTensor({9, 6}, 1), randomTensor({2, 6}, 2), randomTensor({5, 2}, 3)};
    std::vector<Tensor> reference;
    for (Tensor& tensor : own) {
      reference.push_back(tensor.clone().requires_grad_(true));
      tensor.requires_grad_(true);
    }
    const Tensor weight = randomTensor({9, 5}, 4);
    const Tensor y = loraDelta(own[0], own[1], own[2], 1.5, mask, keep);
    const Tensor x = dropout ? reference[0] * mask / keep : reference[0];
    const Tensor expected = 1.5 * at::mm(at::mm(x, reference[1].t()), reference[2].t());
    EXPECT_LT((y - expected).abs().max().item<double>(), 1e-5);
    (y * weight).sum().backward();
    (expected * weight).sum().backward();
    for (std::size_t i = 0; i < own.size(); ++i) {
      EXPECT_LT((own[i].grad() - reference[i].grad()).abs().max().item<double>(), 1e-4) << i << " dropout " << dropout;
    }
  }
}

TEST(PeftConfig, PatternsAndScalesFollowPeft) {
  const auto json = parseJson(R"({"peft_type":"LORA","r":8,"lora_alpha":16,"use_rslora":false,
      "rank_pattern":{"q_proj":4},"alpha_pattern":{"layers.0.self_attn.v_proj":32,"k_proj":2}})", "test");
  ASSERT_TRUE(json);
  const auto config = parseLoraConfig(*json);
  ASSERT_TRUE(config) << describe(config.error());
  EXPECT_DOUBLE_EQ(config->scale("model.layers.0.self_attn.v_proj", 8), 4.0);
  EXPECT_DOUBLE_EQ(config->scale("model.layers.10.self_attn.v_proj", 8), 2.0);
  EXPECT_DOUBLE_EQ(config->scale("model.layers.1.self_attn.k_proj", 8), 0.25);
  auto stabilised = *json;
  stabilised["use_rslora"] = true;
  EXPECT_DOUBLE_EQ(parseLoraConfig(stabilised)->scale("model.layers.1.mlp.up_proj", 16), 4.0);
}

TEST(PeftConfig, RefusesWhatItCannotCompute) {
  for (const char* text : {R"({"bias":"all"})", R"({"lora_bias":true})", R"({"r":0})", R"({"r":"eight"})",
                           R"({"layer_replication":[[0,4]]})", R"({"trainable_token_indices":[1]})"}) {
    const auto config = parseLoraConfig(*parseJson(text, "test"));
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, "technique.wrong-adapter");
  }
}

}  // namespace
}  // namespace attune::engine
