// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace attune::tokenizers {

/// A set of byte strings with a number each, as a double-array trie (Aoe 1989): finds every prefix of a text in one walk.
class ByteTrie {
 public:
  ByteTrie() = default;
  /// Values must not be negative. Of equal keys the last one counts; empty keys are left out.
  explicit ByteTrie(std::vector<std::pair<std::string_view, std::int32_t>> entries);

  bool empty() const { return m_slots.empty(); }
  /// Calls found(length, value) for each key that is a prefix of `text`, the shortest first.
  template <class F>
  void prefixes(std::string_view text, F&& found) const {
    if (m_slots.empty()) return;
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::uint32_t next = m_slots[node].base + static_cast<unsigned char>(text[i]);
      if (m_slots[next].parent != node) return;
      node = next;
      if (m_slots[node].value >= 0) found(i + 1, m_slots[node].value);
    }
  }
  /// True if some key begins with this byte.
  bool startsKey(unsigned char byte) const { return !m_slots.empty() && m_slots[m_slots[0].base + byte].parent == 0; }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  struct Slot {
    std::uint32_t base = 0;
    std::uint32_t parent = kNone;
    std::int32_t value = -1;
  };
  std::uint32_t place(const std::vector<unsigned char>& labels);

  std::vector<Slot> m_slots;  // always 256 longer than the largest base
  std::uint32_t m_firstFree = 1;
};

}  // namespace attune::tokenizers
