// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/layers.h"
#include "core/engine/techniques/technique.h"
#include "tests/golden/models/reference.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

struct AdapterCase {
  const char* model;
  const char* adapter;
};

void PrintTo(const AdapterCase& item, std::ostream* out) { *out << item.model << "/" << item.adapter; }

class Adapters : public testing::TestWithParam<AdapterCase> {
 protected:
  void SetUp() override {
    m_folder = fs::path(ATTUNE_TEST_DATA) / "golden/models" / GetParam().model;
    const auto checkpoint = openCheckpoint(m_folder);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
    ASSERT_TRUE(model) << describe(model.error());
    m_model = std::move(*model);
    const Reference inputs(m_folder / "ref.safetensors");
    m_rows = unpadded(inputs("input_ids"), inputs("attention_mask"), inputs("labels"));
    m_baseLogits = logits(nullptr);
  }
  fs::path adapter() const { return m_folder / "adapters" / GetParam().adapter; }
  /// Of the first row's own tokens, all rows standing in one batch.
  Tensor logits(Technique* technique) {
    const at::NoGradGuard noGradients;
    Batch batch = batchOf(m_rows);
    if (technique != nullptr) batch = technique->prepare(std::move(batch));
    const auto own = static_cast<std::int64_t>(m_rows[0].tokens.size());
    return m_model->logits(m_model->hidden(batch)).narrow(0, std::max<std::int64_t>(batch.starts[1] - own, 0), own);
  }
  Tensor expectedLogits() { return Reference(adapter() / "ref.safetensors")("logits")[0].narrow(0, 0, static_cast<std::int64_t>(m_rows[0].tokens.size())); }

  fs::path m_folder;
  std::unique_ptr<CausalLm> m_model;
  std::vector<TokenizedExample> m_rows;
  Tensor m_baseLogits;
};

TEST_P(Adapters, LogitsAndLossEqualPeft) {
  const auto technique = openAdapter(adapter(), *m_model);
  ASSERT_TRUE(technique) << describe(technique.error());
  EXPECT_LT(largestDifference(logits(technique->get()), expectedLogits()), 1e-4);
  const auto batch = (*technique)->prepare(batchOf(m_rows));
  const double loss = m_model->lossSum(batch).item<double>() / static_cast<double>(batch.targets.size(0));
  EXPECT_NEAR(loss, Reference(adapter() / "ref.safetensors")("loss")[0].item<double>(), 1e-5);
}

TEST_P(Adapters, SwitchedOffGivesTheBaseAndOnGivesItBack) {
  const auto technique = openAdapter(adapter(), *m_model);
  ASSERT_TRUE(technique);
  ASSERT_TRUE((*technique)->setEnabled(false));
  EXPECT_EQ(largestDifference(logits(technique->get()), m_baseLogits), 0.0);
  ASSERT_TRUE((*technique)->setEnabled(true));
  EXPECT_LT(largestDifference(logits(technique->get()), expectedLogits()), 1e-4);
}

TEST_P(Adapters, MergedEqualsUnmerged) {
  const auto technique = openAdapter(adapter(), *m_model);
  ASSERT_TRUE(technique);
  if (const auto merged = (*technique)->merge(); !merged) {
    EXPECT_EQ(merged.error().code, "technique.cannot-merge");
    EXPECT_EQ(readJsonFile(adapter() / "adapter_config.json")->count("num_virtual_tokens"), 1U);
    return;
  }
  EXPECT_LT(largestDifference(logits(technique->get()), expectedLogits()), 1e-4);
  for (const LinearSlot& slot : m_model->linears()) {
    const Linear* layer = slot.layer->get();
    const bool plain = dynamic_cast<const DenseLinear*>(layer) != nullptr || dynamic_cast<const TransposedLinear*>(layer) != nullptr;
    EXPECT_TRUE(plain) << slot.name;
  }
}

TEST_P(Adapters, SavedAgainHoldsTheSameTensorsAndSettings) {
  const auto technique = openAdapter(adapter(), *m_model);
  ASSERT_TRUE(technique);
  const fs::path folder = fs::temp_directory_path() / ("attune-adapter-" + std::to_string(getpid()) + GetParam().model + GetParam().adapter);
  fs::create_directories(folder);
  const auto saved = (*technique)->save(folder);
  const auto ours = openSafetensors(folder / "adapter_model.safetensors"), theirs = openSafetensors(adapter() / "adapter_model.safetensors");
  const auto config = readJsonFile(folder / "adapter_config.json"), original = readJsonFile(adapter() / "adapter_config.json");
  fs::remove_all(folder);
  ASSERT_TRUE(saved) << describe(saved.error());
  ASSERT_TRUE(ours && theirs && config && original);
  ASSERT_EQ((*ours)->tensors().size(), (*theirs)->tensors().size());
  for (const TensorInfo& info : (*theirs)->tensors()) {
    ASSERT_NE((*ours)->find(info.name), nullptr) << info.name;
    EXPECT_EQ(*(*ours)->read(info.name), *(*theirs)->read(info.name)) << info.name;
  }
  for (const auto& [key, value] : original->items()) EXPECT_EQ(config->value(key, Json()), value) << key;
}

TEST_P(Adapters, GeneratesWhatPeftGenerates) {
  const Reference reference(adapter() / "ref.safetensors");
  if (!reference.has("generated")) GTEST_SKIP() << "stored for adapters of virtual tokens alone";
  const auto technique = openAdapter(adapter(), *m_model);
  ASSERT_TRUE(technique);
  const Tensor expected = reference("generated");
  TokenizedExample start;
  start.tokens.assign(m_rows[0].tokens.begin(), m_rows[0].tokens.begin() + 8);
  SamplingSettings settings;
  settings.maxNewTokens = expected.size(0);
  const Generation made = generateTokens(*m_model, (*technique)->prepare(batchOf({start})), start.tokens, settings, {}, {}, {});
  const auto* ids = expected.const_data_ptr<std::int64_t>();
  EXPECT_EQ(made.tokens, std::vector<std::int32_t>(ids, ids + expected.size(0)));
}

INSTANTIATE_TEST_SUITE_P(Peft, Adapters, testing::Values(AdapterCase{"llama", "lora"}, AdapterCase{"llama", "rslora"}, AdapterCase{"llama", "dora"},
                                         AdapterCase{"llama", "ia3"}, AdapterCase{"qwen3", "lora"}, AdapterCase{"gpt2", "lora"}, AdapterCase{"llama", "lora_patterns"},
                                         AdapterCase{"llama", "prompt"}, AdapterCase{"llama", "p_tuning"}, AdapterCase{"llama", "p_tuning_lstm"},
                                         AdapterCase{"llama", "prefix"}, AdapterCase{"llama", "prefix_projection"}, AdapterCase{"gpt2", "prefix"},
                                         AdapterCase{"gemma2", "prefix"}),
                         [](const auto& item) { return std::string(item.param.model) + "_" + item.param.adapter; });

}  // namespace
}  // namespace attune::engine
