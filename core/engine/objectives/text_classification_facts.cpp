// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/objectives/facts.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kHiddenDropout, &params::kAttentionDropout};
constexpr ExampleKind kKinds[] = {ExampleKind::Classification};
constexpr const char* kMetrics[] = {"accuracy", "f1_macro"};

std::optional<Error> refusal(const ModelConfig& config, const ParamSet& set) {
  if (config.labels.size() < 2) {
    return Error{"task.one-class", ATTUNE_TEXT("A model that sorts texts needs at least two classes, and the rows have {0}."),
                 {std::to_string(config.labels.size())}, "", ATTUNE_TEXT("Check in the data page that the right column holds the labels.")};
  }
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when texts are sorted into these classes."), {label}, "",
                 ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (config.multiLabel && set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  return refuseHiddenDropout(config, set);
}

}  // namespace

constinit const TaskFacts kTextClassificationTask{
    .id = "text-classification",
    .label = ATTUNE_TEXT("Classes"),
    .help = ATTUNE_TEXT("Sorts whole texts into the classes of the rows' labels, one or several for each text. Models that read whole texts, such "
                        "as BERT and MiniLM, are small and quick at it; models that write text can do it too."),
    .paper = "",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not texts with labels, so there are no classes to sort them into."),
    .writesText = false,
    .refusal = refusal,
    .hubTask = "text-classification",
    .modelTask = "sequence-classification",
    .metrics = kMetrics,
};

}  // namespace attune
