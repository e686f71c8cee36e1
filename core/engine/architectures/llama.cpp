// SPDX-License-Identifier: GPL-3.0-or-later
// Llama (Touvron et al. 2023, arXiv:2302.13971) and families that differ from it in ModelConfig alone.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

DecoderNames llamaNames(const ModelConfig& config) {
  const auto& body = config.basePrefix;
  DecoderNames names;
  names.embedding = body + ".embed_tokens";
  names.finalNorm = body + ".norm";
  names.layer = body + ".layers.";
  names.attentionNorm = "input_layernorm";
  names.mlpNorm = "post_attention_layernorm";
  names.query = "self_attn.q_proj";
  names.key = "self_attn.k_proj";
  names.value = "self_attn.v_proj";
  names.attentionOutput = "self_attn.o_proj";
  names.gate = "mlp.gate_proj";
  names.up = "mlp.up_proj";
  names.down = "mlp.down_proj";
  if (config.queryKeyNorm != QueryKeyNorm::None) {
    names.queryNorm = "self_attn.q_norm";
    names.keyNorm = "self_attn.k_norm";
  }
  return names;
}

}  // namespace attune::engine
