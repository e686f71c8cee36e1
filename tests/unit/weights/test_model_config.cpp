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

// Every family that turns positions: what is written holds both spellings, and either alone gives the same model.
TEST(ModelConfig, BothSpellingsOfEveryFamilyAreEqual) {
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::testData("golden/configs"))) {
    if (entry.path().filename().string().ends_with(".tensors.json")) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto config = readModelConfig(entry.path());
    ASSERT_TRUE(config) << describe(config.error());
    const Json both = modelConfigJson(*config);
    Json older = both, newer = both;
    older.erase("dtype");
    newer.erase("torch_dtype");
    older.erase("rope_parameters");
    for (const char* key : {"rope_theta", "rope_scaling", "rotary_emb_base", "global_rope_theta", "local_rope_theta", "rope_local_base_freq"}) newer.erase(key);
    for (const Json& spelling : {both, older, newer}) {
      auto again = parseModelConfig(spelling, "again");
      ASSERT_TRUE(again) << describe(again.error());
      again->original = config->original;
      EXPECT_TRUE(*again == *config) << spelling.dump(1);
    }
    compared += config->rotary;
  }
  EXPECT_GE(compared, 15);
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
                                                           {"rope_scaling", {{"type", "linear"}, {"factor", 2.0}, {"mrope_section", {2, 3, 3}}}},
                                                           {"quantization_config", {{"quant_method", "awq"}, {"bits", 4}}},
                                                           {"quantization_config", {{"quant_method", "gptq"}, {"bits", 4}}},
                                                           {"quantization_config", {{"load_in_4bit", true}, {"quant_method", "bitsandbytes"}}},
                                                           {"quantization_config", {{"format", "pack-quantized"}, {"quant_method", "compressed-tensors"}}},
                                                           {"quantization_config", {{"quant_method", "mxfp4"}}}};
  for (const auto& [key, value] : cases) {
    Json json = llamaJson();
    json[key] = value;
    const auto config = parseModelConfig(json, "config.json");
    ASSERT_FALSE(config) << key;
    EXPECT_EQ(config.error().code, "config.unsupported") << key;
    const std::string named = key != "rope_scaling" ? key == "torch_dtype" ? "dtype" : key == "model_type" ? "mamba" : key
                              : value.contains("mrope_section") ? "mrope_section" : "rope_type";
    EXPECT_NE(describe(config.error()).find(named), std::string::npos) << describe(config.error());
  }
  // The activation under the name that the family has for it.
  for (const auto& [family, key] : {std::pair{"gpt2", "activation_function"}, {"distilbert", "activation"}, {"gemma2", "hidden_activation"}}) {
    auto json = *readJsonFile(test::testData(std::string("golden/configs/") + family + ".json"));
    json[key] = "mish";
    const auto config = parseModelConfig(json, family);
    ASSERT_FALSE(config);
    EXPECT_NE(describe(config.error()).find(key), std::string::npos) << describe(config.error());
  }
}

TEST(ModelConfig, ChecksRopeSettings) {
  const auto with = [](const char* rope) {
    Json json = llamaJson();
    json["rope_scaling"] = Json::parse(rope);
    return errorOf(json);
  };
  EXPECT_EQ(with(R"({"type":"linear"})"), "config.missing");
  EXPECT_EQ(with(R"({"factor":2.0})"), "config.missing");  // of which type?
  EXPECT_EQ(with(R"({"type":"yarn","factor":4.0,"truncate":false})"), "config.unsupported");
  EXPECT_EQ(with(R"({"type":"yarn","factor":4.0,"truncate":true,"finetuned":true})"), "");
  EXPECT_EQ(with(R"({"rope_type":"default","mrope_section":[2,3,3]})"), "config.unsupported");
  EXPECT_EQ(with(R"({"rope_type":"linear","factr":2.0,"factor":2.0})"), "config.unsupported");
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


// A config that gives sizes alone is the one that transformers makes of them with its classes' defaults.
TEST(ModelConfig, TakesTransformersDefaults) {
  const auto families = readJsonFile(test::testData("golden/config_defaults/defaults.json"));
  ASSERT_TRUE(families);
  EXPECT_EQ(families->size(), modelFamilies().size()) << "a family has no reference";
  for (const auto& [family, json] : families->items()) {
    SCOPED_TRACE(family);
    auto given = parseModelConfig(json["given"], family), all = parseModelConfig(json["all"], family);
    ASSERT_TRUE(given) << describe(given.error());
    ASSERT_TRUE(all) << describe(all.error());
    EXPECT_EQ(given->frozenRow(), all->frozenRow());
    // What ends a text is the tokenizer's to tell where the config does not; the id itself is never made up.
    EXPECT_EQ(given->padTokenId, -1);
    for (ModelConfig* config : {&*given, &*all}) {
      config->original = Json::object();
      config->bosTokenId = config->padTokenId = config->impliedPadTokenId = -1;
      config->eosTokenIds.clear();
      config->dtype.clear();
    }
    EXPECT_EQ(given->maxPositions, all->maxPositions);
    EXPECT_EQ(given->intermediateSize, all->intermediateSize);
    EXPECT_EQ(given->layerSliding, all->layerSliding);
    EXPECT_EQ(given->rope.theta, all->rope.theta);
    EXPECT_TRUE(*given == *all) << "another field";
  }
}

TEST(ModelConfig, PaddingTokensOfAFamilyAreNotSaved) {
  for (const auto& [name, id] : {std::pair<std::string, std::int64_t>{"gemma2", 0}, {"gemma3", 0}, {"olmo2", 1}, {"bert", 0}, {"distilbert", 0},
                                 {"deberta", 0}, {"roberta", 1}, {"phi3", -1}, {"smollm3", -1}, {"modernbert", -1}, {"llama", -1}, {"gpt2", -1}}) {
    SCOPED_TRACE(name);
    auto json = *readJsonFile(test::testData("golden/configs/" + name + ".json"));
    json.erase("pad_token_id");
    const auto lacking = parseModelConfig(json, name);
    ASSERT_TRUE(lacking) << describe(lacking.error());
    EXPECT_EQ(lacking->frozenRow(), id);  // 32000, 128004 and 50283 lie outside of these small vocabularies
    EXPECT_FALSE(modelConfigJson(*lacking).contains("pad_token_id"));
    json["vocab_size"] = 1 << 18;
    const std::map<std::string, std::int64_t> large = {{"phi3", 32000}, {"smollm3", 128004}, {"modernbert", 50283}};
    EXPECT_EQ(parseModelConfig(json, name)->frozenRow(), large.contains(name) ? large.at(name) : id);
    if (name == "roberta") continue;  // counts its positions from the padding token on, so it cannot be without
    json["pad_token_id"] = nullptr;
    EXPECT_EQ(parseModelConfig(json, name)->frozenRow(), -1);
    json["pad_token_id"] = 7;
    EXPECT_EQ(parseModelConfig(json, name)->frozenRow(), name == "gpt2" ? -1 : 7);
  }
}

}  // namespace
}  // namespace attune
