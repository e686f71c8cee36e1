// SPDX-License-Identifier: GPL-3.0-or-later
// Scores a run that learns from rewards: the answers of base and tuned model to the test questions, rewarded as in training.
#include <algorithm>

#include "core/engine/objectives/grpo_params.h"
#include "core/eval/metrics.h"
#include "core/workflow/answer_rewards.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {

Result<Json> Project::evaluateRewarded(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows,
                                       const WorkContext& context, const std::vector<RunWeight>& stack) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  ATTUNE_TRY(const AnswerRewards rewards, rewardsOf(run.spec, context));
  const std::size_t count = maxRows == 0 ? test.rows.size() : std::min(maxRows, test.rows.size());
  std::vector<RowQuestion> questions;
  for (std::size_t i = 0; i < count; ++i) questions.push_back(questionOf(rows.examples[test.rows[i]]).value_or(RowQuestion{}));

  Evaluation evaluation = evaluationOf(run, test);
  evaluation.rows = count;
  for (const RowQuestion& question : questions) evaluation.answers.push_back({question.messages.back().content, question.expected, {}, {}});
  SamplingSettings greedy;
  greedy.maxNewTokens = run.spec.params.get(params::kCompletionLength);
  std::vector<double> rewarded[2], matches[2], lengths[2];
  const std::scoped_lock lock(m_opened->modelMutex);
  for (const bool tuned : {false, true}) {
    ATTUNE_TRY(OpenModel* const opened, openModel(run, tuned, context, stack));
    for (std::size_t i = 0; i < count; ++i) {
      if (context.progress)
        context.progress({static_cast<double>(tuned * count + i) / static_cast<double>(2 * count), ATTUNE_TEXT("Answering test questions"), -1});
      ATTUNE_TRY(const Generation answer, opened->generate((*test.examples)[i].tokens, greedy, model->stopTokens(), {}, context.stop));
      if (context.stop.stop_requested()) return stopped();
      const std::string text = model->tokenizer->decode(answer.tokens);
      (tuned ? evaluation.answers[i].tuned : evaluation.answers[i].base) = text;
      ATTUNE_TRY(const std::vector<double> reward, rewards.of(questions[i], {text}, context.stop));
      rewarded[tuned].push_back(reward.front());
      matches[tuned].push_back(exactMatch(text, questions[i].expected));
      lengths[tuned].push_back(static_cast<double>(words(text).size()));
    }
  }
  if (context.progress) context.progress({1, ATTUNE_TEXT("Answering test questions"), 0});
  evaluation.metrics.push_back(compared("reward", rewarded[0], rewarded[1], {}, true));
  evaluation.metrics.push_back(compared("exact_match", matches[0], matches[1], {}, true));
  evaluation.metrics.push_back(compared("answer_words", lengths[0], lengths[1], {}, false));
  return stack.empty() ? storeEvaluation(run, evaluation) : toJson(evaluation);
}

}  // namespace attune
