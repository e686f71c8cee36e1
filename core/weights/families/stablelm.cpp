// SPDX-License-Identifier: GPL-3.0-or-later
// StableLM (arXiv:2402.17834): Llama with layer norms that have a bias and a quarter of each head turned.
#include "core/weights/families/families.h"

namespace attune {

void parseStableLm(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 4096);
  config.normEps = reader.number("layer_norm_eps", 0, 1, 1e-5);
  parseRope(reader, config, 10000, 0.25);
  config.attentionBias = reader.flag("use_qkv_bias", false);
  config.hiddenDropout = reader.number("hidden_dropout", 0, 1, 0);
  config.rmsNorm = false;
  config.normBias = true;
  // Of the 12B model alone: both blocks from one norm, and a norm of its own for each head.
  for (const std::string_view key : {"use_parallel_residual", "qk_layernorm"})
    if (reader.flag(key, false)) reader.unsupported(key, "true");
}

}  // namespace attune
