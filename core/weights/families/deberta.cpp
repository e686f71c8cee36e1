// SPDX-License-Identifier: GPL-3.0-or-later
// DeBERTa v2 and v3 (arXiv:2006.03654, 2111.09543): BERT without a table of positions, whose attention sees distances instead.
#include "core/weights/families/families.h"

namespace attune {
namespace {

// “p2c|c2p” in older files, a list in newer ones.
std::vector<std::string> positionTerms(ConfigReader& reader) {
  const Json* value = reader.find("pos_att_type");
  if (!value || !value->is_string()) return reader.texts("pos_att_type");
  std::vector<std::string> terms(1);
  for (const char letter : value->get<std::string>()) {
    if (letter == '|') terms.emplace_back();
    else if (letter != ' ') terms.back() += letter;
  }
  return terms;
}

RelativeAttention parseRelative(ConfigReader& reader, const ModelConfig& config) {
  RelativeAttention relative;
  if (!reader.flag("relative_attention", false)) reader.unsupported("relative_attention", "false");
  const std::int64_t distance = reader.integer("max_relative_positions", -1, kMaxPositions, -1);
  relative.maxDistance = distance < 1 ? config.maxPositions : distance;
  relative.buckets = std::max<std::int64_t>(0, reader.integer("position_buckets", -1, kMaxPositions, -1));
  if (relative.buckets == 1 || (relative.buckets > 0 && relative.maxDistance <= relative.buckets / 2 + 1))
    reader.wrongValue("position_buckets", std::to_string(relative.buckets),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which does not fit distances up to {3}."), std::to_string(relative.maxDistance));
  for (const auto& term : positionTerms(reader)) {
    if (term == "c2p") relative.contentToPosition = true;
    else if (term == "p2c") relative.positionToContent = true;
    else reader.unsupported("pos_att_type", term);
  }
  relative.sharedProjections = reader.flag("share_att_key", false);
  const std::string norm = reader.text("norm_rel_ebd", "none");
  if (norm != "none" && norm != "layer_norm") reader.unsupported("norm_rel_ebd", norm);
  relative.normed = norm == "layer_norm";
  return relative;
}

void refuse(ConfigReader& reader, std::string_view key, std::int64_t supported) {
  const std::int64_t value = reader.integer(key, 0, kMaxHiddenSize, supported);
  if (value != supported) reader.unsupported(key, std::to_string(value));
}

}  // namespace

void parseDeberta(ConfigReader& reader, ModelConfig& config) {
  parseEncoder(reader, config);
  implyPadToken(config, 0);
  config.typeVocabSize = reader.integer("type_vocab_size", 0, kMaxVocabulary, 0);
  config.normEps = reader.number("layer_norm_eps", 0, 1, 1e-7);
  config.activation = reader.text("hidden_act", "gelu");
  config.embeddingDropout = config.hiddenDropout = reader.number("hidden_dropout_prob", 0, 1, 0.1);
  config.attentionDropout = reader.number("attention_probs_dropout_prob", 0, 1, 0.1);
  config.classifierDropout = reader.number("cls_dropout", 0, 1, config.hiddenDropout);
  config.normBias = config.attentionBias = config.attentionOutputBias = config.mlpBias = true;
  config.learnedPositions = reader.flag("position_biased_input", true);
  config.relativeAttention = parseRelative(reader, config);
  // What only some of version 2 have.
  refuse(reader, "conv_kernel_size", 0);
  refuse(reader, "embedding_size", config.hiddenSize);
  refuse(reader, "attention_head_size", config.headDim);
  refuse(reader, "pooler_hidden_size", config.hiddenSize);
}

void debertaTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize, labels = static_cast<std::int64_t>(c.labels.size());
  const RelativeAttention& relative = *c.relativeAttention;
  list.push_back({"deberta.embeddings.word_embeddings.weight", {c.vocabSize, H}});
  if (c.learnedPositions) list.push_back({"deberta.embeddings.position_embeddings.weight", {c.maxPositions, H}});
  if (c.typeVocabSize > 0) list.push_back({"deberta.embeddings.token_type_embeddings.weight", {c.typeVocabSize, H}});
  addNorm(list, "deberta.embeddings.LayerNorm", H, true);
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "deberta.encoder.layer." + std::to_string(layer) + ".", attention = prefix + "attention.self.";
    for (const char* part : {"query_proj", "key_proj", "value_proj"}) addLinear(list, attention + part, H, H, true);
    if (!relative.sharedProjections && relative.contentToPosition) addLinear(list, attention + "pos_key_proj", H, H, true);
    if (!relative.sharedProjections && relative.positionToContent) addLinear(list, attention + "pos_query_proj", H, H, true);
    addLinear(list, prefix + "attention.output.dense", H, H, true);
    addNorm(list, prefix + "attention.output.LayerNorm", H, true);
    addLinear(list, prefix + "intermediate.dense", I, H, true);
    addLinear(list, prefix + "output.dense", H, I, true);
    addNorm(list, prefix + "output.LayerNorm", H, true);
  }
  list.push_back({"deberta.encoder.rel_embeddings.weight", {2 * relative.span(), H}});
  if (relative.normed) addNorm(list, "deberta.encoder.LayerNorm", H, true);
  if (c.task == "sequence-classification") addLinear(list, "pooler.dense", H, H, true, TensorPart::Head);
  if (c.task == "sequence-classification" || c.task == "token-classification")
    addLinear(list, "classifier", labels, H, true, TensorPart::Head);
  if (c.task == "masked-lm") {
    addLinear(list, "cls.predictions.transform.dense", H, H, true, TensorPart::Head);
    addNorm(list, "cls.predictions.transform.LayerNorm", H, true, TensorPart::Head);
    list.push_back({"cls.predictions.bias", {c.vocabSize}, TensorPart::Head});
  }
}

}  // namespace attune
