// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "core/text/tokenizer.h"

namespace attune::tokenizers {

/// Remembers the ids of words, up to a few megabytes; then it forgets. One thread at a time.
/// Short words with few ids stand in one half of a cache line; the others in records behind a table of hashes.
class WordCache {
 public:
  WordCache() : m_short(kShortSlots), m_slots(kSlots) {}

  /// Appends the ids of `word` if they are known.
  bool append(std::string_view word, std::vector<TokenId>& out) const {
    if (word.size() > kShortBytes) return appendLong(word, out);
    const Key key(word);
    const std::size_t home = key.hash() & (kShortSlots - 1);
    for (const std::size_t slot : {home, home ^ 1}) {
      const Short& entry = m_short[slot];
      if (entry.low != key.low || entry.high != key.high || entry.size != word.size()) continue;
      if (entry.count > kShortIds) return appendLong(word, out);
      for (std::size_t i = 0; i < entry.count; ++i) out.push_back(entry.ids[i]);
      return true;
    }
    return false;
  }
  void insert(std::string_view word, std::span<const TokenId> ids);

  /// The calling thread's cache for the owner of this number; the last few owners are kept.
  static WordCache& ofThread(std::uint64_t owner);
  /// A number that no other owner has.
  static std::uint64_t newOwner();

 private:
  static constexpr std::size_t kShortBytes = 16, kShortIds = 3, kShortSlots = 1 << 15;
  static constexpr std::size_t kSlots = 1 << 15, kProbes = 8, kMaxWord = 256, kMaxRecords = 1 << 20;

  // The bytes of a word of at most 16, together with its length.
  struct Key {
    explicit Key(std::string_view word) {
      const char* p = word.data();
      const std::size_t size = word.size();
      if (size >= 8) {
        low = load<std::uint64_t>(p);
        high = load<std::uint64_t>(p + size - 8);
      } else if (size >= 4) {
        low = load<std::uint32_t>(p);
        high = load<std::uint32_t>(p + size - 4);
      } else if (size > 0) {
        low = static_cast<std::uint64_t>(static_cast<unsigned char>(p[0])) << 16 |
              static_cast<std::uint64_t>(static_cast<unsigned char>(p[size / 2])) << 8 |
              static_cast<unsigned char>(p[size - 1]);
      }
      high ^= static_cast<std::uint64_t>(size) << 56;
    }
    std::size_t hash() const { return mix(low ^ kSeed, high ^ kSeed2); }
    std::uint64_t low = 0, high = 0;
  };
  struct alignas(32) Short {
    std::uint64_t low = 0, high = 0;
    TokenId ids[kShortIds] = {};
    std::uint8_t size = 0xFF, count = 0;  // a count above kShortIds: the ids are in the records
  };
  struct Slot {
    std::uint32_t tag = 0, place = 0;
  };

  static constexpr std::uint64_t kSeed = 0xA0761D6478BD642FULL, kSeed2 = 0xE7037ED1A0B428DBULL;
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
  bool appendLong(std::string_view word, std::vector<TokenId>& out) const;
  void insertLong(std::string_view word, std::span<const TokenId> ids);

  std::vector<Short> m_short;
  std::vector<Slot> m_slots;
  // Records at places above 0: word length << 16 | id count, the word in whole units of four bytes, the ids.
  std::vector<std::uint32_t> m_records = {0};
};

}  // namespace attune::tokenizers
