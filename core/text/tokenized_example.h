// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

#include "core/text/tokenizer.h"

namespace attune {

/// The label of a token that bears no loss.
inline constexpr std::int32_t kNoLabel = -100;

/// An example as the model sees it. labels[t] is tokens[t] where that token is to be learnt, else kNoLabel; both have one
/// entry per token. For classification `labels` holds the class number alone; for tagging the tag of each token.
struct TokenizedExample {
  std::vector<TokenId> tokens;
  std::vector<std::int32_t> labels;
};

}  // namespace attune
