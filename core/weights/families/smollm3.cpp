// SPDX-License-Identifier: GPL-3.0-or-later
// SmolLM3: Llama in which every fourth layer has no positions (arXiv:2501.18795).
#include "core/weights/families/families.h"

namespace attune {

void parseSmolLm3(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 32'768);
  implyPadToken(config, 128004);
  config.tieWordEmbeddings = reader.flag("tie_word_embeddings", true);
  parseRope(reader, config, 2'000'000);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.mlpBias = reader.flag("mlp_bias", false);
  if (reader.flag("use_sliding_window", false))
    config.slidingWindow = reader.integer("sliding_window", 1, kMaxPositions, 0);
  const std::int64_t interval = reader.size("no_rope_layer_interval", kMaxLayers, 4);
  for (std::int64_t i = 0; i < config.layers; ++i) config.layerRotary.push_back((i + 1) % interval != 0);
  if (const Json* list = reader.find("no_rope_layers")) {
    // Despite its name the list holds 1 for layers with positions.
    const bool valid = list->is_array() && list->size() == config.layerRotary.size() &&
                       std::all_of(list->begin(), list->end(), [](const Json& x) { return x == 0 || x == 1; });
    if (!valid) return reader.wrongType("no_rope_layers", ATTUNE_TEXT("a list with 0 or 1 for each layer"));
    for (std::size_t i = 0; i < list->size(); ++i) config.layerRotary[i] = (*list)[i] == 1;
  }
  // Layers without positions are the ones that see everything.
  parseLayerTypes(reader, config, [](const ModelConfig& c, std::int64_t layer) -> bool {
    return c.layerRotary[static_cast<std::size_t>(layer)];
  });
}

}  // namespace attune
