// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>

#include "core/engine/techniques/lora_linear.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// The rank and the scale of the update of each layer that gets one.
struct LoraSize {
  std::int64_t rank = 0;
  double scale = 1;
};
using LoraSizes = std::map<std::string, LoraSize>;

/// How the members of the LoRA family differ.
struct LoraVariant {
  bool magnitude = false;   ///< DoRA.
  double rateFactorB = 1;   ///< LoRA+: B learns this many times faster.
  /// Makes the update of one layer to begin with; null for LoRA's own start. `rank` and `scale` as set.
  LoraTensors (*initialise)(const Linear& base, std::int64_t rank, double scale, at::Generator& random) = nullptr;
  /// Makes updates before any layer is changed, for those that need a look at the whole model; null for none. Layers that it leaves out
  /// are initialised. Errors: work.stopped.
  Result<std::map<std::string, LoraTensors>> (*initialiseAll)(Model& model, const LoraSizes& sizes, const TechniqueContext& context,
                                                              at::Generator& random) = nullptr;
  bool startsAsBase = true;  ///< The updates change nothing at first.
  bool quantises = false;    ///< Each layer is put into NF4 when its update is made, which so knows the weight as it was.
  Json base;                ///< What is done to the base (QLoRA), stored beside the adapter; null for nothing.
};

/// LoRA's own start, PEFT's: A as torch.nn.Linear (U(−1/√in, 1/√in)), B zero.
LoraTensors loraStart(const Linear& base, std::int64_t rank, double scale, at::Generator& random);

/// Puts updates beside the layers that the parameters name. Errors: technique.bad-targets, technique.no-target.
Result<std::unique_ptr<Technique>> applyLoraVariant(Model& model, const TechniqueContext& context, const LoraVariant& variant);

}  // namespace attune::engine
