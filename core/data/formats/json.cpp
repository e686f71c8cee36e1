// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include "core/data/formats/formats.h"
#include "core/data/formats/json_row.h"

namespace attune {
namespace {

// Walks a JSON file row by row, so that a file of any size needs the memory of one row and one broken row does not take
// the others with it: only the brackets and quotation marks are followed here, each row is parsed strictly by itself.
class JsonRowsReader {
 public:
  JsonRowsReader(ByteSource& source, const ImportLimits& limits, RowSink& sink)
      : m_window(source), m_limits(limits), m_sink(sink) {}

  Result<void> read() {
    ATTUNE_TRY(const char first, next());
    if (first == '[') {
      take(1);
      ATTUNE_TRY_VOID(readList());
    } else if (first == '{') {
      take(1);
      ATTUNE_TRY_VOID(readWrapper());
    } else if (first == 0) {
      return fail("data.not-a-table", ATTUNE_TEXT("The file is empty."), {});
    } else {
      return fail("data.not-a-table", ATTUNE_TEXT("The file holds neither a list [ … ] nor an object { … } of rows."),
                  {});
    }
    if (m_stopped) return {};
    ATTUNE_TRY(const char rest, next());
    if (rest != 0) damaged(ATTUNE_TEXT("More text follows after the end of the JSON value."));
    return {};
  }

 private:
  // The next character that is not white space, which stays in the window; 0 at the end of the file.
  Result<char> next() {
    for (;;) {
      const std::string_view view = m_window.view();
      const std::size_t at = std::min(view.find_first_not_of(" \t\r\n"), view.size());
      take(at);
      if (at < view.size()) return m_window.data()[0];
      ATTUNE_TRY(const bool more, m_window.more());
      if (!more) return char{0};
    }
  }

  void take(std::size_t bytes) {
    m_line += static_cast<std::uint64_t>(std::count(m_window.data(), m_window.data() + bytes, '\n'));
    m_window.consume(bytes);
  }

  void report(Error reason) { m_stopped = !m_sink.bad(++m_view.row, m_line, std::move(reason)) || m_stopped; }

  void damaged(const char* text) {
    report({"data.file-json",
            text,
            {},
            {},
            ATTUNE_TEXT("The file may be cut off or damaged: get it again from its source.")});
    m_stopped = true;
  }

  // The length of the value at the front of the window, which is brought into the window as a whole; 0 when the file
  // ends inside it, too long values are SIZE_MAX.
  Result<std::size_t> valueLength() {
    std::size_t at = 0, depth = 0;
    bool inText = false;
    for (;;) {
      const char* data = m_window.data();
      const std::size_t size = m_window.size();
      while (at < size) {
        const char c = data[at];
        if (inText) {
          if (c == '\\') {
            if (at + 1 >= size) break;
            ++at;
          } else if (c == '"') {
            inText = false;
            if (depth == 0) return at + 1;
          }
        } else if (c == '"') {
          inText = true;
        } else if (c == '{' || c == '[') {
          ++depth;
        } else if (c == '}' || c == ']') {
          if (depth == 0) return at;
          if (--depth == 0) return at + 1;
        } else if (depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
          return at;
        }
        ++at;
      }
      if (m_window.size() > m_limits.maxRowBytes) return SIZE_MAX;
      ATTUNE_TRY(const bool more, m_window.more());
      if (!more) return std::size_t{0};
    }
  }

  Result<void> readList() {
    m_foundList = true;
    bool afterComma = false;
    for (;;) {
      ATTUNE_TRY(const char c, next());
      if (c == ']' && !afterComma) return take(1), Result<void>{};
      if (c == 0) return damaged(ATTUNE_TEXT("The file ends before its list of rows is closed.")), Result<void>{};
      if (c == ']' || c == ',' || c == '}' || c == ':')
        return damaged(ATTUNE_TEXT(
                   "The list of rows is broken here: a comma, bracket or colon stands where a row should be.")),
               Result<void>{};
      ATTUNE_TRY(const std::size_t length, valueLength());
      if (length == SIZE_MAX) return damaged(ATTUNE_TEXT("A row is longer than allowed.")), Result<void>{};
      if (length == 0) return damaged(ATTUNE_TEXT("The file ends inside a row.")), Result<void>{};
      takeRow(length);
      if (m_stopped) return {};
      ATTUNE_TRY(const char after, next());
      if (after == ']') return take(1), Result<void>{};
      if (after == 0) return damaged(ATTUNE_TEXT("The file ends before its list of rows is closed.")), Result<void>{};
      if (after != ',')
        return damaged(ATTUNE_TEXT("The list of rows is broken here: a comma is missing.")), Result<void>{};
      take(1);
      afterComma = true;
    }
  }

  void takeRow(std::size_t length) {
    const std::string_view text(m_window.data(), length);
    auto cells = m_parser.parse(text);
    if (cells) {
      ++m_view.row;
      m_view.line = m_line;
      m_view.cells = *cells;
      m_view.endOffset = m_window.offset() + length;
      m_stopped = !m_sink.row(m_view);
    } else {
      report(std::move(cells.error()));
    }
    take(length);
  }

  // { "any": …, "rows": [ {…}, … ] }: every member that is a list of objects holds rows, other members are not rows.
  Result<void> readWrapper() {
    for (bool first = true;; first = false) {
      ATTUNE_TRY(const char c, next());
      if (c == '}' && first) break;
      if (c != '"')
        return damaged(ATTUNE_TEXT("The object is broken here: a key in quotation marks is missing.")), Result<void>{};
      ATTUNE_TRY_VOID(skipValue());
      if (m_stopped) return {};
      ATTUNE_TRY(const char colon, next());
      if (colon != ':') return damaged(ATTUNE_TEXT("The object is broken here: a colon is missing.")), Result<void>{};
      take(1);
      ATTUNE_TRY(const bool isRows, atRows());
      if (isRows) {
        take(1);
        ATTUNE_TRY_VOID(readList());
      } else {
        ATTUNE_TRY_VOID(skipValue());
      }
      if (m_stopped) return {};
      ATTUNE_TRY(const char after, next());
      if (after == '}') break;
      if (after != ',')
        return damaged(ATTUNE_TEXT("The object is broken here: a comma is missing, or the file is cut off.")),
               Result<void>{};
      take(1);
    }
    take(1);
    if (!m_foundList) return fail("data.not-a-table", ATTUNE_TEXT("The object holds no list of rows."), {});
    return {};
  }

  Result<void> skipValue() {
    ATTUNE_TRY_VOID(next());
    ATTUNE_TRY(const std::size_t length, valueLength());
    if (length == 0 || length == SIZE_MAX)
      return damaged(ATTUNE_TEXT("The file ends inside a value, or the value is longer than allowed.")), Result<void>{};
    take(length);
    return {};
  }

  // Whether "[ {" follows. The white space between the two is looked at without being taken.
  Result<bool> atRows() {
    ATTUNE_TRY(const char c, next());
    if (c != '[') return false;
    for (std::size_t at = 1;;) {
      at = m_window.view().find_first_not_of(" \t\r\n", at);
      if (at != std::string_view::npos) return m_window.data()[at] == '{';
      at = m_window.size();
      if (at > m_limits.maxRowBytes) return false;
      ATTUNE_TRY(const bool more, m_window.more());
      if (!more) return false;
    }
  }

  Window m_window;
  const ImportLimits& m_limits;
  RowSink& m_sink;
  JsonRowParser m_parser;
  RowView m_view;
  std::uint64_t m_line = 1;
  bool m_stopped = false;
  bool m_foundList = false;
};

}  // namespace

Result<void> readJsonRows(ByteSource& source, const Dialect&, const ImportLimits& limits, RowSink& sink) {
  return JsonRowsReader(source, limits, sink).read();
}

}  // namespace attune
