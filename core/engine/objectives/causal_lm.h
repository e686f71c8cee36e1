// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/engine.h"
#include "core/engine/nn/model.h"

namespace attune::engine {

/// Tokens of an example whose prediction bears loss; the first token is never predicted.
std::int64_t trainedTokens(const TokenizedExample& example);

/// Changes a batch before the model sees it (prompt tuning puts its vectors in front); empty for none.
using BatchHook = std::function<Batch(Batch)>;

/// Loss of each example without gradients, in order. Examples are worked on together up to about `tokensAtOnce` tokens;
/// nothing when stopped in between.
std::optional<std::vector<ExampleLoss>> exampleLosses(CausalLm& model, const std::vector<const TokenizedExample*>& examples,
                                                      const at::Device& device, const BatchHook& hook,
                                                      std::int64_t tokensAtOnce, const ProgressSink& progress,
                                                      const std::stop_token& stop);

}  // namespace attune::engine
