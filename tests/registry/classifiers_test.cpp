// SPDX-License-Identifier: GPL-3.0-or-later
// Every technique on every kind of model that sorts texts or tags their tokens, walked over both tables: what a technique does not refuse must train
// the head and what it declares, and nothing else, and come back from its files as it was.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/engine/architectures/architecture.h"
#include "core/engine/objectives/text_classification.h"
#include "core/engine/open_model.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/technique.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kClasses = {"billing", "delivery", "other"};

fs::path modelPath(const std::string& name) { return fs::path(ATTUNE_TEST_DATA) / "golden/models" / name; }

// The class is told by which of three tokens stands somewhere in the text; with several labels one may overwrite another.
std::vector<TokenizedExample> classRows(std::size_t count, std::uint64_t seed, bool multiLabel = false) {
  Random random(seed);
  std::vector<TokenizedExample> rows(count);
  for (TokenizedExample& row : rows) {
    const std::size_t length = 4 + random.below(12);
    for (std::size_t i = 0; i < length; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
    for (std::int32_t k = 0; k < 3; ++k) {
      if (multiLabel && random.below(2) == 0) row.labels.push_back(k);
    }
    if (!multiLabel) row.labels.push_back(static_cast<std::int32_t>(random.below(3)));
    for (const std::int32_t label : row.labels) row.tokens[random.below(length)] = 20 + label;
  }
  return rows;
}

// The same texts with a tag at most tokens: that of the last of the three that stood before.
std::vector<TokenizedExample> tagRows(std::size_t count, std::uint64_t seed) {
  auto rows = classRows(count, seed);
  for (TokenizedExample& row : rows) {
    row.labels.clear();
    std::int32_t tag = 2;
    for (const std::int32_t token : row.tokens) {
      if (token >= 20 && token < 23) tag = token - 20;
      row.labels.push_back(token % 5 == 4 ? kNoLabel : token % 5 == 3 ? tag + 3 : tag);
    }
  }
  return rows;
}

constexpr const char* kTexts = "text-classification";
constexpr const char* kTokens = "token-classification";

TrainRequest classRequest(const fs::path& folder, const std::string& technique, const std::string& model, bool multiLabel = false,
                          const std::string& task = kTexts) {
  TrainRequest request = tinyRequest(folder, technique);
  request.spec.modelPath = modelPath(model);
  request.spec.task = task;
  request.spec.classes = kClasses;
  request.spec.multiLabel = multiLabel;
  request.spec.params.set(&params::kBatchSize, std::int64_t{4});
  if (technique == "full" || technique == "freeze" || technique == "lora_plus") request.spec.params.set(&params::kLearningRate, 1e-3);
  const auto rows = [&](std::size_t count, std::uint64_t seed) { return task == kTokens ? tagRows(count, seed) : classRows(count, seed, multiLabel); };
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows(48, 1));
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(rows(16, 2));
  return request;
}

Checkpoint classCheckpoint(const std::string& model, const std::string& task = kTexts) {
  auto checkpoint = openCheckpoint(modelPath(model));
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  setTask(*checkpoint, findTask(task)->modelTask, kClasses, false);
  return std::move(*checkpoint);
}

std::unique_ptr<SequenceClassifier> classModel(const std::string& model, const std::string& task = kTexts) {
  auto built = buildModel(classCheckpoint(model, task), at::kCPU, at::kFloat, 7);
  if (!built) throw std::runtime_error(describe(built.error()));
  return std::unique_ptr<SequenceClassifier>(dynamic_cast<SequenceClassifier*>(built->release()));
}

Batch classBatch() {
  static const std::vector<TokenizedExample> rows = classRows(5, 99);
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  Batch batch = makeBatch(pointers, at::kCPU);
  batch.lossRows = at::arange(batch.tokens.size(0), at::kLong);  // which those that sort tokens look at
  return batch;
}

// A bare decoder, one with experts, and each encoder family.
const std::vector<std::string> kModels = {"bert", "roberta", "distilbert", "deberta", "modernbert_cls", "llama", "mixtral"};

using Case = std::tuple<std::string, std::string, std::string>;

std::vector<Case> allowedCases() {
  std::vector<Case> cases;
  for (const char* task : {kTexts, kTokens}) {
    for (const std::string& model : kModels) {
      const Checkpoint checkpoint = classCheckpoint(model, task);
      for (const TechniqueFacts* technique : techniques()) {
        const ParamSet params = tinyRequest("unused", technique->id).spec.params;
        if (!technique->refusal(checkpoint.config, task, params)) cases.emplace_back(technique->id, model, task);
      }
    }
  }
  return cases;
}

class ClassifierConformance : public testing::TestWithParam<Case> {
 protected:
  std::string technique() const { return std::get<0>(GetParam()); }
  std::string model() const { return std::get<1>(GetParam()); }
  std::string task() const { return std::get<2>(GetParam()); }

  // Trains and gives the folder of the last checkpoint.
  fs::path trained(const fs::path& folder, RecordedRun* recorded = nullptr) const {
    const auto request = classRequest(folder, technique(), model(), false, task());
    RecordedRun run;
    const auto finished = train(request, run.sink(), {});
    if (!finished) throw std::runtime_error(describe(finished.error()));
    if (finished->error) throw std::runtime_error(describe(*finished->error));
    if (recorded != nullptr) *recorded = run;
    return request.runFolder / "checkpoints" / ("step-" + std::to_string(finished->step));
  }
};

TEST_P(ClassifierConformance, LearnsAndCountsWhatItTrains) {
  const TemporaryFolder folder;
  RecordedRun run;
  trained(folder.path(), &run);
  const ParamSet params = tinyRequest("unused", technique()).spec.params;
  EXPECT_EQ(run.all<RunStarted>()[0].trainableParameters, findTechnique(technique())->trainableParameters(classCheckpoint(model(), task()).config, params));
  const auto looks = run.all<EvalMetrics>();
  std::vector<double> losses;
  for (const EvalMetrics& look : looks) {
    if (look.set == "train") losses.push_back(look.loss);
    EXPECT_TRUE(look.metrics.contains(task() == kTokens ? "token_accuracy" : "accuracy"));
  }
  EXPECT_LT(*std::ranges::min_element(losses), losses.front());
  EXPECT_NEAR(losses.front(), std::log(3.0), 0.6);
}

TEST_P(ClassifierConformance, FrozenBytesStay) {
  auto built = classModel(model(), task());
  const ParamSet params = tinyRequest("unused", technique()).spec.params;
  auto applied = applyTechnique(technique(), *built, {params, 5, at::detail::createCPUGenerator(1), "tiny"});
  ASSERT_TRUE(applied) << describe(applied.error());
  std::set<const void*> declared;
  for (const TrainableTensor& item : (*applied)->trainable()) declared.insert(item.tensor.unsafeGetTensorImpl());
  const auto head = headModules(built->config());
  ASSERT_FALSE(head.empty());
  std::size_t headTensors = 0;
  built->visit([&](const std::string& name, Tensor& tensor) {
    const bool own = declared.contains(tensor.unsafeGetTensorImpl());
    EXPECT_EQ(tensor.requires_grad(), own) << name;
    if (std::ranges::find(head, name.substr(0, name.rfind('.'))) == head.end()) return;
    ++headTensors;
    EXPECT_TRUE(own) << name;
  });
  EXPECT_GE(headTensors, head.size());
}

TEST_P(ClassifierConformance, OpenedMergedAndSwitchedOff) {
  const TemporaryFolder folder;
  const fs::path checkpoint = trained(folder.path());
  const at::NoGradGuard noGradients;
  const auto open = [&](SequenceClassifier& into) {
    auto adapter = openAdapter(checkpoint, into);
    if (!adapter) throw std::runtime_error(describe(adapter.error()));
    return std::move(*adapter);
  };
  auto first = classModel(model(), task()), second = classModel(model(), task());
  const Tensor base = first->logits(classBatch()).clone();
  const auto adapter = open(*first), again = open(*second);
  const Tensor tuned = first->logits(classBatch()).clone();
  EXPECT_GT((tuned - base).abs().max().item<double>(), 1e-3);
  EXPECT_LT((second->logits(classBatch()) - tuned).abs().max().item<double>(), 1e-6);
  if (const auto merged = again->merge(); !merged) {
    EXPECT_EQ(merged.error().code, "technique.cannot-merge");
  } else {
    EXPECT_LT((second->logits(classBatch()) - tuned).abs().max().item<double>(), 1e-4);
  }
  if (const auto off = adapter->setEnabled(false); off) {
    const bool sameBase = technique() != "qlora";  // whose base is the quantised one
    if (sameBase) {
      EXPECT_TRUE(at::equal(first->logits(classBatch()), base));
    }
    ASSERT_TRUE(adapter->setEnabled(true));
    EXPECT_TRUE(at::equal(first->logits(classBatch()), tuned));
  } else {
    EXPECT_EQ(off.error().code, "technique.cannot-disable");
  }
}

TEST_P(ClassifierConformance, StoppedAndResumedIsByteIdentical) {
  const TemporaryFolder folder;
  const fs::path whole = trained(folder.path() / "whole");
  auto parts = classRequest(folder.path() / "parts", technique(), model(), false, task());
  for (const std::int64_t stopAt : {2, 5}) {
    std::stop_source stop;
    const auto stopped = train(parts, [&](const RunEvent& event) {
      if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == stopAt) stop.request_stop();
    }, stop.get_token());
    ASSERT_TRUE(stopped) << describe(stopped.error());
    ASSERT_EQ(stopped->outcome, RunOutcome::Stopped);
    parts.resume = true;
  }
  ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
  EXPECT_EQ(weightsHash(parts.runFolder / "checkpoints" / whole.filename()), weightsHash(whole));
}

TEST_P(ClassifierConformance, ExportedModelIsAClassifierOfTheSameClasses) {
  const TemporaryFolder folder;
  OpenRequest request{modelPath(model()), trained(folder.path()), "cpu", "fp32", task(), kClasses, false};
  auto opened = openModel(request, {}, {});
  ASSERT_TRUE(opened) << describe(opened.error());
  const std::vector<std::vector<std::int32_t>> ids = {{41, 20, 55, 60}};
  const auto expected = (*opened)->logits(ids);
  ASSERT_TRUE(expected) << describe(expected.error());
  ASSERT_EQ(expected->vocabulary, 3);
  const auto exported = (*opened)->exportMerged(folder.path() / "exported", "float32", {}, {}, {});
  if (!exported && exported.error().code == "technique.cannot-merge") return;  // adapter modules stay beside the model
  ASSERT_TRUE(exported) << describe(exported.error());
  // Nothing of the run is needed to open it.
  const auto checkpoint = openCheckpoint(folder.path() / "exported");
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->config.task, findTask(task())->modelTask);
  EXPECT_EQ(checkpoint->config.labels, kClasses);
  auto again = openModel({folder.path() / "exported", {}, "cpu", "fp32", task(), kClasses, false}, {}, {});
  ASSERT_TRUE(again) << describe(again.error());
  const auto found = (*again)->logits(ids);
  ASSERT_EQ(found->values.size(), task() == kTokens ? 12U : 3U);
  for (std::size_t i = 0; i < found->values.size(); ++i) EXPECT_NEAR(found->values[i], expected->values[i], 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Techniques, ClassifierConformance, testing::ValuesIn(allowedCases()),
                         [](const auto& item) {
                           return std::get<0>(item.param) + "_" + std::get<1>(item.param) + (std::get<2>(item.param) == kTokens ? "_tokens" : "");
                         });

TEST(Classifiers, ThoseThatTrainOnTextsAloneAreRefused) {
  for (const char* task : {kTexts, kTokens}) {
    std::set<std::string> allowed;
    for (const auto& [technique, model, of] : allowedCases()) {
      if (model == "bert" && of == task) allowed.insert(technique);
    }
    for (const char* technique : {"lora", "qlora", "full", "freeze", "dora", "lora_plus", "pissa", "ia3", "bitfit", "houlsby", "pfeiffer", "feature_extraction"}) {
      EXPECT_TRUE(allowed.contains(technique)) << technique << " " << task;
    }
    EXPECT_FALSE(allowed.contains("prompt_tuning"));
  }
}

TEST(Classifiers, TagsOutsideOfTheClassesAreRefused) {
  const TemporaryFolder folder;
  auto request = classRequest(folder.path(), "lora", "bert", false, kTokens);
  auto rows = *request.train;
  rows[3].labels[1] = 6;
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(request, {}, {}).error().code, "train.bad-class");
  rows[3].labels = {1};
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(request, {}, {}).error().code, "train.bad-class");
  for (auto& row : rows) row.labels.assign(row.tokens.size(), kNoLabel);
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(request, {}, {}).error().code, "train.no-trained-token");
}

TEST(Classifiers, SeveralLabelsOfAText) {
  const TemporaryFolder folder;
  auto request = classRequest(folder.path(), "full", "bert", true);
  request.spec.params.set(&params::kEpochs, 12.0);
  request.spec.params.set(&params::kLearningRate, 2e-3);
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  const auto looks = run.all<EvalMetrics>();
  // Two of the first three predictions are right by chance: ln 2 for each of the binary decisions.
  EXPECT_NEAR(looks[1].loss, std::log(2.0), 0.2);
  EXPECT_LT(looks.back().loss, 0.6 * looks[1].loss);
  EXPECT_GT(looks.back().metrics.at("f1_micro"), looks[1].metrics.at("f1_micro"));
  ParamSet& set = request.spec.params;
  set.set(&params::kLabelSmoothing, 0.1);
  request.runFolder = folder.path() / "other";
  const auto refused = train(request, {}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "task.unused-param");
}

TEST(Classifiers, WhatDoesNotFitIsRefused) {
  const TemporaryFolder folder;
  auto one = classRequest(folder.path(), "lora", "bert");
  one.spec.classes = {"only"};
  EXPECT_EQ(train(one, {}, {}).error().code, "task.one-class");
  auto outside = classRequest(folder.path(), "lora", "bert");
  auto rows = *outside.train;
  rows[3].labels = {7};
  outside.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(outside, {}, {}).error().code, "train.bad-class");
  auto unlabelled = classRequest(folder.path(), "lora", "bert");
  for (auto& row : rows) row.labels.clear();
  unlabelled.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(unlabelled, {}, {}).error().code, "train.no-trained-token");
  auto writer = tinyRequest(folder.path(), "feature_extraction");
  EXPECT_EQ(train(writer, {}, {}).error().code, "technique.no-head");
  auto encoder = tinyRequest(folder.path(), "lora");
  encoder.spec.modelPath = modelPath("bert");
  EXPECT_EQ(train(encoder, {}, {}).error().code, "technique.wrong-model");
}

// The features of a frozen body are computed once, of the rows that count: each look must give each row its own.
TEST(Classifiers, FeaturesComputedOnceAreThoseOfTheirRows) {
  const TemporaryFolder folder;
  auto request = classRequest(folder.path(), "feature_extraction", "bert");
  auto rows = *request.validation;
  rows[2].labels.clear();
  rows[5].tokens.clear();
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(rows);
  RecordedRun run;
  ASSERT_TRUE(train(request, run.sink(), {}));
  const auto look = run.all<EvalMetrics>().front();
  ASSERT_EQ(look.set, "validation");
  ASSERT_EQ(look.exampleLosses.size(), rows.size() - 2);
  const at::NoGradGuard noGradients;
  const auto model = classModel("bert");
  std::size_t place = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 2 || i == 5) continue;
    const auto loss = classLosses(model->logits(makeBatch({&rows[i]}, at::kCPU)), {&rows[i]}, false, 0).item<double>();
    EXPECT_NEAR(look.exampleLosses[place++], loss, 1e-5) << i;
  }
}

}  // namespace
}  // namespace attune::engine
