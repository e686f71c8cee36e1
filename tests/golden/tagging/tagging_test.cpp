// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/nn/settings.h"
#include "core/engine/objectives/text_classification.h"
#include "core/engine/objectives/token_classification.h"
#include "core/engine/open_model.h"
#include "tests/golden/models/reference.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kTags = {"B-LOC", "B-PER", "I-LOC", "I-PER", "O"};

/// A model with a head that tags, under the fast or the reference settings.
class Taggers : public testing::TestWithParam<std::tuple<std::string, bool>> {
 protected:
  void SetUp() override {
    setComputeSettings(std::get<1>(GetParam()) ? ComputeSettings() : referenceSettings());
    m_folder = fs::path(ATTUNE_TEST_DATA) / "golden/tagging" / std::get<0>(GetParam());
    m_reference = std::make_unique<Reference>(m_folder / "ref.safetensors");
    m_rows = unpadded(ref("input_ids"), ref("attention_mask"), ref("labels"));
    for (const auto& row : m_rows) m_pointers.push_back(&row);
    auto checkpoint = openCheckpoint(m_folder);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->config.labels, kTags);
    // The head of the same tags is kept.
    setTask(*checkpoint, "token-classification", kTags, false);
    EXPECT_FALSE(checkpoint->config.newHead);
    auto model = buildModel(*checkpoint, at::kCPU, at::kFloat);
    ASSERT_TRUE(model) << describe(model.error());
    m_model.reset(dynamic_cast<SequenceClassifier*>(model->release()));
  }
  void TearDown() override { setComputeSettings(ComputeSettings()); }
  at::Tensor ref(const std::string& name) const { return (*m_reference)(name); }
  Batch batch() const { return makeBatch(tagRows(m_pointers, 5), at::kCPU); }
  // The reference's logits of the tokens that bear a tag.
  at::Tensor expected() const { return ref("logits").flatten(0, 1).index({ref("labels").flatten() != kNoLabel}); }

  fs::path m_folder;
  std::unique_ptr<SequenceClassifier> m_model;
  std::unique_ptr<Reference> m_reference;
  std::vector<TokenizedExample> m_rows;
  std::vector<const TokenizedExample*> m_pointers;
};

TEST_P(Taggers, LogitsEqualTheReference) {
  const at::NoGradGuard noGradients;
  ASSERT_TRUE(m_model->sortsTokens());
  EXPECT_LT(largestDifference(m_model->logits(batch()), expected()), 1e-4);
  // All tokens, as the open model gives them.
  auto opened = openModel({m_folder, {}, "cpu", "fp32", "token-classification", kTags, false}, {}, {});
  ASSERT_TRUE(opened) << describe(opened.error());
  const auto found = (*opened)->logits({m_rows[0].tokens});
  ASSERT_TRUE(found) << describe(found.error());
  ASSERT_EQ(found->length, 9);
  const at::Tensor first = at::from_blob(const_cast<float*>(found->values.data()), {9, 5}, at::kFloat);
  EXPECT_LT(largestDifference(first, ref("logits")[0]), 1e-4);
  const auto losses = (*opened)->evaluate(m_rows, {}, {});
  ASSERT_TRUE(losses) << describe(losses.error());
  double sum = 0, tokens = 0;
  for (const ExampleLoss& row : *losses) sum += row.loss, tokens += row.tokens;
  EXPECT_NEAR(sum / tokens, ref("loss").item<double>(), 1e-5);
}

TEST_P(Taggers, LossAndGradientsEqualTheReference) {
  std::map<std::string, at::Tensor> weights;
  m_model->visit([&](const std::string& name, at::Tensor& tensor) { weights[name] = tensor.set_requires_grad(true); });
  const auto loss = classLosses(*m_model, m_model->logits(batch()), m_pointers, 0).mean();
  EXPECT_NEAR(loss.item<double>(), ref("loss").item<double>(), 1e-5);
  loss.backward();
  int compared = 0;
  for (const auto& name : m_reference->names()) {
    if (!name.starts_with("grad/")) continue;
    ASSERT_TRUE(weights.contains(name.substr(5))) << name;
    const auto gradient = weights[name.substr(5)].grad().to(at::kDouble);
    const double size = ref(name)[1].item<double>(), rounding = 1e-7;
    EXPECT_NEAR(gradient.sum().item<double>(), ref(name)[0].item<double>(), 1e-3 * size + rounding) << name;
    EXPECT_NEAR(gradient.abs().sum().item<double>(), size, 1e-3 * size + 10 * rounding) << name;
    ++compared;
  }
  EXPECT_EQ(compared, static_cast<int>(weights.size()));
}

// Later pieces of words add to the loss, and not to what is judged.
TEST_P(Taggers, LaterPiecesAreLearntAndNotJudged) {
  const at::NoGradGuard noGradients;
  auto rows = m_rows;
  for (auto& row : rows)
    for (std::size_t t = 0; t < row.labels.size(); ++t)
      if (row.labels[t] == kNoLabel) row.labels[t] = 5 + 4;  // a later piece outside of everything
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  const Batch all = makeBatch(tagRows(pointers, 5), at::kCPU);
  EXPECT_EQ(all.lossRows.numel(), all.tokens.numel());
  EXPECT_EQ(all.targets.max().item<std::int64_t>(), 4);
  EXPECT_EQ(chosenTags(m_model->logits(all), pointers), chosenTags(m_model->logits(batch()), m_pointers));
}

INSTANTIATE_TEST_SUITE_P(Tiny, Taggers, testing::Combine(testing::Values("bert", "roberta", "distilbert", "modernbert", "deberta", "xlm_roberta", "llama"), testing::Bool()),
                         [](const auto& test) { return std::get<0>(test.param) + (std::get<1>(test.param) ? "_fast" : "_plain"); });

}  // namespace
}  // namespace attune::engine
