// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/data/formats/byte_source.h"
#include "core/data/formats/row.h"
#include "core/data/import.h"

namespace attune {

/// Receives the rows of a file in order. Both functions return false to stop the reading.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual bool row(const RowView& row) = 0;
  /// A row that cannot be read. Codes that begin with "data.file-" mean that the file itself is damaged from there on.
  virtual bool bad(std::uint64_t row, std::uint64_t line, Error reason) = 0;
};

/// A file format whose rows can be imported.
struct Format {
  std::string_view id;
  std::string_view label;                        ///< English name, ATTUNE_TEXT.
  std::span<const std::string_view> extensions;  ///< In lower case with the dot.
  /// Reads all rows of decoded text. Errors: data.not-a-table, file.read, data.file-damaged.
  Result<void> (*read)(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);
};

/// The table of formats; a new one is a file in this folder and a line in formats.cpp.
std::span<const Format> formats();
/// The format of an id, or null.
const Format* findFormat(std::string_view id);

/// The readers of the table.
Result<void> readJsonl(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);
Result<void> readJsonRows(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);
Result<void> readCsv(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);
Result<void> readConll(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);
Result<void> readText(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink);

/// Hands over every line without its LF and the offset of its end, until `take` says false. Errors: those of the
/// source.
Result<void> forEachLine(ByteSource& source, const ImportLimits& limits,
                         const std::function<bool(std::string_view line, std::uint64_t endOffset)>& take);

/// Finds out format, encoding and delimiter from the name and the first bytes; what `given` says stands.
/// `complete` says that `head` is the whole file. Errors: data.not-a-table, data.format-unknown.
Result<Dialect> detectDialect(const std::string& fileName, std::string_view head, bool complete, const Dialect& given);

/// The best delimiter for a decoded CSV text, by how many rows get as many cells as the heading.
char sniffDelimiter(std::string_view text, char quote);

}  // namespace attune
