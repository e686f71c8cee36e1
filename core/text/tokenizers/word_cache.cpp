// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/word_cache.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace attune::tokenizers {

void WordCache::insert(std::string_view word, std::span<const TokenId> ids) {
  if (!accepts(word) || ids.size() > 0xFFFF) return;
  const std::size_t keyUnits = (word.size() + 3) / 4;
  if (m_records.size() + 1 + keyUnits + ids.size() > kMaxRecords) {
    std::fill(m_slots.begin(), m_slots.end(), Slot{});
    m_records.resize(1);
  }
  const std::uint64_t hash = hashOf(word);
  const std::size_t home = hash & (kSlots - 1);
  std::size_t slot = home;
  for (std::size_t probes = 1; m_slots[slot].place != 0 && probes < kProbes; ++probes) slot = (slot + 1) & (kSlots - 1);
  if (m_slots[slot].place != 0) slot = home;  // crowded: the newer word takes the first place
  const auto place = static_cast<std::uint32_t>(m_records.size());
  m_slots[slot] = {static_cast<std::uint32_t>(hash >> 32), place};
  m_records.resize(place + 1 + keyUnits + ids.size());
  m_records[place] = static_cast<std::uint32_t>(word.size() << 16 | ids.size());
  std::memcpy(m_records.data() + place + 1, word.data(), word.size());
  std::memcpy(m_records.data() + place + 1 + keyUnits, ids.data(), ids.size() * sizeof(TokenId));
}

WordCache& WordCache::ofThread(std::uint64_t owner) {
  struct Entry {
    std::uint64_t owner = 0;
    std::unique_ptr<WordCache> cache;
  };
  thread_local std::array<Entry, 3> entries;  // the most recent first
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].owner == owner) {
      std::rotate(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i), entries.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return *entries[0].cache;
    }
  std::rotate(entries.begin(), entries.end() - 1, entries.end());
  entries[0] = {owner, std::make_unique<WordCache>()};
  return *entries[0].cache;
}

std::uint64_t WordCache::newOwner() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace attune::tokenizers
