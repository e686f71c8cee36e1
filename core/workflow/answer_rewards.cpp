// SPDX-License-Identifier: GPL-3.0-or-later
// Rewards of answers: by rules, and by a run that has learnt to judge.
#include "core/workflow/answer_rewards.h"

#include <cmath>

#include "core/base/hash.h"
#include "core/engine/engine_loader.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/engine/task_facts.h"
#include "core/params/training_params.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

/// The rewards of the rows of a run, as the engine asks for them.
class RowJudge : public AnswerJudge {
 public:
  RowJudge(AnswerRewards rewards, std::vector<RowQuestion> train, std::vector<RowQuestion> validation, std::shared_ptr<const Tokenizer> tokenizer)
      : m_rewards(std::move(rewards)), m_questions{std::move(train), std::move(validation)}, m_tokenizer(std::move(tokenizer)) {}

  Result<std::vector<double>> rewards(bool validation, std::size_t row, const std::vector<Generation>& answers, std::stop_token stop) override {
    std::vector<std::string> texts;
    for (const Generation& answer : answers) texts.push_back(m_tokenizer->decode(answer.tokens));
    return m_rewards.of(m_questions[validation].at(row), texts, std::move(stop));
  }

  std::string contentHash() const override { return m_rewards.contentHash(); }

 private:
  AnswerRewards m_rewards;
  std::vector<RowQuestion> m_questions[2];  // of training and validation rows
  std::shared_ptr<const Tokenizer> m_tokenizer;
};

std::vector<RowQuestion> questionsOf(const Dataset& dataset, const std::vector<std::uint32_t>& rows) {
  std::vector<RowQuestion> questions;
  for (const std::uint32_t row : rows) questions.push_back(questionOf(dataset.examples[row]).value_or(RowQuestion{}));
  return questions;
}

}  // namespace

Result<AnswerRewards> AnswerRewards::create(const ParamSet& set, std::unique_ptr<RewardModel> model) {
  ATTUNE_TRY(AnswerRules rules, AnswerRules::create(params::answerWeights(set)));
  const double weight = model ? set.get(params::kRewardModelWeight) : 0;
  return AnswerRewards(std::move(rules), std::move(model), weight);
}

Result<std::vector<double>> AnswerRewards::of(const RowQuestion& question, const std::vector<std::string>& answers, std::stop_token stop) const {
  std::vector<double> rewards;
  for (const std::string& answer : answers) rewards.push_back(m_rules.score(answer, question.expected));
  if (m_model) {
    std::vector<TokenizedExample> texts;
    for (const std::string& answer : answers) {
      Example example;
      example.messages = question.messages;
      example.messages.emplace_back(Role::Assistant, answer);
      ATTUNE_TRY(EncodedExample encoded, m_model->bundle->encode(example, m_model->bundle->encodeSettings(m_model->spec)));
      texts.push_back(std::move(encoded.example));
    }
    ATTUNE_TRY(const Logits judged, m_model->model->classify(texts, {}, std::move(stop)));
    for (std::size_t i = 0; i < rewards.size(); ++i) rewards[i] += m_modelWeight / (1 + std::exp(-static_cast<double>(judged.values[i])));
  }
  for (double& reward : rewards) reward /= m_rules.weight() + m_modelWeight;
  return rewards;
}

Result<std::optional<RunRecord>> Project::rewardRun(const RunSpec& spec) const {
  const std::string name = spec.task == "grpo" ? spec.params.get(params::kRewardModel) : std::string();
  if (name.empty() || spec.params.get(params::kRewardModelWeight) <= 0) return std::nullopt;
  ATTUNE_TRY(const std::string id, findRun(name));
  ATTUNE_TRY(RunRecord run, m_store->loadRun(id));
  if (run.spec.task != "reward")
    return fail("reward.no-judge", ATTUNE_TEXT("The run “{0}” has not learnt to judge answers."), {run.spec.name},
                ATTUNE_TEXT("Choose a run of the task “Judging answers”."));
  return run;
}

Result<AnswerRewards> Project::rewardsOf(const RunSpec& spec, const WorkContext& context) const {
  ATTUNE_TRY(const std::optional<RunRecord> run, rewardRun(spec));
  std::unique_ptr<RewardModel> model;
  if (run) {
    model = std::make_unique<RewardModel>();
    model->spec = run->spec;
    ATTUNE_TRY(model->bundle, ModelBundle::open(run->spec.modelPath));
    ATTUNE_TRY(const auto checkpoint, checkpointPath(*run));
    ATTUNE_TRY(const std::string manifest, sha256OfFile(checkpoint / "MANIFEST.json"));
    model->contentHash = run->spec.modelHash + " " + manifest;
    ATTUNE_TRY(const auto engine, loadEngine());
    const OpenRequest request{run->spec.modelPath, checkpoint, spec.device, spec.params.get(params::kPrecision), run->spec.task, run->spec.classes, false};
    ATTUNE_TRY(model->model, engine->open(request, context.progress, context.stop));
  }
  return AnswerRewards::create(spec.params, std::move(model));
}

Result<std::shared_ptr<AnswerJudge>> Project::judgeOf(const RunSpec& spec, const Dataset& rows, const TokenizedPart& train, const TokenizedPart& validation,
                                                      const WorkContext& context) const {
  if (spec.task != "grpo") return nullptr;
  ATTUNE_TRY(AnswerRewards rewards, rewardsOf(spec, context));
  ATTUNE_TRY(const auto model, bundle(spec.modelPath));
  return std::make_shared<RowJudge>(std::move(rewards), questionsOf(rows, train.rows), questionsOf(rows, validation.rows), model->tokenizer);
}

}  // namespace attune
