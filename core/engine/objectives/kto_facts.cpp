// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/facts.h"
#include "core/engine/objectives/kto_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kPreferenceBeta, &params::kDesirableWeight, &params::kUndesirableWeight};
constexpr ExampleKind kKinds[] = {ExampleKind::Rated};
constexpr const char* kMetrics[] = {"preference_accuracy", "reward_margin", "kl_to_base"};

std::optional<Error> refusal(const ModelConfig&, const ParamSet& set) {
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when learning from rated answers."), {label}, "",
                 ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  if (set.get(params::kDesirableWeight) <= 0 && set.get(params::kUndesirableWeight) <= 0)
    return Error{"task.no-weight", ATTUNE_TEXT("Neither good nor bad answers have a weight, so there is nothing to learn."), {}, "",
                 ATTUNE_TEXT("Give one of them a weight above 0.")};
  if (set.get(params::kBatchSize) * set.get(params::kAccumulation) < 2)
    return Error{"task.one-row", ATTUNE_TEXT("An answer is compared with those of the other rows of its step, and a step has one row alone."), {}, "",
                 ATTUNE_TEXT("Raise the batch size or the accumulated batches.")};
  return std::nullopt;
}

}  // namespace

constinit const TaskFacts kKtoTask{
    .id = "kto",
    .label = ATTUNE_TEXT("Rated answers"),
    .help = ATTUNE_TEXT("Learns from single answers that were rated good or bad (KTO): no pairs are needed. Choose it after the model has learnt to answer, "
                        "with a learning rate about ten times lower and four rows a step or more."),
    .paper = "Ethayarajh et al. 2024, KTO: Model Alignment as Prospect Theoretic Optimization, arXiv:2402.01306",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not answers rated good or bad, which this task learns from."),
    .writesText = true,
    .refusal = refusal,
    .metrics = kMetrics,
};

}  // namespace attune
