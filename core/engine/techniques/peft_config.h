// SPDX-License-Identifier: GPL-3.0-or-later
// adapter_config.json as PEFT writes it (peft 0.21: src/peft/tuners/*/config.py documents the keys).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/weights/model_config.h"

namespace attune::engine {

/// First part of every key of an adapter file; the module path follows.
inline constexpr std::string_view kPeftPrefix = "base_model.model.";
inline constexpr const char* kAdapterFile = "adapter_model.safetensors";
inline constexpr const char* kAdapterConfigFile = "adapter_config.json";

/// The settings of a LoRA adapter that decide what it computes.
struct LoraConfig {
  std::int64_t rank = 8;
  double alpha = 8, dropout = 0;
  bool rankStabilised = false;
  bool magnitude = false;      ///< DoRA.
  Json rankPattern = Json::object(), alphaPattern = Json::object();  ///< PEFT's: name or pattern to number.
  Json json = Json::object();  ///< All of the file an adapter was read from; written again when it is saved.

  /// α / r, or α / √r when rank-stabilised, for a module whose name a pattern may give another rank and α.
  double scale(const std::string& moduleName, std::int64_t rankOfModule) const;
};

/// Reads the config of a LoRA adapter. Errors: technique.wrong-adapter naming the key, for what would change the result and is
/// not supported (trained biases, token indices, replicated layers, other LoRA variants).
Result<LoraConfig> parseLoraConfig(const Json& config);

/// The config that PEFT needs to load what we trained. `targets` are last parts of module names.
Json loraConfigJson(const LoraConfig& config, const std::vector<std::string>& targets, const std::string& modelName);

/// What adapter_config.json lists as target_modules for these modules: the last parts of their names where they mean no other
/// module, else the whole names.
std::vector<std::string> targetList(const ModelConfig& config, const std::vector<std::string>& moduleNames);

}  // namespace attune::engine
