// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <simdjson.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace attune {

/// What a cell of a row holds.
enum class CellType : std::uint8_t { Missing, Null, Text, Number, Boolean, List, Object };

/// The English name of a type in messages ("text", "a number").
std::string cellTypeName(CellType type);

/// One cell: a text (CSV), a JSON value, or a list of texts (CoNLL). It points into the reader's buffers.
struct Cell {
  std::string_view name;
  CellType type = CellType::Missing;
  std::string_view text;        ///< For Text.
  simdjson::dom::element json;  ///< For values of JSON files.
  bool isJson = false;
  std::span<const std::string_view> items;  ///< For List of formats that are not JSON.
};

/// One row as the format's reader sees it; valid only during the call that receives it.
class RowView {
 public:
  std::uint64_t row = 0;        ///< 1-based.
  std::uint64_t line = 0;       ///< 1-based line of its start.
  std::uint64_t endOffset = 0;  ///< Byte of the decoded text behind it.
  std::span<const Cell> cells;

  /// The cell of a column; its type is Missing when the row has none of that name.
  Cell cell(std::string_view column) const {
    for (const auto& candidate : cells)
      if (candidate.name == column) return candidate;
    return {};
  }
};

/// The list or object of a value whose type is known.
inline simdjson::dom::array asArray(simdjson::dom::element value) {
  return value.get_array().value_unsafe();
}
inline simdjson::dom::object asObject(simdjson::dom::element value) {
  return value.get_object().value_unsafe();
}

/// The cell of one JSON value.
Cell jsonCell(std::string_view name, simdjson::dom::element value);
/// A copy of a JSON value. Its depth is bounded by the parser.
Json copyJson(simdjson::dom::element value);
/// A copy of a cell for Example::columns.
Json copyCell(const Cell& cell);
/// The cell as text for display, cut after `maxBytes`.
std::string displayText(const Cell& cell, std::size_t maxBytes);

}  // namespace attune
