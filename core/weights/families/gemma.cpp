// SPDX-License-Identifier: GPL-3.0-or-later
// Gemma 2 (arXiv:2408.00118) and Gemma 3, text only (arXiv:2503.19786): embeddings times sqrt(hidden size), norms whose
// weight is stored minus one, before and after each block, and layers that see a window only.
#include <cmath>

#include "core/weights/families/families.h"

namespace attune {
namespace {

void parseGemma(ConfigReader& reader, ModelConfig& config, std::int64_t defaultPositions) {
  parseDecoder(reader, config, defaultPositions);
  if (!reader.find("head_dim")) config.headDim = 256;
  config.activation = reader.text("hidden_activation", reader.text("hidden_act", "gelu_pytorch_tanh"));
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.tieWordEmbeddings = reader.flag("tie_word_embeddings", true);
  implyPadToken(config, 0);
  config.normUnitOffset = true;
  config.normPlacement = NormPlacement::Both;
  config.embeddingMultiplier = std::sqrt(static_cast<double>(config.hiddenSize));
  config.attentionScale = 1 / std::sqrt(reader.positive("query_pre_attn_scalar", 256));
  config.slidingWindow = reader.integer("sliding_window", 1, kMaxPositions, 4096);
  if (reader.flag("use_bidirectional_attention", false)) reader.unsupported("use_bidirectional_attention", "true");
}

// Absent is the family's default, null is no cap.
double softcap(ConfigReader& reader, const ModelConfig& config, const char* key, double fallback) {
  if (config.original.contains(key) && config.original[key].is_null()) return 0;
  return reader.number(key, 0, 1e6, fallback);
}

std::int64_t windowPattern(const ModelConfig& config) {
  for (const char* key : {"sliding_window_pattern", "_sliding_window_pattern"}) {
    const auto found = config.original.find(key);
    if (found != config.original.end() && found->is_number_integer() && found->get<std::int64_t>() > 0)
      return found->get<std::int64_t>();
  }
  return 6;
}

}  // namespace

void parseGemma2(ConfigReader& reader, ModelConfig& config) {
  parseGemma(reader, config, 8192);
  parseRope(reader, config, 10000);
  parseLayerTypes(reader, config, [](const ModelConfig&, std::int64_t layer) { return layer % 2 == 0; });
  config.attentionSoftcap = softcap(reader, config, "attn_logit_softcapping", 50);
  config.finalSoftcap = softcap(reader, config, "final_logit_softcapping", 30);
}

void parseGemma3(ConfigReader& reader, ModelConfig& config) {
  parseGemma(reader, config, 131'072);
  parseLayerTypes(reader, config,
                  [](const ModelConfig& c, std::int64_t layer) { return (layer + 1) % windowPattern(c) != 0; });
  config.queryKeyNorm = QueryKeyNorm::PerHead;
  config.attentionSoftcap = softcap(reader, config, "attn_logit_softcapping", 0);
  config.finalSoftcap = softcap(reader, config, "final_logit_softcapping", 0);
  RopeSettings global, local;
  global.theta = 1'000'000;
  local.theta = reader.positive("rope_local_base_freq", 10'000);
  // The newer spelling has settings for each kind of layer.
  const auto parameters = reader.object("rope_parameters");
  if (parameters && parameters->find("full_attention"))
    config.rope = parseLayerRope(reader, config, "full_attention", global);
  else
    parseRope(reader, config, global.theta);
  config.localRope = parseLayerRope(reader, config, "sliding_attention", local);
}

}  // namespace attune
