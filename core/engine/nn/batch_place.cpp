// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/batch_place.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <bit>

namespace attune::engine {
namespace {

constexpr std::int64_t kLeast = 64;  // of tokens added to and the longest sequence, 16 of loss rows

// The next multiple of an eighth of the power of two below `size`, or of `least` where that is more.
std::int64_t roundedUp(std::int64_t size, std::int64_t least) {
  const auto power = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(size, 1))));
  const std::int64_t step = std::max(least, power / 8);
  return std::max<std::int64_t>(1, (size + step - 1) / step) * step;
}

}  // namespace

BatchShape shapeFor(const BatchRows& rows, std::int64_t sequences) {
  const auto tokens = static_cast<std::int64_t>(rows.tokens.size()), lossRows = static_cast<std::int64_t>(rows.lossRows.size());
  BatchShape shape{.tokens = roundedUp(tokens, kLeast), .lossRows = roundedUp(lossRows, kLeast / 4), .sequences = sequences + 1};
  const std::int64_t longest = std::max({kLeast, rows.maxLength, shape.tokens - tokens});
  shape.longest = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(longest)));
  return shape;
}

BatchPlace::BatchPlace(const BatchShape& shape, const at::Device& device)
    : m_shape(shape), m_numbers(at::empty({2 * shape.tokens + 2 * shape.lossRows + shape.sequences + 1}, at::TensorOptions(at::kLong).device(device))) {}

void BatchPlace::take(const BatchRows& rows) {
  TORCH_INTERNAL_ASSERT(static_cast<std::int64_t>(rows.tokens.size()) <= m_shape.tokens && static_cast<std::int64_t>(rows.lossRows.size()) <= m_shape.lossRows &&
                        static_cast<std::int64_t>(rows.starts.size()) <= m_shape.sequences && rows.maxLength <= m_shape.longest);
  const Tensor made = at::empty(m_numbers.sizes(), at::TensorOptions(at::kLong).pinned_memory(!m_numbers.is_cpu()));
  auto* to = made.mutable_data_ptr<std::int64_t>();
  const auto put = [&](const std::vector<std::int64_t>& numbers, std::int64_t count, std::int64_t filler) {
    std::fill(std::ranges::copy(numbers, to).out, to + count, filler);
    to += count;
  };
  put(rows.tokens, m_shape.tokens, 0);
  put(rows.positions, m_shape.tokens, 0);
  put(rows.lossRows, m_shape.lossRows, 0);
  put(rows.targets, m_shape.lossRows, kNoLabel);
  put(rows.starts, m_shape.sequences + 1, m_shape.tokens);
  m_numbers.copy_(made, /*non_blocking=*/true);
}

Batch BatchPlace::batch() const {
  const auto parts = m_numbers.split_with_sizes({m_shape.tokens, m_shape.tokens, m_shape.lossRows, m_shape.lossRows, m_shape.sequences + 1});
  Batch batch;
  batch.tokens = parts[0];
  batch.positions = parts[1];
  batch.lossRows = parts[2];
  batch.targets = parts[3];
  batch.deviceStarts = parts[4].to(at::kInt);
  batch.maxLength = m_shape.longest;
  batch.padded = true;
  return batch;
}

}  // namespace attune::engine
