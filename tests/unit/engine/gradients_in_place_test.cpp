// SPDX-License-Identifier: GPL-3.0-or-later
// Gradients that backward adds to where they are kept, beside those that it hands to autograd, and the memory kept between steps.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/engine/kept_memory.h"
#include "core/engine/kernels/cpu_kernels.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

constexpr std::int64_t kWords = 40, kFeatures = 24;

struct Given {
  const char* name;
  std::int64_t tokens;  // beyond kFeatures the head's gradient is made in chunks
  bool rowByRow;
  std::int64_t frozenRow = -1;
};

// A table that embeds and, as the head, tells words; a layer with a bias between them. What two batches add to gradients that are
// there already.
std::vector<Tensor> gradientsOf(const Given& given, at::ScalarType dtype, const ComputeSettings& settings) {
  setComputeSettings(settings);
  at::manual_seed(5);
  std::vector<Tensor> trained{at::randn({kWords, kFeatures}), at::randn({kFeatures, kFeatures}) / 5, at::randn({kFeatures})};
  for (Tensor& tensor : trained) {
    const Tensor before = at::randn_like(tensor) / 4;
    tensor = tensor.to(dtype).requires_grad_(true);
    tensor.mutable_grad() = before.to(dtype);
  }
  const std::vector held{trained[0].grad().data_ptr(), trained[1].grad().data_ptr(), trained[2].grad().data_ptr()};
  for (int batch = 0; batch < 2; ++batch) {
    const Tensor ids = at::randint(0, kWords / 4, {given.tokens}), targets = at::randint(0, kWords, {given.tokens});  // words come again
    const Tensor rows = applyLinear(embed(ids, trained[0], dtype, given.frozenRow), trained[1], trained[2]);
    const Tensor factors = at::rand({given.tokens});
    const Tensor loss = given.rowByRow ? (linearCrossEntropyRows(rows, trained[0], targets, {0.1}) * factors).sum()
                                       : linearCrossEntropySum(rows, trained[0], {}, targets, {0.1}, nullptr) * 0.3;
    loss.backward();
  }
  setComputeSettings({});
  std::vector<Tensor> result;
  for (std::size_t i = 0; i < trained.size(); ++i) {
    EXPECT_EQ(trained[i].grad().data_ptr(), held[i]) << "moved";
    result.push_back(trained[i].grad().to(at::kFloat));
  }
  return result;
}

class GradientsInPlace : public testing::TestWithParam<Given> {};

TEST_P(GradientsInPlace, EqualThoseHandedToAutograd) {
  const auto exact = gradientsOf(GetParam(), at::kFloat, referenceSettings());
  for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
    ComputeSettings handed;
    handed.gradientsInPlace = false;
    const auto inPlace = gradientsOf(GetParam(), dtype, {}), given = gradientsOf(GetParam(), dtype, handed);
    for (std::size_t i = 0; i < exact.size(); ++i) {
      const double largest = exact[i].abs().max().item<double>(), most = (dtype == at::kFloat ? 1e-5 : 4e-2) * largest;
      EXPECT_LT((inPlace[i] - given[i]).abs().max().item<double>(), most) << i << " " << dtype;
      const double fromExact = (inPlace[i] - exact[i]).abs().max().item<double>();
      EXPECT_LT(fromExact, dtype == at::kFloat ? most : 2 * most) << i << " " << dtype;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Losses, GradientsInPlace,
                         testing::Values(Given{"few", 17, false}, Given{"many", 61, false}, Given{"row_by_row", 33, true}, Given{"frozen_row", 17, false, 3}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(GradientsInPlace, AWeightWithoutOneIsHandedAutogradsOwn) {
  const Tensor weight = at::randn({3, 4}).requires_grad_(true), x = at::randn({5, 4});
  applyLinear(x, weight, {}).sum().backward();
  EXPECT_LT((weight.grad() - x.sum(0).expand({3, 4})).abs().max().item<double>(), 1e-5);
  // A weight that is computed has no place for a gradient; what it is computed from has.
  const Tensor factor = at::ones({}).requires_grad_(true);
  factor.mutable_grad() = at::zeros({});
  applyLinear(x, at::ones({3, 4}) * factor, {}).sum().backward();
  EXPECT_NEAR(factor.grad().item<double>(), 3 * x.sum().item<double>(), 1e-4);
}

TEST(UpdateKernels, InstructionSetsAgree) {
#if defined(__x86_64__)
  std::vector<const CpuKernels*> sets = {&kernels::kGeneric};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(&kernels::kAvx2);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) sets.push_back(&kernels::kAvx512);
  constexpr std::int64_t n = 1003;
  at::manual_seed(3);
  const Tensor weights = at::randn({n}), gradients = at::randn({n}), first = at::randn({n}), second = at::rand({n});
  std::vector<std::vector<Tensor>> results;
  for (const auto* set : sets) {
    Tensor w = weights.clone(), m = first.clone(), v = second.clone(), scaled = at::empty({n}), rounded = at::empty({n}, at::kBFloat16);
    const auto data = [](const Tensor& tensor) { return tensor.data_ptr<float>(); };
    set->f32.scaled(data(gradients), data(scaled), n, 0.5F);
    set->adamW(data(w), data(scaled), data(m), data(v), n, {1e-3F, 0.1F, 0.001F, 0.01F, 2, 1e-8F});
    set->roundByThreshold(data(weights), static_cast<Bf16*>(rounded.data_ptr()), 65'000, n);  // the pattern begins anew within
    results.push_back({w, m, v, at::full({1}, set->f32.sumOfSquares(data(gradients), n)), rounded.view(at::kShort)});
    for (std::size_t i = 0; i < 4; ++i) EXPECT_LT(((results.back()[i] - results[0][i]) / results[0][i]).abs().max().item<double>(), 2e-4) << set->name << i;
    EXPECT_TRUE(at::equal(results.back()[4], results[0][4])) << set->name;
  }
#else
  GTEST_SKIP() << "one instruction set only on this processor";
#endif
}

TEST(KeptMemory, ALargeTensorGetsTheMemoryOfTheOneBefore) {
  constexpr std::int64_t large = 40 << 20;  // bytes
  const auto addressOf = [](std::int64_t bytes) {
    Tensor tensor = at::empty({bytes}, at::kByte);
    tensor.fill_(1);
    return tensor.data_ptr();
  };
  Tensor survivor;
  {
    const KeptMemory outer;
    const void* first = nullptr;
    {
      const KeptMemory inner;
      first = addressOf(large);
    }
    const Tensor other = at::empty({1 << 20}, at::kByte);  // what the system had back it might give to another
    EXPECT_EQ(addressOf(large), first);
    EXPECT_EQ(addressOf(large - (1 << 20)), first) << "a little smaller";
    survivor = at::full({large}, 7, at::kByte);
    EXPECT_EQ(survivor.data_ptr(), first);
    EXPECT_NE(addressOf(large), first) << "in use";
  }
  EXPECT_EQ(survivor.sum().item<std::int64_t>(), 7 * large);
  survivor.resize_({large + large / 2});
  EXPECT_EQ(survivor[large - 1].item<std::int64_t>(), 7);
}

}  // namespace
}  // namespace attune::engine
