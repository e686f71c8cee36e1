// SPDX-License-Identifier: GPL-3.0-or-later
// ModernBERT (Warner et al. 2024, arXiv:2412.13663): built like a decoder (norms before the blocks, rotary positions, a gated
// feed-forward part, most layers within a window) whose tokens see both sides.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

std::unique_ptr<Model> modernBertBody(WeightReader& reader) {
  const auto& body = reader.config().basePrefix;
  DecoderNames names;
  names.embedding = body + ".embeddings.tok_embeddings";
  names.embeddingNorm = body + ".embeddings.norm";
  names.firstAttentionNorm = false;
  names.finalNorm = body + ".final_norm";
  names.layer = body + ".layers.";
  names.attentionNorm = "attn_norm";
  names.mlpNorm = "mlp_norm";
  names.fusedQueryKeyValue = "attn.Wqkv";
  names.attentionOutput = "attn.Wo";
  names.fusedGateUp = "mlp.Wi";
  names.down = "mlp.Wo";
  names.innerDropout = true;
  return Decoder::read(reader, names);
}

ClassifierNames modernBertClassifier(const ModelConfig& config) {
  const auto& json = config.original;
  return {.dense = "head.dense",
          .denseBias = json.contains("classifier_bias") && json["classifier_bias"] == true,
          .activation = json.contains("classifier_activation") ? json["classifier_activation"].get<std::string>() : "gelu",
          .norm = "head.norm",
          .output = "classifier",
          .meanOfTokens = config.classifierPooling == "mean"};
}

}  // namespace attune::engine
