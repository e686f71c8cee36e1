// SPDX-License-Identifier: GPL-3.0-or-later
// A model opened for use: logits, evaluation, generation, adapters on and off, export.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>

#include "core/engine/devices.h"
#include "core/engine/open_model.h"
#include "core/weights/safetensors.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

fs::path golden(const std::string& name) { return fs::path(ATTUNE_TEST_DATA) / "golden/models" / name; }

std::vector<float> reference(const fs::path& file, const char* name) {
  auto opened = openSafetensors(file);
  if (!opened) throw std::runtime_error(describe(opened.error()));
  auto values = (*opened)->readFloat32(name);
  if (!values) throw std::runtime_error(describe(values.error()));
  return *values;
}

/// The first row of the model's reference batch, without padding.
std::vector<std::int32_t> firstRow(const fs::path& model) {
  auto opened = openSafetensors(model / "ref.safetensors");
  const auto* info = (*opened)->find("input_ids");
  const auto width = static_cast<std::size_t>(info->shape[1]);
  std::vector<std::int64_t> ids(width), mask(width);
  EXPECT_TRUE((*opened)->readBytes("input_ids", std::as_writable_bytes(std::span(ids))));
  EXPECT_TRUE((*opened)->readBytes("attention_mask", std::as_writable_bytes(std::span(mask))));
  std::vector<std::int32_t> row;
  for (std::size_t i = 0; i < width; ++i) {
    if (mask[i] != 0) row.push_back(static_cast<std::int32_t>(ids[i]));
  }
  return row;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b, std::size_t count) {
  double largest = 0;
  for (std::size_t i = 0; i < count; ++i) largest = std::max(largest, static_cast<double>(std::abs(a.at(i) - b.at(i))));
  return largest;
}

std::unique_ptr<OpenModel> open(const fs::path& model, const fs::path& adapter = {}) {
  auto opened = openModel({model, adapter, "cpu", "auto"}, {}, {});
  if (!opened) throw std::runtime_error(describe(opened.error()));
  return std::move(*opened);
}

/// A folder that goes away with the test.
class OpenedModel : public testing::Test {
 protected:
  void SetUp() override {
    m_folder = fs::temp_directory_path() / ("attune-open-" + std::to_string(::getpid()));
    fs::create_directories(m_folder);
  }
  void TearDown() override { fs::remove_all(m_folder); }
  fs::path m_folder;
};

TEST_F(OpenedModel, GivesTheReferenceLogitsWithAndWithoutItsAdapter) {
  for (const std::string name : {"llama", "qwen3", "gpt2"}) {
    SCOPED_TRACE(name);
    const auto ids = firstRow(golden(name));
    auto model = open(golden(name), golden(name) / "adapters/lora");
    const auto adapted = model->logits({ids, ids});
    ASSERT_TRUE(adapted) << describe(adapted.error());
    EXPECT_EQ(adapted->batch, 2);
    EXPECT_EQ(adapted->length, static_cast<std::int64_t>(ids.size()));
    const auto count = ids.size() * static_cast<std::size_t>(adapted->vocabulary);
    ASSERT_EQ(adapted->values.size(), 2 * count);
    EXPECT_LT(largestDifference(adapted->values, reference(golden(name) / "adapters/lora/ref.safetensors", "logits"), count), 1e-4);
    ASSERT_TRUE(model->setAdapterEnabled(false));
    const auto plain = model->logits({ids});
    EXPECT_LT(largestDifference(plain->values, reference(golden(name) / "ref.safetensors", "logits"), count), 1e-4);
    ASSERT_TRUE(model->setAdapterEnabled(true));
    EXPECT_EQ(model->logits({ids, ids})->values, adapted->values);
  }
}

// What was made of the weights for one answer serves the next, unless the adapter comes or goes in between.
TEST_F(OpenedModel, AnswersWithAndWithoutItsAdapterInTurn) {
  const auto ids = firstRow(golden("llama"));
  SamplingSettings greedy;
  greedy.maxNewTokens = 12;
  const auto answer = [&](OpenModel& model) { return model.generate(ids, greedy, {}, {}, {})->tokens; };
  const auto base = answer(*open(golden("llama"))), adapted = answer(*open(golden("llama"), golden("llama") / "adapters/lora"));
  ASSERT_NE(base, adapted);
  const auto model = open(golden("llama"), golden("llama") / "adapters/lora");
  for (int turn = 0; turn < 3; ++turn) {
    EXPECT_EQ(answer(*model), adapted);
    EXPECT_EQ(answer(*model), adapted);
    ASSERT_TRUE(model->setAdapterEnabled(false));
    EXPECT_EQ(answer(*model), base);
    EXPECT_EQ(answer(*model), base);
    ASSERT_TRUE(model->setAdapterEnabled(true));
  }
}

TEST_F(OpenedModel, MergedExportGivesTheSameLogitsToWhoeverReadsIt) {
  for (const std::string name : {"llama", "qwen3", "gpt2"}) {
    SCOPED_TRACE(name);
    const auto ids = firstRow(golden(name));
    auto model = open(golden(name), golden(name) / "adapters/lora");
    const auto before = model->logits({ids});
    const auto folder = m_folder / name;
    const auto facts = model->exportMerged(folder, "float32", [](const fs::path& staging) -> Result<void> {
      std::ofstream(staging / "note.txt") << "added";
      return {};
    }, {}, {});
    ASSERT_TRUE(facts) << describe(facts.error());
    EXPECT_LT((*facts)["relative_logit_difference"].get<double>(), 1e-5);
    EXPECT_TRUE(fs::exists(folder / "note.txt"));
    const auto merged = open(folder)->logits({ids});
    EXPECT_LT(largestDifference(merged->values, before->values, before->values.size()), 1e-4);
    // The model goes on as before, adapter and all.
    EXPECT_EQ(model->logits({ids})->values, before->values);
    ASSERT_TRUE(model->setAdapterEnabled(false));
    EXPECT_GT(largestDifference(model->logits({ids})->values, before->values, before->values.size()), 1e-2);
    EXPECT_EQ(model->exportMerged(folder, "float32", {}, {}, {}).error().code, "file.exists");
  }
}

TEST_F(OpenedModel, ExportsInOtherNumberFormats) {
  auto model = open(golden("llama"), golden("llama") / "adapters/lora");
  for (const std::string dtype : {"bfloat16", "float16"}) {
    const auto facts = model->exportMerged(m_folder / dtype, dtype, {}, {}, {});
    ASSERT_TRUE(facts) << describe(facts.error());
    EXPECT_LT((*facts)["relative_logit_difference"].get<double>(), 0.05);
  }
  const auto refused = model->exportMerged(m_folder / "other", "int8", {}, {}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "export.dtype");
  EXPECT_FALSE(fs::exists(m_folder / "other"));
  EXPECT_FALSE(fs::exists(m_folder / "other.tmp"));
}

TEST_F(OpenedModel, EvaluatesEachExample) {
  auto model = open(golden("llama"));
  const auto ids = firstRow(golden("llama"));
  TokenizedExample all{ids, {ids.begin(), ids.end()}}, none{ids, std::vector<std::int32_t>(ids.size(), kNoLabel)}, two = none;
  two.labels[3] = ids[3];
  two.labels[5] = ids[5];
  std::vector<double> fractions;
  const auto losses = model->evaluate({all, none, two, all}, [&](const Progress& p) { fractions.push_back(p.fraction); }, {});
  ASSERT_TRUE(losses) << describe(losses.error());
  ASSERT_EQ(losses->size(), 4U);
  EXPECT_EQ((*losses)[0].tokens, static_cast<std::int32_t>(ids.size()) - 1);
  EXPECT_EQ((*losses)[1].tokens, 0);
  EXPECT_EQ((*losses)[1].loss, 0);
  EXPECT_EQ((*losses)[2].tokens, 2);
  EXPECT_NEAR((*losses)[0].loss, (*losses)[3].loss, 1e-5);
  EXPECT_LT((*losses)[2].loss, (*losses)[0].loss);
  EXPECT_EQ(fractions.back(), 1.0);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(model->evaluate({all}, {}, source.get_token()).error().code, "engine.stopped");
}

TEST_F(OpenedModel, GeneratesStreamsAndStops) {
  auto model = open(golden("llama3"));
  auto prompt = firstRow(golden("llama3"));
  prompt.resize(6);
  SamplingSettings settings;
  settings.maxNewTokens = 12;
  std::vector<std::int32_t> streamed;
  const auto all = model->generate(prompt, settings, {}, [&](std::int32_t token) { return streamed.push_back(token), true; }, {});
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_EQ(all->tokens, streamed);
  EXPECT_EQ(all->tokens.size(), 12U);
  EXPECT_FALSE(all->stopped);
  EXPECT_GT(all->tokensPerSecond, 0);
  // A stop token ends it and is not part of it.
  const auto stopped = model->generate(prompt, settings, {all->tokens[4]}, {}, {});
  EXPECT_TRUE(stopped->stopped);
  EXPECT_LE(stopped->tokens.size(), 4U);
  // So does the listener.
  const auto listened = model->generate(prompt, settings, {}, [](std::int32_t) { return false; }, {});
  EXPECT_EQ(listened->tokens.size(), 1U);
  // The same seed gives the same text, another one another.
  settings.temperature = 1.5;
  settings.seed = 1;
  const auto one = model->generate(prompt, settings, {}, {}, {}), same = model->generate(prompt, settings, {}, {}, {});
  EXPECT_EQ(one->tokens, same->tokens);
  settings.seed = 2;
  EXPECT_NE(one->tokens, model->generate(prompt, settings, {}, {}, {})->tokens);
}

TEST_F(OpenedModel, GenerationEndsAtTheLongestTextOfTheModel) {
  auto model = open(golden("gpt2"));
  SamplingSettings settings;
  settings.maxNewTokens = 500;
  const std::vector<std::int32_t> prompt(120, 7);
  EXPECT_EQ(model->generate(prompt, settings, {}, {}, {})->tokens.size(), 8U);  // 128 positions
}

TEST_F(OpenedModel, SaysWhatIsWrong) {
  auto model = open(golden("llama"));
  EXPECT_EQ(model->logits({{1, 512}}).error().code, "engine.bad-token");
  EXPECT_EQ(model->logits({{1, 2}, {1}}).error().code, "engine.ragged");
  EXPECT_EQ(model->generate({-1}, {}, {}, {}, {}).error().code, "engine.bad-token");
  EXPECT_EQ(openModel({golden("llama"), {}, "cuda:99", "auto"}, {}, {}).error().code, "engine.no-device");
  EXPECT_EQ(openModel({golden("llama"), {}, "cpu", "auto", "no-such-task"}, {}, {}).error().code, "train.unknown-task");
  const auto sorter = openModel({golden("bert"), {}, "cpu", "auto"}, {}, {});
  ASSERT_TRUE(sorter) << describe(sorter.error());
  EXPECT_EQ((*sorter)->generate({1, 2}, {}, {}, {}, {}).error().code, "engine.no-writer");
  EXPECT_FALSE(openModel({golden("nothing"), {}, "cpu", "auto"}, {}, {}));
}

TEST(Devices, TheProcessorIsAlwaysThere) {
  const auto devices = listDevices();
  ASSERT_FALSE(devices.empty());
  EXPECT_EQ(devices[0].id, "cpu");
  EXPECT_FALSE(devices[0].name.empty());
  EXPECT_GT(devices[0].totalBytes, devices[0].freeBytes);
  EXPECT_EQ(*chooseDevice("cpu"), at::Device(at::kCPU));
  EXPECT_EQ(choosePrecision("auto", at::kCPU), at::kFloat);
  EXPECT_EQ(choosePrecision("bf16", at::kCPU), at::kBFloat16);
}

TEST(Devices, AGraphicsCardThatCannotBeUsedSaysWhy) {
  if (at::hasCUDA()) GTEST_SKIP() << "there is one that can";
  const auto devices = listDevices("libcublas.so.13: cannot open shared object file");
  ASSERT_GE(devices.size(), 2U);
  EXPECT_EQ(devices[1].id, "cuda:0");
  ASSERT_TRUE(devices[1].problem);
  EXPECT_NE(describe(*devices[1].problem).find("libcublas.so.13"), std::string::npos);
  EXPECT_EQ(*chooseDevice("auto"), at::Device(at::kCPU));
  for (const DeviceInfo& device : listDevices()) EXPECT_FALSE(device.problem);
}

}  // namespace
}  // namespace attune::engine
