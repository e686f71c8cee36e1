// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 (Radford et al. 2019), whose projections are stored as [in, out], and GPT-NeoX / Pythia (arXiv:2204.06745).
#include "core/weights/families/families.h"

namespace attune {

void parseGpt2(ConfigReader& reader, ModelConfig& config) {
  config.hiddenSize = reader.size("n_embd", kMaxHiddenSize);
  config.layers = reader.size("n_layer", kMaxLayers);
  config.heads = config.kvHeads = reader.size("n_head", kMaxHeads);
  config.maxPositions = reader.size("n_positions", kMaxPositions, 1024);
  config.intermediateSize = reader.size("n_inner", kMaxIntermediateSize, 4 * config.hiddenSize);
  if (config.hiddenSize % config.heads != 0)
    reader.wrongValue("n_embd", std::to_string(config.hiddenSize),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, which {3} attention heads do not divide."),
                      std::to_string(config.heads));
  config.headDim = std::max<std::int64_t>(1, config.hiddenSize / config.heads);
  config.normEps = reader.number("layer_norm_epsilon", 0, 1, 1e-5);
  config.activation = reader.text("activation_function", "gelu_new");
  config.embeddingDropout = reader.number("embd_pdrop", 0, 1, 0.1);
  config.hiddenDropout = reader.number("resid_pdrop", 0, 1, 0.1);
  config.attentionDropout = reader.number("attn_pdrop", 0, 1, 0.1);
  if (!reader.flag("scale_attn_weights", true)) config.attentionScale = 1;
  if (reader.flag("scale_attn_by_inverse_layer_idx", false))
    reader.unsupported("scale_attn_by_inverse_layer_idx", "true");
  if (reader.flag("add_cross_attention", false)) reader.unsupported("add_cross_attention", "true");
  config.tieWordEmbeddings = reader.flag("tie_word_embeddings", true);
  config.rmsNorm = config.rotary = config.gatedMlp = config.padRowFrozen = false;
  config.normBias = config.attentionBias = config.attentionOutputBias = config.mlpBias = true;
  config.fusedQueryKeyValue = true;
}

void gpt2Tensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize;
  const auto addTransposed = [&](const std::string& name, std::int64_t in, std::int64_t out) {
    list.push_back({name + ".weight", {in, out}});
    list.push_back({name + ".bias", {out}});
  };
  list.push_back({"transformer.wte.weight", {c.vocabSize, H}});
  list.push_back({"transformer.wpe.weight", {c.maxPositions, H}});
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "transformer.h." + std::to_string(layer) + ".";
    addNorm(list, prefix + "ln_1", H, true);
    addTransposed(prefix + "attn.c_attn", H, 3 * H);
    addTransposed(prefix + "attn.c_proj", H, H);
    addNorm(list, prefix + "ln_2", H, true);
    addTransposed(prefix + "mlp.c_fc", H, I);
    addTransposed(prefix + "mlp.c_proj", I, H);
  }
  addNorm(list, "transformer.ln_f", H, true);
  if (c.task == "token-classification")
    addLinear(list, "classifier", static_cast<std::int64_t>(c.labels.size()), H, true, TensorPart::Head);
  else
    addDecoderHead(c, list);
}

void parseGptNeoX(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config);
  config.kvHeads = config.heads;
  config.padRowFrozen = false;
  config.normEps = reader.number("layer_norm_eps", 0, 1, 1e-5);
  config.activation = reader.text("hidden_act", "gelu");
  config.parallelResidual = reader.flag("use_parallel_residual", true);
  config.attentionBias = config.attentionOutputBias = reader.flag("attention_bias", true);
  config.hiddenDropout = reader.number("hidden_dropout", 0, 1, 0);
  parseRope(reader, config, reader.positive("rotary_emb_base", 10000), reader.number("rotary_pct", 1e-6, 1, 0.25));
  config.rmsNorm = config.gatedMlp = false;
  config.normBias = config.mlpBias = config.fusedQueryKeyValue = true;
}

void gptNeoXTensors(const ModelConfig& c, std::vector<ExpectedTensor>& list) {
  const std::int64_t H = c.hiddenSize, I = c.intermediateSize;
  list.push_back({"gpt_neox.embed_in.weight", {c.vocabSize, H}});
  for (std::int64_t layer = 0; layer < c.layers; ++layer) {
    const std::string prefix = "gpt_neox.layers." + std::to_string(layer) + ".";
    addNorm(list, prefix + "input_layernorm", H, true);
    addNorm(list, prefix + "post_attention_layernorm", H, true);
    addLinear(list, prefix + "attention.query_key_value", 3 * H, H, c.attentionBias);
    addLinear(list, prefix + "attention.dense", H, H, c.attentionOutputBias);
    addLinear(list, prefix + "mlp.dense_h_to_4h", I, H, true);
    addLinear(list, prefix + "mlp.dense_4h_to_h", H, I, true);
  }
  addNorm(list, "gpt_neox.final_layer_norm", H, true);
  if (c.task == "token-classification")
    addLinear(list, "classifier", static_cast<std::int64_t>(c.labels.size()), H, true, TensorPart::Head);
  else
    addDecoderHead(c, list, "embed_out");
}

}  // namespace attune
