// SPDX-License-Identifier: GPL-3.0-or-later
// DeBERTa v2 and v3 (He et al. 2020, arXiv:2006.03654; 2021, arXiv:2111.09543): BERT's blocks with attention to distances, whose table
// all layers share. Its classifier looks at a dense layer over the first token that is made new for each task.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

std::unique_ptr<Model> debertaBody(WeightReader& reader) {
  const auto& config = reader.config();
  const auto& relative = *config.relativeAttention;
  const auto& body = config.basePrefix;
  EncoderNames names;
  names.embedding = body + ".embeddings.word_embeddings";
  if (config.learnedPositions) names.positions = body + ".embeddings.position_embeddings";
  if (config.typeVocabSize > 0) names.types = body + ".embeddings.token_type_embeddings";
  names.embeddingNorm = body + ".embeddings.LayerNorm";
  names.distances = body + ".encoder.rel_embeddings";
  if (relative.normed) names.distanceNorm = body + ".encoder.LayerNorm";
  names.layer = body + ".encoder.layer.";
  names.query = "attention.self.query_proj";
  names.key = "attention.self.key_proj";
  names.value = "attention.self.value_proj";
  if (!relative.sharedProjections && relative.contentToPosition) names.distanceKey = "attention.self.pos_key_proj";
  if (!relative.sharedProjections && relative.positionToContent) names.distanceQuery = "attention.self.pos_query_proj";
  names.attentionOutput = "attention.output.dense";
  names.attentionNorm = "attention.output.LayerNorm";
  names.up = "intermediate.dense";
  names.down = "output.dense";
  names.mlpNorm = "output.LayerNorm";
  return Encoder::read(reader, names);
}

ClassifierNames debertaClassifier(const ModelConfig& config) {
  if (config.task == "token-classification") return {.output = "classifier"};
  const auto activation = config.original.find("pooler_hidden_act");
  return {.dense = "pooler.dense",
          .activation = activation != config.original.end() && activation->is_string() ? activation->get<std::string>() : "gelu",
          .output = "classifier"};
}

}  // namespace attune::engine
