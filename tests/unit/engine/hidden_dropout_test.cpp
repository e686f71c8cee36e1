// SPDX-License-Identifier: GPL-3.0-or-later
// Dropout between the layers of a model: on while it learns and at no other time, where Transformers has it, and part of an exact
// resumption.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/technique.h"
#include "dropout_fixture.h"

namespace attune::engine {
namespace {

std::vector<TokenizedExample> classRows(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<TokenizedExample> rows(count);
  for (TokenizedExample& row : rows) {
    for (int i = 0; i < 8; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
    row.labels = {static_cast<std::int32_t>(random.below(3))};
    row.tokens[3] = 20 + row.labels[0];
  }
  return rows;
}

TrainRequest dropoutRequest(const std::filesystem::path& folder, double share, const std::string& model = "bert") {
  TrainRequest request = tinyRequest(folder, "lora");
  request.spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + model;
  request.spec.task = "text-classification";
  request.spec.classes = {"a", "b", "c"};
  request.spec.params.set(&params::kHiddenDropout, share);
  request.train = std::make_shared<const std::vector<TokenizedExample>>(classRows(30, 1));
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(classRows(9, 2));
  return request;
}

struct Applied {
  std::unique_ptr<Model> model;
  std::unique_ptr<Technique> technique;
  SequenceClassifier& classifier() { return dynamic_cast<SequenceClassifier&>(*model); }
};

Applied applied(const TrainRequest& request) {
  auto checkpoint = openCheckpoint(request.spec.modelPath);
  setTask(*checkpoint, "sequence-classification", request.spec.classes, false);
  Applied a;
  a.model = std::move(*buildModel(*checkpoint, at::kCPU, at::kFloat, 7));
  a.technique = std::move(*applyTechnique("lora", *a.model, {request.spec.params, 7, at::detail::createCPUGenerator(1), "tiny"}));
  return a;
}

TEST(HiddenDropout, IsOnlyThereInTraining) {
  const at::NoGradGuard noGradients;
  for (const char* name : {"bert", "roberta", "distilbert", "deberta", "modernbert_cls", "gpt2", "gpt_neox"}) {
    Applied with = applied(dropoutRequest("unused", 0.3, name)), without = applied(dropoutRequest("unused", 0, name));
    const auto rows = classRows(4, 5);
    const Batch batch = makeBatch({&rows[0], &rows[1], &rows[2], &rows[3]}, at::kCPU);
    const Tensor expected = without.classifier().logits(batch);
    EXPECT_TRUE(at::equal(with.classifier().logits(batch), expected)) << name;
    with.technique->setTraining(true);
    without.technique->setTraining(true);
    const Tensor first = with.classifier().logits(batch), second = with.classifier().logits(batch);
    EXPECT_FALSE(at::equal(first, second)) << name << ": each pass draws anew";
    EXPECT_TRUE(at::equal(without.classifier().logits(batch), expected)) << name;
    with.technique->setTraining(false);
    EXPECT_TRUE(at::equal(with.classifier().logits(batch), expected)) << name;
  }
}

// BERT: behind the embeddings, twice in each layer and in front of the head. GPT-2: embd_pdrop behind the embeddings, resid_pdrop twice in
// each layer, none in front of the head. ModernBERT: behind the embeddings, behind the attention's projection and inside the feed-forward
// part, and in front of the head. Each place draws as many numbers as it is given.
TEST(HiddenDropout, StandsWhereTransformersHasIt) {
  const at::NoGradGuard noGradients;
  for (const std::string name : {"bert", "gpt2", "modernbert_cls"}) {
    Applied with = applied(dropoutRequest("unused", 0.25, name));
    auto drawn = at::detail::createCPUGenerator(1);
    with.classifier().setDropout({0.25, drawn}, {});
    const auto rows = classRows(2, 5);
    const Batch batch = makeBatch({&rows[0], &rows[1]}, at::kCPU);
    with.classifier().logits(batch);
    const auto& config = with.model->config();
    auto counted = at::detail::createCPUGenerator(1);
    const auto draw = [&](std::int64_t count, std::int64_t size) { at::empty({count, size}, at::kFloat).bernoulli_(0.75, counted); };
    const std::int64_t tokens = batch.tokens.size(0), texts = 2;
    draw(tokens, config.hiddenSize);
    // The last layer is computed for one token of each text alone.
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
      const std::int64_t here = layer + 1 == config.layers ? texts : tokens;
      draw(here, config.hiddenSize);
      draw(here, name == "modernbert_cls" ? config.intermediateSize : config.hiddenSize);
    }
    if (name != "gpt2") draw(texts, config.hiddenSize);
    EXPECT_TRUE(at::equal(drawn.get_state(), counted.get_state())) << name;
  }
}

TEST(HiddenDropout, KeepsTheMean) {
  const at::NoGradGuard noGradients;
  auto random = at::detail::createCPUGenerator(3);
  const Tensor x = at::ones({400, 100}, at::kFloat), y = Dropout{0.3, random}(x);
  EXPECT_NEAR(y.mean().item<double>(), 1, 0.02);
  EXPECT_NEAR((y == 0).to(at::kFloat).mean().item<double>(), 0.3, 0.02);
  EXPECT_TRUE(at::equal((Dropout{0, random}(x)), x));
}

TEST(HiddenDropout, ResumedAndRecomputedRunsAreTheSame) {
  expectResumedEqualsUninterrupted([](const std::filesystem::path& folder) { return dropoutRequest(folder, 0.2); }, 4);
  expectMasksAreDrawnAgain([](const std::filesystem::path& folder, bool drops) { return dropoutRequest(folder, drops ? 0.2 : 0); });
}

TEST(HiddenDropout, IsRefusedWhereThereIsNoPlace) {
  const TemporaryFolder folder;
  const auto codeOf = [](const TrainRequest& request) {
    const auto result = train(request, {}, {});
    return result ? std::string("started") : result.error().code;
  };
  EXPECT_EQ(codeOf(dropoutRequest(folder.path(), 0.1, "llama")), "task.no-dropout");
  EXPECT_EQ(codeOf(dropoutRequest(folder.path(), 0.1, "qwen3")), "task.no-dropout");
  auto request = dropoutRequest(folder.path(), 0.1);
  request.spec.technique = "feature_extraction";
  EXPECT_EQ(codeOf(request), "technique.unused-param");
}

}  // namespace
}  // namespace attune::engine
