// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include "core/data/formats/formats.h"

namespace attune {
namespace {

// Cuts a text into rows with the one column "text": paragraphs (separated by blank lines), lines, or the whole file.
class TextReader {
 public:
  TextReader(const Dialect& dialect, const ImportLimits& limits, RowSink& sink)
      : m_lines(dialect.textUnit == "line"), m_whole(dialect.textUnit == "file"), m_limits(limits), m_sink(sink) {}

  // One line without its end, which stood at `endOffset`. False to stop.
  bool take(std::string_view line, std::uint64_t endOffset) {
    ++m_line;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool blank = line.find_first_not_of(" \t\f\v") == std::string_view::npos;
    if (m_text.empty() && blank) return true;
    if (m_text.empty()) m_view.line = m_line;
    if (!m_whole && (m_lines || blank)) {
      if (m_lines) m_text = line;
      return flush(endOffset);
    }
    if (m_started) m_text.push_back('\n');
    m_started = true;
    if (m_text.size() <= m_limits.maxRowBytes) m_text.append(line);
    m_end = endOffset;
    return true;
  }

  bool flush(std::uint64_t endOffset) {
    m_started = false;
    while (m_text.ends_with('\n')) m_text.pop_back();
    if (m_text.empty()) return true;
    ++m_view.row;
    m_view.endOffset = endOffset;
    bool goOn = true;
    if (m_text.size() > m_limits.maxRowBytes) {
      goOn = m_sink.bad(m_view.row, m_view.line,
                        {"data.row-too-long",
                         ATTUNE_TEXT("The row is longer than {0} bytes."),
                         {std::to_string(m_limits.maxRowBytes)}});
    } else if (!simdjson::validate_utf8(m_text.data(), m_text.size())) {
      goOn = m_sink.bad(m_view.row, m_view.line,
                        {"data.row-utf8",
                         ATTUNE_TEXT("The row is not valid UTF-8."),
                         {},
                         {},
                         ATTUNE_TEXT("Save the file as UTF-8, or choose its encoding.")});
    } else {
      Cell cell;
      cell.name = "text";
      cell.type = CellType::Text;
      cell.text = m_text;
      m_view.cells = {&cell, 1};
      goOn = m_sink.row(m_view);
    }
    m_text.clear();
    return goOn;
  }

 private:
  const bool m_lines, m_whole;
  const ImportLimits& m_limits;
  RowSink& m_sink;
  RowView m_view;
  std::string m_text;
  bool m_started = false;
  std::uint64_t m_line = 0, m_end = 0;
};

}  // namespace

Result<void> forEachLine(ByteSource& source, const ImportLimits& limits,
                         const std::function<bool(std::string_view, std::uint64_t)>& take) {
  Window window(source);
  std::size_t searched = 0;
  bool ended = false;
  for (;;) {
    const auto* newline =
        static_cast<const char*>(std::memchr(window.data() + searched, '\n', window.size() - searched));
    // A line beyond the limit is handed on in pieces, so that memory stays bounded; the reader counts it as too long.
    const bool tooLong = newline == nullptr && window.size() > limits.maxRowBytes + 1;
    if (newline == nullptr && !ended && !tooLong) {
      searched = window.size();
      ATTUNE_TRY(const bool more, window.more());
      ended = !more;
      continue;
    }
    const std::size_t length = newline == nullptr ? window.size() : static_cast<std::size_t>(newline - window.data());
    if (newline == nullptr && length == 0) return {};
    if (!take({window.data(), length}, window.offset() + length)) return {};
    window.consume(length + (newline == nullptr ? 0 : 1));
    searched = 0;
  }
}

Result<void> readText(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink) {
  TextReader reader(dialect, limits, sink);
  std::uint64_t end = 0;
  bool stopped = false;
  ATTUNE_TRY_VOID(forEachLine(source, limits, [&](std::string_view line, std::uint64_t offset) {
    end = offset;
    stopped = !reader.take(line, offset);
    return !stopped;
  }));
  if (!stopped) reader.flush(end);
  return {};
}

}  // namespace attune
