// SPDX-License-Identifier: GPL-3.0-or-later
// Dropout of attention: leaves out weights after the softmax, on average changes nothing, has the gradient of the formula for the masks it
// drew, and is part of an exact resumption.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/relative_attention.h"
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/techniques/technique.h"
#include "dropout_fixture.h"

namespace attune::engine {
namespace {

constexpr std::int64_t kHeads = 4, kKeyHeads = 2, kSize = 8;

struct Inputs {
  Tensor q, k, v;
  std::vector<std::int64_t> starts = {0, 5, 12};
  AttentionSettings settings{.scale = 0.4};

  explicit Inputs(bool learn) {
    auto random = at::detail::createCPUGenerator(9);
    const auto make = [&](std::int64_t heads) { return at::empty({12, heads, kSize}, at::kFloat).normal_(0, 1, random).set_requires_grad(learn); };
    q = make(kHeads), k = make(kKeyHeads), v = make(kKeyHeads);
  }
  Tensor attend(const Dropout& dropout) const { return packedAttention(q, k, v, {starts, {}, 7}, settings, dropout); }
};

TEST(AttentionDropout, OnAverageChangesNothing) {
  const at::NoGradGuard noGradients;
  for (const bool causal : {true, false}) {
    Inputs in(false);
    in.settings.causal = causal;
    const Tensor expected = in.attend({});
    auto random = at::detail::createCPUGenerator(2);
    Tensor sum = at::zeros_like(expected);
    constexpr int passes = 4000;
    for (int i = 0; i < passes; ++i) sum += in.attend({0.3, random});
    EXPECT_LT((sum / passes - expected).abs().max().item<double>(), 0.12) << "five standard deviations of the mean";
    EXPECT_LT((sum / passes - expected).abs().mean().item<double>(), 0.012);
    EXPECT_GT((in.attend({0.3, random}) - expected).abs().mean().item<double>(), 0.1) << "one pass is another";
    EXPECT_TRUE(at::equal(in.attend({0, random}), expected));
  }
}

TEST(AttentionDropout, HasTheGradientOfItsFormula) {
  constexpr double share = 0.4;
  Inputs in(true), other(true);
  const Tensor pull = at::sin(at::arange(12 * kHeads * kSize, at::kFloat)).view({12, kHeads, kSize});
  (in.attend({share, at::detail::createCPUGenerator(5)}) * pull).sum().backward();

  auto random = at::detail::createCPUGenerator(5);
  std::vector<Tensor> parts;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto begin = other.starts[i], n = other.starts[i + 1] - begin;
    const auto part = [&](const Tensor& x) { return x.narrow(0, begin, n).to(at::kDouble).repeat_interleave(kHeads / x.size(1), 1).transpose(0, 1); };
    const Tensor hidden = at::ones({n, n}, at::kBool).triu(1);
    const Tensor weights = (at::matmul(part(other.q), part(other.k).transpose(1, 2)) * 0.4).masked_fill(hidden, -1e300).softmax(-1);
    const Tensor mask = at::empty({kHeads, n, n}, at::kFloat).bernoulli_(1 - share, random);
    parts.push_back(at::matmul(weights * mask / (1 - share), part(other.v)).transpose(0, 1));
  }
  (at::cat(parts) * pull).sum().backward();
  for (const auto& [own, expected] : {std::pair{in.q, other.q}, {in.k, other.k}, {in.v, other.v}})
    EXPECT_TRUE(at::allclose(own.grad(), expected.grad(), 1e-4, 1e-5));
}

TEST(AttentionDropout, OfDistancesToo) {
  const at::NoGradGuard noGradients;
  const Inputs in(false);
  RelativeAttention distances;
  distances.maxDistance = 8;
  const DistanceRows rows(distances, 7, at::kCPU);
  const auto wide = [](const Tensor& x) { return x.repeat_interleave(kHeads / x.size(1), 1); };
  const auto attend = [&](const Dropout& dropout) { return relativeAttention(in.q, wide(in.k), wide(in.v), {}, {}, rows, in.starts, 0.4, dropout); };
  const Tensor expected = attend({});
  auto random = at::detail::createCPUGenerator(2);
  Tensor sum = at::zeros_like(expected);
  for (int i = 0; i < 2000; ++i) sum += attend({0.3, random});
  EXPECT_LT((sum / 2000 - expected).abs().mean().item<double>(), 0.02);
  EXPECT_GT((attend({0.3, random}) - expected).abs().mean().item<double>(), 0.1);
}

TrainRequest requestOf(const std::filesystem::path& folder, double share, const char* model, double hidden = 0) {
  TrainRequest request = tinyRequest(folder, "lora");
  request.spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + model;
  request.spec.params.set(&params::kAttentionDropout, share);
  request.spec.params.set(&params::kHiddenDropout, hidden);
  return request;
}

// The slope of the whole model's loss along its gradient, for fixed masks, beside differences of losses.
TEST(AttentionDropout, TheModelsGradientIsTheSlopeOfItsLoss) {
  const auto request = requestOf("unused", 0.3, "gpt2", 0.2);
  auto model = std::move(*buildCausalLm(*openCheckpoint(request.spec.modelPath), at::kCPU, at::kFloat));
  auto random = at::detail::createCPUGenerator(1);
  ParamSet params = request.spec.params;
  auto technique = std::move(*applyTechnique("full", *model, {params, 7, random, "tiny"}));
  auto tensors = technique->trainable();
  technique->setTraining(true);
  const auto rows = patternRows(4, 5);
  const Batch batch = makeBatch({&rows[0], &rows[1], &rows[2], &rows[3]}, at::kCPU);
  const Tensor before = random.get_state().clone();
  const auto loss = [&] {
    random.set_state(before);
    return model->lossSum(batch);
  };
  loss().backward();
  double squares = 0;
  std::vector<Tensor> direction;
  for (const auto& item : tensors) {
    direction.push_back(item.tensor.grad().defined() ? item.tensor.grad().clone() : at::zeros_like(item.tensor));
    squares += direction.back().square().sum().item<double>();
  }
  const at::NoGradGuard noGradients;
  const double step = 2e-3 / std::sqrt(squares);
  const auto move = [&](double by) {
    for (std::size_t i = 0; i < tensors.size(); ++i) tensors[i].tensor.add_(direction[i], by);
  };
  move(step);
  const double above = loss().item<double>();
  move(-2 * step);
  const double below = loss().item<double>();
  EXPECT_NEAR((above - below) / (2 * step), squares, 0.02 * squares);
}

TEST(AttentionDropout, ResumedAndRecomputedRunsAreTheSame) {
  expectResumedEqualsUninterrupted([](const std::filesystem::path& folder) { return requestOf(folder, 0.2, "gpt2", 0.1); }, 4);
  for (const char* model : {"llama", "gpt2"}) {
    SCOPED_TRACE(model);
    expectMasksAreDrawnAgain([=](const std::filesystem::path& folder, bool drops) { return requestOf(folder, drops ? 0.2 : 0, model); });
  }
}

}  // namespace
}  // namespace attune::engine
