// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_event.h"

#include <charconv>
#include <set>

#include "core/run/json_reader.h"

namespace attune {
namespace {

// A float printed as a double shows digits it does not have (2.299999952316284 for 2.3f): the shortest decimal that
// gives the same float back is four times smaller in `--events jsonl`.
Json shortFloat(float value) {
  if (!std::isfinite(value)) return nullptr;
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  double decimal = value;
  std::from_chars(buffer, end, decimal);
  return decimal;
}

Json errorJson(const Error& error) {
  return {
      {"code", error.code}, {"text", error.text}, {"args", error.args}, {"detail", error.detail}, {"hint", error.hint}};
}

Json eventJson(const RunStarted& e) {
  return {{"type", "started"},
          {"device", e.device},
          {"precision", e.precision},
          {"trainable_parameters", e.trainableParameters},
          {"total_parameters", e.totalParameters},
          {"total_steps", e.totalSteps},
          {"train_examples", e.trainExamples},
          {"validation_examples", e.validationExamples},
          {"resumed_from_step", e.resumedFromStep},
          {"recomputed_blocks", e.recomputedBlocks},
          {"blocks", e.blocks},
          {"versions", e.versions}};
}

Json eventJson(const StepMetrics& e) {
  return {{"type", "step"},
          {"step", e.step},
          {"epoch", finiteOrNull(e.epoch)},
          {"loss", finiteOrNull(e.loss)},
          {"learning_rate", finiteOrNull(e.learningRate)},
          {"grad_norm", finiteOrNull(e.gradientNorm)},
          {"tokens", e.tokens},
          {"trained_tokens", e.trainedTokens},
          {"tokens_per_second", finiteOrNull(e.tokensPerSecond)},
          {"elapsed_seconds", finiteOrNull(e.elapsedSeconds)},
          {"memory_bytes", e.memoryBytes}};
}

Json eventJson(const EvalMetrics& e) {
  Json losses = Json::array();
  for (const float loss : e.exampleLosses) losses.push_back(shortFloat(loss));
  Json metrics = Json::object();
  for (const auto& [name, value] : e.metrics) metrics[name] = finiteOrNull(value);
  return {{"type", "eval"},
          {"step", e.step},
          {"epoch", finiteOrNull(e.epoch)},
          {"set", e.set},
          {"loss", finiteOrNull(e.loss)},
          {"example_losses", std::move(losses)},
          {"example_tokens", e.exampleTokens},
          {"metrics", std::move(metrics)},
          {"elapsed_seconds", finiteOrNull(e.elapsedSeconds)}};
}

Json eventJson(const SampleGenerated& e) {
  return {{"type", "sample"}, {"step", e.step}, {"prompt", e.prompt}, {"expected", e.expected}, {"answer", e.answer}};
}

Json eventJson(const CheckpointSaved& e) {
  return {{"type", "checkpoint"},
          {"step", e.step},
          {"path", e.path},
          {"best", e.best},
          {"validation_loss", finiteOrNull(e.validationLoss)}};
}

Json eventJson(const RunWarning& e) {
  return {{"type", "warning"}, {"step", e.step},     {"kind", e.kind},         {"text", e.text},
          {"args", e.args},    {"advice", e.advice}, {"best_step", e.bestStep}};
}

Json eventJson(const RunFinished& e) {
  Json json{{"type", "finished"},
            {"outcome", outcomeId(e.outcome)},
            {"step", e.step},
            {"best_step", e.bestStep},
            {"elapsed_seconds", finiteOrNull(e.elapsedSeconds)},
            {"peak_bytes", e.peakBytes},
            {"stopped_early", e.stoppedEarly}};
  if (e.error) json["error"] = errorJson(*e.error);
  return json;
}

void readEvent(JsonReader& r, RunStarted& e) {
  r.read("device", e.device);
  r.read("precision", e.precision);
  r.read("trainable_parameters", e.trainableParameters);
  r.read("total_parameters", e.totalParameters);
  r.read("total_steps", e.totalSteps);
  r.read("train_examples", e.trainExamples);
  r.read("validation_examples", e.validationExamples);
  r.read("resumed_from_step", e.resumedFromStep);
  r.read("recomputed_blocks", e.recomputedBlocks);
  r.read("blocks", e.blocks);
  r.read("versions", e.versions);
}

void readEvent(JsonReader& r, StepMetrics& e) {
  r.read("step", e.step);
  r.read("epoch", e.epoch);
  r.read("loss", e.loss);
  r.read("learning_rate", e.learningRate);
  r.read("grad_norm", e.gradientNorm);
  r.read("tokens", e.tokens);
  r.read("trained_tokens", e.trainedTokens);
  r.read("tokens_per_second", e.tokensPerSecond);
  r.read("elapsed_seconds", e.elapsedSeconds);
  r.read("memory_bytes", e.memoryBytes);
}

void readEvent(JsonReader& r, EvalMetrics& e) {
  r.read("step", e.step);
  r.read("epoch", e.epoch);
  r.read("set", e.set);
  r.read("loss", e.loss);
  r.readNumbers("example_losses", e.exampleLosses);
  r.readNumbers("example_tokens", e.exampleTokens);
  r.read("metrics", e.metrics);
  r.read("elapsed_seconds", e.elapsedSeconds);
}

void readEvent(JsonReader& r, SampleGenerated& e) {
  r.read("step", e.step);
  r.read("prompt", e.prompt);
  r.read("expected", e.expected);
  r.read("answer", e.answer);
}

void readEvent(JsonReader& r, CheckpointSaved& e) {
  r.read("step", e.step);
  r.read("path", e.path);
  r.read("best", e.best);
  r.read("validation_loss", e.validationLoss);
}

void readEvent(JsonReader& r, RunWarning& e) {
  r.read("step", e.step);
  r.read("kind", e.kind);
  r.read("text", e.text);
  r.read("args", e.args);
  r.read("advice", e.advice);
  r.read("best_step", e.bestStep);
}

void readEvent(JsonReader& r, RunFinished& e) {
  std::string outcome = outcomeId(e.outcome);
  r.read("outcome", outcome);
  bool known = false;
  for (const RunOutcome candidate : {RunOutcome::Completed, RunOutcome::Stopped, RunOutcome::Failed})
    if (outcome == outcomeId(candidate)) {
      e.outcome = candidate;
      known = true;
    }
  if (!known) r.reject("outcome");
  r.read("step", e.step);
  r.read("best_step", e.bestStep);
  r.read("elapsed_seconds", e.elapsedSeconds);
  r.read("peak_bytes", e.peakBytes);
  r.read("stopped_early", e.stoppedEarly);
  const Json* error = r.child("error");
  if (!error) return;
  if (!error->is_object()) return r.reject("error");
  JsonReader fields(*error);
  e.error.emplace();
  fields.read("code", e.error->code);
  fields.read("text", e.error->text);
  fields.read("args", e.error->args);
  fields.read("detail", e.error->detail);
  fields.read("hint", e.error->hint);
  if (!fields.badKey().empty()) r.reject("error");
}

template <class T>
Result<RunEvent> eventFrom(const Json& json) {
  JsonReader reader(json);
  T event;
  readEvent(reader, event);
  if (!reader.badKey().empty())
    return fail("run.bad-event",
                ATTUNE_TEXT("A stored event of kind “{0}” is damaged: its field “{1}” has a wrong value."),
                {json["type"].get<std::string>(), reader.badKey()});
  return RunEvent(std::move(event));
}

struct EventKind {
  const char* type;
  Result<RunEvent> (*read)(const Json&);
};
constexpr EventKind kKinds[] = {{"started", eventFrom<RunStarted>},         {"step", eventFrom<StepMetrics>},
                                {"eval", eventFrom<EvalMetrics>},           {"sample", eventFrom<SampleGenerated>},
                                {"checkpoint", eventFrom<CheckpointSaved>}, {"warning", eventFrom<RunWarning>},
                                {"finished", eventFrom<RunFinished>}};

}  // namespace

Json toJson(const RunEvent& event) {
  return std::visit([](const auto& e) { return eventJson(e); }, event);
}

Result<RunEvent> runEventFromJson(const Json& json) {
  const auto type = json.is_object() ? json.find("type") : json.end();
  if (!json.is_object() || type == json.end() || !type->is_string())
    return fail("run.bad-event", ATTUNE_TEXT("A stored event is damaged: it does not say what kind of event it is."));
  for (const EventKind& kind : kKinds)
    if (*type == kind.type) return kind.read(json);
  return fail("run.unknown-event", ATTUNE_TEXT("A stored event has the unknown kind “{0}”."),
              {type->get<std::string>()}, ATTUNE_TEXT("It was probably written by a newer version of Attune."));
}

const char* outcomeId(RunOutcome outcome) {
  switch (outcome) {
    case RunOutcome::Completed:
      return "completed";
    case RunOutcome::Stopped:
      return "stopped";
    case RunOutcome::Failed:
      return "failed";
  }
  return "failed";
}

std::int64_t eventStep(const RunEvent& event) {
  return std::visit(
      [](const auto& e) -> std::int64_t {
        if constexpr (requires { e.step; })
          return e.step;
        else
          return e.resumedFromStep;
      },
      event);
}

void dropOvertaken(std::vector<RunEvent>& events) {
  std::vector<RunEvent> kept;
  kept.reserve(events.size());
  std::set<std::pair<std::string, std::int64_t>> looks;
  for (RunEvent& event : events) {
    if (const auto* started = std::get_if<RunStarted>(&event); started && !kept.empty())
      std::erase_if(kept, [&](const RunEvent& old) {
        if (std::holds_alternative<RunStarted>(old)) return false;
        return std::holds_alternative<RunFinished>(old) || eventStep(old) > started->resumedFromStep;
      });
    // A look that no checkpoint knows of is taken once more.
    if (const auto* look = std::get_if<EvalMetrics>(&event); look && !looks.emplace(look->set, look->step).second)
      std::erase_if(kept, [&](const RunEvent& old) {
        const auto* before = std::get_if<EvalMetrics>(&old);
        return before && before->set == look->set && before->step == look->step;
      });
    kept.push_back(std::move(event));
  }
  events = std::move(kept);
}

}  // namespace attune
