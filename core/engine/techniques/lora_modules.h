// SPDX-License-Identifier: GPL-3.0-or-later
// What the settings of the LoRA family come to on a model, without torch.
#pragma once
#include "core/base/json.h"
#include "core/engine/techniques/module_facts.h"
#include "core/params/param.h"

namespace attune {

/// A layer that gets an update, and its size.
struct AdaptedModule {
  LinearModule linear;
  std::int64_t rank = 0;
  double alpha = 0;
};

/// The layers that target_modules means, without those of exclude_modules and modules_to_save; ranks and α as
/// rank_pattern and alpha_pattern change them. Errors: technique.bad-targets, technique.bad-pattern,
/// technique.no-target.
Result<std::vector<AdaptedModule>> adaptedModules(const ModelConfig& config, const ParamSet& set);

/// The tensors of the modules that modules_to_save names, which are trained whole: those whose module's path ends in
/// one of the names. Errors: technique.no-target for a name that fits nothing, technique.tied for weights that another
/// module shares.
Result<std::vector<ExpectedTensor>> wholeTensors(const ModelConfig& config, const ParamSet& set);

/// A pattern setting as PEFT's object: “down_proj=16, layers\.0\..*=4” gives {"down_proj": 16, "layers\\.0\\..*": 4}.
/// Errors: technique.bad-pattern.
Result<Json> patternJson(const std::string& text);

/// The value of the first key of `patterns` that fits the module's name by PEFT's rule, (.*\.)?(key)$, or `otherwise`.
double patternValue(const Json& patterns, const std::string& moduleName, double otherwise);

/// Whether a path is `name` or ends in “.name”.
bool isOrEndsIn(std::string_view path, std::string_view name);

}  // namespace attune
