// SPDX-License-Identifier: GPL-3.0-or-later
// Mixtures of experts: Mixtral (arXiv:2401.04088) is Mistral, Qwen 3 MoE (arXiv:2505.09388) is Qwen 3, with experts in place of the
// feed-forward part; in Qwen some layers may keep theirs.
#include <algorithm>

#include "core/weights/families/families.h"

namespace attune {
namespace {

constexpr std::int64_t kMaxExperts = 4096;

ExpertSettings parseExperts(ConfigReader& reader, std::string_view countKey, std::int64_t defaultPerToken) {
  ExpertSettings experts;
  experts.count = reader.size(countKey, kMaxExperts);
  experts.perToken = reader.size("num_experts_per_tok", kMaxExperts, defaultPerToken);
  if (experts.perToken > experts.count)
    reader.wrongValue("num_experts_per_tok", std::to_string(experts.perToken),
                      ATTUNE_TEXT("{0}: “{1}” is {2}, but there are only {3} experts."), std::to_string(experts.count));
  // As in transformers the balancing loss is off unless the config asks for the router's logits.
  const double factor = reader.number("router_aux_loss_coef", 0, 1e6, 0.001);
  if (reader.flag("output_router_logits", false)) experts.balanceFactor = factor;
  return experts;
}

}  // namespace

void parseQwen3Moe(ConfigReader& reader, ModelConfig& config) {
  parseQwen3(reader, config);
  config.experts = parseExperts(reader, reader.find("num_experts") ? "num_experts" : "num_local_experts", 8);
  config.experts->size = reader.size("moe_intermediate_size", kMaxIntermediateSize, 768);
  config.experts->normalized = reader.flag("norm_topk_prob", false);
  const std::int64_t every = reader.size("decoder_sparse_step", kMaxLayers, 1);
  const Json* plain = reader.find("mlp_only_layers");
  if (plain && !(plain->is_array() && std::all_of(plain->begin(), plain->end(), [](const Json& item) { return item.is_number_integer(); })))
    return reader.wrongType("mlp_only_layers", ATTUNE_TEXT("a list of whole numbers"));
  for (std::int64_t layer = 0; layer < config.layers; ++layer) {
    const bool listed = plain && std::find(plain->begin(), plain->end(), Json(layer)) != plain->end();
    config.layerExperts.push_back(!listed && (layer + 1) % every == 0);
  }
}

void parseMixtral(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 131'072);
  config.normEps = reader.number("rms_norm_eps", 0, 1, 1e-5);
  parseRope(reader, config, 1e6);
  if (reader.find("sliding_window")) config.slidingWindow = reader.integer("sliding_window", 1, kMaxPositions, 4096);
  parseLayerTypes(reader, config, [](const ModelConfig&, std::int64_t) { return true; });
  config.experts = parseExperts(reader, "num_local_experts", 2);
  config.experts->size = config.intermediateSize;
  config.experts->block = "block_sparse_moe";
  config.experts->gate = "w1";
  config.experts->up = "w3";
  config.experts->down = "w2";
  if (reader.number("router_jitter_noise", 0, 1, 0) > 0) reader.unsupported("router_jitter_noise", reader.find("router_jitter_noise")->dump());
}

}  // namespace attune
