// SPDX-License-Identifier: GPL-3.0-or-later
// OLMo 2 (arXiv:2501.00656): Llama with its norms after the blocks and norms over whole queries and keys.
#include "core/weights/families/families.h"

namespace attune {

void parseOlmo2(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config);
  implyPadToken(config, 1);
  config.normEps = reader.number("rms_norm_eps", 0, 1, 1e-5);
  parseRope(reader, config, 10000);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.normPlacement = NormPlacement::After;
  config.queryKeyNorm = QueryKeyNorm::Full;
}

}  // namespace attune
