// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "core/text/tokenizer.h"

namespace attune::tokenizers {

/// Remembers the ids of words, up to a few megabytes; then it starts afresh. One thread at a time.
class WordCache {
 public:
  WordCache() : m_slots(kSlots) {}

  /// Appends the ids of `word` if they are known.
  bool append(std::string_view word, std::vector<TokenId>& out) const {
    const std::uint64_t hash = hashOf(word);
    for (std::size_t slot = hash & (kSlots - 1), probes = 0; probes < kProbes; slot = (slot + 1) & (kSlots - 1), ++probes) {
      const Slot& entry = m_slots[slot];
      if (entry.place == 0) return false;
      if (entry.tag != static_cast<std::uint32_t>(hash >> 32)) continue;
      const std::uint32_t* record = m_records.data() + entry.place;
      if (record[0] >> 16 != word.size() || std::memcmp(record + 1, word.data(), word.size()) != 0) continue;
      const auto* ids = reinterpret_cast<const TokenId*>(record + 1 + (word.size() + 3) / 4);
      out.insert(out.end(), ids, ids + (record[0] & 0xFFFF));
      return true;
    }
    return false;
  }
  void insert(std::string_view word, std::span<const TokenId> ids);
  static bool accepts(std::string_view word) { return word.size() <= kMaxWord; }

  /// The calling thread's cache for the owner of this number; the last few owners are kept.
  static WordCache& ofThread(std::uint64_t owner);
  /// A number that no other owner has.
  static std::uint64_t newOwner();

 private:
  static constexpr std::size_t kSlots = 1 << 16, kProbes = 8, kMaxWord = 128, kMaxRecords = 1 << 20;
  struct Slot {
    std::uint32_t tag = 0, place = 0;
  };
  __extension__ using Wide = unsigned __int128;
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  template <class T>
  static std::uint64_t load(const char* p) {
    T value;
    std::memcpy(&value, p, sizeof value);
    return value;
  }
  static std::uint64_t hashOf(std::string_view word) {
    constexpr std::uint64_t k0 = 0xA0761D6478BD642FULL, k1 = 0xE7037ED1A0B428DBULL;
    const char* p = word.data();
    std::size_t left = word.size();
    std::uint64_t state = k0 ^ left;
    for (; left > 16; left -= 16, p += 16) state = mix(load<std::uint64_t>(p) ^ k1, load<std::uint64_t>(p + 8) ^ state);
    std::uint64_t a = 0, b = 0;
    if (left >= 8) {
      a = load<std::uint64_t>(p);
      b = load<std::uint64_t>(p + left - 8);
    } else if (left >= 4) {
      a = load<std::uint32_t>(p);
      b = load<std::uint32_t>(p + left - 4);
    } else if (left > 0) {
      a = static_cast<std::uint64_t>(static_cast<unsigned char>(p[0])) << 16 |
          static_cast<std::uint64_t>(static_cast<unsigned char>(p[left / 2])) << 8 | static_cast<unsigned char>(p[left - 1]);
    }
    return mix(k1 ^ word.size(), mix(a ^ k1, b ^ state));
  }

  std::vector<Slot> m_slots;
  // Records at places above 0: word length << 16 | id count, the word in whole units of four bytes, the ids.
  std::vector<std::uint32_t> m_records = {0};
};

}  // namespace attune::tokenizers
