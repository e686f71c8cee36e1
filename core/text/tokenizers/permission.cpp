// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/permission.h"

#include <algorithm>

namespace attune::tokenizers {

Permission Permission::nowhere() {
  Permission permission;
  permission.m_nowhere = true;
  return permission;
}

Permission::Permission(std::span<const TextSegment> segments) {
  std::uint32_t at = 0;
  for (const TextSegment& segment : segments) {
    const auto end = at + static_cast<std::uint32_t>(segment.text.size());
    if (!segment.allowSpecial && end > at) m_forbidden.push_back({at, end});
    at = end;
  }
}

bool Permission::allows(Span range) const {
  if (m_nowhere) return false;
  // Of the forbidden ranges that begin before the end of this one, the last reaches furthest.
  const auto after = std::lower_bound(m_forbidden.begin(), m_forbidden.end(), range.end,
                                      [](const Span& span, std::uint32_t end) { return span.begin < end; });
  return after == m_forbidden.begin() || std::prev(after)->end <= range.begin;
}

}  // namespace attune::tokenizers
