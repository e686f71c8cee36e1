// SPDX-License-Identifier: GPL-3.0-or-later
// BERT (Devlin et al. 2018, arXiv:1810.04805), also MiniLM (arXiv:2002.10957). Its classifier looks at the pooler, a dense layer
// over the first token that comes with the pretrained body.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

std::unique_ptr<Model> bertBody(WeightReader& reader) {
  const auto& body = reader.config().basePrefix;
  EncoderNames names;
  names.embedding = body + ".embeddings.word_embeddings";
  names.positions = body + ".embeddings.position_embeddings";
  names.types = body + ".embeddings.token_type_embeddings";
  names.embeddingNorm = body + ".embeddings.LayerNorm";
  names.layer = body + ".encoder.layer.";
  names.query = "attention.self.query";
  names.key = "attention.self.key";
  names.value = "attention.self.value";
  names.attentionOutput = "attention.output.dense";
  names.attentionNorm = "attention.output.LayerNorm";
  names.up = "intermediate.dense";
  names.down = "output.dense";
  names.mlpNorm = "output.LayerNorm";
  return Encoder::read(reader, names);
}

ClassifierNames bertClassifier(const ModelConfig& config) {
  if (config.task == "token-classification") return {.output = "classifier"};
  return {.dense = config.basePrefix + ".pooler.dense", .activation = "tanh", .output = "classifier"};
}

}  // namespace attune::engine
