// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/aligned_text.h"

#include <algorithm>

namespace attune::tokenizers {

std::vector<Span> applySplit(const std::vector<Match>& matches, SplitBehaviour behaviour) {
  std::vector<Span> parts;
  parts.reserve(matches.size());
  bool previous = false;
  switch (behaviour) {
    case SplitBehaviour::removed:
      for (const Match& match : matches)
        if (!match.isMatch) parts.push_back(match.range);
      break;
    case SplitBehaviour::isolated:
      for (const Match& match : matches) parts.push_back(match.range);
      break;
    case SplitBehaviour::contiguous:
      for (const Match& match : matches) {
        if (match.isMatch == previous && !parts.empty())
          parts.back().end = match.range.end;
        else
          parts.push_back(match.range);
        previous = match.isMatch;
      }
      break;
    case SplitBehaviour::mergedWithPrevious:
      for (const Match& match : matches) {
        if (match.isMatch && !previous && !parts.empty())
          parts.back().end = match.range.end;
        else
          parts.push_back(match.range);
        previous = match.isMatch;
      }
      break;
    case SplitBehaviour::mergedWithNext:
      for (auto match = matches.rbegin(); match != matches.rend(); ++match) {
        if (match->isMatch && !previous && !parts.empty())
          parts.back().begin = match->range.begin;
        else
          parts.push_back(match->range);
        previous = match->isMatch;
      }
      std::reverse(parts.begin(), parts.end());
      break;
  }
  return parts;
}

AlignedText::AlignedText(std::string text, bool tracked) : m_text(std::move(text)), m_tracked(tracked) {
  if (!tracked) return;
  m_origins.reserve(m_text.size());
  unicode::forEachChar(m_text, [this](char32_t, std::size_t at, unsigned length) {
    m_origins.insert(m_origins.end(), length, Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)});
  });
}

Span AlignedText::origin(std::uint32_t begin, std::uint32_t end) const {
  if (begin == end) return {m_originBegin + begin, m_originBegin + end};
  // A model may report ranges beyond the text (byte fallback of prefixed characters); the reference then leaves them as
  // they are.
  if (begin > end || end > m_origins.size()) return {begin, end};
  return {m_origins[begin].begin, m_origins[end - 1].end};
}

// Text that was inserted before everything has an empty origin, and the reference does not transform it again.
std::size_t AlignedText::firstAligned() const {
  std::size_t first = 0;
  while (first < m_origins.size() && m_origins[first].begin == m_origins[first].end) ++first;
  return first;
}

void AlignedText::transform(const std::vector<Change>& changes, std::size_t skipped) {
  std::string text;
  text.reserve(m_text.size() + 16);
  if (!m_tracked) {
    for (const Change& change : changes) unicode::append(text, change.character);
    m_text = std::move(text);
    return;
  }
  const std::size_t first = firstAligned();
  std::size_t offset = first;
  const auto pass = [&] {
    if (offset < m_text.size()) offset += unicode::sequenceLength(static_cast<unsigned char>(m_text[offset]));
  };
  for (std::size_t i = 0; i < skipped; ++i) pass();

  text.assign(m_text, 0, first);
  std::vector<Span> origins(m_origins.begin(), m_origins.begin() + static_cast<std::ptrdiff_t>(first));
  origins.reserve(m_origins.size() + 16);
  for (const Change& change : changes) {
    Span origin{m_originBegin, m_originBegin};
    if (change.change > 0) {
      if (offset > 0) origin = m_origins[offset - 1];
    } else if (!m_origins.empty()) {
      origin = m_origins[std::min(offset, m_origins.size() - 1)];
      for (int i = 0; i <= -change.change; ++i) pass();
    }
    unicode::append(text, change.character);
    origins.resize(text.size(), origin);
  }
  m_text = std::move(text);
  m_origins = std::move(origins);
}

void AlignedText::prepend(std::string_view prefix) {
  if (m_text.empty()) return;
  if (m_tracked && prefix.empty()) {  // the reference re-inserts the first character, which then has no origin
    const unsigned length = unicode::sequenceLength(static_cast<unsigned char>(m_text[0]));
    std::fill_n(m_origins.begin(), length, Span{m_originBegin, m_originBegin});
  }
  if (m_tracked) m_origins.insert(m_origins.begin(), prefix.size(), m_origins.front());
  m_text.insert(0, prefix);
}

void AlignedText::replace(const std::vector<Match>& matches, std::string_view content) {
  std::string text;
  std::vector<Span> origins;
  text.reserve(m_text.size());
  if (m_tracked) origins.reserve(m_origins.size());
  for (const Match& match : matches) {
    const auto [begin, end] = match.range;
    if (match.isMatch) {
      text += content;
      if (m_tracked) origins.resize(text.size(), end > 0 ? m_origins[end - 1] : Span{m_originBegin, m_originBegin});
    } else {
      text.append(m_text, begin, end - begin);
      if (m_tracked) origins.insert(origins.end(), m_origins.begin() + begin, m_origins.begin() + end);
    }
  }
  m_text = std::move(text);
  m_origins = std::move(origins);
}

AlignedText AlignedText::slice(Span range) const {
  AlignedText part;
  part.m_text = m_text.substr(range.begin, range.end - range.begin);
  part.m_tracked = m_tracked;
  if (m_tracked) {
    part.m_origins.assign(m_origins.begin() + range.begin, m_origins.begin() + range.end);
    part.m_originBegin = origin(range.begin, range.end).begin;
  }
  return part;
}

}  // namespace attune::tokenizers
