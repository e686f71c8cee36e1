// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens one at a time by own kernels, beside the plain way: under techniques, in bfloat16, on several threads.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <functional>

#include "core/engine/nn/kv_cache.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

const std::vector<std::int32_t> kTokens = {5, 17, 300, 44, 9, 120, 3, 250, 61, 7, 402, 33};

std::unique_ptr<CausalLm> tinyModel(at::ScalarType dtype) {
  auto checkpoint = openCheckpoint(std::string(ATTUNE_TEST_DATA) + "/golden/models/llama");
  auto model = checkpoint ? buildCausalLm(*checkpoint, at::kCPU, dtype) : tl::unexpected(checkpoint.error());
  if (!model) throw std::runtime_error(describe(model.error()));
  return *std::move(model);
}

// Logits after each token but the first two, [n, V]; by steps, or plainly with a cache.
Tensor logitsOf(CausalLm& model, bool steps) {
  const at::NoGradGuard noGradients;
  auto cache = model.newCache(4);
  model.hidden(makeContinuation({kTokens[0], kTokens[1]}, 0, at::kCPU), cache.get());
  const auto fast = steps ? model.tokenSteps(*cache) : nullptr;
  if (steps && !fast) return {};
  std::vector<Tensor> rows;
  for (std::size_t i = 2; i < kTokens.size(); ++i) {
    if (fast) {
      const auto logits = fast->next(kTokens[i]);
      rows.push_back(at::from_blob(logits.data(), {1, static_cast<std::int64_t>(logits.size())}, at::kFloat).clone());
    } else {
      rows.push_back(model.logits(model.hidden(makeContinuation({kTokens[i]}, static_cast<std::int64_t>(i), at::kCPU), cache.get())).to(at::kFloat));
    }
  }
  return at::cat(rows);
}

double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

TEST(DecoderSteps, WorkInWhatATechniqueLearned) {
  at::set_num_threads(1);
  for (const char* id : {"lora", "dora", "pissa"}) {
    const auto model = tinyModel(at::kFloat);
    const Tensor base = logitsOf(*model, true);
    ParamSet params;
    params.set(&params::kTargetModules, std::string("all-linear"));
    auto technique = applyTechnique(id, *model, {params, 3, at::detail::createCPUGenerator(3), ""});
    ASSERT_TRUE(technique) << describe(technique.error());
    {
      const at::NoGradGuard noGradients;
      auto generator = at::detail::createCPUGenerator(4);
      for (auto& item : (*technique)->trainable()) item.tensor.add_(at::randn(item.tensor.sizes(), generator), 0.05);
    }
    const Tensor fast = logitsOf(*model, true);
    ASSERT_TRUE(fast.defined()) << id;
    EXPECT_LT(apart(fast, logitsOf(*model, false)), 1e-4) << id;
    EXPECT_GT(apart(fast, base), 1e-2) << id;
    ASSERT_TRUE((*technique)->setEnabled(false));
    EXPECT_LT(apart(logitsOf(*model, true), base), 1e-5) << id;
  }
}

TEST(DecoderSteps, LeaveWhatTheyDoNotKnowToThePlainWay) {
  const auto model = tinyModel(at::kFloat);
  ParamSet params;
  auto technique = applyTechnique("ia3", *model, {params, 3, at::detail::createCPUGenerator(3), ""});
  ASSERT_TRUE(technique) << describe(technique.error());
  EXPECT_FALSE(logitsOf(*model, true).defined());
  const auto plain = tinyModel(at::kFloat);
  ComputeSettings settings;
  settings.fastDecode = false;
  setComputeSettings(settings);
  EXPECT_FALSE(logitsOf(*plain, true).defined());
  setComputeSettings({});
  EXPECT_TRUE(logitsOf(*plain, true).defined());
}

// Weights and cache in bfloat16, everything between in float32: nearer to float32 than the plain way, which rounds each result.
TEST(DecoderSteps, AreNearerToFloat32InBfloat16) {
  const auto rounded = tinyModel(at::kBFloat16), exact = tinyModel(at::kFloat);
  exact->visit([](const std::string&, Tensor& tensor) { tensor.copy_(tensor.to(at::kBFloat16)); });
  const Tensor truth = logitsOf(*exact, false);
  const double size = truth.abs().max().item<double>();
  const double fast = apart(logitsOf(*rounded, true), truth), plain = apart(logitsOf(*rounded, false), truth);
  EXPECT_LT(fast, 0.02 * size);
  EXPECT_LT(fast, plain);
}

// Puts other numbers into every matrix of the model.
void changeMatrices(CausalLm& model, const std::function<Tensor(const Tensor&)>& change) {
  const at::NoGradGuard noGradients;
  model.visit([&](const std::string&, Tensor& tensor) {
    if (tensor.dim() == 2) tensor.copy_(change(tensor));
  });
}

// Numbers as 4 bits with a scale and a minimum of half precision for each 32, as a GGUF file in Q4_1 has them.
Tensor inFourBits(const Tensor& weight) {
  const auto blocks = weight.view({-1, 32});
  const auto least = std::get<0>(blocks.min(1, true)).to(at::kHalf).to(at::kFloat);
  const auto scale = ((std::get<0>(blocks.max(1, true)) - least) / 15).to(at::kHalf).to(at::kFloat);
  return (((blocks - least) / scale).round().clamp(0, 15) * scale + least).view(weight.sizes());
}

// Where fewer bits hold the weights exactly they are read as such after a few tokens, which changes nothing; elsewhere it would.
TEST(DecoderSteps, ReadPackedWeightsOnlyWhereThatIsExact) {
  const std::pair<const char*, std::function<Tensor(const Tensor&)>> cases[] = {
      {"bfloat16", [](const Tensor& weight) { return weight.to(at::kBFloat16); }}, {"four bits", inFourBits}, {"float32", [](const Tensor& weight) { return weight; }}};
  for (const auto& [name, change] : cases) {
    const auto model = tinyModel(at::kFloat);
    changeMatrices(*model, change);
    const Tensor plain = logitsOf(*model, false);
    EXPECT_LT(apart(logitsOf(*model, true), plain), 1e-5 * plain.abs().max().item<double>()) << name;
  }
}

// Packed weights serve the next answers too, until it is said that the weights are others.
TEST(DecoderSteps, KeepPackedWeightsForAsLongAsTheyStay) {
  const auto model = tinyModel(at::kFloat);
  const auto halve = [&] { changeMatrices(*model, [](const Tensor& weight) { return inFourBits(weight * 0.5); }); };
  // By steps beside plainly, relative to the largest logit.
  const auto error = [&] {
    const Tensor plain = logitsOf(*model, false);
    return apart(logitsOf(*model, true), plain) / plain.abs().max().item<double>();
  };
  changeMatrices(*model, inFourBits);
  model->weightsStay(true);
  for (int answer = 0; answer < 3; ++answer) EXPECT_LT(error(), 1e-5) << answer;
  halve();
  EXPECT_GT(error(), 1e-2) << "nobody said so, and nothing was kept";
  model->weightsStay(true);
  EXPECT_LT(error(), 1e-5);
  model->weightsStay(false);
  EXPECT_LT(error(), 1e-5);
  halve();
  EXPECT_LT(error(), 1e-5);
}

// A base in NF4 is multiplied in its own four bits, with what an adapter adds; in bfloat16 without the rounding that the plain way adds.
TEST(DecoderSteps, WorkOnABaseInFourBits) {
  for (const auto dtype : {at::kFloat, at::kBFloat16}) {
    const auto model = tinyModel(dtype);
    const Tensor dense = logitsOf(*model, true);
    ParamSet params;
    params.set(&params::kTargetModules, std::string("all-linear"));
    auto technique = applyTechnique("qlora", *model, {params, 3, at::detail::createCPUGenerator(3), ""});
    ASSERT_TRUE(technique) << describe(technique.error());
    {
      const at::NoGradGuard noGradients;
      auto generator = at::detail::createCPUGenerator(4);
      for (auto& item : (*technique)->trainable()) item.tensor.add_(at::randn(item.tensor.sizes(), generator), 0.05);
    }
    const Tensor fast = logitsOf(*model, true), plain = logitsOf(*model, false);
    ASSERT_TRUE(fast.defined());
    const double size = plain.abs().max().item<double>();
    EXPECT_LT(apart(fast, plain), (dtype == at::kFloat ? 1e-5 : 0.05) * size);
    EXPECT_GT(apart(fast, dense), 0.1 * size);
  }
}

TEST(DecoderSteps, GiveTheSameOnAnyNumberOfThreads) {
  const auto model = tinyModel(at::kFloat);
  at::set_num_threads(1);
  const Tensor one = logitsOf(*model, true);
  for (const int threads : {2, 3}) {
    at::set_num_threads(threads);
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(logitsOf(*model, true).equal(one)) << threads;
  }
  at::set_num_threads(1);
}

}  // namespace
}  // namespace attune::engine
