// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of texts: the loss beside its plain formula, the vectors beside transformers' hidden states, and every technique that
// learns them.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/engine/objectives/embedding.h"
#include "core/engine/open_model.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "tests/golden/models/reference.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

fs::path modelPath(const std::string& name) { return fs::path(ATTUNE_TEST_DATA) / "golden/models" / name; }

// Pairs whose two texts share a token that no other pair of a batch has; some with a wrong text.
std::vector<TokenizedExample> pairRows(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<TokenizedExample> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t texts = i % 3 == 0 ? 3 : 2;
    const auto shared = static_cast<std::int32_t>(5 + random.below(30));
    for (std::size_t t = 0; t < texts; ++t) {
      const std::size_t length = 3 + random.below(5);
      for (std::size_t k = 0; k < length; ++k) rows[i].tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
      if (t < 2) rows[i].tokens.back() = shared;
      rows[i].labels.push_back(static_cast<std::int32_t>(length));
    }
  }
  return rows;
}

TrainRequest pairRequest(const fs::path& folder, const std::string& technique, const std::string& model) {
  TrainRequest request = tinyRequest(folder, technique);
  request.spec.modelPath = modelPath(model);
  request.spec.task = "embedding";
  request.spec.params.set(&params::kBatchSize, std::int64_t{6});
  request.spec.params.set(&params::kAccumulation, std::int64_t{1});
  request.spec.params.set(&params::kEpochs, 6.0);
  if (technique == "full" || technique == "freeze" || technique == "lora_plus") request.spec.params.set(&params::kLearningRate, 2e-3);
  request.train = std::make_shared<const std::vector<TokenizedExample>>(pairRows(42, 1));
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(pairRows(18, 2));
  return request;
}

std::unique_ptr<TextEmbedder> embedder(const std::string& model) {
  auto checkpoint = openCheckpoint(modelPath(model));
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  setTask(*checkpoint, "text-embedding", {}, false);
  auto built = buildModel(*checkpoint, at::kCPU, at::kFloat, 7);
  if (!built) throw std::runtime_error(describe(built.error()));
  return std::unique_ptr<TextEmbedder>(dynamic_cast<TextEmbedder*>(built->release()));
}

TEST(Embedding, LossIsThePlainFormula) {
  auto random = at::detail::createCPUGenerator(3);
  const auto unit = [&](std::int64_t rows) {
    const Tensor x = at::empty({rows, 7}, at::kDouble).normal_(0, 1, random);
    return (x / x.norm(2, {1}, true)).contiguous();
  };
  const Tensor anchors = unit(4), candidates = unit(6);
  Tensor same = at::zeros({4, 6}, at::kBool);
  same[1][3] = true;
  const double temperature = 0.07;
  Tensor learnt = anchors.clone().set_requires_grad(true);
  const Tensor losses = contrastiveLosses(learnt, candidates, same, temperature);
  const auto plain = [&](const Tensor& a, std::int64_t i) {
    const auto product = [&](std::int64_t j) {
      double sum = 0;
      for (std::int64_t d = 0; d < 7; ++d) sum += a[i][d].item<double>() * candidates[j][d].item<double>();
      return sum / temperature;
    };
    double total = 0;
    for (std::int64_t j = 0; j < 6; ++j) total += i == 1 && j == 3 ? 0 : std::exp(product(j));
    return std::log(total) - product(i);
  };
  for (std::int64_t i = 0; i < 4; ++i) EXPECT_NEAR(losses[i].item<double>(), plain(anchors, i), 1e-12) << i;
  losses.sum().backward();
  for (std::int64_t i = 0; i < 4; ++i) {
    for (std::int64_t d = 0; d < 7; ++d) {
      const double step = 1e-6;
      Tensor more = anchors.clone(), less = anchors.clone();
      more[i][d] += step;
      less[i][d] -= step;
      EXPECT_NEAR(learnt.grad()[i][d].item<double>(), (plain(more, i) - plain(less, i)) / (2 * step), 1e-6);
    }
  }
}

TEST(Embedding, VectorsAreTheMeansOfTransformersHiddenStates) {
  const at::NoGradGuard noGradients;
  for (const char* name : {"bert", "roberta", "distilbert"}) {
    const Reference reference(modelPath(name) / "ref.safetensors");
    const auto rows = unpadded(reference("input_ids"), reference("attention_mask"), {});
    std::int64_t last = 0;
    while (reference.has("hidden." + std::to_string(last + 1))) ++last;
    const Tensor hidden = reference("hidden." + std::to_string(last)).to(at::kDouble), mask = reference("attention_mask").to(at::kDouble).unsqueeze(-1);
    const Tensor mean = (hidden * mask).sum(1) / mask.sum(1);
    const auto model = embedder(name);
    EXPECT_LT(largestDifference(model->vectors(batchOf(rows)), mean / mean.norm(2, {1}, true)), 1e-5) << name;
  }
}

using Case = std::tuple<std::string, std::string>;

std::vector<Case> allowedCases() {
  std::vector<Case> cases;
  for (const char* model : {"bert", "modernbert_cls"}) {
    auto checkpoint = openCheckpoint(modelPath(model));
    setTask(*checkpoint, "text-embedding", {}, false);
    for (const TechniqueFacts* technique : techniques()) {
      if (!technique->refusal(checkpoint->config, "embedding", tinyRequest("unused", technique->id).spec.params)) cases.emplace_back(technique->id, model);
    }
  }
  return cases;
}

class EmbeddingConformance : public testing::TestWithParam<Case> {
 protected:
  std::string technique() const { return std::get<0>(GetParam()); }
  std::string model() const { return std::get<1>(GetParam()); }
};

TEST_P(EmbeddingConformance, LearnsIsResumedAndExported) {
  const TemporaryFolder folder;
  const auto request = pairRequest(folder.path() / "whole", technique(), model());
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  ASSERT_FALSE(finished->error) << describe(*finished->error);
  const auto looks = run.all<EvalMetrics>();
  std::vector<double> losses;
  for (const EvalMetrics& look : looks)
    if (look.set == "train") losses.push_back(look.loss);
  EXPECT_LT(*std::ranges::min_element(losses), losses.front());
  EXPECT_TRUE(looks[0].metrics.contains("recall_at_1") && looks[0].metrics.contains("mrr"));
  const fs::path last = request.runFolder / "checkpoints" / ("step-" + std::to_string(finished->step));

  auto parts = pairRequest(folder.path() / "parts", technique(), model());
  std::stop_source stop;
  const auto stopped = train(parts, [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 5) stop.request_stop();
  }, stop.get_token());
  ASSERT_EQ(stopped->outcome, RunOutcome::Stopped);
  parts.resume = true;
  ASSERT_EQ(train(parts, {}, {})->outcome, RunOutcome::Completed);
  EXPECT_EQ(weightsHash(parts.runFolder / "checkpoints" / last.filename()), weightsHash(last));

  auto opened = openModel({modelPath(model()), last, "cpu", "fp32", "embedding", {}, false}, {}, {});
  ASSERT_TRUE(opened) << describe(opened.error());
  const std::vector<TokenizedExample> texts = {{{41, 20, 55}, {}}, {{7, 60}, {}}};
  const auto expected = (*opened)->classify(texts, {}, {});
  ASSERT_TRUE(expected) << describe(expected.error());
  ASSERT_EQ(expected->batch, 2);
  const auto exported = (*opened)->exportMerged(folder.path() / "exported", "float32", {}, {}, {});
  if (!exported && exported.error().code == "technique.cannot-merge") return;
  ASSERT_TRUE(exported) << describe(exported.error());
  auto again = openModel({folder.path() / "exported", {}, "cpu", "fp32", "embedding", {}, false}, {}, {});
  ASSERT_TRUE(again) << describe(again.error());
  const auto found = (*again)->classify(texts, {}, {});
  for (std::size_t i = 0; i < found->values.size(); ++i) EXPECT_NEAR(found->values[i], expected->values[i], 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Techniques, EmbeddingConformance, testing::ValuesIn(allowedCases()),
                         [](const auto& item) { return std::get<0>(item.param) + "_" + std::get<1>(item.param); });

TEST(Embedding, WhatDoesNotFitIsRefused) {
  const TemporaryFolder folder;
  std::set<std::string> allowed;
  for (const auto& [technique, model] : allowedCases()) allowed.insert(technique);
  EXPECT_TRUE(allowed.contains("lora") && allowed.contains("full"));
  EXPECT_FALSE(allowed.contains("prompt_tuning"));
  EXPECT_FALSE(allowed.contains("feature_extraction"));
  auto alone = pairRequest(folder.path(), "lora", "bert");
  alone.spec.params.set(&params::kBatchSize, std::int64_t{1});
  EXPECT_EQ(train(alone, {}, {}).error().code, "task.small-batch");
  EXPECT_EQ(train(pairRequest(folder.path(), "lora", "llama"), {}, {}).error().code, "task.no-encoder");
  auto single = pairRequest(folder.path(), "lora", "bert");
  auto rows = *single.train;
  rows[4].labels = {static_cast<std::int32_t>(rows[4].tokens.size())};
  single.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(train(single, {}, {}).error().code, "train.no-pairs");
}

}  // namespace
}  // namespace attune::engine
