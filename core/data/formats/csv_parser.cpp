// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/csv_parser.h"

#include <algorithm>
#include <cstring>

namespace attune {
namespace {

// LF, CR LF and CR each end a line. Texts mostly hold none, so the search is what has to be fast.
std::uint64_t countLineEnds(std::string_view text) {
  std::uint64_t count = 0;
  for (const char end : {'\n', '\r'}) {
    const char* at = text.data();
    const char* const stop = at + text.size();
    while (at < stop &&
           (at = static_cast<const char*>(std::memchr(at, end, static_cast<std::size_t>(stop - at)))) != nullptr) {
      ++at;
      if (end == '\n' || at == stop || *at != '\n') ++count;
    }
  }
  return count;
}

std::size_t countCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

CsvParser::CsvParser(Window& window, char delimiter, char quote, std::uint64_t maxRowBytes)
    : m_window(window), m_delimiter(delimiter), m_quote(quote), m_maxRowBytes(maxRowBytes) {
  for (const char c : {delimiter, '\n', '\r'}) m_stops[static_cast<unsigned char>(c)] = true;
}

// Whether the text ends at this offset of the window.
Result<bool> CsvParser::atEnd(std::size_t at) {
  while (at >= m_window.size()) {
    ATTUNE_TRY(const bool more, m_window.more());
    if (!more) return true;
  }
  return false;
}

Result<void> CsvParser::skipBlank() {
  for (;;) {
    ATTUNE_TRY(const bool ended, atEnd(0));
    if (ended) return {};
    const char c = m_window.data()[0];
    if (c != '\n' && c != '\r') return {};
    ATTUNE_TRY(const bool alone, atEnd(1));
    const bool pair = c == '\r' && !alone && m_window.data()[1] == '\n';
    m_window.consume(pair ? 2 : 1);
    ++m_nextLine;
  }
}

Result<bool> CsvParser::next() {
  if (m_stopped) return false;
  ATTUNE_TRY_VOID(skipBlank());
  ATTUNE_TRY(const bool ended, atEnd(0));
  if (ended) return false;
  m_row.fault.reset();
  m_row.cells.clear();
  m_ranges.clear();
  m_unescaped.clear();
  m_row.line = m_nextLine;
  m_hasQuotes = false;
  m_at = 0;
  ATTUNE_TRY(const Scan scan, scanRow());
  if (scan == Scan::SkipLine) ATTUNE_TRY_VOID(skipLine());
  m_stopped = scan == Scan::Stop;
  return true;
}

// Scans the row at the front of the window. On success the row is complete and taken from the window at the next call.
Result<CsvParser::Scan> CsvParser::scanRow() {
  for (;;) {
    ATTUNE_TRY(const bool ended, atEnd(m_at));
    if (!ended && m_window.data()[m_at] == m_quote) {
      ATTUNE_TRY(const auto broken, scanQuoted());
      if (broken) return *broken;
    } else {
      ATTUNE_TRY_VOID(scanUnquoted());
    }
    if (m_at > m_maxRowBytes) {
      m_row.fault =
          Error{"data.row-too-long", ATTUNE_TEXT("The row is longer than {0} bytes."), {std::to_string(m_maxRowBytes)}};
      return Scan::SkipLine;
    }
    ATTUNE_TRY(const bool last, atEnd(m_at));
    if (last || m_window.data()[m_at] != m_delimiter) break;
    ++m_at;
  }
  finish(m_at);
  return Scan::Row;
}

Result<void> CsvParser::scanUnquoted() {
  const std::size_t from = m_at;
  for (;;) {
    const char* data = m_window.data();
    const std::size_t size = m_window.size();
    while (m_at < size && !m_stops[static_cast<unsigned char>(data[m_at])]) ++m_at;
    if (m_at < size || m_at > m_maxRowBytes) break;
    ATTUNE_TRY(const bool ended, atEnd(m_at));
    if (ended) break;
  }
  m_ranges.push_back({from, m_at, false});
  return {};
}

// A cell in quotation marks. What it returns, if anything, is the way in which the row is broken.
Result<std::optional<CsvParser::Scan>> CsvParser::scanQuoted() {
  const std::size_t open = m_at++;
  m_hasQuotes = true;
  bool escaped = false;
  for (;;) {
    const char* found = static_cast<const char*>(std::memchr(m_window.data() + m_at, m_quote, m_window.size() - m_at));
    if (found == nullptr) {
      m_at = m_window.size();
      ATTUNE_TRY(const bool ended, atEnd(m_at));
      if (!ended && m_at <= m_maxRowBytes) continue;
      // What follows may be rows or the rest of a long text: guessing would make rows up, so the reading ends here.
      faultAt(
          open, "data.file-open-quote",
          ATTUNE_TEXT("The quotation mark at line {0}, column {1} is never closed: nothing behind it could be read."));
      return Scan::Stop;
    }
    m_at = static_cast<std::size_t>(found - m_window.data()) + 1;
    ATTUNE_TRY(const bool ended, atEnd(m_at));
    if (ended || m_window.data()[m_at] != m_quote) break;
    escaped = true;
    ++m_at;
  }
  m_ranges.push_back({open + 1, m_at - 1, escaped});
  ATTUNE_TRY(const bool ended, atEnd(m_at));
  if (!ended && !m_stops[static_cast<unsigned char>(m_window.data()[m_at])]) {
    faultAt(m_at, "data.row-quote",
            ATTUNE_TEXT("Text follows after the closing quotation mark at line {0}, column {1}."));
    return Scan::SkipLine;
  }
  return std::optional<Scan>{};
}

void CsvParser::faultAt(std::size_t at, const char* code, const char* text) {
  const std::string_view before = m_window.view().substr(0, at);
  const std::size_t lineStart = before.find_last_of("\n\r");
  const std::string_view inLine = lineStart == std::string_view::npos ? before : before.substr(lineStart + 1);
  m_row.fault = Error{code,
                      text,
                      {std::to_string(m_row.line + countLineEnds(before)), std::to_string(countCharacters(inLine) + 1)},
                      {},
                      ATTUNE_TEXT("A quotation mark inside a quoted text is written twice.")};
}

// Goes on behind the line with the fault.
Result<void> CsvParser::skipLine() {
  for (;;) {
    const std::size_t found = m_window.view().find_first_of("\n\r", m_at);
    m_at = std::min(found, m_window.size());
    if (found != std::string_view::npos) break;
    // Only the rest of a row beyond the limit is dropped before its line ends.
    if (m_at > m_maxRowBytes) {
      m_nextLine += countLineEnds(m_window.view());
      m_window.consume(m_at);
      m_at = 0;
    }
    ATTUNE_TRY(const bool ended, atEnd(m_at));
    if (ended) break;
  }
  m_row.raw = {};
  m_nextLine += countLineEnds(m_window.view().substr(0, m_at));
  m_window.consume(m_at);
  m_row.endOffset = m_window.offset();
  return {};
}

std::string_view CsvParser::unescaped(std::size_t from, std::size_t to) {
  std::string& text = m_unescaped.emplace_back();
  text.reserve(to - from);
  const char* data = m_window.data();
  for (std::size_t i = from; i < to; ++i) {
    text.push_back(data[i]);
    if (data[i] == m_quote) ++i;
  }
  return text;
}

void CsvParser::finish(std::size_t end) {
  const char* data = m_window.data();
  for (const auto& range : m_ranges)
    m_row.cells.push_back(range.escaped ? unescaped(range.from, range.to)
                                        : std::string_view(data + range.from, range.to - range.from));
  m_row.raw = {data, end};
  if (m_hasQuotes) m_nextLine += countLineEnds(m_row.raw);
  // The bytes stay in the buffer until more() is called, which the next row does first.
  m_window.consume(end);
  m_row.endOffset = m_window.offset();
}

}  // namespace attune
