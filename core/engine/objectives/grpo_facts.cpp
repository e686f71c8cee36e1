// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/facts.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kNumGenerations, &params::kCompletionLength, &params::kSamplingTemperature, &params::kGrpoBeta,
                                &params::kRewardExact, &params::kRewardContains, &params::kRewardNumber, &params::kRewardPattern,
                                &params::kRewardPatternWeight, &params::kRewardWords, &params::kRewardWordsWeight, &params::kRewardModel,
                                &params::kRewardModelWeight, &params::kNumIterations, &params::kClipEpsilon, &params::kScaleRewards};
constexpr ExampleKind kKinds[] = {ExampleKind::Conversation, ExampleKind::Preference, ExampleKind::Classification};
constexpr const char* kMetrics[] = {"reward", "kl_to_base", "answer_tokens"};

std::optional<Error> refusal(const ModelConfig& config, const ParamSet& set) {
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when the model learns from its own answers."), {label}, "",
                 ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  auto rules = AnswerRules::create(params::answerWeights(set));
  if (!rules) return std::move(rules.error());
  if (rules->weight() <= 0 && (set.get(params::kRewardModel).empty() || set.get(params::kRewardModelWeight) <= 0))
    return Error{"task.no-reward", ATTUNE_TEXT("No reward has a weight, so there is nothing to learn."), {}, "",
                 ATTUNE_TEXT("Give a rule a weight above 0, or name a reward model.")};
  if (config.maxPositions > 0 && set.get(params::kCompletionLength) >= config.maxPositions)
    return Error{"task.long-answers", ATTUNE_TEXT("Answers of {0} tokens leave no room for a question: the model reads {1} tokens."),
                 {std::to_string(set.get(params::kCompletionLength)), std::to_string(config.maxPositions)}, "",
                 ATTUNE_TEXT("Lower “Answer at most”.")};
  return std::nullopt;
}

std::int64_t stepsPerWindow(const ParamSet& set) { return set.get(params::kNumIterations); }

}  // namespace

constinit const TaskFacts kGrpoTask{
    .id = "grpo",
    .label = ATTUNE_TEXT("Rewards for answers"),
    .help = ATTUNE_TEXT("Writes several answers to each question, rewards them by rules or a reward model, and learns from those that beat the others. "
                        "Choose it after the model has learnt to answer, with a learning rate about ten times lower and few rows at a time; looks answer 24 questions at most."),
    .paper = "Shao et al. 2024, DeepSeekMath (group relative policy optimisation), arXiv:2402.03300",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not questions with answers, which this task writes answers to."),
    .writesText = true,
    .refusal = refusal,
    .metrics = kMetrics,
    .form = RowForm::Questions,
    .stepsPerWindow = stepsPerWindow,
    .noRateTest = ATTUNE_TEXT("A learning rate is found by watching the loss fall, and this task has none that falls: each step rewards answers newly written."),
    .lookRows = 24,
};

}  // namespace attune
