// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace attune {

/// SplitMix64 (Steele, Lea, Flood 2014): a small generator whose sequence is the same on every platform, so that seeds
/// in stored runs keep their meaning. Not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : m_state(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, bound); bound > 0. Lemire's multiply-shift with rejection, so without bias.
  std::uint64_t below(std::uint64_t bound) {
    for (;;) {
      const auto wide = static_cast<Wide>(next()) * bound;
      const auto low = static_cast<std::uint64_t>(wide);
      if (low >= bound || low >= (0 - bound) % bound) return static_cast<std::uint64_t>(wide >> 64);
    }
  }
  /// Uniform in [0, 1) with 53 bits.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  __extension__ using Wide = unsigned __int128;
  std::uint64_t m_state;
};

/// The numbers 0 … n-1 in an order that depends on (seed, stream) alone: the order of training rows is
/// permutation(rows, seed, epoch), so a resumed run needs no stored shuffle state.
inline std::vector<std::uint32_t> permutation(std::uint32_t n, std::uint64_t seed, std::uint64_t stream) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  Random random(seed * 0xD1342543DE82EF95ULL + stream);
  for (std::uint32_t i = n; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

}  // namespace attune
