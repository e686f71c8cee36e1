// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kVirtualTokens, &params::kPrefixProjection, &params::kEncoderWidth};

// A key and a value for each layer and vector; with a projection its inputs n w and two layers w → h → 2 L w with their
// biases, where w is the width of a key, all heads together.
std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  const std::int64_t count = set.get(params::kVirtualTokens), width = config.kvHeads * config.headDim,
                     all = 2 * config.layers * width;
  if (!set.get(params::kPrefixProjection)) return count * all;
  const std::int64_t chosen = set.get(params::kEncoderWidth), inner = chosen > 0 ? chosen : width;
  return count * width + (width + 1) * inner + (inner + 1) * all;
}

}  // namespace

constinit const TechniqueFacts kPrefixTuningFacts{
    .id = "prefix_tuning",
    .label = ATTUNE_TEXT("Prefix tuning"),
    .help = ATTUNE_TEXT(
        "Trains keys and values that every layer sees before each text, and nothing in the model. Stronger than prompt "
        "tuning, above all with smaller models; the text itself gets no longer."),
    .paper = "Li & Liang 2021, Prefix-Tuning: Optimizing Continuous Prompts for Generation, arXiv:2101.00190",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = virtualTokensRefusal,
};

}  // namespace attune
