// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "core/weights/gguf_export.h"
#include "core/weights/gguf_model.h"
#include "core/weights/safetensors.h"
#include "test_files.h"

namespace attune {
namespace {

GgufVocabulary smallVocabulary(std::size_t count) {
  GgufVocabulary vocabulary;
  vocabulary.model = "gpt2";
  vocabulary.pre = "smollm";
  for (std::size_t i = 0; i < count; ++i) vocabulary.tokens.push_back("t" + std::to_string(i));
  vocabulary.tokenTypes.assign(count, 1);
  vocabulary.tokenTypes[0] = 3;
  vocabulary.merges = {"t 1", "t 2"};
  vocabulary.bos = 1;
  vocabulary.eos = 2;
  vocabulary.addBos = false;
  return vocabulary;
}

// A checkpoint with different numbers everywhere, written once for each test.
class GgufExportTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto config = readModelConfig(test::testData(std::string("golden/configs/") + GetParam() + ".json"));
    ASSERT_TRUE(config);
    test::writeBytes(m_folder.path() / "config.json", modelConfigJson(*config).dump());
    std::vector<TensorInfo> list;
    for (const auto& tensor : expectedTensors(*config)) list.push_back({tensor.name, DType::F32, tensor.shape});
    auto writer = SafetensorsWriter::create(m_folder.path() / "model.safetensors", list);
    ASSERT_TRUE(writer);
    float start = 0;
    for (const auto& tensor : list) {
      std::vector<float> values(tensor.elements());
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = start + static_cast<float>(i % 977) / 64;
      start += 0.25F;
      ASSERT_TRUE(writer->writeFloat32(tensor.name, values));
    }
    ASSERT_TRUE(writer->finish());
    auto checkpoint = openCheckpoint(m_folder.path());
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    m_checkpoint = std::move(*checkpoint);
    m_content = {"Tiny", "mit", "{{ messages }}",
                 smallVocabulary(static_cast<std::size_t>(m_checkpoint.config.vocabSize) - 2), "f32"};
  }
  test::TemporaryFolder m_folder;
  Checkpoint m_checkpoint;
  GgufExport m_content;
};

TEST_P(GgufExportTest, ReadsBackTheSameModel) {
  const auto path = m_folder.path() / "out.gguf";
  const auto written = writeGguf(path, m_checkpoint.config, *m_checkpoint.tensors, m_content);
  ASSERT_TRUE(written) << describe(written.error());
  const auto back = openCheckpoint(path);
  ASSERT_TRUE(back) << describe(back.error());
  const ModelConfig &a = m_checkpoint.config, &b = back->config;
  EXPECT_EQ(parameterCount(a), parameterCount(b));
  EXPECT_EQ(a.headDim, b.headDim);
  EXPECT_EQ(a.kvHeads, b.kvHeads);
  EXPECT_EQ(a.normEps, b.normEps);
  EXPECT_EQ(a.maxPositions, b.maxPositions);
  EXPECT_EQ(a.tieWordEmbeddings, b.tieWordEmbeddings);
  EXPECT_EQ(a.rope.theta, b.rope.theta);
  EXPECT_EQ(a.rope.type, b.rope.type);
  EXPECT_EQ(a.rope.factor, b.rope.factor);
  EXPECT_EQ(a.rope.originalMaxPositions, b.rope.originalMaxPositions);
  EXPECT_EQ(a.queryKeyNorm, b.queryKeyNorm);
  EXPECT_EQ(a.attentionBias, b.attentionBias);
  for (const auto& tensor : m_checkpoint.tensors->tensors()) {
    const auto values = back->tensors->readFloat32(tensor.name);
    ASSERT_TRUE(values) << tensor.name;
    EXPECT_EQ(*values, *m_checkpoint.tensors->readFloat32(tensor.name)) << tensor.name;
  }
  EXPECT_EQ(back->chatTemplate, "{{ messages }}");
  EXPECT_EQ(back->licence, "mit");
  ASSERT_TRUE(back->tokenizer.gguf);
  EXPECT_EQ(back->tokenizer.gguf->tokens.size(), static_cast<std::size_t>(a.vocabSize));
  EXPECT_EQ(back->tokenizer.gguf->tokens.back(), "[PAD" + std::to_string(a.vocabSize - 1) + "]");
  EXPECT_EQ(back->tokenizer.gguf->tokenTypes.back(), 5);
  EXPECT_EQ(back->tokenizer.gguf->merges, m_content.vocabulary.merges);
  EXPECT_EQ(back->tokenizer.gguf->bos, 1);
  EXPECT_EQ(back->tokenizer.gguf->addBos, false);
}

TEST_P(GgufExportTest, QuantisesMatricesOnly) {
  for (const auto& [type, matrices, embeddings] :
       {std::tuple("q8_0", DType::Q8_0, DType::Q8_0), std::tuple("q4_0", DType::Q4_0, DType::Q8_0),
        std::tuple("f16", DType::F16, DType::F16), std::tuple("bf16", DType::BF16, DType::BF16)}) {
    m_content.fileType = type;
    const auto path = m_folder.path() / (std::string(type) + ".gguf");
    ASSERT_TRUE(writeGguf(path, m_checkpoint.config, *m_checkpoint.tensors, m_content));
    const auto file = openGguf(path);
    ASSERT_TRUE(file) << describe(file.error());
    EXPECT_EQ((*file)->find("blk.0.attn_q.weight")->dtype, matrices);
    EXPECT_EQ((*file)->find("token_embd.weight")->dtype, embeddings);
    EXPECT_EQ((*file)->find("blk.0.attn_norm.weight")->dtype, DType::F32);
    const auto back = openCheckpoint(path);
    ASSERT_TRUE(back) << describe(back.error());
    const auto a = m_checkpoint.tensors->readFloat32("model.layers.1.mlp.down_proj.weight"),
               b = back->tensors->readFloat32("model.layers.1.mlp.down_proj.weight");
    double largest = 0, worst = 0;
    for (std::size_t i = 0; i < a->size(); ++i) {
      largest = std::max(largest, std::fabs(static_cast<double>((*a)[i])));
      worst = std::max(worst, std::fabs(static_cast<double>((*a)[i] - (*b)[i])));
    }
    EXPECT_LT(worst, largest * (matrices == DType::Q4_0 ? 0.13 : 0.01)) << type;
  }
}

INSTANTIATE_TEST_SUITE_P(Families, GgufExportTest, testing::Values("llama", "llama3", "mistral", "qwen2", "qwen3"));

// What a file says beyond what is read would be left out of the computation.
TEST_P(GgufExportTest, RefusesWhatItWouldLeaveOut) {
  const auto path = m_folder.path() / "out.gguf";
  ASSERT_TRUE(writeGguf(path, m_checkpoint.config, *m_checkpoint.tensors, m_content));
  const auto file = openGguf(path);
  ASSERT_TRUE(file);
  const std::string architecture = *(*file)->text("general.architecture");
  const auto with = [&](const std::string& key, const std::string& tensor) {
    GgufMetadata metadata = (*file)->metadata();
    if (!key.empty()) metadata.emplace_back(key, GgufValue::f32(2));
    std::vector<TensorInfo> list = (*file)->tensors();
    if (!tensor.empty()) list.push_back({tensor, DType::F32, {4}});
    const auto other = m_folder.path() / "other.gguf";
    auto writer = GgufWriter::create(other, metadata, list);
    EXPECT_TRUE(writer);
    for (const auto& info : list) EXPECT_TRUE(writer->writeFloat32(info.name, info.name == tensor ? std::vector<float>(4) : *(*file)->readFloat32(info.name)));
    EXPECT_TRUE(writer->finish());
    const auto checkpoint = openCheckpoint(other);
    return checkpoint ? std::string() : checkpoint.error().code + " " + describe(checkpoint.error());
  };
  EXPECT_EQ(with("", ""), "");
  for (const char* key : {"rope.scale_linear", "rope.scaling.attn_factor", "rope.scaling.yarn_log_multiplier"}) {
    const auto text = with(architecture + "." + key, "");
    EXPECT_TRUE(text.starts_with("config.unsupported") && text.find(key) != text.npos) << text;
  }
  for (const char* tensor : {"blk.0.attn_sinks.weight", "rope_factors_long.weight", "blk.0.attn_output.bias", "blk.7.attn_norm.weight"}) {
    const auto text = with("", tensor);
    EXPECT_TRUE(text.starts_with("weights.tensor-extra")) << text;
  }
}

TEST(GgufExport, RefusesWhatItCannotExpress) {
  test::TemporaryFolder folder;
  const auto path = folder.path() / "x.gguf";
  const auto config = [](const char* name) {
    return *readModelConfig(test::testData(std::string("golden/configs/") + name + ".json"));
  };
  const FileTensors none({}, {});
  GgufExport content{"n", "", "", smallVocabulary(512), "f16"};
  EXPECT_EQ(writeGguf(path, config("gemma2"), none, content).error().code, "weights.gguf-export");
  EXPECT_EQ(writeGguf(path, config("llama_cls"), none, content).error().code, "weights.gguf-export");
  EXPECT_EQ(writeGguf(path, config("llama"), none, content).error().code, "weights.tensor-missing");
  content.fileType = "q3_k";
  EXPECT_EQ(writeGguf(path, config("llama"), none, content).error().code, "weights.gguf-export");
  content.fileType = "f16";
  content.vocabulary = smallVocabulary(513);
  EXPECT_EQ(writeGguf(path, config("llama"), none, content).error().code, "weights.gguf-tokenizer");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(GgufVocabularies, NameTheSplittingOrAreRefused) {
  const auto config = *readModelConfig(test::testData("golden/configs/llama.json"));
  const Json byteLevel = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", true}};
  Json tokenizer = {
      {"added_tokens",
       {{{"id", 3}, {"content", "<|end|>"}, {"special", true}}, {{"id", 5}, {"content", "tool"}, {"special", false}}}},
      {"normalizer", nullptr},
      {"pre_tokenizer", byteLevel},
      {"post_processor", nullptr},
      {"model",
       {{"type", "BPE"},
        {"vocab", {{"a", 0}, {"b", 1}, {"ab", 2}}},
        {"merges", Json::array({Json::array({"a", "b"})})}}}};
  auto vocabulary = ggufVocabularyFromTokenizerJson(tokenizer, Json::parse(R"({"eos_token":"<|end|>"})"), config);
  ASSERT_TRUE(vocabulary) << describe(vocabulary.error());
  EXPECT_EQ(vocabulary->pre, "gpt-2");
  EXPECT_EQ(vocabulary->tokens, (std::vector<std::string>{"a", "b", "ab", "<|end|>", "[PAD4]", "tool"}));
  EXPECT_EQ(vocabulary->tokenTypes, (std::vector<std::int32_t>{1, 1, 1, 3, 5, 4}));
  EXPECT_EQ(vocabulary->merges, (std::vector<std::string>{"a b"}));
  EXPECT_EQ(vocabulary->eos, 3);
  const auto preOf = [&](const Json& pre) {
    tokenizer["pre_tokenizer"] = pre;
    const auto result = ggufVocabularyFromTokenizerJson(tokenizer, Json::object(), config);
    return result ? result->pre : result.error().code;
  };
  Json noRegex = byteLevel;
  noRegex["use_regex"] = false;
  const auto sequence = [](Json first, Json second) {
    return Json{{"type", "Sequence"}, {"pretokenizers", {std::move(first), std::move(second)}}};
  };
  const auto split = [](const char* regex) {
    return Json{{"type", "Split"}, {"pattern", {{"Regex", regex}}}, {"behavior", "Isolated"}, {"invert", false}};
  };
  EXPECT_EQ(preOf(sequence({{"type", "Digits"}, {"individual_digits", true}}, byteLevel)), "smollm");
  EXPECT_EQ(
      preOf(sequence(
          split(
              R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"),
          noRegex)),
      "llama-bpe");
  EXPECT_EQ(preOf(sequence(split(R"(\d+)"), noRegex)), "weights.gguf-tokenizer");
  EXPECT_EQ(preOf(sequence({{"type", "Digits"}, {"individual_digits", false}}, byteLevel)), "weights.gguf-tokenizer");
  EXPECT_EQ(preOf(noRegex), "weights.gguf-tokenizer");
  EXPECT_EQ(preOf({{"type", "Whitespace"}}), "weights.gguf-tokenizer");
  tokenizer["normalizer"] = {{"type", "Lowercase"}};
  EXPECT_EQ(preOf(byteLevel), "weights.gguf-tokenizer");
  tokenizer["model"]["type"] = "WordPiece";
  EXPECT_EQ(preOf(byteLevel), "weights.gguf-tokenizer");
}

TEST(GgufVocabularies, ScoreSentencePieceTokensByTheirMerge) {
  const auto config = *readModelConfig(test::testData("golden/configs/llama.json"));
  const Json tokenizer = Json::parse(R"({"added_tokens":[{"id":0,"content":"<unk>","special":true}],
    "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace"}]},
    "pre_tokenizer":null,
    "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}}]},
    "model":{"type":"BPE","byte_fallback":true,"unk_token":"<unk>",
      "vocab":{"<unk>":0,"<0x41>":1,"▁":2,"a":3,"▁a":4,"aa":5},"merges":["a a","▁ a"]}})");
  const auto vocabulary = ggufVocabularyFromTokenizerJson(tokenizer, Json::object(), config);
  ASSERT_TRUE(vocabulary) << describe(vocabulary.error());
  EXPECT_EQ(vocabulary->model, "llama");
  EXPECT_EQ(vocabulary->tokenTypes, (std::vector<std::int32_t>{2, 6, 1, 1, 1, 1}));
  EXPECT_EQ(vocabulary->scores, (std::vector<float>{-1e6F, -1e6F, -1e6F, -1e6F, -1, 0}));
  EXPECT_EQ(vocabulary->addSpacePrefix, true);
  EXPECT_EQ(vocabulary->addBos, true);
  EXPECT_EQ(vocabulary->addEos, false);
  EXPECT_EQ(vocabulary->unknown, 0);
}

}  // namespace
}  // namespace attune
