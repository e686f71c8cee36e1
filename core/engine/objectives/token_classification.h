// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/engine/nn/model.h"

namespace attune::engine {

/// Tokens of an example that bear a tag.
std::int64_t taggedTokens(const TokenizedExample& example);

/// Examples laid end to end as by batchRows, with the tokens that bear a tag of `classes` as loss rows and their tags as targets.
BatchRows tagRows(const std::vector<const TokenizedExample*>& examples, std::int64_t classes);

/// The likeliest tag of the first token of each word, [words] for each example. logits [N, K] of tagRows' loss rows.
std::vector<std::vector<std::int32_t>> chosenTags(const Tensor& logits, const std::vector<const TokenizedExample*>& examples);

}  // namespace attune::engine
