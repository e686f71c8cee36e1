// SPDX-License-Identifier: GPL-3.0-or-later
// Answers written side by side are those that are written one after another with the same seeds.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <set>

#include "core/engine/generate/generate.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

class SeveralAnswers : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  static std::unique_ptr<CausalLm> model(const std::string& name) {
    const auto checkpoint = openCheckpoint(std::string(ATTUNE_TEST_DATA) + "/golden/models/" + name);
    auto built = checkpoint ? buildCausalLm(*checkpoint, at::kCPU, at::kFloat) : tl::unexpected(checkpoint.error());
    if (!built) throw std::runtime_error(describe(built.error()));
    return *std::move(built);
  }
  // A sharp model: random weights hardly tell one token from another.
  static void sharpen(CausalLm& model) {
    model.visit([](const std::string& name, Tensor& tensor) {
      if (name.find("norm") == std::string::npos && name.find("ln_") == std::string::npos && name.ends_with("weight")) tensor.mul_(1.7);
    });
  }
  static void expectTheSame(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& tokens) {
    const std::vector<std::uint64_t> seeds = {3, 8, 1, 9, 4, 7};
    SamplingSettings sampling;
    sampling.maxNewTokens = 24;
    sampling.temperature = 1;
    sampling.repetitionPenalty = 1.1;
    std::vector<std::int32_t> stops;  // so many that answers end one by one
    for (std::int32_t id = 5; id < model.config().vocabSize; id += 12) stops.push_back(id);
    const auto together = generateSeveral(model, prompt, tokens, sampling, seeds, stops, {});
    ASSERT_EQ(together.size(), seeds.size());
    std::set<std::size_t> lengths;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      sampling.seed = seeds[i];
      const Generation alone = generateTokens(model, prompt, tokens, sampling, stops, {}, {});
      EXPECT_EQ(together[i].tokens, alone.tokens) << i;
      EXPECT_EQ(together[i].stopped, alone.stopped) << i;
      EXPECT_EQ(together[i].stopToken, alone.stopToken) << i;
      lengths.insert(alone.tokens.size());
    }
    EXPECT_GT(lengths.size(), 2U) << "answers of several lengths";
  }
  static inline const TokenizedExample kPrompt{{5, 17, 30, 44, 9, 12, 3, 25, 61, 7, 40, 33, 8, 90, 2}, {}};
};

TEST_P(SeveralAnswers, AreThoseWrittenOneAfterAnother) {
  const at::NoGradGuard noGradients;
  const auto own = model(GetParam());
  sharpen(*own);
  expectTheSame(*own, makeBatch({&kPrompt}, at::kCPU), kPrompt.tokens);
}

INSTANTIATE_TEST_SUITE_P(Models, SeveralAnswers, testing::Values("llama", "qwen3", "gemma2", "gpt2", "gpt_neox", "mixtral", "mistral"));

class SeveralAnswersOf : public SeveralAnswers {};

TEST_P(SeveralAnswersOf, WhatATechniquePutsBeforeThePrompt) {
  const auto own = model("llama");
  auto request = tinyRequest("unused", GetParam());
  auto technique = applyTechnique(GetParam(), *own, {request.spec.params, 5, at::detail::createCPUGenerator(1), "tiny"});
  ASSERT_TRUE(technique) << describe(technique.error());
  const at::NoGradGuard noGradients;
  auto generator = at::detail::createCPUGenerator(4);
  for (auto& item : (*technique)->trainable()) item.tensor.add_(at::randn(item.tensor.sizes(), generator), 0.2);
  expectTheSame(*own, (*technique)->prepare(makeBatch({&kPrompt}, at::kCPU)), kPrompt.tokens);
}

INSTANTIATE_TEST_SUITE_P(Techniques, SeveralAnswersOf, testing::Values("lora", "ia3", "prompt_tuning", "prefix_tuning"));

TEST(AnswersSideBySide, EndWithAStopAndWithTheModelsLength) {
  const at::NoGradGuard noGradients;
  const auto checkpoint = openCheckpoint(std::string(ATTUNE_TEST_DATA) + "/golden/models/llama");
  const auto model = std::move(*buildCausalLm(*checkpoint, at::kCPU, at::kFloat));
  const TokenizedExample prompt{{5, 17, 30}, {}};
  SamplingSettings sampling;
  sampling.maxNewTokens = 1 << 20;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(generateSeveral(*model, makeBatch({&prompt}, at::kCPU), prompt.tokens, sampling, {1, 2}, {}, stop.get_token()).empty());
  const auto answers = generateSeveral(*model, makeBatch({&prompt}, at::kCPU), prompt.tokens, sampling, {1, 2}, {}, {});
  ASSERT_EQ(answers.size(), 2U);
  for (const Generation& answer : answers) EXPECT_EQ(static_cast<std::int64_t>(answer.tokens.size()), checkpoint->config.maxPositions - 3);
}

}  // namespace
}  // namespace attune::engine
