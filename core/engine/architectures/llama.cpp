// SPDX-License-Identifier: GPL-3.0-or-later
// Llama (Touvron et al. 2023, arXiv:2302.13971) and the families that took its names: Mistral (arXiv:2310.06825), Qwen 2
// and 3 (arXiv:2407.10671, 2505.09388), Gemma 2 and 3 (arXiv:2408.00118, 2503.19786), Phi-3 (arXiv:2404.14219), SmolLM3,
// Granite, OLMo 2 (arXiv:2501.00656), Mixtral (arXiv:2401.04088), Qwen 3 MoE. What they differ in stands in ModelConfig.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

DecoderNames llamaNames(const ModelConfig& config) {
  const auto& body = config.basePrefix;
  DecoderNames names;
  names.embedding = body + ".embed_tokens";
  names.finalNorm = body + ".norm";
  names.layer = body + ".layers.";
  const auto placement = config.normPlacement;
  if (placement != NormPlacement::After) names.attentionNorm = "input_layernorm";
  // The same tensor name stands for another place in families that have a norm behind attention.
  (placement == NormPlacement::Before ? names.mlpNorm : names.afterAttentionNorm) = "post_attention_layernorm";
  if (placement == NormPlacement::Both) names.mlpNorm = "pre_feedforward_layernorm";
  if (placement != NormPlacement::Before) names.afterMlpNorm = "post_feedforward_layernorm";
  if (config.fusedQueryKeyValue) {
    names.fusedQueryKeyValue = "self_attn.qkv_proj";
  } else {
    names.query = "self_attn.q_proj";
    names.key = "self_attn.k_proj";
    names.value = "self_attn.v_proj";
  }
  names.attentionOutput = "self_attn.o_proj";
  if (config.queryKeyNorm != QueryKeyNorm::None) {
    names.queryNorm = "self_attn.q_norm";
    names.keyNorm = "self_attn.k_norm";
  }
  if (config.fusedGateUp) {
    names.fusedGateUp = "mlp.gate_up_proj";
  } else {
    names.gate = "mlp.gate_proj";
    names.up = "mlp.up_proj";
  }
  names.down = "mlp.down_proj";
  return names;
}

}  // namespace attune::engine
