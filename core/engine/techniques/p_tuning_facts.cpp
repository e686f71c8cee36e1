// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kVirtualTokens, &params::kEncoderWidth};

// The inputs n C, and the encoder's three layers C → h → h → C with their biases.
std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  const std::int64_t width = config.hiddenSize, chosen = set.get(params::kEncoderWidth),
                     inner = chosen > 0 ? chosen : width;
  return set.get(params::kVirtualTokens) * width + (width + 1) * inner + (inner + 1) * inner + (inner + 1) * width;
}

}  // namespace

constinit const TechniqueFacts kPTuningFacts{
    .id = "p_tuning",
    .label = ATTUNE_TEXT("P-tuning"),
    .help = ATTUNE_TEXT("As prompt tuning, but a small network makes the vectors while they are trained. Learns more "
                        "steadily with a usual "
                        "learning rate; the result is as small."),
    .paper = "Liu et al. 2021, GPT Understands, Too, arXiv:2103.10385",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = virtualTokensRefusal,
};

}  // namespace attune
