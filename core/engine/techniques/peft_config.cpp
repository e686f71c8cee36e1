// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/peft_config.h"

#include <cmath>

#include "core/engine/techniques/lora_modules.h"

namespace attune::engine {
namespace {

tl::unexpected<Error> unsupported(const std::string& key, const std::string& value) {
  return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter sets “{0}” to {1}, which is not supported."), {key, value},
              ATTUNE_TEXT("Merge the adapter into its model with the program that made it, and open the merged model."));
}

bool isEmpty(const Json& value) {
  return value.is_null() || (value.is_boolean() && !value.get<bool>()) ||
         ((value.is_object() || value.is_array() || value.is_string()) && value.empty());
}

// Keys that change the result of an adapter when they are set; PEFT's default of each is empty.
constexpr const char* kUnsupportedKeys[] = {
    "trainable_token_indices", "target_parameters", "layer_replication", "lora_bias",
    "use_qalora", "use_bdlora", "alora_invocation_tokens", "arrow_config", "kasa_config", "monteclora_config",
    "velora_config",
};

Result<double> number(const Json& config, const char* key, double otherwise) {
  if (!config.contains(key)) return otherwise;
  const Json& value = config[key];
  if (!value.is_number()) return unsupported(key, value.dump());
  return value.get<double>();
}

}  // namespace

double LoraConfig::scale(const std::string& moduleName, std::int64_t rankOfModule) const {
  const double moduleAlpha = patternValue(alphaPattern, moduleName, alpha);
  const auto size = static_cast<double>(rankOfModule);
  return moduleAlpha / (rankStabilised ? std::sqrt(size) : size);
}

Result<LoraConfig> parseLoraConfig(const Json& config) {
  for (const char* key : kUnsupportedKeys) {
    if (config.contains(key) && !isEmpty(config[key])) return unsupported(key, config[key].dump());
  }
  if (config.contains("bias") && config["bias"] != "none") return unsupported("bias", config["bias"].dump());
  LoraConfig result;
  result.json = config;
  if (config.contains("rank_pattern")) result.rankPattern = config["rank_pattern"];
  if (config.contains("alpha_pattern")) result.alphaPattern = config["alpha_pattern"];
  ATTUNE_TRY(const double rank, number(config, "r", 8));
  ATTUNE_TRY(result.alpha, number(config, "lora_alpha", 8));
  ATTUNE_TRY(result.dropout, number(config, "lora_dropout", 0));
  if (!(rank >= 1 && rank <= 65536) || !std::isfinite(result.alpha)) return unsupported("r", config.value("r", Json()).dump());
  if (!(result.dropout >= 0 && result.dropout < 1)) return unsupported("lora_dropout", config["lora_dropout"].dump());
  result.rank = static_cast<std::int64_t>(rank);
  result.magnitude = config.contains("use_dora") && !isEmpty(config["use_dora"]);
  result.rankStabilised = config.contains("use_rslora") && !isEmpty(config["use_rslora"]);
  return result;
}

std::vector<std::string> targetList(const ModelConfig& config, const std::vector<std::string>& moduleNames) {
  std::vector<LinearModule> modules;
  for (const std::string& name : moduleNames) modules.push_back({name, 0, 0});
  const auto suffixes = moduleSuffixes(modules);
  std::string list;
  for (const std::string& suffix : suffixes) list += (list.empty() ? "" : ",") + suffix;
  const auto meant = targetedModules(config, list);
  return meant && meant->size() == moduleNames.size() ? suffixes : moduleNames;
}

Json loraConfigJson(const LoraConfig& config, const std::vector<std::string>& targets, const std::string& modelName) {
  Json json = Json::object();
  json["peft_type"] = "LORA";
  json["task_type"] = "CAUSAL_LM";
  json["base_model_name_or_path"] = modelName;
  json["revision"] = nullptr;
  json["auto_mapping"] = nullptr;
  json["inference_mode"] = true;
  json["r"] = config.rank;
  json["lora_alpha"] = config.alpha == std::floor(config.alpha) ? Json(static_cast<std::int64_t>(config.alpha)) : Json(config.alpha);
  json["lora_dropout"] = config.dropout;
  json["use_rslora"] = config.rankStabilised;
  json["use_dora"] = config.magnitude;
  json["target_modules"] = targets;
  json["bias"] = "none";
  json["fan_in_fan_out"] = false;
  json["init_lora_weights"] = true;
  json["modules_to_save"] = nullptr;
  json["layers_to_transform"] = nullptr;
  json["layers_pattern"] = nullptr;
  json["rank_pattern"] = config.rankPattern;
  json["alpha_pattern"] = config.alphaPattern;
  return json;
}

}  // namespace attune::engine
