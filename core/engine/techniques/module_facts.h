// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/weights/model_config.h"

namespace attune {

/// A linear layer of a model's body as its config tells; embeddings, norms and the output head are none.
struct LinearModule {
  std::string name;  ///< Module path, "model.layers.0.self_attn.q_proj".
  std::int64_t inFeatures = 0, outFeatures = 0;
};

/// All linear layers of the body, in the order of the checkpoint.
std::vector<LinearModule> linearModules(const ModelConfig& config);

/// PEFT's usual LoRA targets of an architecture, comma-separated: query and value projections; "all-linear" where PEFT
/// has no usual ones.
std::string usualTargets(const ModelConfig& config);

/// Whether `targets` means the module: "all-linear", a comma-separated list of last parts of names ("q_proj,v_proj"), or,
/// when it holds one of *+?()[]|\^$, a regular expression for the whole name. These are PEFT's rules for target_modules.
/// Errors: technique.bad-targets for an invalid expression.
Result<bool> matchesTarget(std::string_view moduleName, const std::string& targets);

/// The modules that `targets` means; the empty text means usualTargets. Errors: technique.bad-targets,
/// technique.no-target when none fits (names the modules there are).
Result<std::vector<LinearModule>> targetedModules(const ModelConfig& config, const std::string& targets);

/// A layer that (IA)³ scales.
struct Ia3Module {
  LinearModule linear;
  bool feedForward = false;  ///< Its input is scaled; otherwise its output.
};

/// PEFT's usual (IA)³ layers of an architecture: keys, values and the second layer of the feed-forward part; empty where PEFT
/// has no usual ones.
std::vector<Ia3Module> ia3Modules(const ModelConfig& config);

/// Whether the module is the last layer of an attention or of a feed-forward part, by the names of the families that are known.
bool endsAttention(std::string_view moduleName);
bool endsFeedForward(std::string_view moduleName);

/// The parts of a text that commas separate, without spaces around them; empty ones are left out.
std::vector<std::string_view> splitList(std::string_view text);

/// The last parts of the modules' names, sorted, each once: what adapter_config.json lists.
std::vector<std::string> moduleSuffixes(const std::vector<LinearModule>& modules);

}  // namespace attune
