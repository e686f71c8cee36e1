// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/text/tokenized_example.h"

namespace attune {

/// Several examples one behind the other, without padding. Attention must not cross the borders in cuSeqlens.
struct PackedBatch {
  std::vector<TokenId> tokens;
  std::vector<std::int32_t> labels;     ///< As in TokenizedExample: not shifted.
  std::vector<std::int32_t> positions;  ///< 0, 1, 2 … in each example.
  std::vector<std::int32_t> cuSeqlens;  ///< Where each example begins, and the number of all tokens at the end.
  std::int32_t maxLength = 0;           ///< Of the longest example.
  std::int64_t trainedTokens = 0;       ///< Labels that bear loss; the first token of an example is never predicted.
};

/// Indices of the examples that are worked on at once.
using MicroBatch = std::vector<std::uint32_t>;

/// One optimiser step: its micro-batches add up their gradients.
struct StepPlan {
  std::vector<MicroBatch> microBatches;
  std::size_t examples() const;
};

/// Joins examples[rows[0]], examples[rows[1]] …; their labels must be one per token. Empty examples take no place.
PackedBatch packExamples(std::span<const TokenizedExample> examples, std::span<const std::uint32_t> rows);

/// Puts `rows` into as few groups of at most `tokenBudget` tokens as best-fit decreasing finds; `lengths` has the
/// length of every example. A longer example makes a group of its own. Depends on the arguments alone.
std::vector<MicroBatch> packByTokens(std::span<const std::uint32_t> lengths, std::span<const std::uint32_t> rows,
                                     std::size_t tokenBudget);

/// The steps of an epoch over all examples: each has exactly `examplesPerStep` (the last one the rest) in the order
/// permutation(n, seed, epoch), cut into micro-batches of at most `tokenBudget` tokens. So the user's batch size keeps
/// its meaning, and memory and speed follow the tokens.
std::vector<StepPlan> planEpoch(std::span<const std::uint32_t> lengths, std::size_t examplesPerStep,
                                std::size_t tokenBudget, std::uint64_t seed, std::uint64_t epoch);

/// The steps of an epoch in which every step has about `tokenBudget` tokens, however many examples that are: all
/// examples packed together, and the groups shuffled by (seed, epoch).
std::vector<StepPlan> planEpochByTokens(std::span<const std::uint32_t> lengths, std::size_t tokenBudget,
                                        std::uint64_t seed, std::uint64_t epoch);

/// The steps of an epoch with one micro-batch of `examplesPerStep` examples of similar length each, for computations
/// that pad: shuffled, sorted by length within windows of `windowSteps` steps, and the steps shuffled again.
std::vector<StepPlan> planEpochByLength(std::span<const std::uint32_t> lengths, std::size_t examplesPerStep,
                                        std::uint64_t seed, std::uint64_t epoch, std::size_t windowSteps = 50);

/// The lengths that the functions above take.
std::vector<std::uint32_t> lengthsOf(std::span<const TokenizedExample> examples);

}  // namespace attune
