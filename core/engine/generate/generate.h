// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// Continues one sequence with a key/value cache. `prompt` is the batch of that sequence (a technique may have prepared it);
/// `promptTokens` count for the repetition penalty. `onToken` may be empty; it gets each new token and returns false to
/// stop. Ends at a stop token, at maxNewTokens, at the model's longest text, or when stopped. Throws what torch throws.
/// Thread: the model's.
Generation generateTokens(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& promptTokens,
                          const SamplingSettings& settings, const std::vector<std::int32_t>& stopTokens,
                          const std::function<bool(std::int32_t)>& onToken, std::stop_token stop);

/// Several continuations of one sequence, as generateTokens writes each with its seed: the prompt is read once, then each step appends one
/// token to all that have not ended. Empty when stopped in between.
std::vector<Generation> generateSeveral(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& promptTokens,
                                        SamplingSettings settings, const std::vector<std::uint64_t>& seeds,
                                        const std::vector<std::int32_t>& stopTokens, std::stop_token stop);

}  // namespace attune::engine
