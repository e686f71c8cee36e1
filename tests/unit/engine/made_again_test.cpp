// SPDX-License-Identifier: GPL-3.0-or-later
// Linear layers that do not keep what a norm or an activation can make again, beside layers that keep it: the same bits, less memory.
#include <ATen/ATen.h>
#include <c10/core/Allocator.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <functional>
#include <set>

#include "core/engine/nn/layers.h"
#include "core/engine/nn/made_again.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/passing_rows.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/lora_ops.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

constexpr std::int64_t kRows = 50, kIn = 48, kOut = 80;

void keepInputs(bool keep) {
  ComputeSettings settings;
  settings.leanInputs = !keep;
  setComputeSettings(settings);
}

class MadeAgain : public testing::Test {
 protected:
  void TearDown() override { setComputeSettings(ComputeSettings()); }
};

Tensor fixed(at::IntArrayRef sizes, double phase, at::ScalarType dtype = at::kFloat) {
  return at::sin(at::arange(c10::multiply_integers(sizes), at::kFloat) * 0.7 + phase).view(sizes).to(dtype);
}

Tensor leaf(const Tensor& values) { return values.detach().clone().set_requires_grad(true); }

using Make = std::function<Tensor(const std::vector<Tensor>& in)>;

struct Named {
  const char* name;
  Make make;
};

// Of in[0] and in[1] [T, C], in[2] and in[3] [C].
std::vector<Named> makers() {
  return {{"rmsNorm", [](const auto& in) { return rmsNorm(in[0], in[2], 1e-5, true); }},
          {"layerNorm", [](const auto& in) { return layerNorm(in[0], in[2], in[3], 1e-5); }},
          {"layerNorm without bias", [](const auto& in) { return layerNorm(in[0], in[2], Tensor(), 1e-5); }},
          {"silu, gated", [](const auto& in) { return gatedActivation(in[0], in[1], "silu"); }},
          {"gelu, gated", [](const auto& in) { return gatedActivation(in[0], in[1], "gelu_new"); }},
          {"gelu", [](const auto& in) { return activate(in[0], "gelu"); }},
          {"gelu_new", [](const auto& in) { return activate(in[0], "gelu_new"); }},
          {"silu", [](const auto& in) { return activate(in[0], "silu"); }}};
}

// Of the rows in[0], weights in[1] [out, C], in[2] [C, out], in[3] [out], in[4] [4, C] and in[5] [out, 4].
std::vector<Named> layers() {
  return {{"dense", [](const auto& in) { return applyLinear(in[0], in[1], Tensor()); }},
          {"dense with bias", [](const auto& in) { return applyLinear(in[0], in[1], in[3]); }},
          {"transposed with bias", [](const auto& in) { return applyLinear(in[0], in[2].t(), in[3]); }},
          {"LoRA", [](const auto& in) { return loraLinear(in[0], in[1].detach(), Tensor(), in[4], in[5], 1.5); }},
          {"LoRA of a wide rank", [](const auto& in) { return loraLinear(in[0], in[1].detach(), Tensor(), in[4].repeat({20, 1}), in[5].repeat({1, 20}), 1.5); }},
          {"LoRA beside", [](const auto& in) { return loraDelta(in[0], in[4], in[5], 1.5, {}, 1); }}};
}

struct Outcome {
  Tensor value;
  std::vector<Tensor> gradients;
  bool keptRows = false;
};

Outcome evaluate(const Make& maker, const Make& layer, at::ScalarType dtype, at::ScalarType weights) {
  std::vector<Tensor> in = {leaf(fixed({kRows, kIn}, 0, dtype)), leaf(fixed({kRows, kIn}, 1, dtype)), leaf(fixed({kIn}, 2, weights)),
                            leaf(fixed({kIn}, 3, weights))};
  std::vector<Tensor> own = {Tensor(), leaf(fixed({kOut, kIn}, 4, weights)), leaf(fixed({kIn, kOut}, 5, weights)), leaf(fixed({kOut}, 6, weights)),
                             leaf(fixed({4, kIn}, 7)), leaf(fixed({kOut, 4}, 8))};
  own[0] = maker(in);
  const c10::weak_intrusive_ptr<c10::StorageImpl> rows(own[0].storage().getWeakStorageImpl());
  // Two layers, as of gate and up.
  const Tensor y = layer(own) + 2 * layer(own);
  own[0].reset();
  Outcome outcome{y.detach().clone(), {}, !rows.expired()};
  (y.to(at::kFloat) * fixed(y.sizes(), 9)).sum().backward();
  in.insert(in.end(), own.begin() + 1, own.end());
  for (const Tensor& tensor : in) outcome.gradients.push_back(tensor.grad());
  return outcome;
}

TEST_F(MadeAgain, GivesTheSameBitsAsKeptInputs) {
  const std::pair<at::ScalarType, at::ScalarType> dtypes[] = {{at::kFloat, at::kFloat}, {at::kBFloat16, at::kBFloat16}, {at::kBFloat16, at::kFloat}};
  for (const auto& [dtype, weights] : dtypes) {
    for (const auto& maker : makers()) {
      for (const auto& layer : layers()) {
        SCOPED_TRACE(testing::Message() << maker.name << ", " << layer.name << ", " << dtype << " " << weights);
        keepInputs(true);
        const auto kept = evaluate(maker.make, layer.make, dtype, weights);
        keepInputs(false);
        const auto lean = evaluate(maker.make, layer.make, dtype, weights);
        EXPECT_TRUE(kept.keptRows);
        EXPECT_FALSE(lean.keptRows);
        EXPECT_TRUE(at::equal(lean.value, kept.value));
        for (std::size_t i = 0; i < kept.gradients.size(); ++i) {
          ASSERT_EQ(lean.gradients[i].defined(), kept.gradients[i].defined()) << i;
          if (!kept.gradients[i].defined()) continue;
          EXPECT_EQ(lean.gradients[i].scalar_type(), kept.gradients[i].scalar_type()) << i;
          EXPECT_TRUE(at::equal(lean.gradients[i], kept.gradients[i])) << i;
        }
      }
    }
  }
}

// Counts what the allocator gives and takes back on this thread.
struct Bytes : c10::MemoryReportingInfoBase {
  void reportMemoryUsage(void*, int64_t size, size_t, size_t, c10::Device) override { now += size; }
  bool memoryProfilingEnabled() const override { return true; }
  std::int64_t now = 0;
};

TEST_F(MadeAgain, GoesAfterTheWayBackAndWithADroppedGraph) {
  const auto bytes = std::make_shared<Bytes>();
  const c10::DebugInfoGuard guard(c10::DebugInfoKind::PROFILER_STATE, bytes);
  const Tensor norm = leaf(fixed({kIn}, 0)), weight = leaf(fixed({kOut, kIn}, 1));
  const Tensor input = leaf(fixed({kRows, kIn}, 2));
  const std::int64_t rowBytes = kRows * kIn * 4;
  std::int64_t kept[2] = {};
  for (const bool lean : {false, true}) {
    keepInputs(!lean);
    for (const bool back : {true, false}) {
      const auto before = bytes->now;
      auto loss = [&] {
        const Tensor rows = rmsNorm(input * 2, norm, 1e-5, false);
        return (applyLinear(rows, weight, Tensor()) * applyLinear(rows, weight, Tensor())).sum();
      }();
      kept[lean] = bytes->now - before;
      if (back) loss.backward();
      if (back && lean) {
        // Of the graph, which the loss still holds, not even what was made again is left.
        const auto gradients = static_cast<std::int64_t>(input.nbytes() + norm.nbytes() + weight.nbytes());
        EXPECT_LT(bytes->now - before, gradients + rowBytes / 2);
      }
      for (const Tensor& tensor : {input, norm, weight}) tensor.mutable_grad() = Tensor();
      loss.reset();
      EXPECT_EQ(bytes->now, before) << lean << back;
    }
  }
  EXPECT_EQ(kept[0] - kept[1], rowBytes);
}

class Doubled : public torch::autograd::Function<Doubled> {
 public:
  static int made;
  static Tensor forward(torch::autograd::AutogradContext* context, const Tensor& x) {
    context->save_for_backward({x});
    return x * 2;
  }
  static Tensor again(torch::autograd::AutogradContext* context) {
    ++made;
    return context->get_saved_variables()[0] * 2;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext*, const torch::autograd::variable_list& gradients) { return {gradients[0] * 2}; }
};
int Doubled::made = 0;

TEST_F(MadeAgain, IsSharedByAllThatWereGivenTheRows) {
  const Tensor x = leaf(fixed({kRows, kIn}, 0)), weight = leaf(fixed({kOut, kIn}, 1));
  Doubled::made = 0;
  const Tensor rows = madeAgainBy<Doubled>(Doubled::apply(x));
  (applyLinear(rows, weight, Tensor()) + applyLinear(rows, weight, Tensor()) + loraDelta(rows, leaf(fixed({4, kIn}, 2)), leaf(fixed({kOut, 4}, 3)), 1, {}, 1))
      .sum()
      .backward();
  EXPECT_EQ(Doubled::made, 1);
}

TEST_F(MadeAgain, LeavesRowsThatAreNotTheMakersAnyMore) {
  const Tensor x = leaf(fixed({kRows, kIn}, 0)), weight = leaf(fixed({kOut, kIn}, 1));
  const Tensor rows = activate(x, "gelu");
  EXPECT_TRUE(isMadeAgain(rows));
  EXPECT_FALSE(isMadeAgain(rows * 1.5));
  EXPECT_FALSE(isMadeAgain(rows.view({kIn, kRows})));
  EXPECT_FALSE(isMadeAgain(rows.detach()));
  EXPECT_FALSE(isMadeAgain(activate(x.detach(), "gelu"))) << "outside of a graph";
  {
    const at::NoGradGuard noGradients;
    rows.add_(1);
  }
  EXPECT_FALSE(isMadeAgain(rows));
  applyLinear(rows, weight, Tensor()).sum().backward();
  EXPECT_TRUE(at::allclose(weight.grad()[0], (at::gelu(x.detach()) + 1).sum(0), 1e-5, 1e-5));
}

TEST_F(MadeAgain, RefusesAMakersInputThatWasChanged) {
  const Tensor x = leaf(fixed({kRows, kIn}, 0)), weight = leaf(fixed({kOut, kIn}, 1));
  const Tensor inner = x * 1;
  const Tensor y = applyLinear(activate(inner, "gelu"), weight, Tensor());
  {
    const at::NoGradGuard noGradients;
    inner.add_(1);
  }
  EXPECT_THROW(y.sum().backward(), c10::Error);
}

TEST(PassingRows, TakeOverTheMemoryOfTheLast) {
  const at::TensorOptions options(at::kFloat);
  const void* first = nullptr;
  {
    const Tensor rows = passingRows({500, 400}, options);
    first = rows.data_ptr();
    rows.fill_(1);
    const Tensor beside = passingRows({500, 400}, options);
    beside.fill_(2);
    EXPECT_EQ(rows.sum().item<double>(), 200000);
    EXPECT_EQ(beside.sum().item<double>(), 400000);
  }
  const Tensor again = passingRows({500, 400}, options), shorter = passingRows({490, 400}, options), larger = passingRows({3000, 400}, options);
  EXPECT_TRUE(first == again.data_ptr() || first == shorter.data_ptr());
  EXPECT_EQ(larger.fill_(1).sum().item<double>(), 1200000);
  EXPECT_EQ(passingRows({2, 3}, options).sizes(), (std::vector<std::int64_t>{2, 3}));
}

// Whether an address belongs to the process.
bool isMapped(const void* address) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  unsigned char there = 0;
  return ::mincore(reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(address) / page * page), 1, &there) == 0;
}

// Weights of several sizes are made densely in turn.
TEST(PassingRows, KeepTheMemoryOfSizesInTurnAndOfNoOthers) {
  const at::TensorOptions options(at::kFloat);
  const auto place = [&](std::int64_t rows) { return passingRows({rows, 1000}, options).data_ptr(); };
  const void* idle = place(20'000);
  std::set<const void*> places;
  for (int i = 0; i < 100; ++i) {
    for (const std::int64_t rows : {100, 400, 1600}) places.insert(place(rows));
  }
  EXPECT_EQ(places.size(), 3U);
  EXPECT_TRUE(isMapped(idle));
  for (int i = 0; i < 300; ++i) place(400);
  place(6000);  // one that nothing fits
  EXPECT_FALSE(isMapped(idle));
}

class LeanRun : public testing::TestWithParam<std::pair<const char*, const char*>> {
 protected:
  void TearDown() override { setComputeSettings(ComputeSettings()); }
};

TEST_P(LeanRun, LearnsTheSameNumbers) {
  const auto [technique, precision] = GetParam();
  const TemporaryFolder folder;
  std::vector<StepMetrics> kept;
  for (const bool lean : {false, true}) {
    keepInputs(!lean);
    auto request = tinyRequest(folder.path() / (lean ? "lean" : "kept"), technique);
    request.spec.params.set(&params::kPrecision, std::string(precision));
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    const auto steps = run.all<StepMetrics>();
    if (!lean) kept = steps;
    ASSERT_EQ(kept.size(), steps.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      EXPECT_EQ(steps[i].loss, kept[i].loss) << i;
      EXPECT_EQ(steps[i].gradientNorm, kept[i].gradientNorm) << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Techniques, LeanRun,
                         testing::Values(std::pair{"full", "fp32"}, std::pair{"full", "bf16"}, std::pair{"lora", "fp32"}, std::pair{"lora", "bf16"},
                                         std::pair{"qlora", "fp32"}, std::pair{"houlsby", "fp32"}));

}  // namespace
}  // namespace attune::engine
