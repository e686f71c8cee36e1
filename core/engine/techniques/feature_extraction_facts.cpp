// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/techniques/facts.h"

namespace attune {
namespace {

std::int64_t trainable(const ModelConfig& config, const ParamSet&) { return headTrainable(config); }

std::optional<Error> refusal(const ModelConfig& config, std::string_view task, const ParamSet& set) {
  if (auto error = refuseUnknownTask(config, task, set)) return error;
  for (const Param<double>* dropout : {&params::kHiddenDropout, &params::kAttentionDropout}) {
    if (set.get(*dropout) <= 0) continue;
    return Error{"technique.unused-param", ATTUNE_TEXT("“{0}” has no meaning where the model reads each row only once."), {dropout->label}, "",
                 ATTUNE_TEXT("Leave it at 0, or choose another technique.")};
  }
  if (!headModules(config).empty()) return std::nullopt;
  return Error{"technique.no-head", ATTUNE_TEXT("This technique trains the head that sorts texts, which a model that writes text has not."), {}, "",
               ATTUNE_TEXT("Choose LoRA, or the task “Classes”.")};
}

}  // namespace

constinit const TechniqueFacts kFeatureExtractionFacts{
    .id = "feature_extraction",
    .label = ATTUNE_TEXT("New head only"),
    .help = ATTUNE_TEXT("Leaves the model as it is and trains a new head on what it gives of each text. By far the quickest, since the model "
                        "reads every row only once; for a first look and for few rows."),
    .paper = "",
    .params = {},
    .trainableParameters = trainable,
    .refusal = refusal,
};

}  // namespace attune
