// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include "core/weights/families/families.h"
#include "core/weights/model_config.h"
#include "test_files.h"

namespace attune {
namespace {

Json llamaJson() {
  return Json::parse(R"({"architectures":["LlamaForCausalLM"],"model_type":"llama","vocab_size":1000,"hidden_size":128,
    "intermediate_size":512,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"hidden_act":"silu",
    "max_position_embeddings":256,"rms_norm_eps":1e-05,"rope_theta":10000.0,"tie_word_embeddings":true,
    "bos_token_id":1,"eos_token_id":2,"torch_dtype":"float32"})");
}

std::string errorOf(const Json& json) {
  const auto config = parseModelConfig(json, "config.json");
  return config ? "" : config.error().code;
}

// The configs and tensor lists were written by transformers for tiny models of each family and task.
TEST(ModelConfig, ExpectsExactlyTheTensorsOfEveryReferenceCheckpoint) {
  std::set<std::string> families;
  for (const auto& entry : std::filesystem::directory_iterator(test::testData("golden/configs"))) {
    if (entry.path().filename().string().ends_with(".tensors.json")) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto config = readModelConfig(entry.path());
    ASSERT_TRUE(config) << describe(config.error());
    families.insert(config->modelType);
    auto listPath = entry.path();
    const auto reference = readJsonFile(listPath.replace_extension(".tensors.json"));
    ASSERT_TRUE(reference);
    std::map<std::string, std::vector<std::int64_t>> wanted, optional, got;
    std::uint64_t elements = 0;
    for (const auto& [name, shape] : reference->items()) {
      // Bare models are stored without the prefix that Attune's names always have.
      wanted[config->task == "base" ? config->basePrefix + "." + name : name] = shape.get<std::vector<std::int64_t>>();
    }
    for (const auto& tensor : expectedTensors(*config)) {
      if (tensor.part == TensorPart::Optional && !wanted.contains(tensor.name)) continue;
      got[tensor.name] = tensor.shape;
    }
    EXPECT_EQ(got, wanted);
    for (const auto& tensor : expectedTensors(*config)) {
      std::uint64_t count = tensor.part == TensorPart::Optional ? 0 : 1;
      for (const auto dimension : tensor.shape) count *= static_cast<std::uint64_t>(dimension);
      elements += count;
    }
    EXPECT_EQ(parameterCount(*config), elements);
  }
  EXPECT_EQ(families.size(), modelFamilies().size()) << "a family has no reference";
}

TEST(ModelConfig, ReadsOldAndNewNamesAlike) {
  Json renamed = llamaJson();
  renamed.erase("rope_theta");
  renamed.erase("torch_dtype");
  renamed["rope_parameters"] = {{"rope_type", "default"}, {"rope_theta", 10000.0}};
  renamed["dtype"] = "float32";
  const auto a = parseModelConfig(llamaJson(), "a"), b = parseModelConfig(renamed, "b");
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->rope.theta, b->rope.theta);
  EXPECT_EQ(a->dtype, "float32");
  EXPECT_EQ(b->dtype, "float32");
}

TEST(ModelConfig, SavesBothSpellingsAndKeepsUnknownKeys) {
  Json json = llamaJson();
  json["some_future_key"] = {{"a", {1, 2}}};
  json["rope_scaling"] = {{"type", "linear"}, {"factor", 2.0}};
  const auto config = parseModelConfig(json, "c");
  ASSERT_TRUE(config) << describe(config.error());
  const Json saved = modelConfigJson(*config);
  EXPECT_EQ(saved["some_future_key"], json["some_future_key"]);
  EXPECT_EQ(saved["rope_theta"], 10000.0);
  EXPECT_EQ(saved["rope_parameters"]["rope_theta"], 10000.0);
  EXPECT_EQ(saved["rope_parameters"]["rope_type"], "linear");
  EXPECT_EQ(saved["rope_parameters"]["factor"], 2.0);
  EXPECT_EQ(saved["rope_scaling"], json["rope_scaling"]);
  EXPECT_EQ(saved["dtype"], "float32");
  EXPECT_EQ(saved["torch_dtype"], "float32");
  const auto again = parseModelConfig(saved, "again");
  ASSERT_TRUE(again);
  EXPECT_EQ(modelConfigJson(*again), saved);
}

TEST(ModelConfig, ReadsTokenIdsAsNumberOrList) {
  Json json = llamaJson();
  json["eos_token_id"] = {2, 3};
  json["pad_token_id"] = nullptr;
  const auto config = parseModelConfig(json, "c");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->eosTokenIds, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(config->padTokenId, -1);
  EXPECT_EQ(modelConfigJson(*config)["eos_token_id"], Json({2, 3}));
}

TEST(ModelConfig, RefusesImpossibleValuesByName) {
  const std::vector<std::pair<std::string, Json>> wrongTypes = {{"hidden_size", 128.5},
                                                                {"hidden_size", "128"},
                                                                {"tie_word_embeddings", "yes"},
                                                                {"tie_word_embeddings", 1},
                                                                {"architectures", "LlamaForCausalLM"},
                                                                {"rope_scaling", 4},
                                                                {"eos_token_id", "2"},
                                                                {"hidden_act", 3},
                                                                {"vocab_size", Json::array({5})},
                                                                {"rms_norm_eps", "small"},
                                                                {"id2label", Json::array()},
                                                                {"model_type", 5}};
  for (const auto& [key, value] : wrongTypes) {
    Json json = llamaJson();
    json[key] = value;
    const auto config = parseModelConfig(json, "config.json");
    ASSERT_FALSE(config) << key;
    EXPECT_EQ(config.error().code, "config.type") << key;
    EXPECT_NE(describe(config.error()).find(key), std::string::npos);
  }
  const std::vector<std::pair<std::string, Json>> wrongValues = {{"hidden_size", 0},
                                                                 {"hidden_size", -128},
                                                                 {"hidden_size", 129},
                                                                 {"hidden_size", 4611686018427387904},
                                                                 {"hidden_size", 18446744073709551615U},
                                                                 {"vocab_size", 1000000000000000},
                                                                 {"num_key_value_heads", 3},
                                                                 {"num_key_value_heads", 8},
                                                                 {"num_attention_heads", 0},
                                                                 {"num_hidden_layers", 2147483648},
                                                                 {"rope_theta", 0},
                                                                 {"rope_theta", -1.0},
                                                                 {"rms_norm_eps", -1},
                                                                 {"head_dim", 0},
                                                                 {"head_dim", 15},
                                                                 {"max_position_embeddings", 0},
                                                                 {"intermediate_size", -1},
                                                                 {"attention_dropout", 1.5}};
  for (const auto& [key, value] : wrongValues) {
    Json json = llamaJson();
    json[key] = value;
    EXPECT_EQ(errorOf(json), "config.value") << key << " " << value;
  }
  for (const char* key :
       {"model_type", "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"}) {
    Json json = llamaJson();
    json.erase(key);
    EXPECT_EQ(errorOf(json), "config.missing") << key;
  }
}

TEST(ModelConfig, NamesWhatIsNotSupported) {
  const std::vector<std::pair<std::string, Json>> cases = {{"model_type", "mamba"},
                                                           {"hidden_act", "mish"},
                                                           {"rope_scaling", {{"type", "spiral"}, {"factor", 2.0}}},
                                                           {"torch_dtype", "float3"},
                                                           {"quantization_config", {{"quant_method", "awq"}}}};
  for (const auto& [key, value] : cases) {
    Json json = llamaJson();
    json[key] = value;
    EXPECT_EQ(errorOf(json), "config.unsupported") << key;
  }
}

TEST(ModelConfig, ChecksRopeSettings) {
  const auto with = [](const char* rope) {
    Json json = llamaJson();
    json["rope_scaling"] = Json::parse(rope);
    return errorOf(json);
  };
  EXPECT_EQ(with(R"({"type":"linear"})"), "config.missing");
  EXPECT_EQ(with(R"({"type":"linear","factor":0.5})"), "config.value");
  EXPECT_EQ(with(R"({"type":"linear","factor":"2"})"), "config.type");
  EXPECT_EQ(with(R"({"rope_type":"llama3","factor":8.0})"), "config.missing");
  EXPECT_EQ(
      with(
          R"({"rope_type":"llama3","factor":8,"low_freq_factor":4,"high_freq_factor":1,"original_max_position_embeddings":64})"),
      "config.value");
  EXPECT_EQ(with(R"({"rope_type":"longrope","short_factor":[1],"long_factor":[1]})"), "config.value");
  EXPECT_EQ(with(R"({"rope_type":"yarn","factor":4.0})"), "");
  EXPECT_EQ(with("null"), "");
}

TEST(ModelConfig, ChecksTheRotatedPartOfEveryFamily) {
  for (const char* name : {"modernbert", "gemma3", "gpt_neox", "llama", "phi3"}) {
    auto json = *readJsonFile(test::testData(std::string("golden/configs/") + name + ".json"));
    json.erase("rope_parameters");
    json.erase("head_dim");
    EXPECT_EQ(errorOf(json), "") << name;
    json["hidden_size"] = 28;  // heads of 7 dimensions, which are no pairs
    if (std::string_view(name) == "gemma3") json["head_dim"] = 7;
    EXPECT_EQ(errorOf(json), "config.value") << name;
  }
}

TEST(ModelConfig, KnowsWhatIsSpecialToFamilies) {
  const auto read = [](const std::string& name) {
    return *readModelConfig(test::testData("golden/configs/" + name + ".json"));
  };
  const auto gemma2 = read("gemma2");
  EXPECT_EQ(gemma2.layerSliding, (std::vector<bool>{true, false}));
  EXPECT_EQ(gemma2.attentionSoftcap, 50);
  EXPECT_EQ(gemma2.finalSoftcap, 30);
  EXPECT_EQ(gemma2.attentionScale, 0.25);
  EXPECT_EQ(gemma2.embeddingMultiplier, 8);
  EXPECT_TRUE(gemma2.normUnitOffset);
  const auto gemma3 = read("gemma3");
  EXPECT_EQ(gemma3.rope.theta, 1e6);
  ASSERT_TRUE(gemma3.localRope);
  EXPECT_EQ(gemma3.localRope->theta, 1e4);
  EXPECT_EQ(gemma3.attentionSoftcap, 0);
  const auto llama3 = read("llama3");
  EXPECT_EQ(llama3.rope.type, "llama3");
  EXPECT_EQ(llama3.rope.originalMaxPositions, 64);
  EXPECT_EQ(read("mistral").layerSliding, (std::vector<bool>{true, true}));
  EXPECT_EQ(read("qwen2").layerSliding, (std::vector<bool>{false, false}));
  EXPECT_EQ(read("qwen2_window").layerSliding, (std::vector<bool>{false, false, true, true}));
  EXPECT_EQ(read("smollm3").layerRotary, (std::vector<bool>{true, true, true, false}));
  EXPECT_EQ(read("granite").residualMultiplier, 0.22);
  EXPECT_EQ(read("gpt_neox").rope.partialRotaryFactor, 0.25);
  EXPECT_EQ(read("modernbert").layerSliding, (std::vector<bool>{false, true, true, false}));
  EXPECT_EQ(read("roberta").positionOffset, 2);
  EXPECT_EQ(read("roberta").maxPositions, 64);
  EXPECT_EQ(read("roberta").labels.size(), 3U);
  EXPECT_EQ(read("phi3_longrope").rope.longFactor.size(), 8U);
}

}  // namespace
}  // namespace attune
