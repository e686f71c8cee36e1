// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/evaluation.h"

#include <algorithm>
#include <utility>

namespace attune {
namespace {

Json estimateJson(const Estimate& e) { return {{"value", e.value}, {"low", e.low}, {"high", e.high}}; }

Estimate estimateFrom(const Json& json) { return {json.at("value").get<double>(), json.at("low").get<double>(), json.at("high").get<double>()}; }

}  // namespace

Json toJson(const Evaluation& evaluation) {
  Json json = {{"set", evaluation.set}, {"rows", evaluation.rows}, {"skipped", evaluation.skipped}, {"step", evaluation.step},
               {"metrics", Json::array()}, {"answers", Json::array()}};
  for (const MetricComparison& metric : evaluation.metrics) {
    Json entry = {{"id", metric.id}, {"tuned", estimateJson(metric.tuned)}, {"higher_is_better", metric.higherIsBetter}};
    if (metric.base) entry["base"] = estimateJson(*metric.base);
    if (metric.difference) entry["difference"] = estimateJson(*metric.difference);
    json["metrics"].push_back(std::move(entry));
  }
  for (const AnswerPair& answer : evaluation.answers)
    json["answers"].push_back({{"prompt", answer.prompt}, {"expected", answer.expected}, {"base", answer.base}, {"tuned", answer.tuned}});
  if (evaluation.confusion) json["confusion"] = {{"labels", evaluation.confusion->labels}, {"counts", evaluation.confusion->counts}};
  return json;
}

Result<Evaluation> evaluationFromJson(const Json& json) {
  try {
    Evaluation evaluation;
    evaluation.set = json.at("set").get<std::string>();
    evaluation.rows = json.at("rows").get<std::uint64_t>();
    evaluation.skipped = json.at("skipped").get<std::uint64_t>();
    evaluation.step = json.at("step").get<std::int64_t>();
    for (const Json& entry : json.at("metrics")) {
      MetricComparison& metric = evaluation.metrics.emplace_back();
      metric.id = entry.at("id").get<std::string>();
      metric.tuned = estimateFrom(entry.at("tuned"));
      metric.higherIsBetter = entry.at("higher_is_better").get<bool>();
      if (entry.contains("base")) metric.base = estimateFrom(entry["base"]);
      if (entry.contains("difference")) metric.difference = estimateFrom(entry["difference"]);
    }
    for (const Json& entry : json.at("answers"))
      evaluation.answers.push_back({entry.at("prompt").get<std::string>(), entry.at("expected").get<std::string>(), entry.at("base").get<std::string>(),
                                    entry.at("tuned").get<std::string>()});
    if (const auto found = json.find("confusion"); found != json.end()) {
      ConfusionMatrix& matrix = evaluation.confusion.emplace();
      matrix.labels = found->at("labels").get<std::vector<std::string>>();
      matrix.counts = found->at("counts").get<std::vector<std::vector<std::uint64_t>>>();
      const auto square = std::ranges::all_of(matrix.counts, [&](const auto& row) { return row.size() == matrix.labels.size(); });
      if (!square || matrix.counts.size() != matrix.labels.size()) return fail("eval.bad-evaluation", ATTUNE_TEXT("A stored evaluation cannot be read."));
    }
    return evaluation;
  } catch (const nlohmann::json::exception& problem) {
    return fail("eval.bad-evaluation", ATTUNE_TEXT("A stored evaluation cannot be read."), {}, {}, problem.what());
  }
}

std::string metricLabel(const std::string& id) {
  static constexpr std::pair<const char*, const char*> kLabels[] = {
      {"loss", ATTUNE_TEXT("Loss")}, {"perplexity", ATTUNE_TEXT("Perplexity")}, {"exact_match", ATTUNE_TEXT("Exact match")},
      {"rouge_l", ATTUNE_TEXT("ROUGE-L")}, {"bleu", ATTUNE_TEXT("BLEU")}, {"accuracy", ATTUNE_TEXT("Accuracy")},
      {"f1_macro", ATTUNE_TEXT("Macro F1")}, {"f1_micro", ATTUNE_TEXT("Micro F1")}, {"token_accuracy", ATTUNE_TEXT("Accuracy of tags")},
      {"entity_f1", ATTUNE_TEXT("Entity F1")}, {"entity_precision", ATTUNE_TEXT("Entity precision")}, {"entity_recall", ATTUNE_TEXT("Entity recall")},
      {"entity_f1_strict", ATTUNE_TEXT("Entity F1, strict")},
      {"preference_accuracy", ATTUNE_TEXT("Preference accuracy")}, {"reward_margin", ATTUNE_TEXT("Reward margin")},
      {"chosen_reward", ATTUNE_TEXT("Reward of better answers")}, {"rejected_reward", ATTUNE_TEXT("Reward of worse answers")},
      {"recall_at_1", ATTUNE_TEXT("Found first")}, {"recall_at_5", ATTUNE_TEXT("Found among 5")}, {"recall_at_10", ATTUNE_TEXT("Found among 10")},
      {"reward", ATTUNE_TEXT("Reward")}, {"kl_to_base", ATTUNE_TEXT("Distance from the base (KL)")}, {"answer_tokens", ATTUNE_TEXT("Tokens of an answer")},
      {"answer_words", ATTUNE_TEXT("Words of an answer")}, {"state_distance", ATTUNE_TEXT("Distance from the teacher's states")}, {"equal_rewards", ATTUNE_TEXT("Questions whose answers are rewarded alike")},
      {"mrr", ATTUNE_TEXT("Mean reciprocal rank")}};
  for (const auto& [known, label] : kLabels)
    if (id == known) return label;
  // F1 is called so everywhere, and kinds are the data's own words.
  constexpr std::string_view kOfKind = "entity_f1.";
  if (id.starts_with(kOfKind)) return "F1 " + id.substr(kOfKind.size());
  return id;
}

}  // namespace attune
