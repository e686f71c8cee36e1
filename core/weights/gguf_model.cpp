// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/gguf_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/weights/families/families.h"

namespace attune {
namespace {

struct NamePair {
  std::string_view gguf, huggingFace;
};
constexpr NamePair kTopNames[] = {
    {"token_embd", "model.embed_tokens"}, {"output_norm", "model.norm"}, {"output", "lm_head"}};
constexpr NamePair kLayerNames[] = {{"attn_norm", "input_layernorm"},    {"ffn_norm", "post_attention_layernorm"},
                                    {"attn_q", "self_attn.q_proj"},      {"attn_k", "self_attn.k_proj"},
                                    {"attn_v", "self_attn.v_proj"},      {"attn_output", "self_attn.o_proj"},
                                    {"attn_q_norm", "self_attn.q_norm"}, {"attn_k_norm", "self_attn.k_norm"},
                                    {"ffn_gate", "mlp.gate_proj"},       {"ffn_up", "mlp.up_proj"},
                                    {"ffn_down", "mlp.down_proj"}};

// Splits "PREFIX<number>.REST" into number and rest.
bool splitLayer(std::string_view name, std::string_view prefix, std::string_view& number, std::string_view& rest) {
  if (!name.starts_with(prefix)) return false;
  name.remove_prefix(prefix.size());
  const auto dot = name.find('.');
  if (dot == name.npos || dot == 0 || dot > 6) return false;
  number = name.substr(0, dot);
  rest = name.substr(dot + 1);
  return number.find_first_not_of("0123456789") == number.npos && (number == "0" || number.front() != '0');
}

// The name without ".weight" or ".bias", which both sides share.
std::string_view splitKind(std::string_view name, std::string_view& kind) {
  const auto dot = name.rfind('.');
  kind = dot == name.npos ? std::string_view{} : name.substr(dot);
  return kind == ".weight" || kind == ".bias" ? name.substr(0, dot) : std::string_view{};
}

std::optional<std::string> translate(std::string_view name, std::string_view NamePair::*from,
                                     std::string_view NamePair::*to, std::string_view layerFrom,
                                     std::string_view layerTo) {
  std::string_view kind, number, rest;
  const std::string_view stem = splitKind(name, kind);
  if (stem.empty()) return {};
  for (const auto& pair : kTopNames)
    if (pair.*from == stem) return std::string(pair.*to) + std::string(kind);
  if (!splitLayer(stem, layerFrom, number, rest)) return {};
  for (const auto& pair : kLayerNames)
    if (pair.*from == rest)
      return std::string(layerTo) + std::string(number) + "." + std::string(pair.*to) + std::string(kind);
  return {};
}

// A float32 read as double shows noise (9.99999974e-06); the shortest decimal with the same float32 value has none.
double shortDecimal(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(value)).ptr;
  double result = value;
  std::from_chars(text.data(), end, result);
  return result;
}

// Frequency factors that llama.cpp stores for Llama 3.1 and later in place of the settings they come from: the formula
// of transformers' llama3 scaling, solved for the original length with the low and high factors that all such models
// have.
std::optional<Json> llama3Scaling(const GgufFile& file, double theta, std::int64_t headDim) {
  const auto factors = file.readFloat32("rope_freqs.weight");
  if (!factors || factors->size() != static_cast<std::size_t>(headDim / 2) || !(factors->back() >= 1)) return {};
  RopeSettings rope;
  rope.theta = theta;
  rope.type = "llama3";
  rope.factor = shortDecimal(factors->back());
  rope.originalMaxPositions = 8192;
  for (std::size_t i = 0; i < factors->size(); ++i) {
    const double factor = (*factors)[i];
    if (factor < 1.01 || factor > 0.99 * rope.factor) continue;
    const double wavelength = 2 * M_PI * std::pow(theta, 2.0 * static_cast<double>(i) / static_cast<double>(headDim));
    const double smooth = (1 / factor - 1 / rope.factor) / (1 - 1 / rope.factor);
    const double original = wavelength * (smooth * (rope.highFreqFactor - rope.lowFreqFactor) + rope.lowFreqFactor);
    if (!(original >= 1 && original < static_cast<double>(kMaxPositions))) return {};
    rope.originalMaxPositions = std::llround(original);
    break;
  }
  const auto expected = llama3FrequencyFactors(rope, headDim);
  for (std::size_t i = 0; i < factors->size(); ++i)
    if (!(std::fabs(expected[i] - (*factors)[i]) <= 1e-3F * expected[i])) return {};
  return Json{{"rope_type", "llama3"},
              {"factor", rope.factor},
              {"low_freq_factor", rope.lowFreqFactor},
              {"high_freq_factor", rope.highFreqFactor},
              {"original_max_position_embeddings", rope.originalMaxPositions}};
}

// Collects the keys of a config.json from the metadata; what is absent is left to the parser's own checks.
class ConfigFromGguf {
 public:
  explicit ConfigFromGguf(const GgufFile& file)
      : m_file(file), m_arch(file.text("general.architecture").value_or("")) {}

  Result<ModelConfig> read() {
    const std::string name = m_file.path().string();
    if (m_arch.empty())
      return fail("config.missing", ATTUNE_TEXT("{0}: the key “{1}” is missing."), {name, "general.architecture"});
    const ModelFamily* family = nullptr;
    for (const auto& candidate : modelFamilies())
      if (candidate.ggufArchitecture == m_arch) family = &candidate;
    if (!family)
      return fail("config.unsupported", ATTUNE_TEXT("{0}: GGUF files of the architecture “{1}” are not supported."),
                  {name, m_arch}, ATTUNE_TEXT("Use the model's original Hugging Face version."));
    m_json["model_type"] = family->modelType;
    m_json["architectures"] = {std::string(family->classPrefix) + "ForCausalLM"};
    sizes();
    ATTUNE_TRY_VOID(rope(name));
    tokens();
    m_json["attention_bias"] = m_file.find("blk.0.attn_q.bias") != nullptr;
    m_json["mlp_bias"] = m_file.find("blk.0.ffn_up.bias") != nullptr;
    m_json["tie_word_embeddings"] = m_file.find("output.weight") == nullptr;
    m_json["dtype"] = "float32";
    return parseModelConfig(m_json, name);
  }

 private:
  std::string key(std::string_view name) const { return m_arch + "." + std::string(name); }
  void copy(const char* to, std::string_view from) {
    if (const auto value = m_file.integer(key(from))) m_json[to] = *value;
  }
  void sizes() {
    copy("hidden_size", "embedding_length");
    copy("intermediate_size", "feed_forward_length");
    copy("num_hidden_layers", "block_count");
    copy("num_attention_heads", "attention.head_count");
    copy("num_key_value_heads", "attention.head_count_kv");
    copy("max_position_embeddings", "context_length");
    copy("head_dim", "rope.dimension_count");
    copy("head_dim", "attention.key_length");
    m_json["hidden_act"] = "silu";
    if (const auto eps = m_file.number(key("attention.layer_norm_rms_epsilon")))
      m_json["rms_norm_eps"] = shortDecimal(*eps);
    // The embedding decides: the vocabulary list may be longer or missing.
    if (const TensorInfo* embedding = m_file.find("token_embd.weight"); embedding && embedding->shape.size() == 2)
      m_json["vocab_size"] = embedding->shape[0];
    else
      copy("vocab_size", "vocab_size");
  }
  Result<void> rope(const std::string& name) {
    const double theta = shortDecimal(m_file.number(key("rope.freq_base")).value_or(10000));
    m_json["rope_theta"] = theta;
    m_json["rope_scaling"] = nullptr;
    if (m_file.find("rope_freqs.weight")) {
      const auto heads = m_file.integer(key("attention.head_count")).value_or(0);
      const auto width = m_file.integer(key("embedding_length")).value_or(0);
      const auto headDim = m_file.integer(key("rope.dimension_count")).value_or(heads > 0 ? width / heads : 0);
      const auto scaling = headDim >= 2 ? llama3Scaling(m_file, theta, headDim) : std::nullopt;
      if (!scaling)
        return fail("config.unsupported",
                    ATTUNE_TEXT("{0}: its rotary frequencies are scaled in a way that is not supported."), {name});
      m_json["rope_scaling"] = *scaling;
    }
    static constexpr std::string_view kKnown[] = {"dimension_count", "freq_base", "scaling.type", "scaling.factor", "scaling.original_context_length",
                                                  "scaling.finetuned"};
    for (const auto& [metadataKey, value] : m_file.metadata()) {
      if (!metadataKey.starts_with(key("rope."))) continue;
      const std::string rest = metadataKey.substr(key("rope.").size());
      if (std::find(std::begin(kKnown), std::end(kKnown), rest) == std::end(kKnown))
        return fail("config.unsupported", ATTUNE_TEXT("{0}: the key “{1}” is not supported."), {name, metadataKey},
                    ATTUNE_TEXT("Use the model's original Hugging Face version."));
    }
    const std::string type = m_file.text(key("rope.scaling.type")).value_or("none");
    if (type == "none") return {};
    Json scaling = {{"rope_type", type}};
    if (const auto factor = m_file.number(key("rope.scaling.factor"))) scaling["factor"] = shortDecimal(*factor);
    if (const auto length = m_file.integer(key("rope.scaling.original_context_length")))
      scaling["original_max_position_embeddings"] = *length;
    m_json["rope_scaling"] = std::move(scaling);
    return {};
  }
  void tokens() {
    const auto copyId = [&](const char* to, const char* from) {
      if (const auto id = m_file.integer(from)) m_json[to] = *id;
    };
    copyId("bos_token_id", "tokenizer.ggml.bos_token_id");
    copyId("eos_token_id", "tokenizer.ggml.eos_token_id");
    copyId("pad_token_id", "tokenizer.ggml.padding_token_id");
  }

  const GgufFile& m_file;
  std::string m_arch;
  Json m_json = Json::object();
};

}  // namespace

std::vector<float> llama3FrequencyFactors(const RopeSettings& rope, std::int64_t headDim) {
  const double original = static_cast<double>(rope.originalMaxPositions);
  std::vector<float> factors;
  for (std::int64_t i = 0; i < headDim / 2; ++i) {
    const double wavelength =
        2 * M_PI * std::pow(rope.theta, 2.0 * static_cast<double>(i) / static_cast<double>(headDim));
    const double smooth = (original / wavelength - rope.lowFreqFactor) / (rope.highFreqFactor - rope.lowFreqFactor);
    double factor = 1 / ((1 - smooth) / rope.factor + smooth);
    if (wavelength < original / rope.highFreqFactor) factor = 1;
    if (wavelength > original / rope.lowFreqFactor) factor = rope.factor;
    factors.push_back(static_cast<float>(factor));
  }
  return factors;
}

std::optional<std::string> huggingFaceName(std::string_view name) {
  return translate(name, &NamePair::gguf, &NamePair::huggingFace, "blk.", "model.layers.");
}

std::optional<std::string> ggufName(std::string_view name) {
  return translate(name, &NamePair::huggingFace, &NamePair::gguf, "model.layers.", "blk.");
}

Result<ModelConfig> modelConfigFromGguf(const GgufFile& file) {
  return ConfigFromGguf(file).read();
}

Result<std::shared_ptr<const TensorSource>> ggufTensors(std::shared_ptr<const GgufFile> file,
                                                        const ModelConfig& config) {
  const ModelFamily* family = findFamily(config.modelType);
  std::vector<TensorView::Entry> entries;
  for (const auto& tensor : file->tensors()) {
    // The frequencies became settings of the config.
    if (tensor.name == "rope_freqs.weight") continue;
    const auto name = huggingFaceName(tensor.name);
    if (!name)
      return fail("weights.tensor-extra", ATTUNE_TEXT("“{0}” holds the tensor “{1}”, which a {2} model has no place for."),
                  {file->path().string(), tensor.name, config.modelType}, ATTUNE_TEXT("Use the model's original Hugging Face version."));
    TensorView::Entry entry{*name, tensor.name};
    if (family && family->ggufPermuted) {
      if (name->find(".q_proj.") != name->npos) entry.heads = config.heads;
      if (name->find(".k_proj.") != name->npos) entry.heads = config.kvHeads;
    }
    if (entry.heads > 0 && (tensor.shape.front() % entry.heads != 0 || tensor.shape.front() / entry.heads % 2 != 0))
      return fail("weights.shape", ATTUNE_TEXT("The tensor “{0}” of shape {1} does not consist of {2} heads."),
                  {tensor.name, shapeText(tensor.shape), std::to_string(entry.heads)});
    // A bias of block type would have no rows of whole blocks to exchange.
    if (entry.heads > 0 && tensor.shape.size() == 1 && dtypeInfo(tensor.dtype).blockElements != 1)
      return fail("weights.dtype", ATTUNE_TEXT("The tensor “{0}” is stored as {1}, which Attune cannot compute with."),
                  {tensor.name, std::string(dtypeInfo(tensor.dtype).name)});
    entries.push_back(std::move(entry));
  }
  return std::make_shared<TensorView>(std::move(file), std::move(entries));
}

Result<std::optional<GgufVocabulary>> ggufVocabulary(const GgufFile& file) {
  GgufVocabulary vocabulary;
  vocabulary.tokens = file.texts("tokenizer.ggml.tokens");
  if (vocabulary.tokens.empty()) return std::nullopt;
  vocabulary.model = file.text("tokenizer.ggml.model").value_or("");
  vocabulary.pre = file.text("tokenizer.ggml.pre").value_or("default");
  vocabulary.merges = file.texts("tokenizer.ggml.merges");
  for (const double score : file.numbers("tokenizer.ggml.scores"))
    vocabulary.scores.push_back(static_cast<float>(score));
  for (const double type : file.numbers("tokenizer.ggml.token_type"))
    vocabulary.tokenTypes.push_back(type >= 0 && type < 100 ? static_cast<std::int32_t>(type) : 0);
  const std::size_t count = vocabulary.tokens.size();
  if ((!vocabulary.scores.empty() && vocabulary.scores.size() != count) ||
      (!vocabulary.tokenTypes.empty() && vocabulary.tokenTypes.size() != count))
    return fail("weights.gguf", ATTUNE_TEXT("“{0}” is damaged: the lists of its vocabulary differ in length."),
                {file.path().string()});
  const auto id = [&](const char* key) -> std::optional<TokenId> {
    const auto value = file.integer(key);
    return value && *value >= 0 && static_cast<std::uint64_t>(*value) < count
               ? std::optional(static_cast<TokenId>(*value))
               : std::nullopt;
  };
  vocabulary.bos = id("tokenizer.ggml.bos_token_id");
  vocabulary.eos = id("tokenizer.ggml.eos_token_id");
  vocabulary.pad = id("tokenizer.ggml.padding_token_id");
  vocabulary.unknown = id("tokenizer.ggml.unknown_token_id");
  vocabulary.addBos = file.flag("tokenizer.ggml.add_bos_token");
  vocabulary.addEos = file.flag("tokenizer.ggml.add_eos_token");
  vocabulary.addSpacePrefix = file.flag("tokenizer.ggml.add_space_prefix");
  return vocabulary;
}

}  // namespace attune
