// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/byte_trie.h"

#include <algorithm>

namespace attune::tokenizers {

// The first base at which all labels fall on free slots.
std::uint32_t ByteTrie::place(const std::vector<unsigned char>& labels) {
  const auto taken = [this](std::uint32_t i) { return i < m_slots.size() && (i == 0 || m_slots[i].parent != kNone); };
  while (taken(m_firstFree)) ++m_firstFree;
  const std::uint32_t first = labels.front();
  // A crowded region is given up after some tries, so that building stays linear.
  std::uint32_t slot = std::max(m_firstFree, first + 1);
  for (int tries = 0;; ++slot) {
    if (taken(slot)) continue;
    const std::uint32_t base = slot - first;
    if (std::none_of(labels.begin() + 1, labels.end(), [&](unsigned char label) { return taken(base + label); })) {
      if (tries > 64) m_firstFree = std::max(m_firstFree, slot > 256 ? slot - 256 : 1U);
      if (m_slots.size() < base + 512ULL) m_slots.resize(base + 512ULL + m_slots.size() / 2);
      return base;
    }
    ++tries;
  }
}

ByteTrie::ByteTrie(std::vector<std::pair<std::string_view, std::int32_t>> entries) {
  std::erase_if(entries, [](const auto& entry) { return entry.first.empty(); });
  if (entries.empty()) return;
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  m_slots.resize(1024);
  struct Task {
    std::uint32_t node;
    std::size_t begin, end, depth;
  };
  std::vector<Task> tasks{{0, 0, entries.size(), 0}};
  std::vector<unsigned char> labels;
  std::vector<std::size_t> starts;
  while (!tasks.empty()) {
    const Task task = tasks.back();
    tasks.pop_back();
    std::size_t i = task.begin;
    for (; i < task.end && entries[i].first.size() == task.depth; ++i) m_slots[task.node].value = entries[i].second;
    if (i == task.end) {
      m_slots[task.node].base = 0;
      continue;
    }
    labels.clear();
    starts.clear();
    for (; i < task.end; ++i) {
      const auto label = static_cast<unsigned char>(entries[i].first[task.depth]);
      if (!labels.empty() && labels.back() == label) continue;
      labels.push_back(label);
      starts.push_back(i);
    }
    const std::uint32_t base = place(labels);
    m_slots[task.node].base = base;
    for (std::size_t j = 0; j < labels.size(); ++j) {
      m_slots[base + labels[j]].parent = task.node;
      tasks.push_back({base + labels[j], starts[j], j + 1 < starts.size() ? starts[j + 1] : task.end, task.depth + 1});
    }
  }
  std::size_t used = m_slots.size();
  while (used > 1 && m_slots[used - 1].parent == kNone) --used;
  m_slots.resize(used + 256);
}

}  // namespace attune::tokenizers
