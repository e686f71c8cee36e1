// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace attune::ui {

/// Lowest and highest of the finite values of a growing series, for any stretch of it in logarithmic time: kept for blocks of kBlock
/// values, for blocks of as many of those, and so on. The series itself stays with its owner, who hands it to every call.
class MinMaxPyramid {
 public:
  static constexpr std::size_t kBlock = 16;

  /// The lowest and the highest value, and where in the series they are; at one of the places where several are equal.
  struct Extremes {
    double low, high;
    std::size_t lowAt, highAt;
  };

  /// Takes in what the series has got since the last call. The last value that it had then may have changed, no other; a shorter
  /// series is read anew.
  void follow(std::span<const double> values);
  /// Forgets everything: the series is another one.
  void clear() { m_levels.clear(), m_size = 0; }
  /// Those of [begin, end); nothing without a finite value. `values` is the series of the last follow().
  std::optional<Extremes> extremes(std::span<const double> values, std::size_t begin, std::size_t end) const;
  /// The lowest value, and the highest after leaving out the `cut` share of stretches of the series at the upper end, so that one spike
  /// does not flatten the rest; up to 4,096 values a stretch is one value. {0, 0} without a finite value.
  std::pair<double, double> robustRange(std::span<const double> values, double cut) const;

 private:
  // Begins as that of no finite value: the lowest above the highest.
  struct Block {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    std::uint32_t lowAt = 0, highAt = 0;
  };
  static void widen(Block& block, const Block& other);
  static void widen(Block& block, std::span<const double> values, std::size_t begin, std::size_t end);
  std::vector<std::vector<Block>> m_levels;  // m_levels[k] of kBlock^(k+1) values each, whole blocks only
  std::size_t m_size = 0;
};

}  // namespace attune::ui
