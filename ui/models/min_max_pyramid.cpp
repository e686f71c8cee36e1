// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/min_max_pyramid.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr std::size_t kBlock = MinMaxPyramid::kBlock;

}  // namespace

inline void MinMaxPyramid::widen(Block& block, const Block& other) {
  if (other.low < block.low) block.low = other.low, block.lowAt = other.lowAt;
  if (other.high > block.high) block.high = other.high, block.highAt = other.highAt;
}

inline void MinMaxPyramid::widen(Block& block, std::span<const double> values, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (values[i] < block.low && values[i] > -INFINITY) block.low = values[i], block.lowAt = static_cast<std::uint32_t>(i);
    if (values[i] > block.high && values[i] < INFINITY) block.high = values[i], block.highAt = static_cast<std::uint32_t>(i);
  }
}

void MinMaxPyramid::follow(std::span<const double> values) {
  if (values.size() < m_size) clear();
  m_size = values.size();
  // The last value may change still, so it belongs to no block yet.
  std::size_t blocks = values.empty() ? 0 : (values.size() - 1) / kBlock;
  for (std::size_t level = 0; blocks > 0; ++level, blocks /= kBlock) {
    if (level == m_levels.size()) m_levels.emplace_back();
    auto& all = m_levels[level];
    while (all.size() < blocks) {
      const std::size_t first = all.size() * kBlock;
      Block block;
      if (level == 0) widen(block, values, first, first + kBlock);
      for (std::size_t i = first; level > 0 && i < first + kBlock; ++i) widen(block, m_levels[level - 1][i]);
      all.push_back(block);
    }
  }
}

std::optional<MinMaxPyramid::Extremes> MinMaxPyramid::extremes(std::span<const double> values, std::size_t begin, std::size_t end) const {
  Block found;
  // Below the first and behind the last whole block value by value, the blocks between them in the same way a level up.
  const auto up = [](std::size_t i) { return (i + kBlock - 1) / kBlock; };
  std::size_t first = up(begin), last = m_levels.empty() ? 0 : std::min(end / kBlock, m_levels[0].size());
  if (first >= last) {
    widen(found, values, begin, end);
  } else {
    widen(found, values, begin, first * kBlock);
    widen(found, values, last * kBlock, end);
  }
  for (std::size_t level = 0; first < last; ++level) {
    const auto& blocks = m_levels[level];
    std::size_t above = up(first), aboveLast = level + 1 < m_levels.size() ? std::min(last / kBlock, m_levels[level + 1].size()) : 0;
    if (above >= aboveLast) above = aboveLast = 0;
    const std::size_t headEnd = aboveLast > 0 ? above * kBlock : last, tailBegin = aboveLast > 0 ? aboveLast * kBlock : last;
    for (std::size_t i = first; i < headEnd; ++i) widen(found, blocks[i]);
    for (std::size_t i = tailBegin; i < last; ++i) widen(found, blocks[i]);
    first = above, last = aboveLast;
  }
  if (!(found.low <= found.high)) return std::nullopt;
  return Extremes{found.low, found.high, found.lowAt, found.highAt};
}

std::pair<double, double> MinMaxPyramid::robustRange(std::span<const double> values, double cut) const {
  constexpr std::size_t kStretches = 4096;
  std::size_t level = 0;
  for (std::size_t count = values.size(); count > kStretches && level < m_levels.size(); count = m_levels[level++].size()) {}
  std::vector<double> highs;
  double low = INFINITY;
  const auto add = [&](double lowest, double highest) {
    if (!std::isfinite(lowest) || !std::isfinite(highest)) return;
    low = std::min(low, lowest);
    highs.push_back(highest);
  };
  std::size_t rest = 0;
  if (level > 0) {
    std::size_t size = 1;
    for (std::size_t i = 0; i < level; ++i) size *= kBlock;
    for (const Block& block : m_levels[level - 1]) add(block.low, block.high);
    rest = m_levels[level - 1].size() * size;
    if (const auto last = extremes(values, rest, values.size())) add(last->low, last->high);
    rest = values.size();
  }
  for (std::size_t i = rest; i < values.size(); ++i) add(values[i], values[i]);
  if (highs.empty()) return {0, 0};
  const auto last = static_cast<std::ptrdiff_t>(static_cast<double>(highs.size() - 1) * (1 - cut));
  std::ranges::nth_element(highs, highs.begin() + last);
  return {low, highs[static_cast<std::size_t>(last)]};
}

}  // namespace attune::ui
