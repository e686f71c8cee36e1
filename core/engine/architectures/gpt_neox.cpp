// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-NeoX and Pythia (Black et al. 2022, arXiv:2204.06745; Biderman et al. 2023, arXiv:2304.01373): attention and MLP read
// the same input, and the fused projection is ordered by head.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

DecoderNames gptNeoXNames(const ModelConfig& config) {
  const auto& body = config.basePrefix;
  DecoderNames names;
  names.embedding = body + ".embed_in";
  names.finalNorm = body + ".final_layer_norm";
  names.head = "embed_out";
  names.layer = body + ".layers.";
  names.attentionNorm = "input_layernorm";
  names.mlpNorm = "post_attention_layernorm";
  names.fusedQueryKeyValue = "attention.query_key_value";
  names.attentionOutput = "attention.dense";
  names.up = "mlp.dense_h_to_4h";
  names.down = "mlp.dense_4h_to_h";
  names.interleavedHeads = true;
  return names;
}

}  // namespace attune::engine
