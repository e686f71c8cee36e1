// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/eval/answer_rules.h"
#include "core/params/param.h"

/// The hyperparameters of learning from rewards.
namespace attune::params {

inline constexpr Param<std::int64_t> kNumGenerations{"num_generations", ATTUNE_TEXT("Answers per question"),
    ATTUNE_TEXT("How many answers are written to each question, whose rewards are compared with each other. A step works on this many for each row."), 8, 2, 256};
inline constexpr Param<std::int64_t> kCompletionLength{"max_completion_length", ATTUNE_TEXT("Answer at most"),
    ATTUNE_TEXT("Tokens after which an answer is cut off."), 128, 1, 1'000'000, ATTUNE_TEXT("tokens")};
inline constexpr Param<double> kSamplingTemperature{"sampling_temperature", ATTUNE_TEXT("Temperature of the answers"),
    ATTUNE_TEXT("Below 1 the answers to a question resemble each other, above 1 they are more daring."), 1.0, 0.05, 10.0};
inline constexpr Param<double> kGrpoBeta{"grpo_beta", ATTUNE_TEXT("Pull to the base β"),
    ATTUNE_TEXT("How strongly the model is held to what it was before training; 0 sets it free and saves the work of comparing."), 0.04, 0.0, 1000.0};
inline constexpr Param<double> kRewardExact{"reward_exact", ATTUNE_TEXT("Reward: same as the answer"),
    ATTUNE_TEXT("Weight of a reward for the words of the row's own answer, no more and no less. The weights of all rewards are scaled to sum to 1."), 1.0, 0.0, 1000.0};
inline constexpr Param<double> kRewardContains{"reward_contains", ATTUNE_TEXT("Reward: contains the answer"),
    ATTUNE_TEXT("Weight of a reward for an answer in which the words of the row's own answer stand side by side."), 0.0, 0.0, 1000.0};
inline constexpr Param<double> kRewardNumber{"reward_number", ATTUNE_TEXT("Reward: same number"),
    ATTUNE_TEXT("Weight of a reward for an answer whose last number is the last number of the row's own answer."), 0.0, 0.0, 1000.0};
inline constexpr Param<std::string_view> kRewardPattern{"reward_pattern", ATTUNE_TEXT("Pattern to match"),
    ATTUNE_TEXT("A regular expression that rewarded answers match: \\A is the start of an answer, \\z its end. Empty leaves it out."), ""};
inline constexpr Param<double> kRewardPatternWeight{"reward_pattern_weight", ATTUNE_TEXT("Reward: matches the pattern"),
    ATTUNE_TEXT("Weight of the reward for matching the pattern."), 1.0, 0.0, 1000.0, "", true};
inline constexpr Param<std::int64_t> kRewardWords{"reward_max_words", ATTUNE_TEXT("Words at most"),
    ATTUNE_TEXT("Answers up to this many words get the whole reward for shortness, those of twice as many none. 0 leaves it out."), 0, 0, 1'000'000};
inline constexpr Param<double> kRewardWordsWeight{"reward_length_weight", ATTUNE_TEXT("Reward: short"),
    ATTUNE_TEXT("Weight of the reward for shortness."), 1.0, 0.0, 1000.0, "", true};
inline constexpr Param<std::string_view> kRewardModel{"reward_model", ATTUNE_TEXT("Reward model"),
    ATTUNE_TEXT("Name of a finished run of the task “Judging answers”, whose judgement rewards answers. Empty leaves it out."), ""};
inline constexpr Param<double> kRewardModelWeight{"reward_model_weight", ATTUNE_TEXT("Reward: the model's judgement"),
    ATTUNE_TEXT("Weight of the reward model's judgement, which is brought to between 0 and 1."), 1.0, 0.0, 1000.0, "", true};
inline constexpr Param<std::int64_t> kNumIterations{"num_iterations", ATTUNE_TEXT("Steps per answers μ"),
    ATTUNE_TEXT("How many steps learn from the same answers before new ones are written. More save writing and use older answers."), 1, 1, 64, "", true};
inline constexpr Param<double> kClipEpsilon{"epsilon", ATTUNE_TEXT("Clipping ε"),
    ATTUNE_TEXT("How far a token's probability may move from what it was when the answer was written before it counts no more."), 0.2, 0.0, 10.0, "", true};
inline constexpr Param<bool> kScaleRewards{"scale_rewards", ATTUNE_TEXT("Scale rewards by their spread"),
    ATTUNE_TEXT("Divides by the standard deviation of a question's rewards, so that hard and easy questions count alike."), true, true};

/// The rules among the settings.
inline AnswerWeights answerWeights(const ParamSet& set) {
  return {set.get(kRewardExact), set.get(kRewardContains), set.get(kRewardNumber), set.get(kRewardPatternWeight), set.get(kRewardWordsWeight),
          set.get(kRewardPattern), set.get(kRewardWords)};
}

}  // namespace attune::params
