// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/data/formats/byte_source.h"

namespace attune {

/// One row of a CSV text; it points into the parser's buffers until the next call of `next`.
struct CsvRow {
  std::vector<std::string_view> cells;
  std::string_view raw;    ///< The row's bytes without its line end.
  std::uint64_t line = 1;  ///< 1-based line where it starts; line ends inside quotation marks count.
  std::uint64_t endOffset = 0;
  std::optional<Error> fault;  ///< Why the row cannot be read, with line and column; `cells` mean nothing then.
};

/// Reads CSV by RFC 4180, row by row: quoted cells may hold delimiters, line ends and doubled quotation marks; line
/// ends are LF, CR LF or CR; blank lines are skipped; a quotation mark inside an unquoted cell is an ordinary
/// character. After a fault it goes on with the next line; only a quotation mark that is never closed ends the reading.
class CsvParser {
 public:
  CsvParser(Window& window, char delimiter, char quote, std::uint64_t maxRowBytes);
  /// Brings the next row into row(); false at the end of the text. Errors: those of the source.
  Result<bool> next();
  const CsvRow& row() const { return m_row; }

 private:
  enum class Scan { Row, SkipLine, Stop };
  Result<bool> atEnd(std::size_t at);
  Result<Scan> scanRow();
  Result<void> scanUnquoted();
  Result<std::optional<Scan>> scanQuoted();
  Result<void> skipBlank();
  Result<void> skipLine();
  void finish(std::size_t end);
  void faultAt(std::size_t at, const char* code, const char* text);
  std::string_view unescaped(std::size_t from, std::size_t to);

  struct CellRange {
    std::size_t from, to;
    bool escaped;
  };
  Window& m_window;
  const char m_delimiter, m_quote;
  const std::uint64_t m_maxRowBytes;
  std::array<bool, 256> m_stops{};  ///< Bytes that end an unquoted cell.
  std::vector<CellRange> m_ranges;
  std::deque<std::string> m_unescaped;
  CsvRow m_row;
  std::size_t m_at = 0;  ///< Offset in the window while a row is scanned.
  std::uint64_t m_nextLine = 1;
  bool m_hasQuotes = false;
  bool m_stopped = false;
};

}  // namespace attune
