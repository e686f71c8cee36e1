// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/text.h"

#include <algorithm>

namespace attune::jinja {

Text::Text(std::string bytes, std::uint8_t marks) : m_bytes(std::move(bytes)) {
  if (marks != 0 && !m_bytes.empty()) m_runs.push_back({m_bytes.size(), marks});
}

// Called after the bytes were appended, so that m_bytes.size() is the new end.
void Text::addRun(std::size_t length, std::uint8_t marks) {
  if (length == 0 || (marks == 0 && m_runs.empty())) return;
  const std::size_t begin = m_bytes.size() - length;
  if (m_runs.empty() && begin > 0) m_runs.push_back({begin, 0});
  if (!m_runs.empty() && m_runs.back().marks == marks)
    m_runs.back().end = m_bytes.size();
  else
    m_runs.push_back({m_bytes.size(), marks});
}

void Text::append(std::string_view bytes, std::uint8_t marks) {
  m_bytes += bytes;
  addRun(bytes.size(), marks);
}

void Text::append(const Text& other) {
  append(other, 0, other.size());
}

void Text::append(const Text& other, std::size_t begin, std::size_t end) {
  if (other.m_runs.empty()) return append(std::string_view(other.m_bytes).substr(begin, end - begin));
  for (std::size_t run = other.runAt(begin); begin < end; ++run) {
    const std::size_t stop = std::min(end, other.m_runs[run].end);
    append(std::string_view(other.m_bytes).substr(begin, stop - begin), other.m_runs[run].marks);
    begin = stop;
  }
}

Text Text::slice(std::size_t begin, std::size_t end) const {
  Text out;
  out.append(*this, begin, end);
  return out;
}

std::size_t Text::runAt(std::size_t byte) const {
  const auto found =
      std::upper_bound(m_runs.begin(), m_runs.end(), byte, [](std::size_t at, const Run& run) { return at < run.end; });
  return static_cast<std::size_t>(found - m_runs.begin());
}

std::uint8_t Text::marksAt(std::size_t byte) const {
  const std::size_t run = runAt(byte);
  return run < m_runs.size() ? m_runs[run].marks : std::uint8_t{0};
}

void Text::markFrom(std::size_t begin, std::uint8_t bit) {
  if (begin >= size()) return;
  const Text tail = slice(begin, size());
  *this = [&] {
    Text head = slice(0, begin);
    head.markup = markup;
    return head;
  }();
  if (tail.m_runs.empty()) return append(tail.m_bytes, bit);
  std::size_t from = 0;
  for (const Run& run : tail.m_runs) {
    append(std::string_view(tail.m_bytes).substr(from, run.end - from), static_cast<std::uint8_t>(run.marks | bit));
    from = run.end;
  }
}

}  // namespace attune::jinja
