// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkpoint/train_state.h"

namespace attune::engine {
namespace {

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

std::optional<double> optionalNumber(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

}  // namespace

Json TrainState::toJson() const {
  Json json = Json::object();
  json["step"] = step;
  json["window_batches"] = windowBatches;
  json["window_loss"] = windowLoss;
  json["batch_parts"] = batchParts;
  json["recomputed_blocks"] = recomputedBlocks;
  json["looked_at"] = lookedAt;
  json["last_loss"] = orNull(lastLoss);
  json["best_step"] = bestStep;
  json["best_loss"] = orNull(bestLoss);
  json["looks_without_improvement"] = looksWithoutImprovement;
  json["plateau"] = {{"best", orNull(plateau.best)}, {"bad_looks", plateau.badLooks}, {"reduction", plateau.reduction}};
  json["tokens"] = tokens;
  json["trained_tokens"] = trainedTokens;
  json["elapsed_seconds"] = elapsedSeconds;
  json["observer"] = observer;
  if (!objective.is_null()) json["objective"] = objective;
  return json;
}

Result<TrainState> TrainState::fromJson(const Json& json) {
  try {
    TrainState state;
    json.at("step").get_to(state.step);
    json.at("window_batches").get_to(state.windowBatches);
    json.at("window_loss").get_to(state.windowLoss);
    state.batchParts = json.value("batch_parts", std::int64_t{1});  // neither is in checkpoints of older versions
    state.recomputedBlocks = json.value("recomputed_blocks", std::int64_t{0});
    json.at("looked_at").get_to(state.lookedAt);
    state.lastLoss = optionalNumber(json.at("last_loss"));
    json.at("best_step").get_to(state.bestStep);
    state.bestLoss = optionalNumber(json.at("best_loss"));
    json.at("looks_without_improvement").get_to(state.looksWithoutImprovement);
    if (json.contains("plateau")) {  // not in checkpoints of older versions
      const Json& plateau = json["plateau"];
      state.plateau.best = optionalNumber(plateau.at("best"));
      plateau.at("bad_looks").get_to(state.plateau.badLooks);
      plateau.at("reduction").get_to(state.plateau.reduction);
    }
    json.at("tokens").get_to(state.tokens);
    json.at("trained_tokens").get_to(state.trainedTokens);
    json.at("elapsed_seconds").get_to(state.elapsedSeconds);
    state.observer = json.at("observer");
    state.objective = json.value("objective", Json());
    return state;
  } catch (const nlohmann::json::exception& error) {
    return fail("checkpoint.bad-state", ATTUNE_TEXT("The checkpoint's state cannot be read."), {}, "", error.what());
  }
}

}  // namespace attune::engine
