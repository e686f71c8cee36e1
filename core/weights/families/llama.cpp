// SPDX-License-Identifier: GPL-3.0-or-later
// Llama 1 to 3 and what uses its layout unchanged (SmolLM2, TinyLlama, Vicuna): arXiv:2302.13971, arXiv:2407.21783.
// Granite 3 (IBM) is Llama with four multipliers.
#include "core/weights/families/families.h"

namespace attune {

void parseLlama(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config);
  parseRope(reader, config, 10000);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.mlpBias = reader.flag("mlp_bias", false);
}

void parseGranite(ConfigReader& reader, ModelConfig& config) {
  parseLlama(reader, config);
  config.embeddingMultiplier = reader.positive("embedding_multiplier", 1);
  config.residualMultiplier = reader.positive("residual_multiplier", 1);
  config.attentionScale = reader.positive("attention_multiplier", 1);
  config.logitsDivisor = reader.positive("logits_scaling", 1);
}

}  // namespace attune
