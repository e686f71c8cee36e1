// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a technique without torch: the form, the CLI, the reference page and the estimate read it.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/params/param.h"
#include "core/weights/model_config.h"

namespace attune {

/// The light facts of a fine-tuning technique. One constant beside each technique, one line in techniques().
struct TechniqueFacts {
  const char* id;     ///< Hugging Face spelling, `lora`.
  const char* label;  ///< ATTUNE_TEXT.
  const char* help;   ///< ATTUNE_TEXT: when to choose it, in two sentences.
  const char* paper;  ///< Citation, "" when there is none.
  std::span<const ParamRef> params;
  /// Parameters that will be trained, by formula.
  std::int64_t (*trainableParameters)(const ModelConfig&, const ParamSet&);
  /// Why it cannot work with this model and task; nothing when it can.
  std::optional<Error> (*refusal)(const ModelConfig&, std::string_view task, const ParamSet&);
};

/// Every technique, in the order of the form.
std::span<const TechniqueFacts* const> techniques();
const TechniqueFacts* findTechnique(std::string_view id);

/// Whether a technique trains the model's own tensors, so that the base is not there any more when it is switched off.
bool trainsOwnWeights(const TechniqueFacts& technique);

/// A model that a run needs beside its own, without training it.
struct OtherModel {
  ModelConfig config;
  bool throughout = true;  ///< Else it is there only before the first step, and its head stays.
};

/// The memory a run will need at its peak, evaluation included, when the first `recomputed` of recomputableBlocks() are computed twice;
/// itemised for the form. `fp32`/`bf16` from the params; `longestExample` in tokens that are worked on, so of a pair both answers.
MemoryEstimate estimateMemory(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params,
                              std::int64_t longestExample, const std::string& device, std::span<const OtherModel> others = {},
                              std::int64_t recomputed = 0);

/// The blocks that computing twice saves memory of: those that keep something for backward, unless a loss needs what they give besides.
std::int64_t recomputableBlocks(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params);

/// What a run will need, and how many of its blocks are computed twice for that.
struct MemoryPlan {
  MemoryEstimate memory;
  std::int64_t recomputed = 0, blocks = 0;  ///< The first `recomputed` of `blocks`.
};

/// As gradient_checkpointing says: no block twice, all, or ("auto") the fewest with which the estimate, and a tenth on top, is within
/// `freeBytes`; all when it never is, none when 0 says that this is not known.
MemoryPlan planMemory(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params, std::int64_t longestExample,
                      const std::string& device, std::span<const OtherModel> others, std::uint64_t freeBytes);

}  // namespace attune
