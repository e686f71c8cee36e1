// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schemas/straight.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "core/data/example_line.h"
#include "core/data/schemas/reading.h"

namespace attune {
namespace dom = simdjson::dom;
namespace {

bool isUsual(std::string_view text) {
  return hasContent(text) && std::memchr(text.data(), 0, text.size()) == nullptr;
}

// A value as Json::dump() has it.
void putValue(dom::element value, std::string& out) {
  char digits[24];
  switch (value.type()) {
    case dom::element_type::STRING:
      return putJsonText(value.get_string().value_unsafe(), out);
    case dom::element_type::BOOL:
      out.append(value.get_bool().value_unsafe() ? "true" : "false");
      return;
    case dom::element_type::INT64:
      out.append(digits, std::to_chars(digits, digits + sizeof digits, value.get_int64().value_unsafe()).ptr);
      return;
    case dom::element_type::UINT64:
      out.append(digits, std::to_chars(digits, digits + sizeof digits, value.get_uint64().value_unsafe()).ptr);
      return;
    case dom::element_type::DOUBLE:
      out.append(Json(value.get_double().value_unsafe()).dump());
      return;
    case dom::element_type::ARRAY: {
      char before = '[';
      for (const auto item : asArray(value)) {
        out.push_back(before);
        putValue(item, out);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
      return;
    }
    case dom::element_type::OBJECT: {
      char before = '{';
      for (const auto [key, item] : asObject(value)) {
        out.push_back(before);
        putJsonText(key, out);
        out.push_back(':');
        putValue(item, out);
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
      return;
    }
    case dom::element_type::NULL_VALUE:
      out.append("null");
  }
}

struct Turn {
  Role role = Role::User;
  std::string_view content;
};

// A message that has a role and a text and nothing else.
bool readTurn(dom::element item, Turn& turn) {
  if (item.type() != dom::element_type::OBJECT) return false;
  bool hasRole = false, hasText = false;
  for (const auto [key, value] : asObject(item)) {
    if (value.type() != dom::element_type::STRING) return false;
    const std::string_view text = value.get_string().value_unsafe();
    if (!hasRole && (key == "role" || key == "from")) {
      const auto role = roleFromName(text);
      if (!role || text == "function_call") return false;
      turn.role = *role;
      hasRole = true;
    } else if (!hasText && (key == "content" || key == "value")) {
      turn.content = text;
      hasText = true;
    } else {
      return false;
    }
  }
  return hasRole && hasText && isUsual(turn.content);
}

}  // namespace

StraightRows::StraightRows(const ColumnMapping& mapping, std::uint32_t file) : m_keepsOthers(mapping.keepOtherColumns), m_file(file) {
  const std::string& schema = mapping.schema;
  m_isPair = schema == "alpaca" || schema == "prompt-completion" || schema == "question-answer";
  if ((!m_isPair && schema != "messages" && schema != "sharegpt") || !mapping.tags.empty() || !mapping.systemPrompt.empty()) return;
  for (const auto& [role, name] : mapping.columns) {
    if (std::ranges::find(m_columns, std::string_view(name), &Column::name) != m_columns.end()) {
      m_columns.clear();
      return;
    }
    const Part part = role == "messages"   ? Part::Turns
                      : role == "prompt"   ? Part::Prompt
                      : role == "input"    ? Part::Input
                      : role == "response" ? Part::Response
                                           : Part::Unused;
    m_columns.push_back({name, part});
  }
}

// Sorts the row's cells; false when a part that usual rows do without is filled.
bool StraightRows::findParts(const RowView& row) {
  m_turns = m_prompt = m_input = m_response = nullptr;
  m_others.clear();
  for (const Cell& cell : row.cells) {
    const auto found = std::ranges::find(m_columns, cell.name, &Column::name);
    if (found == m_columns.end()) {
      m_others.push_back(&cell);
      continue;
    }
    switch (found->part) {
      case Part::Turns:
        m_turns = &cell;
        break;
      case Part::Prompt:
        m_prompt = &cell;
        break;
      case Part::Input:
        m_input = &cell;
        break;
      case Part::Response:
        m_response = &cell;
        break;
      case Part::Unused:
        if (cell.type != CellType::Missing && cell.type != CellType::Null && (cell.type != CellType::Text || !cell.text.empty()))
          return false;
    }
  }
  return true;
}

bool StraightRows::putTurns(std::string& line, std::string& canonical) const {
  if (m_turns == nullptr || m_turns->type != CellType::List || !m_turns->isJson) return false;
  const dom::array items = asArray(m_turns->json);
  beginCanonicalConversation(items.size(), canonical);
  bool first = true, answered = false;
  for (const auto item : items) {
    Turn turn;
    if (!readTurn(item, turn)) return false;
    putLineTurn(turn.role, turn.content, first, line);
    appendCanonicalTurn(turn.role, turn.content, canonical);
    first = false;
    answered = answered || turn.role == Role::Assistant;
  }
  line.push_back(']');
  return answered;
}

bool StraightRows::putPair(std::string& line, std::string& canonical) {
  if (m_prompt == nullptr || m_response == nullptr || m_prompt->type != CellType::Text || m_response->type != CellType::Text) return false;
  std::string_view prompt = m_prompt->text;
  if (!isUsual(prompt) || !isUsual(m_response->text)) return false;
  if (m_input != nullptr && m_input->type == CellType::Text && !m_input->text.empty()) {
    if (!isUsual(m_input->text)) return false;
    m_text.assign(prompt).append("\n").append(m_input->text);
    prompt = m_text;
  } else if (m_input != nullptr && m_input->type != CellType::Text && m_input->type != CellType::Missing && m_input->type != CellType::Null) {
    return false;
  }
  beginCanonicalConversation(2, canonical);
  bool first = true;
  for (const auto& [role, text] : {Turn{Role::User, prompt}, Turn{Role::Assistant, m_response->text}}) {
    putLineTurn(role, text, first, line);
    appendCanonicalTurn(role, text, canonical);
    first = false;
  }
  line.push_back(']');
  return true;
}

bool StraightRows::putColumns(std::string& line) const {
  if (!m_keepsOthers || m_others.empty()) return true;
  std::string_view before = ",\"columns\":{";
  for (const Cell* cell : m_others) {
    line.append(before);
    putJsonText(cell->name, line);
    line.push_back(':');
    if (cell->isJson) putValue(cell->json, line);
    else if (cell->type == CellType::Text) putJsonText(cell->text, line);
    else if (cell->type == CellType::Missing || cell->type == CellType::Null) line.append("null");
    else return false;
    before = ",";
  }
  line.push_back('}');
  return true;
}

bool StraightRows::take(const RowView& row, std::string& line, std::string& canonical) {
  if (m_columns.empty() || !findParts(row)) return false;
  const std::size_t before = canonical.size();
  line.clear();
  beginConversationLine(line);
  if (!(m_isPair ? putPair(line, canonical) : putTurns(line, canonical)) || !putColumns(line)) {
    canonical.resize(before);
    return false;
  }
  endCanonicalConversation(canonical);
  endLine(row.row, m_file, line);
  return true;
}

}  // namespace attune
