// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <simdjson.h>

#include <string>
#include <string_view>

#include "core/data/example.h"

namespace attune {

/// Appends toJson(example) as one line with its end: how stored datasets hold their rows.
void appendLine(const Example& example, std::string& out);

/// The same for a conversation of plain turns: begin, each turn, what stands behind the messages' "]", end.
void beginConversationLine(std::string& out);
void putLineTurn(Role role, std::string_view content, bool first, std::string& out);
void endLine(std::uint64_t row, std::uint32_t file, std::string& out);
/// Appends a text as JSON.
void putJsonText(std::string_view text, std::string& out);

/// Reads such lines; its memory is used again for the next. Thread: one at a time.
class LineReader {
 public:
  static constexpr std::size_t kPadding = simdjson::SIMDJSON_PADDING;

  /// Fills a new example from a line without its end, behind which kPadding more bytes may be read. False when it is no
  /// such line; `fault` then names the place.
  bool read(std::string_view line, Example& example);
  const std::string& fault() const { return m_fault; }

 private:
  simdjson::dom::parser m_parser;
  std::string m_fault;
};

}  // namespace attune
