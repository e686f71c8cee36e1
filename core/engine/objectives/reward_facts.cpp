// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/facts.h"
#include "core/engine/objectives/reward_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kCenterRewards};
constexpr ExampleKind kKinds[] = {ExampleKind::Preference};
constexpr const char* kMetrics[] = {"preference_accuracy", "reward_margin"};
constexpr const char* kClasses[] = {"reward"};

std::optional<Error> refusal(const ModelConfig&, const ParamSet& set) {
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when answers are judged."), {label}, "", ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  return std::nullopt;
}

}  // namespace

constinit const TaskFacts kRewardTask{
    .id = "reward",
    .label = ATTUNE_TEXT("Judging answers"),
    .help = ATTUNE_TEXT("Learns from pairs of a better and a worse answer to give each answer a number, its reward. The model that comes out judges "
                        "answers and writes none."),
    .paper = "Ouyang et al. 2022, Training language models to follow instructions with human feedback, arXiv:2203.02155",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not pairs of a better and a worse answer, which this task learns from."),
    .writesText = false,
    .refusal = refusal,
    .hubTask = "text-classification",
    .modelTask = "sequence-classification",
    .metrics = kMetrics,
    .classes = kClasses,
};

}  // namespace attune
