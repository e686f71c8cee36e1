// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 (Radford et al. 2019): learned positions, layer norms, one projection for query, key and value, weights stored [in, out].
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

DecoderNames gpt2Names(const ModelConfig& config) {
  const auto& body = config.basePrefix;
  DecoderNames names;
  names.embedding = body + ".wte";
  names.positions = body + ".wpe";
  names.finalNorm = body + ".ln_f";
  names.layer = body + ".h.";
  names.attentionNorm = "ln_1";
  names.mlpNorm = "ln_2";
  names.fusedQueryKeyValue = "attn.c_attn";
  names.attentionOutput = "attn.c_proj";
  names.up = "mlp.c_fc";
  names.down = "mlp.c_proj";
  names.transposed = true;
  return names;
}

}  // namespace attune::engine
