// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/eval/answer_rules.h"
#include "core/workflow/questions.h"

namespace attune {

/// A run of the task reward, opened to judge answers.
struct RewardModel {
  RunSpec spec;
  std::shared_ptr<const ModelBundle> bundle;
  std::unique_ptr<OpenModel> model;
  std::string contentHash;
};

/// The rewards of a run's settings: rules, a reward model, or both. Thread: one at a time.
class AnswerRewards {
 public:
  /// Errors: reward.pattern.
  static Result<AnswerRewards> create(const ParamSet& params, std::unique_ptr<RewardModel> model);
  /// The reward, 0 … 1, of each answer to a question: the mean by weight of what the rules say and of σ(r), r being the reward model's
  /// judgement. Errors: those of encodeExample and OpenModel::classify.
  Result<std::vector<double>> of(const RowQuestion& question, const std::vector<std::string>& answers, std::stop_token stop) const;
  /// Of the reward model; empty without one.
  std::string contentHash() const { return m_model ? m_model->contentHash : std::string(); }

 private:
  AnswerRewards(AnswerRules rules, std::unique_ptr<RewardModel> model, double modelWeight)
      : m_rules(std::move(rules)), m_model(std::move(model)), m_modelWeight(modelWeight) {}
  AnswerRules m_rules;
  std::unique_ptr<RewardModel> m_model;  // null without one
  double m_modelWeight = 0;
};

}  // namespace attune
