// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/facts.h"
#include "core/weights/model_config.h"

namespace attune {
namespace {

std::int64_t trainable(const ModelConfig& config, const ParamSet&) {
  return static_cast<std::int64_t>(parameterCount(config));
}

}  // namespace

constinit const TechniqueFacts kFullFacts{
    .id = "full",
    .label = ATTUNE_TEXT("Full fine-tuning"),
    .help = ATTUNE_TEXT("Trains every weight of the model. It learns the most and needs about four times the model's size in "
                        "memory, and a learning rate about ten times lower than LoRA."),
    .paper = "",
    .params = {},
    .trainableParameters = trainable,
    .refusal = refuseUnknownTask,
};

}  // namespace attune
