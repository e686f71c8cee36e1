// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include "core/text/tokenized_example.h"

namespace attune::engine {

/// Settings of KTO.
struct KtoSettings {
  double beta = 0.1, goodWeight = 1, badWeight = 1;
};

/// The losses of single answers that are good (1) or bad (0): gains [B] float64 log π(y|x) − log π₀(y|x) with gradient, good [B]
/// float64, `point` the estimate of KL(π ‖ π₀) that they are compared with -> [B] with gradient.
at::Tensor ktoLosses(const at::Tensor& gains, const at::Tensor& good, double point, const KtoSettings& settings);

/// What `asked` asks with what `other` answers, the first trained token being where an answer begins; cut off behind `mostTokens`.
TokenizedExample mismatched(const TokenizedExample& asked, const TokenizedExample& other, std::size_t mostTokens);

}  // namespace attune::engine
