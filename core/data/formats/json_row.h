// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/data/formats/row.h"

namespace attune {

/// Turns the text of one JSON object into cells; the parser's memory is used again for every row.
class JsonRowParser {
 public:
  /// Cells that are valid until the next call. 64 bytes behind `text` must be readable. Errors: data.row-json,
  /// data.row-utf8, data.row-not-object, data.row-duplicate-key, data.row-too-deep.
  Result<std::span<const Cell>> parse(std::string_view text);

 private:
  simdjson::dom::parser m_parser;
  std::vector<Cell> m_cells;
};

/// The reason of a simdjson error in the words of the ledger.
Error jsonFault(simdjson::error_code code);

}  // namespace attune
