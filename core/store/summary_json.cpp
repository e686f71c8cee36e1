// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/summary_json.h"

#include "core/run/json_reader.h"

namespace attune {
namespace {

Json optionalNumber(const std::optional<double>& value) {
  return value ? finiteOrNull(*value) : Json(nullptr);
}

void readOptional(JsonReader& reader, const char* key, std::optional<double>& field) {
  double value = std::numeric_limits<double>::quiet_NaN();
  reader.read(key, value);
  if (std::isfinite(value)) field = value;
}

}  // namespace

Json toJson(const RunSummary& s) {
  return {{"steps", s.steps},
          {"best_step", s.bestStep},
          {"trainable_parameters", s.trainableParameters},
          {"total_parameters", s.totalParameters},
          {"tokens", s.tokens},
          {"train_loss", optionalNumber(s.trainLoss)},
          {"validation_loss", optionalNumber(s.validationLoss)},
          {"best_validation_loss", optionalNumber(s.bestValidationLoss)},
          {"first_validation_loss", optionalNumber(s.firstValidationLoss)},
          {"elapsed_seconds", finiteOrNull(s.elapsedSeconds)},
          {"tokens_per_second", finiteOrNull(s.tokensPerSecond)},
          {"peak_bytes", s.peakBytes},
          {"verdict", s.verdict}};
}

Result<RunSummary> summaryFromJson(const Json& json) {
  RunSummary s;
  if (!json.is_object()) return fail("store.damaged", ATTUNE_TEXT("The summary of a run is damaged."));
  JsonReader reader(json);
  reader.read("steps", s.steps);
  reader.read("best_step", s.bestStep);
  reader.read("trainable_parameters", s.trainableParameters);
  reader.read("total_parameters", s.totalParameters);
  reader.read("tokens", s.tokens);
  readOptional(reader, "train_loss", s.trainLoss);
  readOptional(reader, "validation_loss", s.validationLoss);
  readOptional(reader, "best_validation_loss", s.bestValidationLoss);
  readOptional(reader, "first_validation_loss", s.firstValidationLoss);
  reader.read("elapsed_seconds", s.elapsedSeconds);
  reader.read("tokens_per_second", s.tokensPerSecond);
  reader.read("peak_bytes", s.peakBytes);
  reader.read("verdict", s.verdict);
  if (!reader.badKey().empty())
    return fail("store.damaged", ATTUNE_TEXT("The summary of a run is damaged: its field “{0}” has a wrong value."),
                {reader.badKey()});
  return s;
}

void addEvaluationMetrics(const Json& evaluation, std::map<std::string, double>& metrics) {
  const auto list = evaluation.is_object() ? evaluation.find("metrics") : evaluation.end();
  if (!evaluation.is_object() || list == evaluation.end() || !list->is_array()) return;
  for (const Json& metric : *list) {
    if (!metric.is_object() || !metric.contains("id") || !metric["id"].is_string()) continue;
    for (const char* model : {"base", "tuned"}) {
      const auto estimate = metric.find(model);
      if (estimate == metric.end() || !estimate->is_object()) continue;
      const auto value = estimate->find("value");
      if (value != estimate->end() && value->is_number())
        metrics[std::string(model) + "." + metric["id"].get<std::string>()] = value->get<double>();
    }
  }
}

}  // namespace attune
