// SPDX-License-Identifier: GPL-3.0-or-later
// ModernBERT (arXiv:2412.13663): rotary positions, gated MLP, norms before the blocks, most layers see a window.
#include "core/weights/families/families.h"

namespace attune {

void parseModernBert(ConfigReader& reader, ModelConfig& config) {
  parseEncoder(reader, config, 8192);
  implyPadToken(config, 50283);
  config.rotary = config.gatedMlp = config.fusedQueryKeyValue = config.fusedGateUp = true;
  config.normEps = reader.number("norm_eps", 0, 1, 1e-5);
  config.activation = reader.text("hidden_activation", "gelu");
  config.normBias = reader.flag("norm_bias", false);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", false);
  config.mlpBias = reader.flag("mlp_bias", false);
  config.embeddingDropout = reader.number("embedding_dropout", 0, 1, 0);
  config.hiddenDropout = reader.number("mlp_dropout", 0, 1, 0);
  config.attentionDropout = reader.number("attention_dropout", 0, 1, 0);
  config.classifierDropout = reader.number("classifier_dropout", 0, 1, 0);
  config.classifierPooling = reader.text("classifier_pooling", "cls");
  if (config.classifierPooling != "cls" && config.classifierPooling != "mean")
    reader.unsupported("classifier_pooling", config.classifierPooling);
  config.slidingWindow = reader.integer("local_attention", 1, kMaxPositions, 128);
  parseLayerTypes(reader, config, [](const ModelConfig& c, std::int64_t layer) {
    const auto every = c.original.find("global_attn_every_n_layers");
    const bool given = every != c.original.end() && every->is_number_integer() && every->get<std::int64_t>() > 0;
    return layer % (given ? every->get<std::int64_t>() : 3) != 0;
  });
  if (const Json* scaling = reader.find("rope_scaling")) reader.unsupported("rope_scaling", scaling->dump());
  const auto parameters = reader.object("rope_parameters");
  if (parameters && !parameters->find("full_attention") && !parameters->find("sliding_attention")) reader.missing("full_attention");
  RopeSettings global, local;
  global.theta = reader.positive("global_rope_theta", 160'000);
  local.theta = reader.positive("local_rope_theta", 10'000);
  config.rope = parseLayerRope(reader, config, "full_attention", global);
  config.localRope = parseLayerRope(reader, config, "sliding_attention", local);
}

void modernBertTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize;
  const auto labels = static_cast<std::int64_t>(c.labels.size());
  list.push_back({"model.embeddings.tok_embeddings.weight", {c.vocabSize, H}});
  addNorm(list, "model.embeddings.norm", H, c.normBias);
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "model.layers." + std::to_string(layer) + ".";
    // The first layer follows the norm of the embeddings and has none of its own.
    if (layer > 0) addNorm(list, prefix + "attn_norm", H, c.normBias);
    addLinear(list, prefix + "attn.Wqkv", 3 * H, H, c.attentionBias);
    addLinear(list, prefix + "attn.Wo", H, H, c.attentionOutputBias);
    addNorm(list, prefix + "mlp_norm", H, c.normBias);
    addLinear(list, prefix + "mlp.Wi", 2 * I, H, c.mlpBias);
    addLinear(list, prefix + "mlp.Wo", H, I, c.mlpBias);
  }
  addNorm(list, "model.final_norm", H, c.normBias);
  if (c.task == "base" || c.task == "text-embedding") return;
  const bool headBias = c.original.contains("classifier_bias") && c.original["classifier_bias"] == true;
  addLinear(list, "head.dense", H, H, headBias, TensorPart::Head);
  addNorm(list, "head.norm", H, c.normBias, TensorPart::Head);
  if (c.task == "masked-lm")
    list.push_back({"decoder.bias", {c.vocabSize}, TensorPart::Head});
  else
    addLinear(list, "classifier", labels, H, true, TensorPart::Head);
}

}  // namespace attune
