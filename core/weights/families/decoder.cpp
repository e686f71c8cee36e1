// SPDX-License-Identifier: GPL-3.0-or-later
// What most decoders share: Llama's keys of config.json, its tensor names, and rotary positions.
#include <algorithm>
#include <cmath>
#include <span>

#include "core/weights/families/families.h"

namespace attune {
namespace {

// The types whose frequencies are defined in transformers' modeling_rope_utils; "su" is an old name of longrope.
constexpr std::string_view kRopeTypes[] = {"default", "linear", "dynamic", "yarn", "llama3", "longrope"};

// What may stand beside them. A key of another type than the given one has no effect, as in transformers; one that is not listed
// could have, so it is refused. "finetuned" only tells how the model was made.
constexpr std::string_view kRopeKeys[] = {"rope_type", "type", "rope_theta", "factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings",
                                          "attention_factor", "beta_fast", "beta_slow", "mscale", "mscale_all_dim", "truncate", "short_factor", "long_factor",
                                          "partial_rotary_factor", "finetuned"};
// Those that do not ask for a stretching by themselves.
constexpr std::string_view kPlainRopeKeys[] = {"rope_theta", "partial_rotary_factor", "finetuned"};

bool among(std::string_view key, std::span<const std::string_view> keys) { return std::ranges::find(keys, key) != keys.end(); }

// A misspelt or foreign key, and settings of a stretching that does not say which.
void checkRopeKeys(ConfigReader& reader) {
  const bool typed = reader.find("rope_type") || reader.find("type");
  for (const auto& [key, value] : reader.all().items()) {
    if (value.is_null()) continue;
    if (!among(key, kRopeKeys)) reader.unsupported(key, value.dump());
    if (!typed && !among(key, kPlainRopeKeys)) reader.missing("rope_type");
  }
  if (!reader.flag("truncate", true)) reader.unsupported("truncate", "false");
}

void checkRope(ConfigReader& reader, const ModelConfig& config, const RopeSettings& rope) {
  const auto rotated = static_cast<std::int64_t>(static_cast<double>(config.headDim) * rope.partialRotaryFactor);
  if (rotated < 2 || rotated % 2 != 0)
    reader.wrongValue(
        "head_dim", std::to_string(rotated),
        ATTUNE_TEXT("{0}: {2} dimensions of each head would be rotated (“{1}”), but they must be pairs."));
  if (rope.type == "llama3" && rope.highFreqFactor <= rope.lowFreqFactor)
    reader.wrongValue("high_freq_factor", std::to_string(rope.highFreqFactor),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, but must be greater than “low_freq_factor”."));
  if (rope.type == "longrope") {
    const auto pairs = static_cast<std::size_t>(rotated / 2);
    if (rope.shortFactor.size() != pairs || rope.longFactor.size() != pairs)
      reader.wrongValue("short_factor", std::to_string(rope.shortFactor.size()),
                        ATTUNE_TEXT("{0}: “{1}” and “long_factor” should hold {3} numbers each, “{1}” has {2}."),
                        std::to_string(pairs));
  }
}

}  // namespace

RopeSettings parseRopeObject(ConfigReader& reader, const ModelConfig& config, RopeSettings settings) {
  checkRopeKeys(reader);
  settings.type = reader.text("rope_type", reader.text("type", "default"));
  if (settings.type == "su") settings.type = "longrope";
  if (std::find(std::begin(kRopeTypes), std::end(kRopeTypes), settings.type) == std::end(kRopeTypes))
    reader.unsupported("rope_type", settings.type);
  settings.theta = reader.positive("rope_theta", settings.theta);
  const bool stretched = settings.type != "default" && settings.type != "longrope";
  if (stretched && !reader.find("factor")) reader.missing("factor");
  settings.factor = reader.number("factor", stretched ? 1 : 0, 1e6, settings.factor);
  if (settings.type == "llama3" && !reader.find("original_max_position_embeddings"))
    reader.missing("original_max_position_embeddings");
  settings.originalMaxPositions =
      reader.integer("original_max_position_embeddings", 1, kMaxPositions, settings.originalMaxPositions);
  settings.lowFreqFactor = reader.positive("low_freq_factor", settings.lowFreqFactor);
  settings.highFreqFactor = reader.positive("high_freq_factor", settings.highFreqFactor);
  if (reader.find("attention_factor")) settings.attentionFactor = reader.positive("attention_factor", 1);
  settings.betaFast = reader.positive("beta_fast", settings.betaFast);
  settings.betaSlow = reader.positive("beta_slow", settings.betaSlow);
  if (reader.find("mscale")) settings.mscale = reader.number("mscale", 0, 1e6, 1);
  if (reader.find("mscale_all_dim")) settings.mscaleAllDim = reader.number("mscale_all_dim", 0, 1e6, 0);
  settings.shortFactor = reader.positives("short_factor");
  settings.longFactor = reader.positives("long_factor");
  settings.partialRotaryFactor = reader.number("partial_rotary_factor", 1e-6, 1, settings.partialRotaryFactor);
  checkRope(reader, config, settings);
  return settings;
}

RopeSettings parseLayerRope(ConfigReader& reader, const ModelConfig& config, std::string_view kind,
                            RopeSettings settings) {
  const Json none = Json::object();
  auto parameters = reader.object("rope_parameters");
  auto nested = parameters ? parameters->object(kind) : std::nullopt;
  ConfigReader object = nested ? *nested : ConfigReader(none, reader.name());
  settings = parseRopeObject(object, config, settings);
  if (parameters) reader.adopt(*parameters);
  reader.adopt(object);
  return settings;
}

void parseRope(ConfigReader& reader, ModelConfig& config, double defaultTheta, double defaultRotatedPart) {
  RopeSettings base = config.rope;
  base.theta = reader.positive("rope_theta", defaultTheta);
  base.partialRotaryFactor = reader.number("partial_rotary_factor", 1e-6, 1, defaultRotatedPart);
  base.originalMaxPositions = reader.integer("original_max_position_embeddings", 1, kMaxPositions, base.originalMaxPositions);
  // As in transformers the older object wins where both are there, and the length beside the object over the one in it.
  auto nested = reader.object("rope_scaling");
  if (!nested || nested->all().empty()) nested = reader.object("rope_parameters");
  const Json none = Json::object();
  ConfigReader settings = nested ? *nested : ConfigReader(none, reader.name());
  RopeSettings rope = parseRopeObject(settings, config, base);
  if (reader.find("original_max_position_embeddings")) rope.originalMaxPositions = base.originalMaxPositions;
  if (rope.type == "longrope") {
    if (rope.originalMaxPositions == 0) rope.originalMaxPositions = config.maxPositions;
    const double length = static_cast<double>(rope.originalMaxPositions);
    if (settings.find("factor") && !rope.attentionFactor && length > 1)
      rope.attentionFactor = rope.factor <= 1 ? 1 : std::sqrt(1 + std::log(rope.factor) / std::log(length));
  }
  config.rope = rope;
  reader.adopt(settings);
}

void parseLayerTypes(ConfigReader& reader, ModelConfig& config, bool (*byDefault)(const ModelConfig&, std::int64_t)) {
  const auto types = reader.texts("layer_types");
  if (reader.error) return;
  if (!types.empty() && types.size() != static_cast<std::size_t>(config.layers))
    return reader.wrongValue("layer_types", std::to_string(types.size()),
                             ATTUNE_TEXT("{0}: “{1}” has {2} entries for {3} layers."), std::to_string(config.layers));
  config.layerSliding.resize(static_cast<std::size_t>(config.layers));
  for (std::size_t i = 0; i < config.layerSliding.size(); ++i) {
    if (!types.empty() && types[i] != "full_attention" && types[i] != "sliding_attention")
      return reader.unsupported("layer_types", types[i]);
    const bool sliding =
        types.empty() ? byDefault(config, static_cast<std::int64_t>(i)) : types[i] == "sliding_attention";
    config.layerSliding[i] = sliding && config.slidingWindow > 0;
  }
}

void implyPadToken(ModelConfig& config, std::int64_t id) {
  if (!config.original.contains("pad_token_id")) config.impliedPadTokenId = id;
}

void parseDecoder(ConfigReader& reader, ModelConfig& config, std::int64_t defaultPositions) {
  config.hiddenSize = reader.size("hidden_size", kMaxHiddenSize);
  config.intermediateSize = reader.size("intermediate_size", kMaxIntermediateSize);
  config.layers = reader.size("num_hidden_layers", kMaxLayers);
  config.heads = reader.size("num_attention_heads", kMaxHeads);
  config.kvHeads = reader.size("num_key_value_heads", kMaxHeads, config.heads);
  config.maxPositions = reader.size("max_position_embeddings", kMaxPositions, defaultPositions);
  if (!reader.find("head_dim") && config.hiddenSize % config.heads != 0)
    reader.wrongValue("hidden_size", std::to_string(config.hiddenSize),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which {3} attention heads do not divide."),
                      std::to_string(config.heads));
  config.headDim = reader.size("head_dim", kMaxHeadDim, std::max<std::int64_t>(1, config.hiddenSize / config.heads));
  config.normEps = reader.number("rms_norm_eps", 0, 1, 1e-6);
  config.activation = reader.text("hidden_act", "silu");
  config.attentionDropout = reader.number("attention_dropout", 0, 1, 0);
  config.rmsNorm = config.rotary = config.gatedMlp = true;
}

namespace {

void addExperts(const ModelConfig& c, const std::string& layer, std::vector<ExpectedTensor>& list) {
  const std::string block = layer + c.experts->block + ".";
  addLinear(list, block + "gate", c.experts->count, c.hiddenSize, false);
  for (std::int64_t i = 0; i < c.experts->count; ++i) {
    const std::string expert = block + "experts." + std::to_string(i) + ".";
    addLinear(list, expert + c.experts->gate, c.experts->size, c.hiddenSize, false);
    addLinear(list, expert + c.experts->up, c.experts->size, c.hiddenSize, false);
    addLinear(list, expert + c.experts->down, c.hiddenSize, c.experts->size, false);
  }
}

}  // namespace

void decoderTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize, Q = c.heads * c.headDim, KV = c.kvHeads * c.headDim;
  list.push_back({"model.embed_tokens.weight", {c.vocabSize, H}});
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "model.layers." + std::to_string(layer) + ".";
    if (c.normPlacement != NormPlacement::After) addNorm(list, prefix + "input_layernorm", H, c.normBias);
    const std::string attention = prefix + "self_attn.";
    if (c.fusedQueryKeyValue) {
      addLinear(list, attention + "qkv_proj", Q + 2 * KV, H, c.attentionBias);
    } else {
      addLinear(list, attention + "q_proj", Q, H, c.attentionBias);
      addLinear(list, attention + "k_proj", KV, H, c.attentionBias);
      addLinear(list, attention + "v_proj", KV, H, c.attentionBias);
    }
    addLinear(list, attention + "o_proj", H, Q, c.attentionOutputBias);
    if (c.queryKeyNorm != QueryKeyNorm::None) {
      const bool perHead = c.queryKeyNorm == QueryKeyNorm::PerHead;
      addNorm(list, attention + "q_norm", perHead ? c.headDim : Q, false);
      addNorm(list, attention + "k_norm", perHead ? c.headDim : KV, false);
    }
    addNorm(list, prefix + "post_attention_layernorm", H, c.normBias);
    if (c.normPlacement == NormPlacement::Both) addNorm(list, prefix + "pre_feedforward_layernorm", H, c.normBias);
    if (c.normPlacement != NormPlacement::Before) addNorm(list, prefix + "post_feedforward_layernorm", H, c.normBias);
    if (c.experts && c.layerExperts[static_cast<std::size_t>(layer)]) {
      addExperts(c, prefix, list);
      continue;
    }
    if (c.fusedGateUp) {
      addLinear(list, prefix + "mlp.gate_up_proj", 2 * I, H, c.mlpBias);
    } else {
      addLinear(list, prefix + "mlp.gate_proj", I, H, c.mlpBias);
      addLinear(list, prefix + "mlp.up_proj", I, H, c.mlpBias);
    }
    addLinear(list, prefix + "mlp.down_proj", H, I, c.mlpBias);
  }
  addNorm(list, "model.norm", H, c.normBias);
  addDecoderHead(c, list);
}

}  // namespace attune
