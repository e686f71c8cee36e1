// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that judge answers: how often the better answer of a test row gets the higher reward, and the reward of an answer.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/engine/objectives/reward_params.h"
#include "core/eval/metrics.h"
#include "core/eval/statistics.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

std::string rewardText(double reward) {
  char text[32];
  std::snprintf(text, sizeof text, "%+.3f", reward);
  return text;
}

}  // namespace

Result<Json> Project::evaluateRewards(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context) {
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, true, context));
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Scoring the tuned model on the test rows"), -1});
  ATTUNE_TRY(const Logits better, opened->classify(*test.examples, context.progress, context.stop));
  ATTUNE_TRY(const Logits worse, opened->classify(*test.rejected, context.progress, context.stop));

  Evaluation evaluation = evaluationOf(run, test);
  const double centring = run.spec.params.get(params::kCenterRewards);
  std::vector<double> losses, margins, right;
  for (std::size_t i = 0; i < test.rows.size(); ++i) {
    const double chosen = static_cast<double>(better.values[i]), rejected = static_cast<double>(worse.values[i]), margin = chosen - rejected;
    losses.push_back(std::log1p(std::exp(-std::abs(margin))) + std::max(-margin, 0.0) + centring * (chosen + rejected) * (chosen + rejected));
    margins.push_back(margin);
    right.push_back(margin > 0 ? 1 : margin < 0 ? 0 : 0.5);
    if (maxRows != 0 && i >= maxRows) continue;
    const Example& example = rows.examples[test.rows[i]];
    const std::string& answer = example.chosen.back().content;
    evaluation.answers.push_back({example.messages.empty() ? std::string() : example.messages.back().content, answer, {},
                                  rewardText(chosen) + "  " + answer + "\n" + rewardText(rejected) + "  " + example.rejected.back().content});
  }
  evaluation.metrics.push_back({"loss", {}, bootstrapMean(losses), {}, false});
  evaluation.metrics.push_back({"preference_accuracy", {}, bootstrapMean(right), {}, true});
  evaluation.metrics.push_back({"reward_margin", {}, bootstrapMean(margins), {}, true});
  return storeEvaluation(run, evaluation);
}

Result<std::string> Project::judgeText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  Example example;
  example.messages = messages;
  ATTUNE_TRY(EncodedExample encoded, model->encode(example, model->encodeSettings(run.spec)));
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, useAdapter, context));
  ATTUNE_TRY(const Logits reward, opened->classify({std::move(encoded.example)}, {}, context.stop));
  return rewardText(static_cast<double>(reward.values.front()));
}

}  // namespace attune
