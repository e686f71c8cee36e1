// SPDX-License-Identifier: GPL-3.0-or-later
// Scores a run and its base on rows that it was not trained on.
#include <algorithm>
#include <cmath>

#include "core/engine/objectives/preference_params.h"
#include "core/engine/task_facts.h"
#include "core/eval/metrics.h"
#include "core/eval/statistics.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

constexpr std::int64_t kLongestAnswer = 256;

// A row whose answer is generated: the question up to the last assistant turn, or a prompt and its better or good answer.
struct Question {
  std::vector<TokenId> tokens;
  std::string prompt, expected;
};

Result<std::vector<Question>> questionsOf(const Dataset& dataset, const std::vector<std::uint32_t>& rows, const ModelBundle& bundle, std::size_t most) {
  std::vector<Question> questions;
  for (const std::uint32_t row : rows) {
    if (questions.size() >= most) break;
    const Example& example = dataset.examples[row];
    const bool answered = example.kind == ExampleKind::Preference || isRatedGood(example);
    if (answered && !example.messages.empty() && !example.chosen.empty()) {
      ATTUNE_TRY(auto tokens, bundle.encodePrompt(example.messages, example.tools));
      questions.push_back({std::move(tokens), example.messages.back().content, example.chosen.back().content});
    }
    if (example.kind != ExampleKind::Conversation || example.messages.size() < 2 || example.messages.back().role != Role::Assistant) continue;
    const std::vector<Message> before(example.messages.begin(), example.messages.end() - 1);
    ATTUNE_TRY(auto tokens, bundle.encodePrompt(before, example.tools));
    questions.push_back({std::move(tokens), before.back().content, example.messages.back().content});
  }
  return questions;
}

// How tuning moved each pair: β times the log-probability that the better answer gained beyond the worse one, and whether that
// is in its favour.
std::vector<MetricComparison> preferences(const std::vector<double> (&better)[2], const std::vector<double> (&worse)[2], double beta) {
  std::vector<double> margins, right;
  for (std::size_t i = 0; i < better[0].size(); ++i) {
    const double margin = beta * ((better[0][i] - better[1][i]) - (worse[0][i] - worse[1][i]));
    margins.push_back(margin);
    right.push_back(margin > 0 ? 1 : margin < 0 ? 0 : 0.5);
  }
  return {{"preference_accuracy", {}, bootstrapMean(right), {}, true}, {"reward_margin", {}, bootstrapMean(margins), {}, true}};
}

// How tuning moved each rated answer: β times the log-probability that it gained, and whether that is as it was rated.
std::vector<MetricComparison> ratings(const std::vector<double> (&good)[2], const std::vector<double> (&bad)[2], double beta) {
  std::vector<double> rewards[2], right;
  for (const bool isGood : {true, false}) {
    const auto& losses = isGood ? good : bad;
    for (std::size_t i = 0; i < losses[0].size(); ++i) {
      const double gain = losses[0][i] - losses[1][i];
      rewards[isGood].push_back(beta * gain);
      right.push_back(gain == 0 ? 0.5 : (gain > 0) == isGood ? 1 : 0);
    }
  }
  std::vector<MetricComparison> all{{"preference_accuracy", {}, bootstrapMean(right), {}, true}};
  if (!rewards[1].empty()) all.push_back({"chosen_reward", {}, bootstrapMean(rewards[1]), {}, true});
  if (!rewards[0].empty()) all.push_back({"rejected_reward", {}, bootstrapMean(rewards[0]), {}, false});
  return all;
}

Estimate exponentiated(const Estimate& e) { return {perplexity(e.value), perplexity(e.low), perplexity(e.high)}; }

}  // namespace

const Project::TaskVerbs* Project::verbsOf(const std::string& task) {
  static constexpr TaskVerbs kVerbs[] = {
      {"text-classification", &Project::evaluateClasses, &Project::sortText},
      {"token-classification", &Project::evaluateTags, &Project::tagText},
      {"embedding", &Project::evaluateSearch, &Project::searchText},
      {"reward", &Project::evaluateRewards, &Project::judgeText},
  };
  const auto* found = std::ranges::find(kVerbs, task, &TaskVerbs::task);
  return found == std::end(kVerbs) ? nullptr : found;
}

Evaluation evaluationOf(const RunRecord& run, const TokenizedPart& test) {
  Evaluation evaluation;
  evaluation.rows = test.examples->size();
  evaluation.skipped = test.untrained;
  evaluation.step = run.summary.bestStep;
  return evaluation;
}

MetricComparison compared(const std::string& id, const std::vector<double>& base, const std::vector<double>& tuned, const std::vector<double>& weights,
                          bool higherIsBetter) {
  return {id, bootstrapMean(base, weights), bootstrapMean(tuned, weights), bootstrapDifference(base, tuned, weights), higherIsBetter};
}

Result<Json> Project::evaluate(const std::string& runId, std::size_t maxRows, const WorkContext& context, const std::vector<RunWeight>& stack) {
  ATTUNE_TRY(const RunRecord run, m_store->loadRun(runId));
  ATTUNE_TRY(const auto rows, dataset(run.spec.datasetId));
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  ATTUNE_TRY(const DatasetSplit split, splitOf(*rows, run.spec.split));
  if (split.test.empty())
    return fail("evaluate.no-test-rows", ATTUNE_TEXT("The split of “{0}” has no test rows."), {rows->name},
                ATTUNE_TEXT("Give the test part a share in the data page, then train again."));
  ATTUNE_TRY(const TokenizedPart test, tokenizeRows(*rows, split.test, *model, run.spec, context));
  if (test.examples->empty())
    return fail("evaluate.no-trained-token", ATTUNE_TEXT("No test row of “{0}” has an answer within the length of the run."), {rows->name});
  if (const TaskVerbs* verbs = verbsOf(run.spec.task))
    return stack.empty() ? (this->*verbs->evaluate)(run, *rows, test, maxRows, context) : tl::unexpected(noStackOf(run));
  const TaskFacts* task = findTask(run.spec.task);
  if (task != nullptr && task->form == RowForm::Questions) return evaluateRewarded(run, *rows, test, maxRows, context, stack);
  return evaluateAnswers(run, *rows, test, maxRows, context, stack);
}

Result<Json> Project::evaluateAnswers(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows,
                                      const WorkContext& context, const std::vector<RunWeight>& stack) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  ATTUNE_TRY(const auto questions, questionsOf(rows, test.rows, *model, maxRows == 0 ? test.rows.size() : maxRows));

  // Of single answers each row is in one of the lists; of pairs in both.
  const bool rated = commonKind(rows) == ExampleKind::Rated;
  const auto answers = [&](const std::shared_ptr<const std::vector<TokenizedExample>>& list) {
    std::vector<TokenizedExample> all;
    if (list) std::ranges::copy_if(*list, std::back_inserter(all), [](const TokenizedExample& example) { return !example.tokens.empty(); });
    return all;
  };
  const std::vector<TokenizedExample> better = answers(test.examples), worse = answers(test.rejected);

  Evaluation evaluation = evaluationOf(run, test);
  std::vector<double> tokens, losses[2], rejectedLosses[2], matches[2], rouges[2];
  for (const Question& question : questions) evaluation.answers.push_back({question.prompt, question.expected, {}, {}});
  const std::scoped_lock lock(m_opened->modelMutex);
  const double work = static_cast<double>(2 * questions.size());
  for (const bool tuned : {false, true}) {
    ATTUNE_TRY(OpenModel* const opened, openModel(run, tuned, context, stack));
    if (context.progress)
      context.progress({-1, tuned ? ATTUNE_TEXT("Scoring the tuned model on the test rows") : ATTUNE_TEXT("Scoring the base model on the test rows"), -1});
    ATTUNE_TRY(const auto scored, opened->evaluate(better, {}, context.stop));
    for (const ExampleLoss& row : scored) {
      losses[tuned].push_back(row.loss);
      if (!tuned) tokens.push_back(row.tokens);
    }
    if (test.rejected) {
      ATTUNE_TRY(const auto others, opened->evaluate(worse, {}, context.stop));
      for (const ExampleLoss& row : others) rejectedLosses[tuned].push_back(row.loss);
    }
    SamplingSettings greedy;
    greedy.maxNewTokens = kLongestAnswer;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (context.stop.stop_requested()) return stopped();
      if (context.progress)
        context.progress({static_cast<double>(tuned * questions.size() + i) / work, ATTUNE_TEXT("Answering test questions"), -1});
      ATTUNE_TRY(const Generation answer, opened->generate(questions[i].tokens, greedy, model->stopTokens(), {}, context.stop));
      const std::string text = model->tokenizer->decode(answer.tokens);
      (tuned ? evaluation.answers[i].tuned : evaluation.answers[i].base) = text;
      matches[tuned].push_back(exactMatch(text, questions[i].expected));
      rouges[tuned].push_back(rougeL(text, questions[i].expected));
    }
  }
  if (context.progress) context.progress({1, ATTUNE_TEXT("Answering test questions"), 0});

  if (!better.empty()) {
    const MetricComparison loss = compared("loss", losses[0], losses[1], tokens, false);
    evaluation.metrics.push_back(loss);
    evaluation.metrics.push_back({"perplexity", exponentiated(*loss.base), exponentiated(loss.tuned), {}, false});
  }
  if (!questions.empty()) {
    evaluation.metrics.push_back(compared("exact_match", matches[0], matches[1], {}, true));
    evaluation.metrics.push_back(compared("rouge_l", rouges[0], rouges[1], {}, true));
  }
  if (test.rejected) {
    const double beta = run.spec.params.get(params::kPreferenceBeta);
    for (MetricComparison& metric : rated ? ratings(losses, rejectedLosses, beta) : preferences(losses, rejectedLosses, beta))
      evaluation.metrics.push_back(std::move(metric));
  }
  return stack.empty() ? storeEvaluation(run, evaluation) : toJson(evaluation);
}

Result<Json> Project::storeEvaluation(const RunRecord& run, const Evaluation& evaluation) {
  Json result = toJson(evaluation);
  ATTUNE_TRY_VOID(m_store->saveEvaluation(run.id, result));
  RunSummary summary = run.summary;
  for (const MetricComparison& metric : evaluation.metrics) {
    if (metric.base) summary.metrics["base." + metric.id] = metric.base->value;
    if (metric.base) result["base"][metric.id] = metric.base->value;
    result["tuned"][metric.id] = metric.tuned.value;
    summary.metrics["tuned." + metric.id] = metric.tuned.value;
  }
  ATTUNE_TRY_VOID(m_store->updateSummary(run.id, summary));
  return result;
}

}  // namespace attune
