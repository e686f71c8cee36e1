// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "core/engine/architectures/architecture.h"
#include "core/engine/nn/kv_cache.h"
#include "core/engine/nn/settings.h"
#include "tests/golden/models/reference.h"

namespace attune::engine {
namespace {

std::filesystem::path folderOf(const std::string& name) { return std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models" / name; }

std::unique_ptr<Decoder> openDecoder(const std::filesystem::path& path) {
  auto checkpoint = openCheckpoint(path);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
  if (!model) throw std::runtime_error(describe(model.error()));
  return std::unique_ptr<Decoder>(dynamic_cast<Decoder*>(model->release()));
}

// Whose texts here outgrow the trained length.
bool isLongRope(const std::string& name) { return name == "phi3_long" || name == "phi4_mini"; }

/// A model folder under the fast or the reference settings.
class CausalModels : public testing::TestWithParam<std::tuple<std::string, bool>> {
 protected:
  void SetUp() override {
    setComputeSettings(std::get<1>(GetParam()) ? ComputeSettings() : referenceSettings());
    m_model = openDecoder(folderOf(std::get<0>(GetParam())));
    m_reference = std::make_unique<Reference>(folderOf(std::get<0>(GetParam())) / "ref.safetensors");
    m_rows = unpadded(ref("input_ids"), ref("attention_mask"), ref("labels"));
  }
  void TearDown() override { setComputeSettings(ComputeSettings()); }
  at::Tensor ref(const std::string& name) const { return (*m_reference)(name); }
  /// The reference's [B, T, …] without padding, as rows end to end.
  at::Tensor packed(const std::string& name) const {
    return ref(name).flatten(0, 1).index({ref("attention_mask").flatten().to(at::kBool)});
  }

  std::unique_ptr<Decoder> m_model;
  std::unique_ptr<Reference> m_reference;
  std::vector<TokenizedExample> m_rows;
};

TEST_P(CausalModels, LogitsAndHiddenStatesEqualTheReference) {
  const at::NoGradGuard noGradients;
  m_model->onLayer = [&](std::int64_t layer, const at::Tensor& x) {
    EXPECT_LT(largestDifference(x, packed("hidden." + std::to_string(layer))), 1e-4) << "layer " << layer;
  };
  const auto logits = m_model->logits(m_model->hidden(batchOf(m_rows)));
  EXPECT_LT(largestDifference(logits, packed("logits")), 1e-4);
}

TEST_P(CausalModels, LossAndGradientsEqualTheReference) {
  std::map<std::string, at::Tensor> weights;
  m_model->visit([&](const std::string& name, at::Tensor& tensor) { weights[name] = tensor.set_requires_grad(true); });
  const auto batch = batchOf(m_rows);
  at::Tensor perRow;
  const auto loss = m_model->lossSum(batch, 0, &perRow) / batch.targets.size(0);
  EXPECT_NEAR(loss.item<double>(), ref("loss").item<double>(), 1e-5);
  EXPECT_NEAR(perRow.mean().item<double>(), ref(m_reference->has("token_loss") ? "token_loss" : "loss").item<double>(), 1e-5);
  loss.backward();
  int compared = 0;
  for (const auto& name : m_reference->names()) {
    if (!name.starts_with("grad/")) continue;
    ASSERT_TRUE(weights.contains(name.substr(5))) << name;
    const auto gradient = weights[name.substr(5)].grad().to(at::kDouble);
    const auto expected = ref(name);
    const double size = expected[1].item<double>();
    EXPECT_NEAR(gradient.sum().item<double>(), expected[0].item<double>(), 1e-3 * size) << name;
    EXPECT_NEAR(gradient.abs().sum().item<double>(), size, 1e-4 * size) << name;
    EXPECT_NEAR(gradient.norm().item<double>(), expected[2].item<double>(), 1e-4 * expected[2].item<double>()) << name;
    ++compared;
  }
  EXPECT_EQ(compared, static_cast<int>(weights.size()));
}

TEST_P(CausalModels, GreedyTokensWithCacheEqualTheReference) {
  const at::NoGradGuard noGradients;
  auto batch = batchOf(unpadded(ref("generate_from"), {}, {}));
  auto cache = m_model->newCache(8);  // smaller than needed: it has to grow
  std::vector<std::int64_t> generated;
  for (int i = 0; i < 12; ++i) {
    const auto hidden = m_model->hidden(batch, cache.get());
    const auto token = m_model->logits(hidden.narrow(0, hidden.size(0) - 1, 1)).argmax(1).item<std::int64_t>();
    generated.push_back(token);
    batch = makeContinuation({static_cast<std::int32_t>(token)}, cache->length(), at::kCPU);
  }
  const auto expected = ref("generated").flatten();
  EXPECT_EQ(generated, std::vector<std::int64_t>(expected.data_ptr<std::int64_t>(), expected.data_ptr<std::int64_t>() + 12));
}

TEST_P(CausalModels, CacheInPiecesEqualsTheWholeText) {
  const at::NoGradGuard noGradients;
  if (isLongRope(std::get<0>(GetParam()))) GTEST_SKIP() << "a text that outgrows the trained length turns later keys in another way, as the reference does";
  const std::vector<TokenizedExample> whole = {m_rows[0]};
  const auto all = m_model->hidden(batchOf(whole));
  auto cache = m_model->newCache(4);
  std::vector<at::Tensor> parts;
  const int length = static_cast<int>(whole[0].tokens.size());
  for (const auto& [begin, end] : {std::pair{0, 2}, {2, 3}, {3, 5}, {5, length}}) {
    const std::vector<std::int32_t> part(whole[0].tokens.begin() + begin, whole[0].tokens.begin() + end);
    parts.push_back(m_model->hidden(makeContinuation(part, begin, at::kCPU), cache.get()));
  }
  EXPECT_LT(largestDifference(at::cat(parts, 0), all), 1e-5);
}

TEST_P(CausalModels, StepsOfOneTokenEqualTheWholeText) {
  const at::NoGradGuard noGradients;
  const auto& [name, fast] = GetParam();
  const auto& tokens = m_rows[0].tokens;
  const auto all = m_model->logits(m_model->hidden(batchOf({m_rows[0]})));
  auto cache = m_model->newCache(4);  // smaller than needed: it has to grow
  m_model->hidden(makeContinuation({tokens[0], tokens[1]}, 0, at::kCPU), cache.get());
  const auto steps = m_model->tokenSteps(*cache);
  const ModelConfig& c = m_model->config();
  ASSERT_EQ(steps != nullptr, fast && c.rmsNorm && c.gatedMlp && !c.experts && c.queryKeyNorm != QueryKeyNorm::Full);
  if (!steps) return;
  if (isLongRope(name)) GTEST_SKIP() << "as above";
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    const auto logits = steps->next(tokens[i]);
    const auto made = at::from_blob(logits.data(), {static_cast<std::int64_t>(logits.size())}, at::kFloat);
    EXPECT_LT(largestDifference(made, all[static_cast<std::int64_t>(i)]), 1e-4) << "token " << i;
  }
  EXPECT_EQ(cache->length(), static_cast<std::int64_t>(tokens.size()));
}

// Every folder with a model that writes text.
std::vector<std::string> causalFolders() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folderOf(""))) {
    const auto config = readJsonFile(entry.path() / "config.json");
    if (!config) continue;
    const auto architecture = (*config)["architectures"][0].get<std::string>();
    if (architecture.ends_with("ForCausalLM") || architecture.ends_with("LMHeadModel")) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Tiny, CausalModels, testing::Combine(testing::ValuesIn(causalFolders()), testing::Bool()), [](const auto& test) {
  return std::get<0>(test.param) + (std::get<1>(test.param) ? "_fast" : "_plain");
});

// The goldens above compare the gradient; this is what makes it theirs: the padding token's row has none from being looked up, which a
// tied head gives back, and texts do hold it.
TEST(PaddingToken, InATextTrainsNothing) {
  for (const auto& [name, pad, tied] : {std::tuple{"pad_tied", 0, true}, {"pad_implied", 1, false}}) {
    const Reference expected(folderOf(name) / "ref.safetensors");
    EXPECT_GT((expected("input_ids") == pad).logical_and(expected("attention_mask") == 1).sum().item<std::int64_t>(), 3) << name;
    const auto model = openDecoder(folderOf(name));
    EXPECT_EQ(model->config().frozenRow(), pad);
    std::map<std::string, at::Tensor> weights;
    model->visit([&](const std::string& tensorName, at::Tensor& tensor) { weights[tensorName] = tensor.set_requires_grad(true); });
    model->lossSum(batchOf(unpadded(expected("input_ids"), expected("attention_mask"), expected("labels")))).backward();
    const auto row = weights.at("model.embed_tokens.weight").grad()[pad];
    EXPECT_EQ(row.abs().max().item<double>() > 0, tied) << name;
  }
}

// Experts whose blocks are computed a second time in backward; with the balancing loss they are not, for its gradient's sake.
TEST(RecomputedBlocks, GiveExpertsTheirGradients) {
  for (const char* name : {"mixtral", "qwen3_moe"}) {
    const Reference expected(folderOf(name) / "ref.safetensors");
    const auto batch = batchOf(unpadded(expected("input_ids"), expected("attention_mask"), expected("labels")));
    std::map<std::string, at::Tensor> gradients[2];
    for (const bool twice : {false, true}) {
      const auto model = openDecoder(folderOf(name));
      if (twice) model->recomputeBlocks(model->config().layers, {});
      std::map<std::string, at::Tensor> weights;
      model->visit([&](const std::string& tensorName, at::Tensor& tensor) { weights[tensorName] = tensor.set_requires_grad(true); });
      model->lossSum(batch).backward();
      for (auto& [tensorName, weight] : weights) gradients[twice][tensorName] = weight.grad();
    }
    for (const auto& [tensorName, gradient] : gradients[0]) EXPECT_LT(largestDifference(gradient, gradients[1].at(tensorName)), 1e-5) << name << tensorName;
  }
}

// The experts' load is balanced while training only, and by a factor of the config.
TEST(ExpertBalance, IsOffWithoutGradients) {
  const auto model = openDecoder(folderOf("qwen3_moe"));
  const Reference expected(folderOf("qwen3_moe") / "ref.safetensors");
  const auto batch = batchOf(unpadded(expected("input_ids"), expected("attention_mask"), expected("labels")));
  const double rows = static_cast<double>(batch.targets.size(0));
  EXPECT_NEAR(model->lossSum(batch).item<double>() / rows, expected("loss").item<double>(), 1e-5);
  const at::NoGradGuard noGradients;
  EXPECT_NEAR(model->lossSum(batch).item<double>() / rows, expected("token_loss").item<double>(), 1e-5);
}

}  // namespace
}  // namespace attune::engine
