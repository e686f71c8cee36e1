// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen 2 and 2.5 (arXiv:2407.10671): Llama with biases of query, key and value. Qwen 3 (arXiv:2505.09388): norms of
// each head's query and key in their place.
#include "core/weights/families/families.h"

namespace attune {
namespace {

void parseWindow(ConfigReader& reader, ModelConfig& config) {
  if (reader.flag("use_sliding_window", false))
    config.slidingWindow = reader.integer("sliding_window", 1, kMaxPositions, 4096);
  parseLayerTypes(reader, config, [](const ModelConfig& c, std::int64_t layer) {
    const auto first = c.original.find("max_window_layers");
    return layer >= (first != c.original.end() && first->is_number_integer() ? first->get<std::int64_t>() : 28);
  });
}

}  // namespace

void parseQwen2(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 32'768);
  parseRope(reader, config, 10000);
  parseWindow(reader, config);
  config.attentionBias = true;
}

void parseQwen3(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 32'768);
  // Not so where experts are: there the size follows from the number of heads, as elsewhere.
  if (!reader.find("head_dim") && config.modelType == "qwen3") config.headDim = 128;
  parseRope(reader, config, 10000);
  parseWindow(reader, config);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.queryKeyNorm = QueryKeyNorm::PerHead;
}

}  // namespace attune
