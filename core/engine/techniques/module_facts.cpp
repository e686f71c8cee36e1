// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/module_facts.h"

#include <algorithm>
#include <regex>
#include <set>

namespace attune {
namespace {

std::string_view lastPart(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool isEmbedding(std::string_view moduleName) {
  if (moduleName.find("embed") != std::string_view::npos) return true;
  const std::string_view last = lastPart(moduleName);
  return last == "wte" || last == "wpe";
}

}  // namespace

std::vector<std::string_view> splitList(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

std::vector<LinearModule> linearModules(const ModelConfig& config) {
  constexpr std::string_view suffix = ".weight";
  // GPT-2 stores its projections as Conv1D, [in, out].
  const bool transposed = config.modelType == "gpt2";
  std::vector<LinearModule> modules;
  for (const ExpectedTensor& tensor : expectedTensors(config)) {
    if (tensor.part != TensorPart::Body || tensor.shape.size() != 2 || !tensor.name.ends_with(suffix)) continue;
    std::string name = tensor.name.substr(0, tensor.name.size() - suffix.size());
    if (isEmbedding(name) || name == "lm_head") continue;
    const std::int64_t rows = tensor.shape[0], columns = tensor.shape[1];
    modules.push_back(transposed ? LinearModule{std::move(name), rows, columns}
                                 : LinearModule{std::move(name), columns, rows});
  }
  return modules;
}

std::string usualTargets(const ModelConfig& config) {
  const auto modules = linearModules(config);
  const auto has = [&](std::string_view suffix) {
    return std::ranges::any_of(modules, [&](const LinearModule& module) { return lastPart(module.name) == suffix; });
  };
  if (has("q_proj") && has("v_proj")) return "q_proj,v_proj";
  if (has("query") && has("value")) return "query,value";
  if (has("query_proj") && has("value_proj")) return "query_proj,value_proj";
  if (has("q_lin") && has("v_lin")) return "q_lin,v_lin";
  for (const char* fused : {"c_attn", "query_key_value", "qkv_proj", "Wqkv"}) {
    if (has(fused)) return fused;
  }
  return "all-linear";
}

Result<bool> matchesTarget(std::string_view moduleName, const std::string& targets) {
  if (targets == "all-linear") return true;
  if (targets.find_first_of("*+?()[]|\\^$") != std::string::npos) {
    try {
      return std::regex_match(moduleName.begin(), moduleName.end(), std::regex(targets));
    } catch (const std::regex_error& error) {
      return fail("technique.bad-targets", ATTUNE_TEXT("“{0}” is not a valid pattern of module names."), {targets},
                  ATTUNE_TEXT("List the ends of module names separated by commas, such as q_proj,v_proj, or write "
                              "all-linear."),
                  error.what());
    }
  }
  return std::ranges::any_of(splitList(targets), [&](std::string_view part) {
    return moduleName == part || (moduleName.size() > part.size() && moduleName.ends_with(part) &&
                                  moduleName[moduleName.size() - part.size() - 1] == '.');
  });
}

Result<std::vector<LinearModule>> targetedModules(const ModelConfig& config, const std::string& targets) {
  const std::string wanted = targets.empty() ? usualTargets(config) : targets;
  const auto all = linearModules(config);
  std::vector<LinearModule> chosen;
  for (const LinearModule& module : all) {
    ATTUNE_TRY(const bool matches, matchesTarget(module.name, wanted));
    if (matches) chosen.push_back(module);
  }
  if (chosen.empty()) {
    std::string known;
    for (const std::string& suffix : moduleSuffixes(all)) known += (known.empty() ? "" : ", ") + suffix;
    return fail("technique.no-target", ATTUNE_TEXT("No layer of this model is named “{0}”."), {wanted, known},
                ATTUNE_TEXT("Choose among {1}, or write all-linear."));
  }
  return chosen;
}

std::vector<Ia3Module> ia3Modules(const ModelConfig& config) {
  struct Usual {
    std::string_view key, value, feedForward;
  };
  constexpr Usual usual[] = {{"k_proj", "v_proj", "down_proj"}, {"k_proj", "v_proj", "w2"}, {"c_attn", "c_attn", "mlp.c_proj"},
                             {"query_key_value", "query_key_value", "dense_4h_to_h"},
                             {"key", "value", "output.dense"}, {"key_proj", "value_proj", "output.dense"},
                             {"k_lin", "v_lin", "lin2"}};
  const auto modules = linearModules(config);
  for (const Usual& names : usual) {
    std::vector<Ia3Module> chosen;
    bool attention = false, feedForward = false;
    for (const LinearModule& module : modules) {
      const std::string_view last = lastPart(module.name);
      if (last == names.key || last == names.value) {
        chosen.push_back({module, false});
        attention = true;
      } else if (module.name.ends_with("." + std::string(names.feedForward))) {
        chosen.push_back({module, true});
        feedForward = true;
      }
    }
    if (attention && feedForward) return chosen;
  }
  return {};
}

bool endsAttention(std::string_view name) {
  constexpr std::string_view ends[] = {".o_proj", ".attn.c_proj", ".attention.dense", ".attention.output.dense", ".attention.out_lin", ".attn.Wo"};
  return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

bool endsFeedForward(std::string_view name) {
  constexpr std::string_view ends[] = {".down_proj", ".mlp.c_proj", ".dense_4h_to_h", ".output.dense", ".ffn.lin2", ".mlp.Wo", ".w2"};
  return !endsAttention(name) && std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

std::vector<std::string> moduleSuffixes(const std::vector<LinearModule>& modules) {
  std::set<std::string> names;
  for (const LinearModule& module : modules) names.emplace(lastPart(module.name));
  return {names.begin(), names.end()};
}

}  // namespace attune
