// SPDX-License-Identifier: GPL-3.0-or-later
// DistilBERT (Sanh et al. 2019, arXiv:1910.01108): BERT's blocks under other names, without segments and pooler.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

std::unique_ptr<Model> distilBertBody(WeightReader& reader) {
  const auto& body = reader.config().basePrefix;
  EncoderNames names;
  names.embedding = body + ".embeddings.word_embeddings";
  names.positions = body + ".embeddings.position_embeddings";
  names.embeddingNorm = body + ".embeddings.LayerNorm";
  names.layer = body + ".transformer.layer.";
  names.query = "attention.q_lin";
  names.key = "attention.k_lin";
  names.value = "attention.v_lin";
  names.attentionOutput = "attention.out_lin";
  names.attentionNorm = "sa_layer_norm";
  names.up = "ffn.lin1";
  names.down = "ffn.lin2";
  names.mlpNorm = "output_layer_norm";
  return Encoder::read(reader, names);
}

ClassifierNames distilBertClassifier(const ModelConfig& config) {
  if (config.task == "token-classification") return {.output = "classifier"};
  return {.dense = "pre_classifier", .activation = "relu", .output = "classifier"};
}

}  // namespace attune::engine
