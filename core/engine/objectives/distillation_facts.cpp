// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/objectives/facts.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kTeacher, &params::kDistillationLambda, &params::kDistillationTemperature, &params::kKlToBase,
                                &params::kHiddenStates};
constexpr ExampleKind kKinds[] = {ExampleKind::Conversation, ExampleKind::PlainText, ExampleKind::Classification};

std::optional<Error> refusal(const ModelConfig&, const ParamSet& set) {
  if (set.get(params::kLabelSmoothing) > 0) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when learning from a teacher, whose predictions are smooth already."),
                 {params::kLabelSmoothing.label}, "", ATTUNE_TEXT("Leave it at its default.")};
  }
  return std::nullopt;
}

}  // namespace

constinit const TaskFacts kDistillationTask{
    .id = "distillation",
    .label = ATTUNE_TEXT("Answers with a teacher"),
    .help = ATTUNE_TEXT("Learns to write the answers of the rows and to predict each word as a teacher does. The teacher is another model with the same "
                        "vocabulary, or the base itself as a guard against forgetting."),
    .paper = "Hinton et al. 2015, Distilling the Knowledge in a Neural Network, arXiv:1503.02531",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are neither conversations nor texts, so there are no answers to learn to write."),
    .writesText = true,
    .refusal = refusal,
};

}  // namespace attune
