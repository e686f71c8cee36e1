// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/encoder_params.h"

namespace attune {

std::optional<Error> refuseHiddenDropout(const ModelConfig& config, const ParamSet& set) {
  const bool has = !config.decoder || config.modelType == "gpt2" || config.modelType == "gpt_neox";
  if (set.get(params::kHiddenDropout) <= 0 || has) return std::nullopt;
  return Error{"task.no-dropout", ATTUNE_TEXT("Models of the kind “{1}” have no place for “{0}”."), {params::kHiddenDropout.label, config.modelType}, "",
               ATTUNE_TEXT("Leave it at 0; LoRA has a dropout of its own.")};
}

}  // namespace attune
