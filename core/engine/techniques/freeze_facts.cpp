// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/technique_params.h"
#include "core/weights/tensor.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kTrainedLayers};

std::int64_t trainable(const ModelConfig& config, const ParamSet& set) {
  const std::int64_t first = config.layers - std::min(config.layers, set.get(params::kTrainedLayers));
  std::int64_t count = headTrainable(config);
  for (const ExpectedTensor& tensor : expectedTensors(config)) {
    const auto elements = elementCount(tensor.shape);
    if (layerNumber(tensor.name) >= first) count += static_cast<std::int64_t>(elements.value_or(0));
  }
  return count;
}

}  // namespace

std::int64_t layerNumber(std::string_view name) {
  while (!name.empty()) {
    const auto dot = std::min(name.find('.'), name.size());
    const std::string_view part = name.substr(0, dot);
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error == std::errc() && end == part.data() + part.size()) return number;
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return -1;
}

constinit const TechniqueFacts kFreezeFacts{
    .id = "freeze",
    .label = ATTUNE_TEXT("Last layers only"),
    .help = ATTUNE_TEXT("Trains the last layers in full and leaves the rest as it is. Between LoRA and full fine-tuning in memory, "
                        "and quick, as the lower layers need no way back."),
    .paper = "",
    .params = kParams,
    .trainableParameters = trainable,
    .refusal = refuseUnknownTask,
};

}  // namespace attune
