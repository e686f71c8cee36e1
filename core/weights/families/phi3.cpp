// SPDX-License-Identifier: GPL-3.0-or-later
// Phi-3 and Phi-4 mini (arXiv:2404.14219): Llama with one projection for query, key and value and one for gate and up.
#include "core/weights/families/families.h"

namespace attune {

void parsePhi3(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 4096);
  implyPadToken(config, 32000);
  config.normEps = reader.number("rms_norm_eps", 0, 1, 1e-5);
  config.rope.originalMaxPositions = 4096;
  parseRope(reader, config, 10000);
  config.fusedQueryKeyValue = config.fusedGateUp = true;
  config.slidingWindow = reader.integer("sliding_window", 1, kMaxPositions, 0);
  parseLayerTypes(reader, config, [](const ModelConfig&, std::int64_t) { return true; });
  config.embeddingDropout = reader.number("embd_pdrop", 0, 1, 0);
  config.hiddenDropout = reader.number("resid_pdrop", 0, 1, 0);
}

}  // namespace attune
