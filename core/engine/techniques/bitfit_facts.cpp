// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/engine/techniques/facts.h"
#include "core/weights/tensor.h"

namespace attune {
namespace {

std::int64_t trainable(const ModelConfig& config, const ParamSet&) {
  const auto head = headModules(config);
  std::int64_t count = headTrainable(config);
  for (const ExpectedTensor& tensor : expectedTensors(config)) {
    const bool counted = std::ranges::find(head, tensor.name.substr(0, tensor.name.rfind('.'))) != head.end();
    if (tensor.part != TensorPart::Optional && !counted && tensor.name.ends_with(".bias")) count += static_cast<std::int64_t>(elementCount(tensor.shape).value_or(0));
  }
  return count;
}

std::optional<Error> refusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  if (trainable(config, set) > headTrainable(config)) return std::nullopt;
  return Error{"technique.no-bias", ATTUNE_TEXT("Models of type “{0}” have no biases that BitFit could train."), {config.modelType}, "",
               ATTUNE_TEXT("Choose LoRA.")};
}

}  // namespace

constinit const TechniqueFacts kBitfitFacts{
    .id = "bitfit",
    .label = ATTUNE_TEXT("BitFit"),
    .help = ATTUNE_TEXT("Trains the biases alone, about a thousandth of the weights. For small corrections with few rows; works only "
                        "with models that have biases."),
    .paper = "Ben Zaken et al. 2021, BitFit: Simple Parameter-efficient Fine-tuning for Transformer-based Masked Language-models, "
             "arXiv:2106.10199",
    .params = {},
    .trainableParameters = trainable,
    .refusal = refusal,
};

}  // namespace attune
