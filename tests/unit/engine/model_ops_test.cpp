// SPDX-License-Identifier: GPL-3.0-or-later
// Every fast path beside its plain ATen path: values and gradients.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>

#include "core/engine/kernels/cpu_kernels.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/rope.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

/// Inputs that want gradients, and a function of them whose result is weighed with fixed numbers.
struct Case {
  std::vector<Tensor> inputs;
  std::function<Tensor(const std::vector<Tensor>&)> compute;
};

struct Outcome {
  Tensor value;
  std::vector<Tensor> gradients;
};

Outcome evaluate(const Case& c, const ComputeSettings& settings) {
  setComputeSettings(settings);
  std::vector<Tensor> inputs;
  for (const auto& input : c.inputs) inputs.push_back(input.detach().clone().set_requires_grad(true));
  const auto value = c.compute(inputs);
  const auto weights = at::cos(at::arange(value.numel(), at::kFloat)).view(value.sizes());
  (value.to(at::kFloat) * weights).sum().backward();
  setComputeSettings(ComputeSettings());
  Outcome outcome{value.detach(), {}};
  for (const auto& input : inputs) outcome.gradients.push_back(input.grad());
  return outcome;
}

void expectClose(const Tensor& a, const Tensor& b, double tolerance, const std::string& what) {
  ASSERT_EQ(a.defined(), b.defined()) << what;
  if (!a.defined()) return;
  ASSERT_EQ(a.sizes(), b.sizes()) << what;
  EXPECT_EQ(a.scalar_type(), b.scalar_type()) << what;
  const auto wide = a.to(at::kDouble), other = b.to(at::kDouble);
  EXPECT_LT((wide - other).norm().item<double>(), tolerance * std::max(1e-3, other.norm().item<double>())) << what;
}

void expectAgreement(const Case& c, double tolerance) {
  const auto fast = evaluate(c, ComputeSettings()), plain = evaluate(c, referenceSettings());
  expectClose(fast.value, plain.value, tolerance, "value");
  for (std::size_t i = 0; i < plain.gradients.size(); ++i) {
    expectClose(fast.gradients[i], plain.gradients[i], tolerance, "gradient " + std::to_string(i));
  }
}

class ModelOps : public testing::TestWithParam<at::ScalarType> {
 protected:
  void SetUp() override { at::manual_seed(7); }
  Tensor random(at::IntArrayRef sizes, double scale = 1) const { return (at::randn(sizes) * scale).to(GetParam()); }
  double tolerance() const { return GetParam() == at::kFloat ? 3e-6 : 1e-2; }
};

TEST_P(ModelOps, RmsNorm) {
  for (const bool unitOffset : {false, true}) {
    // 67 columns: no multiple of a vector; 3 dimensions as the norms of heads have.
    expectAgreement({{random({5, 3, 67}, 3), random({67})},
                     [&](const auto& in) { return rmsNorm(in[0], in[1], 1e-5, unitOffset); }}, tolerance());
  }
}

TEST_P(ModelOps, GatedActivation) {
  for (const char* activation : {"silu", "gelu_pytorch_tanh", "gelu", "relu"}) {
    SCOPED_TRACE(activation);
    expectAgreement({{random({9, 131}, 3), random({9, 131})},
                     [&](const auto& in) { return gatedActivation(in[0], in[1], activation); }}, tolerance());
    // Two halves of one projection: rows that lie apart.
    expectAgreement({{random({9, 262}, 3)},
                     [&](const auto& in) { return gatedActivation(in[0].narrow(1, 0, 131), in[0].narrow(1, 131, 131), activation); }},
                    tolerance());
  }
}

TEST_P(ModelOps, Rotate) {
  for (const double part : {1.0, 0.5}) {
    RopeSettings rope;
    rope.partialRotaryFactor = part;
    RopeTable table(rope, 24, 64);
    const auto turns = table.at(at::tensor(std::vector<std::int64_t>{0, 1, 2, 0, 1, 40}, at::kLong), 41);
    const Tensor &cos = turns.first, &sin = turns.second;
    expectAgreement({{random({6, 3, 24})}, [&](const auto& in) { return rotate(in[0], cos, sin); }}, tolerance());
    // Heads inside a fused projection.
    expectAgreement({{random({6, 144})}, [&](const auto& in) { return rotate(in[0].narrow(1, 72, 72).view({6, 3, 24}), cos, sin); }},
                    tolerance());
  }
}

TEST_P(ModelOps, Attention) {
  const std::vector<std::int64_t> starts = {0, 1, 18, 58};
  for (const std::int64_t window : {0, 7, 100}) {
    for (const double softcap : {0.0, 20.0}) {
      for (const bool causal : {true, false}) {
        SCOPED_TRACE(testing::Message() << window << " " << softcap << " " << causal);
        expectAgreement({{random({58, 6, 16}), random({58, 2, 16}), random({58, 2, 16})},
                         [&](const auto& in) {
                           return packedAttention(in[0], in[1], in[2], {starts, {}, 40}, {0.3, window, softcap, causal});
                         }},
                        tolerance());
      }
    }
  }
}

TEST_P(ModelOps, AttentionNeverCrossesTheBordersOfSequences) {
  const auto q = random({30, 4, 16}), k = random({30, 2, 16}), v = random({30, 2, 16});
  const AttentionSettings settings{0.25, 0, 0, true};
  const std::vector<std::int64_t> both = {0, 12, 30}, first = {0, 12};
  const auto packed = packedAttention(q, k, v, {both, {}, 18}, settings).narrow(0, 0, 12);
  const auto alone = packedAttention(q.narrow(0, 0, 12), k.narrow(0, 0, 12), v.narrow(0, 0, 12), {first, {}, 12}, settings);
  EXPECT_TRUE(at::equal(packed, alone));
}

TEST_P(ModelOps, Linear) {
  expectAgreement({{random({11, 32}), random({24, 32}), random({24})},
                   [](const auto& in) { return applyLinear(in[0], in[1], in[2]); }}, tolerance());
  // Weights trained in float32 beside activations of the test's dtype.
  expectAgreement({{random({11, 32}), at::randn({24, 32})},
                   [](const auto& in) { return applyLinear(in[0], in[1], Tensor()); }}, tolerance());
}

TEST_P(ModelOps, LoraLinear) {
  const auto frozen = random({24, 32});
  expectAgreement({{random({11, 32}), at::randn({4, 32}), at::randn({24, 4})},
                   [&](const auto& in) { return loraLinear(in[0], frozen, Tensor(), in[1], in[2], 1.7); }}, tolerance());
  expectAgreement({{random({11, 32}), random({24, 32}), random({24}), at::randn({4, 32}), at::randn({24, 4})},
                   [&](const auto& in) { return loraLinear(in[0], in[1], in[2], in[3], in[4], 0.5); }}, tolerance());
}

TEST_P(ModelOps, Loss) {
  const auto targets = at::arange(0, 37 * 13, 13, at::kLong).remainder(997);
  for (const auto& settings : {LossSettings{}, LossSettings{0.1, 0, 1}, LossSettings{0, 15, 1}, LossSettings{0.2, 30, 4}}) {
    const auto loss = [&](const Tensor& rows, const Tensor& head, const Tensor& bias) {
      Tensor perRow;
      const auto sum = linearCrossEntropySum(rows, head, bias, targets, settings, &perRow);
      EXPECT_FALSE(perRow.requires_grad());
      expectClose(perRow.sum(), sum.detach(), 1e-5, "sum of the rows");
      return sum * 0.125;
    };
    const Case head{{random({37, 16}), random({997, 16})}, [&](const auto& in) { return loss(in[0], in[1], Tensor()); }};
    expectAgreement(head, GetParam() == at::kFloat ? 1e-5 : 3e-2);
    const auto frozen = random({997, 16}), bias = random({997});
    const Case frozenHead{{random({37, 16})}, [&](const auto& in) { return loss(in[0], frozen, bias); }};
    expectAgreement(frozenHead, GetParam() == at::kFloat ? 1e-5 : 3e-2);
  }
}

TEST_P(ModelOps, LossesOfSingleRows) {
  const auto targets = at::arange(0, 37 * 13, 13, at::kLong).remainder(997);
  for (const auto& settings : {LossSettings{}, LossSettings{0, 15, 1}, LossSettings{0.2, 30, 4}}) {
    const Case trainedHead{{random({37, 16}), random({997, 16})},
                           [&](const auto& in) { return linearCrossEntropyRows(in[0], in[1], targets, settings); }};
    expectAgreement(trainedHead, GetParam() == at::kFloat ? 1e-5 : 3e-2);
    const auto frozen = random({997, 16});
    const Case frozenHead{{random({37, 16})}, [&](const auto& in) { return linearCrossEntropyRows(in[0], frozen, targets, settings); }};
    expectAgreement(frozenHead, GetParam() == at::kFloat ? 1e-5 : 3e-2);
    const auto rows = random({37, 16});
    expectClose(linearCrossEntropyRows(rows, frozen, targets, settings).sum(), linearCrossEntropySum(rows, frozen, {}, targets, settings, nullptr), 1e-5,
                "sum of the rows");
  }
}

TEST_P(ModelOps, LossOfNoRowsIsZero) {
  const auto rows = random({0, 16}).set_requires_grad(true);
  Tensor perRow;
  const auto sum = linearCrossEntropySum(rows, random({50, 16}), Tensor(), at::empty({0}, at::kLong), {}, &perRow);
  EXPECT_EQ(sum.item<double>(), 0);
  EXPECT_EQ(perRow.numel(), 0);
}

TEST_P(ModelOps, LossOfManyRowsInSeveralChunksEqualsThePlainOne) {
  // 60,000 columns make the chunks small.
  const auto head = random({60000, 8}, 0.1);
  const auto targets = at::arange(450, at::kLong) * 11;
  expectAgreement({{random({450, 8})}, [&](const auto& in) { return linearCrossEntropySum(in[0], head, Tensor(), targets, {}, nullptr); }},
                  GetParam() == at::kFloat ? 1e-5 : 3e-2);
}

TEST_P(ModelOps, Embedding) {
  const auto ids = at::tensor(std::vector<std::int64_t>{3, 1, 3, 0, 9, 3}, at::kLong);
  expectAgreement({{at::randn({10, 12})}, [&](const auto& in) { return embed(ids, in[0], GetParam()); }}, tolerance());
}

TEST_P(ModelOps, EmbeddingGivesTheFrozenRowNoGradient) {
  const auto ids = at::tensor(std::vector<std::int64_t>{3, 1, 3, 0}, at::kLong);
  const auto table = at::randn({5, 12}).requires_grad_(true);
  embed(ids, table, GetParam(), 3).sum().backward();
  const auto expected = at::tensor(std::vector<float>{1, 1, 0, 0, 0}).unsqueeze(1).expand({5, 12});
  EXPECT_TRUE(at::equal(table.grad(), expected));
}

INSTANTIATE_TEST_SUITE_P(Dtypes, ModelOps, testing::Values(at::kFloat, at::kBFloat16),
                         [](const auto& test) { return test.param == at::kFloat ? "fp32" : "bf16"; });

// Those of this processor, the plainest first.
std::vector<const CpuKernels*> kernelSets() {
  std::vector<const CpuKernels*> sets = {&kernels::kGeneric};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(&kernels::kAvx2);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) sets.push_back(&kernels::kAvx512);
#endif
  return sets;
}

// A library that takes a processor's bfloat16 units for float32 products of some sizes only is found out.
TEST(Products, OfFloat32AreNotRoundedToFewerBitsAtAnySize) {
  setComputeSettings({});
  for (const auto& [rows, depth, columns] : {std::array<std::int64_t, 3>{4, 64, 64}, {96, 512, 80}, {128, 512, 128}, {512, 576, 1536}, {700, 300, 900}, {33, 1024, 4097}}) {
    const Tensor a = at::randn({rows, depth}), b = at::randn({columns, depth});
    const Tensor exact = at::mm(a.to(at::kDouble), b.to(at::kDouble).t());
    const double tolerance = 1e-6 * static_cast<double>(depth);
    EXPECT_LT((matmulTransposed(a, b) - exact).abs().max().item<double>(), tolerance) << rows << " x " << depth << " x " << columns;
    EXPECT_LT((at::addmm(at::zeros({columns}), a, b.t()) - exact).abs().max().item<double>(), tolerance);
    EXPECT_LT((matmulOfTransposed(a.t().contiguous(), b.t().contiguous()) - exact).abs().max().item<double>(), tolerance);
  }
}

TEST(ModelKernels, NumbersOfCodesAreThoseOfTheTable) {
  std::vector<float> table(16);
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = std::sin(static_cast<float>(i) * 7) * 1.7F;
  std::vector<std::uint8_t> codes(50);
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<std::uint8_t>(i * 151 + 29);
  for (const CpuKernels* set : kernelSets()) {
    for (const std::int64_t count : {1, 2, 31, 32, 33, 64, 99}) {
      std::vector<float> exact(100, -9);
      std::vector<Bf16> rounded(100, Bf16{0x7777});
      set->f32.lookUp(codes.data(), table.data(), exact.data(), count);
      set->bf16.lookUp(codes.data(), table.data(), rounded.data(), count);
      for (std::int64_t i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float wanted = table[i % 2 == 0 ? codes[at / 2] >> 4 : codes[at / 2] & 15];
        ASSERT_EQ(exact[at], wanted) << set->name << ", " << i << " of " << count;
        ASSERT_EQ(rounded[at].bits, at::BFloat16(wanted).x) << set->name << ", " << i << " of " << count;
      }
      ASSERT_EQ(exact[static_cast<std::size_t>(count)], -9) << set->name << " wrote behind the end of " << count;
      ASSERT_EQ(rounded[static_cast<std::size_t>(count)].bits, 0x7777) << set->name << " wrote behind the end of " << count;
    }
  }
}

TEST(ModelKernels, InstructionSetsAgree) {
  const auto sets = kernelSets();
  if (sets.size() == 1) GTEST_SKIP() << "one instruction set only on this processor";
  at::manual_seed(3);
  const auto x = at::randn({7, 91}) * 4, w = at::randn({91}), up = at::randn({7, 91});
  const auto data = [](const Tensor& tensor) { return tensor.data_ptr<float>(); };
  Tensor firstNorm, firstGate, firstLoss;
  for (const auto* set : sets) {
    auto y = at::empty_like(x), rstd = at::empty({7}), h = at::empty_like(x), logits = x.clone(), losses = at::empty({7});
    const std::vector<std::int64_t> targets = {0, 5, 90, 17, 3, 44, 8};
    set->f32.rmsForward(data(x), data(w), data(y), data(rstd), 7, 91, 1e-5F, 1.0F);
    set->f32.siluForward(data(x), data(up), data(h), 7, 91, 91);
    set->f32.crossEntropy(data(logits), targets.data(), data(losses), 7, 91, 0.1F);
    if (set == sets[0]) {
      firstNorm = y, firstGate = h, firstLoss = losses;
      continue;
    }
    expectClose(y, firstNorm, 1e-6, set->name);
    expectClose(h, firstGate, 1e-6, set->name);
    expectClose(losses, firstLoss, 1e-6, set->name);
  }
}

TEST(ModelKernels, ExtremeLogitsStayFinite) {
  auto logits = at::tensor(std::vector<float>{1e4F, -1e4F, 88, -88, 0, 3e38F, -3e38F, 1, 2, 3}).view({2, 5}).clone();
  const std::vector<std::int64_t> targets = {1, 0};
  auto losses = at::empty({2});
  cpuKernels().f32.crossEntropy(logits.data_ptr<float>(), targets.data(), losses.data_ptr<float>(), 2, 5, 0);
  EXPECT_TRUE(at::isfinite(losses[0]).item<bool>());
  EXPECT_NEAR(losses[0].item<double>(), 2e4, 1);
  EXPECT_NEAR(logits[0][0].item<double>(), 1, 1e-6);
  EXPECT_NEAR(logits[0][1].item<double>(), -1, 1e-6);
}

}  // namespace
}  // namespace attune::engine
