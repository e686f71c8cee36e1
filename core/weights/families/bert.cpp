// SPDX-License-Identifier: GPL-3.0-or-later
// BERT (arXiv:1810.04805), RoBERTa (arXiv:1907.11692) and DistilBERT (arXiv:1910.01108).
#include "core/weights/families/families.h"

namespace attune {
namespace {

void addBody(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize;
  const std::string body = c.basePrefix + ".";
  list.push_back({body + "embeddings.word_embeddings.weight", {c.vocabSize, H}});
  list.push_back({body + "embeddings.position_embeddings.weight", {c.maxPositions + c.positionOffset, H}});
  list.push_back({body + "embeddings.token_type_embeddings.weight", {c.typeVocabSize, H}});
  addNorm(list, body + "embeddings.LayerNorm", H, true);
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = body + "encoder.layer." + std::to_string(layer) + ".";
    for (const char* part : {"query", "key", "value"}) addLinear(list, prefix + "attention.self." + part, H, H, true);
    addLinear(list, prefix + "attention.output.dense", H, H, true);
    addNorm(list, prefix + "attention.output.LayerNorm", H, true);
    addLinear(list, prefix + "intermediate.dense", I, H, true);
    addLinear(list, prefix + "output.dense", H, I, true);
    addNorm(list, prefix + "output.LayerNorm", H, true);
  }
}

std::int64_t labelCount(const ModelConfig& c) {
  return static_cast<std::int64_t>(c.labels.size());
}

}  // namespace

void parseEncoder(ConfigReader& reader, ModelConfig& config, std::int64_t defaultPositions) {
  config.hiddenSize = reader.size("hidden_size", kMaxHiddenSize);
  config.intermediateSize = reader.size("intermediate_size", kMaxIntermediateSize);
  config.layers = reader.size("num_hidden_layers", kMaxLayers);
  config.heads = config.kvHeads = reader.size("num_attention_heads", kMaxHeads);
  if (config.hiddenSize % config.heads != 0)
    reader.wrongValue("hidden_size", std::to_string(config.hiddenSize),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which {3} attention heads do not divide."),
                      std::to_string(config.heads));
  config.headDim = std::max<std::int64_t>(1, config.hiddenSize / config.heads);
  config.maxPositions = reader.size("max_position_embeddings", kMaxPositions, defaultPositions);
  config.rmsNorm = config.rotary = config.gatedMlp = false;
}

void parseBert(ConfigReader& reader, ModelConfig& config) {
  parseEncoder(reader, config);
  implyPadToken(config, 0);
  config.typeVocabSize = reader.size("type_vocab_size", kMaxVocabulary, 2);
  config.normEps = reader.number("layer_norm_eps", 0, 1, 1e-12);
  config.activation = reader.text("hidden_act", "gelu");
  config.embeddingDropout = config.hiddenDropout = reader.number("hidden_dropout_prob", 0, 1, 0.1);
  config.attentionDropout = reader.number("attention_probs_dropout_prob", 0, 1, 0.1);
  config.classifierDropout = reader.number("classifier_dropout", 0, 1, config.hiddenDropout);
  config.normBias = config.attentionBias = config.attentionOutputBias = config.mlpBias = true;
  const std::string positions = reader.text("position_embedding_type", "absolute");
  if (positions != "absolute") reader.unsupported("position_embedding_type", positions);
  if (reader.flag("is_decoder", false)) reader.unsupported("is_decoder", "true");
  if (reader.flag("add_cross_attention", false)) reader.unsupported("add_cross_attention", "true");
}

void bertTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize;
  addBody(c, list);
  // Classifiers look at the pooler's output; other tasks do not need it, though base checkpoints hold one.
  const auto pooler = c.task == "sequence-classification" ? TensorPart::Head : TensorPart::Optional;
  addLinear(list, "bert.pooler.dense", H, H, true, pooler);
  if (c.task == "sequence-classification" || c.task == "token-classification")
    addLinear(list, "classifier", labelCount(c), H, true, TensorPart::Head);
  if (c.task == "masked-lm") {
    addLinear(list, "cls.predictions.transform.dense", H, H, true, TensorPart::Head);
    addNorm(list, "cls.predictions.transform.LayerNorm", H, true, TensorPart::Head);
    list.push_back({"cls.predictions.bias", {c.vocabSize}, TensorPart::Head});
  }
}

void parseRoberta(ConfigReader& reader, ModelConfig& config) {
  parseBert(reader, config);
  config.impliedPadTokenId = 1;
  // Positions are counted from the padding id on, so the first rows of the table are never used.
  config.positionOffset = reader.integer("pad_token_id", 0, kMaxVocabulary, config.impliedPadTokenId) + 1;
  if (config.maxPositions <= config.positionOffset)
    reader.wrongValue("max_position_embeddings", std::to_string(config.maxPositions),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which leaves no position after “pad_token_id”."));
  config.maxPositions -= config.positionOffset;
}

void robertaTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize;
  addBody(c, list);
  addLinear(list, "roberta.pooler.dense", H, H, true, TensorPart::Optional);
  if (c.task == "sequence-classification") {
    addLinear(list, "classifier.dense", H, H, true, TensorPart::Head);
    addLinear(list, "classifier.out_proj", labelCount(c), H, true, TensorPart::Head);
  }
  if (c.task == "token-classification") addLinear(list, "classifier", labelCount(c), H, true, TensorPart::Head);
  if (c.task == "masked-lm") {
    addLinear(list, "lm_head.dense", H, H, true, TensorPart::Head);
    addNorm(list, "lm_head.layer_norm", H, true, TensorPart::Head);
    list.push_back({"lm_head.bias", {c.vocabSize}, TensorPart::Head});
  }
}

void parseDistilBert(ConfigReader& reader, ModelConfig& config) {
  implyPadToken(config, 0);
  config.hiddenSize = reader.size("dim", kMaxHiddenSize);
  config.intermediateSize = reader.size("hidden_dim", kMaxIntermediateSize, 3072);
  config.layers = reader.size("n_layers", kMaxLayers);
  config.heads = config.kvHeads = reader.size("n_heads", kMaxHeads);
  if (config.hiddenSize % config.heads != 0)
    reader.wrongValue("dim", std::to_string(config.hiddenSize),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which {3} attention heads do not divide."),
                      std::to_string(config.heads));
  config.headDim = std::max<std::int64_t>(1, config.hiddenSize / config.heads);
  config.maxPositions = reader.size("max_position_embeddings", kMaxPositions, 512);
  config.normEps = 1e-12;
  config.activation = reader.text("activation", "gelu");
  config.embeddingDropout = config.hiddenDropout = reader.number("dropout", 0, 1, 0.1);
  config.attentionDropout = reader.number("attention_dropout", 0, 1, 0.1);
  config.classifierDropout = reader.number("seq_classif_dropout", 0, 1, 0.2);
  config.rmsNorm = config.rotary = config.gatedMlp = false;
  config.normBias = config.attentionBias = config.attentionOutputBias = config.mlpBias = true;
}

void distilBertTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize;
  list.push_back({"distilbert.embeddings.word_embeddings.weight", {c.vocabSize, H}});
  list.push_back({"distilbert.embeddings.position_embeddings.weight", {c.maxPositions, H}});
  addNorm(list, "distilbert.embeddings.LayerNorm", H, true);
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "distilbert.transformer.layer." + std::to_string(layer) + ".";
    for (const char* part : {"q_lin", "k_lin", "v_lin", "out_lin"})
      addLinear(list, prefix + "attention." + part, H, H, true);
    addNorm(list, prefix + "sa_layer_norm", H, true);
    addLinear(list, prefix + "ffn.lin1", I, H, true);
    addLinear(list, prefix + "ffn.lin2", H, I, true);
    addNorm(list, prefix + "output_layer_norm", H, true);
  }
  if (c.task == "sequence-classification") addLinear(list, "pre_classifier", H, H, true, TensorPart::Head);
  if (c.task == "sequence-classification" || c.task == "token-classification")
    addLinear(list, "classifier", labelCount(c), H, true, TensorPart::Head);
  if (c.task == "masked-lm") {
    addLinear(list, "vocab_transform", H, H, true, TensorPart::Head);
    addNorm(list, "vocab_layer_norm", H, true, TensorPart::Head);
    list.push_back({"vocab_projector.bias", {c.vocabSize}, TensorPart::Head});
  }
}

}  // namespace attune
