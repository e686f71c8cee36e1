// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/word_cache.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "core/base/hash.h"

namespace attune::tokenizers {

bool WordCache::appendLong(std::string_view word, std::vector<TokenId>& out) const {
  const std::uint64_t hash = fastHash(word);
  for (std::size_t slot = hash & (kSlots - 1), probes = 0; probes < kProbes; slot = (slot + 1) & (kSlots - 1), ++probes) {
    const Slot& entry = m_slots[slot];
    if (entry.place == 0) return false;
    if (entry.tag != static_cast<std::uint32_t>(hash >> 32)) continue;
    const std::uint32_t* record = m_records.data() + entry.place;
    if (record[0] >> 16 != word.size() || std::memcmp(record + 1, word.data(), word.size()) != 0) continue;
    const std::uint32_t* ids = record + 1 + (word.size() + 3) / 4;
    for (std::uint32_t i = 0; i < (record[0] & 0xFFFF); ++i) out.push_back(static_cast<TokenId>(ids[i]));
    return true;
  }
  return false;
}

void WordCache::insertLong(std::string_view word, std::span<const TokenId> ids) {
  const std::size_t keyUnits = (word.size() + 3) / 4;
  if (m_records.size() + 1 + keyUnits + ids.size() > kMaxRecords) {
    std::fill(m_slots.begin(), m_slots.end(), Slot{});
    m_records.resize(1);
  }
  const std::uint64_t hash = fastHash(word);
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

void WordCache::insert(std::string_view word, std::span<const TokenId> ids) {
  if (word.size() > kMaxWord || ids.size() > 0xFFFF) return;
  const bool few = ids.size() <= kShortIds;
  if (word.size() > kShortBytes || !few) insertLong(word, ids);
  if (word.size() > kShortBytes) return;
  const Key key(word);
  const std::size_t home = key.hash() & (kShortSlots - 1);
  m_short[home ^ 1] = m_short[home];  // the older one of the pair moves over
  Short& entry = m_short[home];
  entry.low = key.low;
  entry.high = key.high;
  entry.size = static_cast<std::uint8_t>(word.size());
  entry.count = few ? static_cast<std::uint8_t>(ids.size()) : 0xFF;
  if (few) std::copy(ids.begin(), ids.end(), entry.ids);
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
