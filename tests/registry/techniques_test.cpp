// SPDX-License-Identifier: GPL-3.0-or-later
// What every technique must do, walked over the table: a new line in it is tested here before it has a test of its own.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/engine/optimizers/adamw.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/techniques/technique.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<CausalLm> tinyModel(const std::string& technique) {
  const auto checkpoint = openCheckpoint(tinyRequest("unused", technique).spec.modelPath);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
  if (!model) throw std::runtime_error(describe(model.error()));
  return std::move(*model);
}

Batch tinyBatch(std::uint64_t seed) {
  static std::vector<TokenizedExample> rows;
  rows = patternRows(6, seed);
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  return makeBatch(pointers, at::kCPU);
}

/// A technique with its usual settings, or with others that make it compute something else.
struct Case {
  std::string name;
  const TechniqueFacts* technique;
  void (*change)(ParamSet& params) = nullptr;
};

void PrintTo(const Case& item, std::ostream* out) { *out << item.name; }

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const TechniqueFacts* technique : techniques()) {
    const auto request = tinyRequest("unused", technique->id);
    const auto checkpoint = openCheckpoint(request.spec.modelPath);
    if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
    // Those that need a head have their tests in classifiers_test.cpp.
    if (!technique->refusal(checkpoint->config, "causal-lm", request.spec.params)) all.push_back({technique->id, technique});
  }
  all.push_back({"prefix_tuning_projection", findTechnique("prefix_tuning"), [](ParamSet& params) {
                   params.set(&params::kPrefixProjection, true);
                   params.set(&params::kEncoderWidth, std::int64_t{24});
                 }});
  const auto patterns = [](ParamSet& params) {
    params.set(&params::kRankPattern, std::string("down_proj=6, layers.0.*q_proj=2"));
    params.set(&params::kAlphaPattern, std::string("up_proj=3"));
    params.set(&params::kExcludeModules, std::string("k_proj"));
    params.set(&params::kModulesToSave, std::string("lm_head,model.norm"));
  };
  for (const char* technique : {"lora", "dora", "pissa", "qlora"}) {
    all.push_back({std::string(technique) + "_patterns", findTechnique(technique), patterns});
  }
  all.push_back({"qlora_loftq", findTechnique("qlora"), [](ParamSet& params) { params.set(&params::kQloraStart, std::string("loftq")); }});
  all.push_back({"qlora_qera", findTechnique("qlora"), [](ParamSet& params) { params.set(&params::kQloraStart, std::string("qera")); }});
  return all;
}

/// A technique on the tiny model with everything a step needs.
class Conformance : public testing::TestWithParam<Case> {
 protected:
  static const char* id() { return GetParam().technique->id; }
  static TrainRequest request(const fs::path& folder) {
    TrainRequest made = tinyRequest(folder, id());
    if (GetParam().change != nullptr) GetParam().change(made.spec.params);
    return made;
  }

  struct Applied {
    std::unique_ptr<CausalLm> model;
    std::unique_ptr<Technique> technique;
    std::unique_ptr<ParameterBuffer> buffer;
    std::unique_ptr<AdamW> optimizer;
    std::vector<TrainableTensor> tensors;

    double step(const Batch& batch) {
      const Tensor loss = model->lossSum(technique->prepare(batch)) / static_cast<double>(batch.targets.size(0));
      loss.backward();
      buffer->collect();
      optimizer->step(*buffer, 1e-2);
      buffer->publish();
      buffer->zeroGradients();
      return loss.item<double>();
    }
    Tensor logits() {
      const at::NoGradGuard noGradients;
      technique->setTraining(false);
      const Batch batch = technique->prepare(tinyBatch(77));
      return model->logits(model->hidden(batch)).clone();
    }
  };

  Applied apply() {
    Applied applied;
    applied.model = tinyModel(id());
    const ParamSet params = request("unused").spec.params;
    TechniqueContext context{params, 5, at::detail::createCPUGenerator(1), "tiny"};
    context.passRows = [](Model& model) { model.hidden(tinyBatch(9)); };
    auto technique = applyTechnique(id(), *applied.model, context);
    if (!technique) throw std::runtime_error(describe(technique.error()));
    applied.technique = std::move(*technique);
    applied.tensors = applied.technique->trainable();
    applied.buffer = std::make_unique<ParameterBuffer>(applied.tensors);
    applied.optimizer = std::make_unique<AdamW>(*applied.buffer, OptimizerSettings{});
    return applied;
  }
  Applied trained(int steps = 12) {
    Applied applied = apply();
    applied.technique->setTraining(true);
    for (int i = 0; i < steps; ++i) applied.step(tinyBatch(static_cast<std::uint64_t>(i) + 1));
    applied.technique->setTraining(false);
    return applied;
  }
};

TEST_P(Conformance, LossFalls) {
  Applied applied = apply();
  const Batch batch = tinyBatch(3);
  const double first = applied.step(batch);
  double last = first;
  for (int i = 0; i < 40; ++i) last = applied.step(batch);
  EXPECT_LT(last, 0.97 * first);
}

TEST_P(Conformance, ParameterCountIsTheFormula) {
  const Applied applied = apply();
  const ParamSet params = request("unused").spec.params;
  EXPECT_EQ(applied.buffer->size(), GetParam().technique->trainableParameters(applied.model->config(), params));
}

TEST_P(Conformance, OnlyDeclaredTensorsAreTrainedAndFrozenBytesStay) {
  Applied applied = apply();
  std::set<const void*> declared;
  for (const TrainableTensor& item : applied.tensors) declared.insert(item.tensor.unsafeGetTensorImpl());
  std::map<std::string, Tensor> frozen;
  applied.model->visit([&](const std::string& name, Tensor& tensor) {
    const bool trained = declared.contains(tensor.unsafeGetTensorImpl());
    EXPECT_EQ(tensor.requires_grad(), trained) << name;
    if (!trained) frozen[name] = tensor.detach().clone();
  });
  const Tensor before = applied.buffer->weights().clone();
  for (std::uint64_t i = 0; i < 5; ++i) applied.step(tinyBatch(i));
  applied.model->visit([&](const std::string& name, Tensor& tensor) {
    if (declared.contains(tensor.unsafeGetTensorImpl())) return;
    EXPECT_FALSE(tensor.grad().defined()) << name;
    EXPECT_TRUE(at::equal(tensor, frozen.at(name))) << name << " has changed";
  });
  EXPECT_FALSE(at::equal(applied.buffer->weights(), before));
}

TEST_P(Conformance, EveryDeclaredTensorGetsAGradient) {
  Applied applied = trained(3);  // LoRA's B is zero at first, so A has none yet
  const Batch batch = tinyBatch(9);
  applied.model->lossSum(applied.technique->prepare(batch)).backward();
  for (const TrainableTensor& item : applied.tensors) {
    EXPECT_GT(item.tensor.grad().abs().max().item<double>(), 0) << item.name;
  }
}

TEST_P(Conformance, SavedAndOpenedGivesTheSameLogits) {
  Applied applied = trained();
  const TemporaryFolder folder;
  const auto saved = applied.technique->save(folder.path());
  ASSERT_TRUE(saved) << describe(saved.error());
  const Tensor expected = applied.logits();
  Applied other;
  other.model = tinyModel(id());
  auto opened = openAdapter(folder.path(), *other.model);
  ASSERT_TRUE(opened) << describe(opened.error());
  other.technique = std::move(*opened);
  EXPECT_LT((other.logits() - expected).abs().max().item<double>(), 1e-6);
  // And into a technique that was applied afresh.
  Applied again = apply();
  ASSERT_TRUE(again.technique->load(folder.path()));
  EXPECT_LT((again.logits() - expected).abs().max().item<double>(), 1e-6);
}

TEST_P(Conformance, SwitchedOffIsTheBase) {
  Applied applied = trained();
  const Tensor tuned = applied.logits();
  if (const auto off = applied.technique->setEnabled(false); !off) {
    EXPECT_EQ(off.error().code, "technique.cannot-disable");
    return;
  }
  // QLoRA's base is the quantised one, which a fresh technique that is switched off gives.
  Applied base = apply();
  ASSERT_TRUE(base.technique->setEnabled(false));
  EXPECT_TRUE(at::equal(applied.logits(), base.logits()));
  if (std::string(id()) != "qlora") {
    const at::NoGradGuard noGradients;
    const auto plain = tinyModel(id());
    EXPECT_TRUE(at::equal(applied.logits(), plain->logits(plain->hidden(tinyBatch(77)))));
  }
  ASSERT_TRUE(applied.technique->setEnabled(true));
  EXPECT_TRUE(at::equal(applied.logits(), tuned));
}

TEST_P(Conformance, MergedEqualsUnmerged) {
  Applied applied = trained();
  const Tensor expected = applied.logits();
  if (const auto merged = applied.technique->merge(); !merged) {
    EXPECT_EQ(merged.error().code, "technique.cannot-merge") << describe(merged.error());
    return;
  }
  const at::NoGradGuard noGradients;
  const Tensor logits = applied.model->logits(applied.model->hidden(tinyBatch(77)));
  EXPECT_LT((logits - expected).abs().max().item<double>(), 1e-4);
  EXPECT_GT((logits - [&] {
              auto base = tinyModel(id());
              return base->logits(base->hidden(tinyBatch(77)));
            }()).abs().max().item<double>(), 1e-2);
}

TEST_P(Conformance, StoppedAndResumedIsByteIdentical) {
  const TemporaryFolder folder;
  const auto whole = request(folder.path() / "whole");
  ASSERT_TRUE(train(whole, {}, {}));
  auto parts = request(folder.path() / "parts");
  for (const std::int64_t stopAt : {3, 9}) {
    std::stop_source stop;
    const auto stopped = train(parts, [&](const RunEvent& event) {
      if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == stopAt) stop.request_stop();
    }, stop.get_token());
    ASSERT_TRUE(stopped) << describe(stopped.error());
    ASSERT_EQ(stopped->outcome, RunOutcome::Stopped);
    parts.resume = true;
  }
  ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
  EXPECT_EQ(weightsHash(parts.runFolder / "checkpoints/step-14"), weightsHash(whole.runFolder / "checkpoints/step-14"));
}

INSTANTIATE_TEST_SUITE_P(Techniques, Conformance, testing::ValuesIn(cases()), [](const auto& item) { return item.param.name; });

TEST(TechniqueTables, FactsAndImplementationsNameTheSame) {
  std::set<std::string> facts, implementations;
  for (const TechniqueFacts* item : techniques()) {
    facts.insert(item->id);
    EXPECT_FALSE(std::string(item->label).empty());
    EXPECT_FALSE(std::string(item->help).empty());
    EXPECT_EQ(findTechnique(item->id), item);
  }
  for (const TechniqueImplementation& item : techniqueImplementations()) implementations.insert(item.id);
  EXPECT_EQ(facts, implementations);
  EXPECT_EQ(facts.size(), techniques().size());
}

}  // namespace
}  // namespace attune::engine
