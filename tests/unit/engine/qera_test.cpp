// SPDX-License-Identifier: GPL-3.0-or-later
// QERA's start of QLoRA: what the layers compute on rows of the run is nearer to the plain model than with any other start of the same rank.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/engine/nn/layers.h"
#include "core/engine/techniques/lora_linear.h"
#include "core/engine/techniques/nearest_update.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

std::unique_ptr<CausalLm> tinyModel() { return std::move(*buildCausalLm(*openCheckpoint(tinyRequest("unused", "qlora").spec.modelPath), at::kCPU, at::kFloat)); }

ParamSet startOf(const char* start, std::int64_t rank = 4) {
  ParamSet params = tinyRequest("unused", "qlora").spec.params;
  params.set(&params::kQloraStart, std::string(start));
  params.set(&params::kLoraRank, rank);
  params.set(&params::kLoraAlpha, 2.0 * static_cast<double>(rank));
  return params;
}

void passRows(Model& model) {
  static const std::vector<TokenizedExample> rows = patternRows(20, 4);
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  model.hidden(makeBatch(pointers, at::kCPU));
}

TechniqueContext contextOf(const ParamSet& params) {
  TechniqueContext context{params, 7, {}, "tiny"};
  context.passRows = passRows;
  return context;
}

// The least of E‖x (M − b a)ᵀ‖² over b a of rank `rank`, by alternating least squares from several places in float64.
double leastError(const Tensor& matrix, const Tensor& moment, std::int64_t rank) {
  double least = 1e300;
  const auto generator = at::detail::createCPUGenerator(5);
  for (int start = 0; start < 8; ++start) {
    Tensor a = at::empty({rank, matrix.size(1)}, at::kDouble).normal_(0, 1, generator), b;
    for (int i = 0; i < 400; ++i) {
      const Tensor weighted = at::mm(a, moment);
      b = at::linalg_solve(at::mm(weighted, a.t()), at::mm(weighted, matrix.t())).t();
      a = at::linalg_solve(at::mm(b.t(), b), at::mm(b.t(), matrix));
    }
    const Tensor rest = matrix - at::mm(b, a);
    least = std::min(least, (at::mm(rest, moment) * rest).sum().item<double>());
  }
  return least;
}

TEST(Qera, TheClosedFormIsTheBest) {
  auto random = at::detail::createCPUGenerator(3);
  const Tensor mix = at::empty({6, 6}, at::kDouble).normal_(0, 1, random);
  const Tensor inputs = at::mm(at::empty({50, 6}, at::kDouble).normal_(0, 1, random), mix);
  const Tensor matrix = at::empty({5, 6}, at::kDouble).normal_(0, 1, random);
  const Tensor factor = inputFactor(inputs, 0);
  const Tensor moment = at::mm(inputs.t(), inputs) / 50;
  ASSERT_TRUE(at::allclose(at::mm(factor, factor.t()), moment));
  for (const std::int64_t rank : {1, 2, 4}) {
    const double scale = 0.5;
    const LoraTensors update = nearestUpdateForInputs(matrix.to(at::kFloat), factor, rank, scale, random);
    const Tensor product = at::mm(update.b, update.a).to(at::kDouble) * scale;
    const Tensor rest = matrix - product;
    const double own = (at::mm(rest, moment) * rest).sum().item<double>();
    const double best = leastError(matrix, moment, rank);
    EXPECT_NEAR(own, best, 1e-4 * best + 1e-6);
    // The paper's form, with the symmetric root.
    const auto [values, vectors] = at::linalg_eigh(moment);
    const Tensor root = at::mm(vectors * values.sqrt(), vectors.t()), inverse = at::mm(vectors / values.sqrt(), vectors.t());
    const auto [u, s, v] = at::linalg_svd(at::mm(matrix, root), false);
    const Tensor paper = at::mm(at::mm(u.narrow(1, 0, rank) * s.narrow(0, 0, rank), v.narrow(0, 0, rank)), inverse);
    EXPECT_TRUE(at::allclose(product, paper, 1e-4, 1e-5));
    // A and B share the size of the product.
    EXPECT_TRUE(at::allclose(at::mm(update.a, update.a.t()), at::mm(update.b.t(), update.b), 1e-3, 1e-4));
  }
}

TEST(Qera, InputsThatAreFewOrAllZeroOrNotFinite) {
  auto random = at::detail::createCPUGenerator(3);
  const Tensor few = inputFactor(at::ones({1, 4}));
  EXPECT_TRUE(at::isfinite(nearestUpdateForInputs(at::ones({3, 4}), few, 2, 1, random).a).all().item<bool>());
  EXPECT_TRUE(at::equal(inputFactor(at::zeros({2, 4})), at::eye(4, at::kDouble)));
  EXPECT_FALSE(inputFactor(at::full({2, 4}, std::nan(""))).defined());
}

TEST(Qera, OutputsAreNearerThanWithAnyOtherStart) {
  const at::NoGradGuard noGradients;
  // What each layer of the plain model is given.
  std::map<std::string, Tensor> inputs;
  class Recorder : public DenseLinear {
   public:
    Recorder(DenseLinear& from, Tensor& to) : DenseLinear(from.weight(), from.bias()), m_to(to) {}
    Tensor forward(const Tensor& x) override {
      m_to = x.clone();
      return DenseLinear::forward(x);
    }

   private:
    Tensor& m_to;
  };
  auto plain = tinyModel();
  for (const LinearSlot& slot : plain->linears()) {
    auto recorder = std::make_unique<Recorder>(dynamic_cast<DenseLinear&>(**slot.layer), inputs[slot.name]);
    *slot.layer = std::move(recorder);
  }
  passRows(*plain);

  std::map<std::string, std::map<std::string, double>> errors;
  for (const char* start : {"true", "loftq", "qera"}) {
    auto model = tinyModel();
    const ParamSet params = startOf(start);
    const auto technique = applyTechnique("qlora", *model, contextOf(params));
    ASSERT_TRUE(technique) << describe(technique.error());
    EXPECT_EQ((*technique)->startsAsBase(), std::string(start) == "true");
    const auto were = plain->linears(), are = model->linears();
    for (std::size_t i = 0; i < were.size(); ++i) {
      auto* lora = dynamic_cast<LoraLinear*>(are[i].layer->get());
      ASSERT_NE(lora, nullptr) << are[i].name;
      const Tensor weight = (*were[i].layer)->denseWeight();
      EXPECT_TRUE(at::equal(lora->base().denseWeight(), dequantiseNf4(quantiseNf4(weight), at::kFloat))) << "the base is QLoRA's";
      const Tensor& x = inputs.at(are[i].name);
      errors[start][are[i].name] = at::mm(x, (lora->denseWeight() - weight).t()).square().sum().item<double>();
    }
  }
  double loftq = 0, qera = 0;
  for (const auto& [name, error] : errors["qera"]) {
    EXPECT_LE(error, errors["loftq"][name] * 1.0001) << name;
    EXPECT_LE(error, errors["true"][name] * 1.0001) << name;
    loftq += errors["loftq"][name];
    qera += error;
  }
  EXPECT_LT(qera, 0.8 * loftq);
}

TEST(Qera, WithoutRowsItIsLoftqs) {
  const at::NoGradGuard noGradients;
  std::vector<std::vector<Tensor>> updates;
  for (const char* start : {"loftq", "qera"}) {
    auto model = tinyModel();
    const ParamSet params = startOf(start);
    auto technique = applyTechnique("qlora", *model, {params, 7, {}, "tiny"});
    ASSERT_TRUE(technique);
    auto& tensors = updates.emplace_back();
    for (const TrainableTensor& item : (*technique)->trainable()) tensors.push_back(item.tensor.detach().clone());
  }
  ASSERT_EQ(updates[0].size(), updates[1].size());
  for (std::size_t i = 0; i < updates[0].size(); ++i) EXPECT_TRUE(at::equal(updates[0][i], updates[1][i]));
}

TEST(Qera, AStopEndsIt) {
  auto model = tinyModel();
  const ParamSet params = startOf("qera");
  std::stop_source stop;
  stop.request_stop();
  TechniqueContext context = contextOf(params);
  context.stop = stop.get_token();
  const auto technique = applyTechnique("qlora", *model, context);
  ASSERT_FALSE(technique);
  EXPECT_TRUE(isStopped(technique.error()));
  for (const LinearSlot& slot : model->linears()) EXPECT_NE(dynamic_cast<DenseLinear*>(slot.layer->get()), nullptr) << "the model is as it was";
}

TEST(Qera, ARunLooksAtItsOwnRows) {
  const TemporaryFolder folder;
  std::map<std::string, double> first;
  for (const char* name : {"true", "loftq", "qera", "qera again", "qera of other rows"}) {
    auto request = tinyRequest(folder.path() / name, "qlora");
    request.spec.params = startOf(std::string(name).starts_with("qera") ? "qera" : name, 8);
    request.spec.params.set(&params::kMaxSteps, std::int64_t{1});
    if (std::string(name).ends_with("rows")) request.train = std::make_shared<const std::vector<TokenizedExample>>(patternRows(41, 6));
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    for (const EvalMetrics& look : run.all<EvalMetrics>()) {
      if (look.step == 0 && look.set == "validation") first[name] = look.loss;
    }
  }
  ASSERT_EQ(first.size(), 5U);
  EXPECT_EQ(first["qera"], first["qera again"]);
  for (const char* other : {"true", "loftq", "qera of other rows"}) EXPECT_NE(first["qera"], first[other]) << other;
}

}  // namespace
}  // namespace attune::engine
