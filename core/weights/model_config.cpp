// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/model_config.h"

#include "core/weights/families/families.h"
#include "core/weights/tensor.h"

namespace attune {
namespace {

constexpr std::string_view kActivations[] = {"silu",      "swish", "gelu",       "gelu_new",    "gelu_pytorch_tanh",
                                             "gelu_fast", "relu",  "quick_gelu", "gelu_python", "tanh"};

// Class names end in what the model is for.
struct TaskSuffix {
  std::string_view suffix, task;
};
constexpr TaskSuffix kTaskSuffixes[] = {
    {"ForCausalLM", "causal-lm"},
    {"LMHeadModel", "causal-lm"},
    {"ForMaskedLM", "masked-lm"},
    {"ForPreTraining", "masked-lm"},
    {"ForSequenceClassification", "sequence-classification"},
    {"ForTokenClassification", "token-classification"},
};

std::string taskOf(const ModelConfig& config) {
  if (config.architectures.empty()) return config.decoder ? "causal-lm" : "base";
  for (const auto& [suffix, task] : kTaskSuffixes)
    if (config.architectures.front().ends_with(suffix)) return std::string(task);
  return "base";
}

// Class names by number from id2label, or LABEL_0 … for num_labels, which is 2 where nothing is said.
std::vector<std::string> readLabels(ConfigReader& reader) {
  std::vector<std::string> labels;
  const Json* map = reader.find("id2label");
  if (map && !map->is_object()) reader.wrongType("id2label", ATTUNE_TEXT("an object"));
  if (!map || !map->is_object()) {
    const std::int64_t count = reader.size("num_labels", 1 << 16, 2);
    for (std::int64_t i = 0; i < count; ++i) labels.push_back("LABEL_" + std::to_string(i));
    return labels;
  }
  labels.reserve(map->size());
  for (std::size_t i = 0; i < map->size(); ++i) {
    // Normally in order; the search is for files that are not.
    auto entry = std::next(map->begin(), static_cast<std::ptrdiff_t>(i));
    if (entry.key() != std::to_string(i)) entry = map->find(std::to_string(i));
    if (entry == map->end() || !entry->is_string()) {
      reader.wrongType("id2label", ATTUNE_TEXT("an object with a text for each number from 0 on"));
      return {};
    }
    labels.push_back(entry->get<std::string>());
  }
  return labels;
}

void readCommon(ConfigReader& reader, ModelConfig& config) {
  config.architectures = reader.texts("architectures");
  config.task = taskOf(config);
  config.vocabSize = reader.size("vocab_size", kMaxVocabulary);
  config.tieWordEmbeddings = reader.flag("tie_word_embeddings", !config.decoder);
  config.initializerRange = reader.number("initializer_range", 0, 100, 0.02);
  config.dtype = reader.text("dtype", reader.text("torch_dtype", ""));
  if (config.dtype == "auto") config.dtype.clear();
  if (!config.dtype.empty() && !dtypeFromTorchName(config.dtype)) reader.unsupported("dtype", config.dtype);
  const auto first = [](const std::vector<std::int64_t>& ids) { return ids.empty() ? -1 : ids.front(); };
  config.bosTokenId = first(reader.tokenIds("bos_token_id"));
  config.padTokenId = first(reader.tokenIds("pad_token_id"));
  config.eosTokenIds = reader.tokenIds("eos_token_id");
  config.labels = readLabels(reader);
  config.multiLabel = reader.text("problem_type", "") == "multi_label_classification";
}

// The name that the family has for it.
std::string_view activationKey(const ConfigReader& reader) {
  for (const std::string_view key : {"hidden_activation", "activation_function", "activation"})
    if (reader.find(key)) return key;
  return "hidden_act";
}

// What must hold for every family; code that builds models relies on it.
void checkCommon(ConfigReader& reader, const ModelConfig& config) {
  if (config.heads % config.kvHeads != 0)
    reader.wrongValue("num_key_value_heads", std::to_string(config.kvHeads),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which does not divide the {3} attention heads."),
                      std::to_string(config.heads));
  if (std::find(std::begin(kActivations), std::end(kActivations), config.activation) == std::end(kActivations))
    reader.unsupported(activationKey(reader), config.activation);
}

std::string supportedTypes() {
  std::string list;
  for (const auto& family : modelFamilies()) list += (list.empty() ? "" : ", ") + std::string(family.modelType);
  return list;
}

Json ropeJson(const RopeSettings& rope, bool withTheta) {
  Json json = {{"rope_type", rope.type}};
  if (withTheta) json["rope_theta"] = rope.theta;
  if (rope.partialRotaryFactor != 1) json["partial_rotary_factor"] = rope.partialRotaryFactor;
  if (rope.type == "default") return json;
  if (rope.type != "longrope") json["factor"] = rope.factor;
  if (rope.originalMaxPositions > 0) json["original_max_position_embeddings"] = rope.originalMaxPositions;
  if (rope.type == "llama3") {
    json["low_freq_factor"] = rope.lowFreqFactor;
    json["high_freq_factor"] = rope.highFreqFactor;
  }
  if (rope.attentionFactor) json["attention_factor"] = *rope.attentionFactor;
  if (rope.type == "yarn") {
    json["beta_fast"] = rope.betaFast;
    json["beta_slow"] = rope.betaSlow;
    if (rope.mscale) json["mscale"] = *rope.mscale;
    if (rope.mscaleAllDim) json["mscale_all_dim"] = *rope.mscaleAllDim;
  }
  if (rope.type == "longrope") {
    json["short_factor"] = rope.shortFactor;
    json["long_factor"] = rope.longFactor;
  }
  return json;
}

// Puts in the spelling that the original lacks; what it has stays as it is.
void completeRope(const ModelConfig& config, Json& json) {
  if (!config.rotary) return;
  if (config.localRope) {
    if (!json.contains("rope_parameters") || json["rope_parameters"].is_null())
      json["rope_parameters"] = {{"full_attention", ropeJson(config.rope, true)},
                                 {"sliding_attention", ropeJson(*config.localRope, true)}};
    const bool modernBert = config.modelType == "modernbert";
    const char* globalKey = modernBert ? "global_rope_theta" : "rope_theta";
    const char* localKey = modernBert ? "local_rope_theta" : "rope_local_base_freq";
    if (!json.contains(globalKey)) json[globalKey] = config.rope.theta;
    if (!json.contains(localKey)) json[localKey] = config.localRope->theta;
  } else {
    if (!json.contains("rope_parameters") || json["rope_parameters"].is_null())
      json["rope_parameters"] = ropeJson(config.rope, true);
    const char* thetaKey = config.modelType == "gpt_neox" ? "rotary_emb_base" : "rope_theta";
    if (!json.contains(thetaKey)) json[thetaKey] = config.rope.theta;
  }
  if (!json.contains("rope_scaling"))
    json["rope_scaling"] = config.rope.type == "default" ? Json() : ropeJson(config.rope, false);
}

// The block of the scales when a `quantization_config` tells of eight-bit floats, as DeepSeek and Qwen publish them ("fp8") or vLLM's
// compressor writes them ("compressed-tensors"); nothing for all other ways to quantise.
std::optional<std::array<std::int64_t, 2>> eightBitBlock(const Json& json) {
  if (!json.is_object()) return {};
  const auto textOf = [](const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const std::string method = textOf(json, "quant_method");
  if (method == "compressed-tensors" && textOf(json, "format") == "float-quantized") return std::array<std::int64_t, 2>{0, 0};
  if (method != "fp8") return {};
  const auto block = json.find("weight_block_size");
  if (block == json.end() || block->is_null()) return std::array<std::int64_t, 2>{0, 0};
  if (!block->is_array() || block->size() != 2 || !(*block)[0].is_number_integer() || !(*block)[1].is_number_integer()) return {};
  return std::array<std::int64_t, 2>{(*block)[0].get<std::int64_t>(), (*block)[1].get<std::int64_t>()};
}

}  // namespace

Result<ModelConfig> parseModelConfig(const Json& json, const std::string& name) {
  if (!json.is_object())
    return fail("config.type", ATTUNE_TEXT("{0} is not a model's config: it is not a JSON object."), {name});
  ModelConfig config;
  config.original = json;
  ConfigReader reader(config.original, name);
  config.modelType = reader.text("model_type", "");
  if (config.modelType.empty()) reader.missing("model_type");
  if (reader.error) return tl::unexpected(std::move(*reader.error));
  const ModelFamily* family = findFamily(config.modelType);
  if (!family)
    return fail("config.unsupported", ATTUNE_TEXT("{0}: models of the type “{1}” are not supported."),
                {name, config.modelType, supportedTypes()}, ATTUNE_TEXT("Supported are {2}."));
  if (const Json* quantization = reader.find("quantization_config")) {
    config.scaledBlock = eightBitBlock(*quantization);
    if (!config.scaledBlock)
      return fail("config.unsupported", ATTUNE_TEXT("{0}: the model was stored quantised (“quantization_config”)."), {name},
                  ATTUNE_TEXT("Use the model's original version; Attune quantises it itself while training, if asked."));
  }
  config.basePrefix = family->basePrefix;
  config.decoder = family->decoder;
  readCommon(reader, config);
  family->parse(reader, config);
  checkCommon(reader, config);
  if (reader.error) return tl::unexpected(std::move(*reader.error));
  config.layerSliding.resize(static_cast<std::size_t>(config.layers), false);
  config.layerRotary.resize(static_cast<std::size_t>(config.layers), config.rotary);
  config.layerExperts.resize(static_cast<std::size_t>(config.layers), config.experts.has_value());
  return config;
}

Result<ModelConfig> readModelConfig(const std::filesystem::path& path) {
  ATTUNE_TRY(const Json json, readJsonFile(path));
  return parseModelConfig(json, path.string());
}

Json modelConfigJson(const ModelConfig& config) {
  Json json = config.original;
  json["model_type"] = config.modelType;
  if (config.scaledBlock) json.erase("quantization_config");  // what is written has no scales
  // The class names change only when the task did, so that checkpoints of other classes keep theirs.
  if (config.architectures.empty() || taskOf(config) != config.task) json["architectures"] = {architectureName(config)};
  json["vocab_size"] = config.vocabSize;
  json["tie_word_embeddings"] = config.tieWordEmbeddings;
  if (!config.dtype.empty()) json["dtype"] = json["torch_dtype"] = config.dtype;
  const auto putIds = [&](const char* key, const std::vector<std::int64_t>& ids) {
    if (ids.empty() && !json.contains(key)) return;
    json[key] = ids.empty() ? Json() : ids.size() == 1 ? Json(ids.front()) : Json(ids);
  };
  const auto list = [](std::int64_t id) { return id >= 0 ? std::vector{id} : std::vector<std::int64_t>{}; };
  putIds("bos_token_id", list(config.bosTokenId));
  putIds("pad_token_id", list(config.padTokenId));
  putIds("eos_token_id", config.eosTokenIds);
  if (config.task == "sequence-classification" || config.task == "token-classification") {
    Json id2label = Json::object(), label2id = Json::object();
    for (std::size_t i = 0; i < config.labels.size(); ++i) {
      id2label[std::to_string(i)] = config.labels[i];
      label2id[config.labels[i]] = i;
    }
    json["id2label"] = std::move(id2label);
    json["label2id"] = std::move(label2id);
    if (json.contains("num_labels")) json["num_labels"] = config.labels.size();
    if (config.multiLabel || json.contains("problem_type"))
      json["problem_type"] = config.multiLabel ? "multi_label_classification" : "single_label_classification";
  }
  completeRope(config, json);
  return json;
}

}  // namespace attune
