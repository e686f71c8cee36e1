// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/packing.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "core/base/random.h"

namespace attune {
namespace {

// Streams of permutation() for the order of steps, apart from those that shuffle examples (the epochs).
constexpr std::uint64_t kStepStream = 1ULL << 48;

std::vector<StepPlan> shuffled(std::vector<StepPlan> steps, std::uint64_t seed, std::uint64_t epoch) {
  std::vector<StepPlan> out;
  out.reserve(steps.size());
  for (const std::uint32_t i : permutation(static_cast<std::uint32_t>(steps.size()), seed, kStepStream + epoch))
    out.push_back(std::move(steps[i]));
  return out;
}

}  // namespace

std::size_t StepPlan::examples() const {
  return std::accumulate(microBatches.begin(), microBatches.end(), std::size_t{0},
                         [](std::size_t sum, const MicroBatch& batch) { return sum + batch.size(); });
}

PackedBatch packExamples(std::span<const TokenizedExample> examples, std::span<const std::uint32_t> rows) {
  PackedBatch batch;
  batch.cuSeqlens.push_back(0);
  for (const std::uint32_t row : rows) {
    const auto& [tokens, labels] = examples[row];
    if (tokens.empty()) continue;
    const auto length = static_cast<std::int32_t>(tokens.size());
    batch.tokens.insert(batch.tokens.end(), tokens.begin(), tokens.end());
    batch.labels.insert(batch.labels.end(), labels.begin(), labels.end());
    for (std::int32_t position = 0; position < length; ++position) batch.positions.push_back(position);
    batch.cuSeqlens.push_back(batch.cuSeqlens.back() + length);
    batch.maxLength = std::max(batch.maxLength, length);
    batch.trainedTokens +=
        std::count_if(labels.begin() + 1, labels.end(), [](std::int32_t label) { return label != kNoLabel; });
  }
  return batch;
}

std::vector<MicroBatch> packByTokens(std::span<const std::uint32_t> lengths, std::span<const std::uint32_t> rows,
                                     std::size_t tokenBudget) {
  std::vector<std::uint32_t> order(rows.begin(), rows.end());
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });
  std::vector<MicroBatch> batches;
  std::multimap<std::size_t, std::size_t> room;  // free tokens → batch
  for (const std::uint32_t row : order) {
    const std::size_t length = lengths[row];
    // The batch that is left with the least room; among equals the oldest, as a multimap keeps their order.
    const auto best = room.lower_bound(length);
    if (best == room.end()) {
      batches.push_back({row});
      if (length < tokenBudget) room.emplace(tokenBudget - length, batches.size() - 1);
      continue;
    }
    const auto [space, batch] = *best;
    room.erase(best);
    batches[batch].push_back(row);
    if (space > length) room.emplace(space - length, batch);
  }
  return batches;
}

std::vector<StepPlan> planEpoch(std::span<const std::uint32_t> lengths, std::size_t examplesPerStep,
                                std::size_t tokenBudget, std::uint64_t seed, std::uint64_t epoch) {
  const std::vector<std::uint32_t> order = permutation(static_cast<std::uint32_t>(lengths.size()), seed, epoch);
  const std::size_t perStep = std::max<std::size_t>(examplesPerStep, 1);
  std::vector<StepPlan> steps;
  for (std::size_t begin = 0; begin < order.size(); begin += perStep) {
    const auto rows = std::span(order).subspan(begin, std::min(perStep, order.size() - begin));
    steps.push_back({packByTokens(lengths, rows, tokenBudget)});
  }
  return steps;
}

std::vector<StepPlan> planEpochByTokens(std::span<const std::uint32_t> lengths, std::size_t tokenBudget,
                                        std::uint64_t seed, std::uint64_t epoch) {
  const std::vector<std::uint32_t> order = permutation(static_cast<std::uint32_t>(lengths.size()), seed, epoch);
  std::vector<StepPlan> steps;
  for (MicroBatch& batch : packByTokens(lengths, order, tokenBudget)) steps.push_back({{std::move(batch)}});
  return shuffled(std::move(steps), seed, epoch);
}

std::vector<StepPlan> planEpochByLength(std::span<const std::uint32_t> lengths, std::size_t examplesPerStep,
                                        std::uint64_t seed, std::uint64_t epoch, std::size_t windowSteps) {
  std::vector<std::uint32_t> order = permutation(static_cast<std::uint32_t>(lengths.size()), seed, epoch);
  const std::size_t perStep = std::max<std::size_t>(examplesPerStep, 1);
  const std::size_t window = perStep * std::max<std::size_t>(windowSteps, 1);
  std::vector<StepPlan> steps;
  for (std::size_t begin = 0; begin < order.size(); begin += window) {
    const auto part = std::span(order).subspan(begin, std::min(window, order.size() - begin));
    std::stable_sort(part.begin(), part.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });
    for (std::size_t at = 0; at < part.size(); at += perStep) {
      const auto rows = part.subspan(at, std::min(perStep, part.size() - at));
      steps.push_back({{MicroBatch(rows.begin(), rows.end())}});
    }
  }
  return shuffled(std::move(steps), seed, epoch);
}

std::vector<std::uint32_t> lengthsOf(std::span<const TokenizedExample> examples) {
  std::vector<std::uint32_t> lengths;
  lengths.reserve(examples.size());
  for (const TokenizedExample& example : examples) lengths.push_back(static_cast<std::uint32_t>(example.tokens.size()));
  return lengths;
}

}  // namespace attune
