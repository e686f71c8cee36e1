// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/facts.h"
#include "core/engine/objectives/preference_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kPreferenceLoss, &params::kPreferenceBeta, &params::kPreferenceSmoothing, &params::kSimpoGamma};
constexpr ExampleKind kKinds[] = {ExampleKind::Preference};
constexpr const char* kMetrics[] = {"preference_accuracy", "reward_margin"};

// What would be left unused is refused rather than passed over in silence.
std::optional<Error> refusal(const ModelConfig&, const ParamSet& set) {
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when learning from pairs of answers."), {label}, "",
                 ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  return std::nullopt;
}

}  // namespace

constinit const TaskFacts kPreferenceTask{
    .id = "preference",
    .label = ATTUNE_TEXT("Preferences"),
    .help = ATTUNE_TEXT("Learns from pairs of a better and a worse answer to prefer the better one. Choose it after the model has learnt to answer, "
                        "with a learning rate about ten times lower."),
    .paper = "Rafailov et al. 2023, Direct Preference Optimization, arXiv:2305.18290",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not pairs of a better and a worse answer, which this task learns from."),
    .writesText = true,
    .refusal = refusal,
    .metrics = kMetrics,
};

}  // namespace attune
