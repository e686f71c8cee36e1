// SPDX-License-Identifier: GPL-3.0-or-later
// Models whose embedding has another number of rows than their tokenizer has tokens, and what of a model's files an export keeps.
#include <algorithm>

#include "core/base/file.h"
#include "core/weights/gguf.h"
#include "core/weights/gguf_export.h"
#include "core/weights/safetensors.h"
#include "core/workflow/model_bundle.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kTokens = 512, kRows = 520;  // of the tiny models, and of those made from them here

/// A copy of a tiny model that a test may change.
class Vocabulary : public ProjectTest {
 protected:
  fs::path copyOf(const std::string& model) {
    const fs::path folder = m_folder / model;
    fs::create_directories(folder);
    for (const auto& entry : fs::directory_iterator(fs::path(ATTUNE_TEST_DATA) / "golden/models" / model))
      if (entry.is_regular_file() && entry.path().filename() != "ref.safetensors") fs::copy(entry.path(), folder);
    return folder;
  }
  static void change(const fs::path& file, const std::function<void(Json&)>& how) {
    auto json = fs::exists(file) ? readJsonFile(file) : Result<Json>(Json::object());
    ASSERT_TRUE(json) << describe(json.error());
    how(*json);
    ASSERT_TRUE(writeFileAtomic(file, json->dump()));
  }
  // Rows are added behind those of the tokens, as Qwen (151,936 for 151,665 tokens) and Phi (32,064 for 32,011) have them.
  static void padRows(const fs::path& folder) {
    const auto source = openSafetensors(folder / "model.safetensors");
    ASSERT_TRUE(source);
    std::vector<TensorInfo> list = (*source)->tensors();
    const auto isPadded = [](const TensorInfo& t) { return t.name.ends_with("embed_tokens.weight") || t.name == "lm_head.weight"; };
    std::map<std::string, std::vector<float>> values;
    for (auto& tensor : list) {
      values[tensor.name] = *(*source)->readFloat32(tensor.name);
      if (!isPadded(tensor)) continue;
      ASSERT_EQ(tensor.shape.front(), kTokens);
      tensor.shape.front() = kRows;
      values[tensor.name].resize(static_cast<std::size_t>(kRows * tensor.shape.back()), 0.01F);
    }
    auto writer = SafetensorsWriter::create(folder / "model.safetensors", list);
    ASSERT_TRUE(writer);
    for (const auto& tensor : list) ASSERT_TRUE(writer->writeFloat32(tensor.name, values[tensor.name]));
    ASSERT_TRUE(writer->finish());
    change(folder / "config.json", [](Json& json) { json["vocab_size"] = kRows; });
  }
  static void addToken(const fs::path& folder, std::int64_t id, const std::string& text, bool special) {
    change(folder / "tokenizer.json", [&](Json& json) {
      json["added_tokens"].push_back({{"id", id}, {"content", text}, {"single_word", false}, {"lstrip", false}, {"rstrip", false}, {"normalized", false}, {"special", special}});
    });
  }
  RunSpec specFor(const fs::path& model, const std::string& technique) {
    const auto info = importLines(technique + ".jsonl", 40, [](int i) { return R"({"prompt": "a b", "completion": "c d )" + std::to_string(i) + "\"}"; });
    RunSpec spec = tinyRun(info, "causal-lm", technique, "llama");
    spec.modelPath = model.string();
    spec.params.set(&params::kLearningRate, 1e-2);
    spec.params.set(&params::kMaxSteps, std::int64_t{3});
    return spec;
  }
};

TEST_F(Vocabulary, RowsWithoutATokenAreTrainedSavedAndReadBack) {
  for (const char* model : {"qwen2", "llama"}) {  // a tied head and one of its own
    for (const char* technique : {"full", "lora"}) {
      SCOPED_TRACE(std::string(model) + " " + technique);
      fs::remove_all(m_folder / model);
      const fs::path folder = copyOf(model);
      padRows(folder);
      RunSpec spec = specFor(folder, technique);
      const auto run = m_project->train(spec, {}, {});
      ASSERT_TRUE(run) << describe(run.error());
      ASSERT_EQ(run->summary.state, RunState::Completed);
      const auto exported = m_project->exportRun(run->id, "huggingface", {}, {});
      ASSERT_TRUE(exported) << describe(exported.error());
      const auto facts = verifyManifest(*exported);
      ASSERT_TRUE(facts) << describe(facts.error());
      EXPECT_LT((*facts)["relative_logit_difference"].get<double>(), 1e-5);
      const auto bundle = ModelBundle::open(exported->string());
      ASSERT_TRUE(bundle) << describe(bundle.error());
      EXPECT_EQ((*bundle)->checkpoint.config.vocabSize, kRows);
      EXPECT_EQ((*bundle)->tokenizer->vocabSize(), kTokens);
      EXPECT_EQ((*bundle)->checkpoint.tensors->find("model.embed_tokens.weight")->shape.front(), kRows);
      // And it can be trained on.
      spec.modelPath = exported->string();
      const auto again = m_project->train(spec, {}, {});
      ASSERT_TRUE(again) << describe(again.error());
      EXPECT_EQ(again->summary.state, RunState::Completed);
    }
  }
}

TEST_F(Vocabulary, TokensWithoutARowAreNamed) {
  const fs::path folder = copyOf("llama");
  const auto problem = [&] {
    const auto bundle = ModelBundle::open(folder.string());
    return bundle ? std::string() : bundle.error().code + ": " + describe(bundle.error());
  };
  EXPECT_EQ(problem(), "");
  // A special token that nothing uses does no harm, until a row of data holds it.
  addToken(folder, kTokens, "<image_soft_token>", true);
  EXPECT_EQ(problem(), "");
  const auto bundle = ModelBundle::open(folder.string());
  ASSERT_TRUE(bundle);
  EXPECT_TRUE((*bundle)->encodeRendered((*bundle)->chatTemplate.render(Json::array({{{"role", "user"}, {"content", "<image_soft_token>"}}}), {}, true).value()))
      << "typed by a user it is text";
  const auto written = ChatTemplate::parse("{{ '<image_soft_token>' }}");
  ASSERT_TRUE(written);
  const auto refused = (*bundle)->encodeRendered(written->render(Json::array(), {}, false).value());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "tokenizer.no-row");
  EXPECT_NE(describe(refused.error()).find("<image_soft_token>"), std::string::npos);
  // One that ends texts, or that texts are made of, is another matter.
  change(folder / "tokenizer_config.json", [](Json& json) { json["eos_token"] = "<image_soft_token>"; });
  EXPECT_TRUE(problem().starts_with("tokenizer.vocabulary"));
  change(folder / "tokenizer_config.json", [](Json& json) { json["eos_token"] = "</s>"; });
  addToken(folder, kTokens + 1, "<new>", false);
  EXPECT_NE(problem().find("<new>"), std::string::npos) << problem();
}

// The same of a GGUF file, whose list of tokens may be shorter or longer than its embedding.
TEST_F(Vocabulary, OfAGgufFileIsCheckedTheSameWay) {
  const auto checkpoint = openCheckpoint(copyOf("qwen2"));
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  GgufVocabulary vocabulary;
  vocabulary.model = "gpt2";
  vocabulary.pre = "qwen2";
  for (int i = 0; i < kTokens; ++i) vocabulary.tokens.push_back("t" + std::to_string(i));
  vocabulary.tokenTypes.assign(kTokens, 1);
  vocabulary.tokens[0] = "<|endoftext|>";
  vocabulary.tokenTypes[0] = 3;
  const fs::path path = m_folder / "model.gguf";
  ASSERT_TRUE(writeGguf(path, checkpoint->config, *checkpoint->tensors, {"Tiny", "", "", vocabulary, "f32"}));
  const auto file = openGguf(path);
  ASSERT_TRUE(file);
  const auto problemWith = [&, all = vocabulary](std::size_t tokens, std::int32_t lastType) {
    vocabulary = all;
    vocabulary.tokens.resize(tokens, "<new>");
    vocabulary.tokenTypes.resize(tokens, lastType);
    GgufMetadata metadata = (*file)->metadata();
    for (auto& [key, value] : metadata) {
      if (key == "tokenizer.ggml.tokens") value = GgufValue::texts(vocabulary.tokens);
      if (key == "tokenizer.ggml.token_type") value = GgufValue::i32s(vocabulary.tokenTypes);
    }
    const fs::path other = m_folder / "other.gguf";
    auto writer = GgufWriter::create(other, metadata, (*file)->tensors());
    EXPECT_TRUE(writer);
    for (const auto& tensor : (*file)->tensors()) EXPECT_TRUE(writer->writeFloat32(tensor.name, *(*file)->readFloat32(tensor.name)));
    EXPECT_TRUE(writer->finish());
    const auto bundle = ModelBundle::open(other.string());
    return bundle ? std::string() : bundle.error().code + ": " + describe(bundle.error());
  };
  EXPECT_EQ(problemWith(kTokens, 1), "");
  EXPECT_EQ(problemWith(kTokens - 12, 1), "");
  EXPECT_EQ(problemWith(kTokens + 1, 3), "") << "a control token that nothing uses";
  const std::string text = problemWith(kTokens + 1, 1);
  EXPECT_TRUE(text.starts_with("tokenizer.vocabulary") && text.find("<new>") != text.npos) << text;
}

TEST_F(Vocabulary, ExportsKeepWhatTheyDoNotKnow) {
  for (const char* technique : {"full", "lora"}) {
    SCOPED_TRACE(technique);
    fs::remove_all(m_folder / "llama");
    const fs::path folder = copyOf("llama");
    const auto mark = [](Json& json) { json["some_future_key"] = {{"a", {1, 2}}}; };
    for (const char* file : {"config.json", "generation_config.json", "tokenizer_config.json", "special_tokens_map.json"}) change(folder / file, mark);
    change(folder / "generation_config.json", [](Json& json) { json["temperature"] = 0.7; });
    change(folder / "tokenizer_config.json", [](Json& json) {
      json["chat_template"] = Json::array({{{"name", "default"}, {"template", "D{% for m in messages %}{{ m.content }}{% endfor %}"}}, {{"name", "tool_use"}, {"template", "T"}}});
    });
    const auto run = m_project->train(specFor(folder, technique), {}, {});
    ASSERT_TRUE(run) << describe(run.error());
    const auto exported = m_project->exportRun(run->id, "huggingface", {}, {});
    ASSERT_TRUE(exported) << describe(exported.error());
    for (const char* file : {"config.json", "generation_config.json", "tokenizer_config.json", "special_tokens_map.json"}) {
      const auto json = readJsonFile(*exported / file);
      ASSERT_TRUE(json) << describe(json.error());
      EXPECT_EQ((*json)["some_future_key"], (Json{{"a", {1, 2}}})) << file;
    }
    EXPECT_EQ((*readJsonFile(*exported / "generation_config.json"))["temperature"], 0.7);
    // A part that the tokenizer's format does not know is refused, so all of this file is known; it is kept to the byte.
    EXPECT_EQ(*readFile(*exported / "tokenizer.json", 1 << 24), *readFile(folder / "tokenizer.json", 1 << 24));
    EXPECT_EQ((*readJsonFile(*exported / "tokenizer_config.json"))["chat_template"].size(), 2U);
    EXPECT_FALSE(fs::exists(*exported / "chat_template.jinja"));
    EXPECT_TRUE((*ModelBundle::open(exported->string()))->checkpoint.chatTemplate.starts_with("D"));
  }
}

}  // namespace
}  // namespace attune
