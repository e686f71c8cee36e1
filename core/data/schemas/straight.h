// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/data/formats/row.h"
#include "core/data/mapping.h"

namespace attune {

/// The short way of usual rows: conversations of plain turns, and pairs of texts, whose stored line and canonical bytes are
/// written straight from the parsed row, without an Example between. What is unusual in any respect, and every fault, is
/// left to Schema::read, to which a row taken here is equal byte for byte.
class StraightRows {
 public:
  /// Rows of one file with this mapping, which must outlive this.
  StraightRows(const ColumnMapping& mapping, std::uint32_t file);
  /// Replaces `line` by the row's line and appends its canonical bytes (appendLine and appendCanonical of its Example).
  /// False when it is no usual row: `canonical` is as it was.
  bool take(const RowView& row, std::string& line, std::string& canonical);

 private:
  enum class Part { Turns, Prompt, Input, Response, Unused };
  struct Column {
    std::string_view name;
    Part part;
  };
  bool findParts(const RowView& row);
  bool putTurns(std::string& line, std::string& canonical) const;
  bool putPair(std::string& line, std::string& canonical);
  bool putColumns(std::string& line) const;

  std::vector<Column> m_columns;  ///< The mapped ones; empty when no row can be taken.
  bool m_isPair = false, m_keepsOthers = true;
  const std::uint32_t m_file;
  const Cell *m_turns = nullptr, *m_prompt = nullptr, *m_input = nullptr, *m_response = nullptr;  ///< Of the row at hand.
  std::vector<const Cell*> m_others;
  std::string m_text;
};

}  // namespace attune
