// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/technique_params.h"

namespace attune {
namespace {

std::string modulePath(const std::string& tensorName) {
  return tensorName.substr(0, tensorName.rfind('.'));
}

tl::unexpected<Error> badPattern(const std::string& text, const std::string& detail = "") {
  return fail(
      "technique.bad-pattern", ATTUNE_TEXT("“{0}” is not a list of layers and numbers."), {text},
      ATTUNE_TEXT(
          "Write the end of a layer's name, = and a number, such as down_proj=16, and separate several by commas."),
      detail);
}

// The vocabulary's table, which a model with tied weights uses as its output head too.
bool isEmbeddingTable(const ModelConfig& config, const ExpectedTensor& tensor) {
  return tensor.shape.size() == 2 && tensor.shape[0] == config.vocabSize && tensor.name != "lm_head.weight";
}

bool excluded(const std::string& name, const std::vector<ExpectedTensor>& whole) {
  return std::ranges::any_of(whole, [&](const ExpectedTensor& tensor) { return modulePath(tensor.name) == name; });
}

}  // namespace

bool isOrEndsIn(std::string_view path, std::string_view name) {
  return path == name ||
         (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '.');
}

double patternValue(const Json& patterns, const std::string& moduleName, double otherwise) {
  if (!patterns.is_object()) return otherwise;
  for (const auto& [key, value] : patterns.items()) {
    try {
      if (value.is_number() && std::regex_match(moduleName, std::regex("(.*\\.)?(" + key + ")")))
        return value.get<double>();
    } catch (const std::regex_error&) {
      continue;  // a pattern that is none fits no module
    }
  }
  return otherwise;
}

Result<Json> patternJson(const std::string& text) {
  Json patterns = Json::object();
  for (const std::string_view part : splitList(text)) {
    const auto sign = part.rfind('=');
    if (sign == std::string_view::npos) return badPattern(text);
    const auto key = splitList(part.substr(0, sign));
    const auto value = splitList(part.substr(sign + 1));
    if (key.size() != 1 || value.size() != 1) return badPattern(text);
    double number = 0;
    const auto read = std::from_chars(value[0].data(), value[0].data() + value[0].size(), number);
    if (read.ec != std::errc() || read.ptr != value[0].data() + value[0].size() || !std::isfinite(number) || number < 0)
      return badPattern(text);
    try {
      const std::regex compiled{std::string(key[0])};
    } catch (const std::regex_error& error) {
      return badPattern(text, error.what());
    }
    patterns[std::string(key[0])] =
        number == std::floor(number) && number < 1e9 ? Json(static_cast<std::int64_t>(number)) : Json(number);
  }
  return patterns;
}

Result<std::vector<ExpectedTensor>> wholeTensors(const ModelConfig& config, const ParamSet& set) {
  std::vector<ExpectedTensor> chosen;
  const std::string wanted = set.get(params::kModulesToSave);
  const auto all = expectedTensors(config);
  for (const std::string_view name : splitList(wanted)) {
    bool any = false;
    for (const ExpectedTensor& tensor : all) {
      if (!isOrEndsIn(modulePath(tensor.name), name)) continue;
      any = true;
      if (config.tieWordEmbeddings && isEmbeddingTable(config, tensor)) {
        return fail(
            "technique.tied",
            ATTUNE_TEXT(
                "“{0}” shares its weights with the output layer of this model and cannot be trained for itself."),
            {std::string(name)}, ATTUNE_TEXT("Leave it out, or choose full fine-tuning."));
      }
      if (std::ranges::none_of(chosen, [&](const ExpectedTensor& item) { return item.name == tensor.name; }))
        chosen.push_back(tensor);
    }
    if (any) continue;
    if (config.tieWordEmbeddings && name == "lm_head") {
      return fail(
          "technique.tied",
          ATTUNE_TEXT(
              "The output layer of this model shares its weights with the embedding and cannot be trained for itself."),
          {}, ATTUNE_TEXT("Leave it out, or choose full fine-tuning."));
    }
    return fail("technique.no-target", ATTUNE_TEXT("No module of this model is named “{0}”."), {std::string(name)},
                ATTUNE_TEXT("Give the end of a module's name, such as lm_head or embed_tokens."));
  }
  return chosen;
}

Result<std::vector<AdaptedModule>> adaptedModules(const ModelConfig& config, const ParamSet& set) {
  ATTUNE_TRY(const auto targeted, targetedModules(config, set.get(params::kTargetModules)));
  ATTUNE_TRY(const auto whole, wholeTensors(config, set));
  ATTUNE_TRY(const Json ranks, patternJson(set.get(params::kRankPattern)));
  ATTUNE_TRY(const Json alphas, patternJson(set.get(params::kAlphaPattern)));
  for (const auto& [key, value] : ranks.items()) {
    const bool sound = value.is_number_integer() && value.get<std::int64_t>() >= params::kLoraRank.min &&
                       value.get<std::int64_t>() <= params::kLoraRank.max;
    if (!sound) return badPattern(set.get(params::kRankPattern));
  }
  const std::string exclude = set.get(params::kExcludeModules);
  std::vector<AdaptedModule> adapted;
  for (const LinearModule& module : targeted) {
    if (excluded(module.name, whole)) continue;
    ATTUNE_TRY(const bool left, exclude.empty() ? Result<bool>(false) : matchesTarget(module.name, exclude));
    if (left) continue;
    const double rank = patternValue(ranks, module.name, static_cast<double>(set.get(params::kLoraRank)));
    adapted.push_back(
        {module, static_cast<std::int64_t>(rank), patternValue(alphas, module.name, set.get(params::kLoraAlpha))});
  }
  if (adapted.empty()) {
    return fail("technique.no-target",
                ATTUNE_TEXT("No layer is left to adapt: all of them are excluded or trained whole."), {},
                ATTUNE_TEXT("Exclude fewer layers."));
  }
  return adapted;
}

}  // namespace attune
