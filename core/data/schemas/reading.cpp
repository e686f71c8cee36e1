// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schemas/reading.h"

#include <algorithm>
#include <cstring>

namespace attune {
namespace dom = simdjson::dom;
namespace {

tl::unexpected<Error> wrongType(std::string_view column, CellType type, const char* expected) {
  if (type == CellType::Missing || type == CellType::Null)
    return fail("data.row-missing", ATTUNE_TEXT("“{0}” is missing."), {std::string(column)});
  return fail("data.row-type", ATTUNE_TEXT("“{0}” is {1}, but {2} is expected."),
              {std::string(column), cellTypeName(type), expected});
}

tl::unexpected<Error> emptyCell(std::string_view column) {
  return fail("data.row-empty", ATTUNE_TEXT("“{0}” is empty."), {std::string(column)});
}

// The first character that is no white space, or 0.
char firstCharacter(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? '\0' : text[at];
}

}  // namespace

void begin(Example& example, ExampleKind kind) {
  example.kind = kind;
  for (auto* messages : {&example.messages, &example.chosen, &example.rejected}) messages->clear();
  for (auto* texts : {&example.labels, &example.tokens, &example.tags}) texts->clear();
  for (auto* json : {&example.tools, &example.columns})
    if (!json->is_null()) *json = nullptr;
  example.text.clear();
}

bool hasContent(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == ' ' || (c >= 9 && c <= 13)) continue;
    // No-break space and byte order mark look empty too.
    if (c == 0xC2 && i + 1 < text.size() && text[i + 1] == '\xA0') {
      ++i;
    } else if (text.substr(i, 3) == "\xEF\xBB\xBF" || text.substr(i, 3) == "\xE2\x80\x8B") {
      i += 2;
    } else {
      return true;
    }
  }
  return false;
}

Result<std::string_view> textOf(const Cell& cell, std::string_view column) {
  if (cell.type != CellType::Text) return wrongType(column, cell.type, ATTUNE_TEXT("a text"));
  if (!cell.text.empty() && std::memchr(cell.text.data(), 0, cell.text.size()) != nullptr)
    return fail("data.row-nul", ATTUNE_TEXT("“{0}” holds a NUL character."), {std::string(column)});
  return cell.text;
}

Result<std::string_view> filledText(const RowView& row, const ColumnMapping& mapping, std::string_view role) {
  const std::string_view column = mapping.column(role);
  ATTUNE_TRY(const std::string_view text, textOf(row.cell(column), column));
  if (!hasContent(text)) return emptyCell(column);
  return text;
}

Result<std::string_view> optionalText(const RowView& row, const ColumnMapping& mapping, std::string_view role) {
  const std::string_view column = mapping.column(role);
  if (column.empty()) return std::string_view{};
  const Cell cell = row.cell(column);
  if (cell.type == CellType::Missing || cell.type == CellType::Null) return std::string_view{};
  return textOf(cell, column);
}

bool isListLike(const Cell& cell) {
  return cell.type == CellType::List ||
         (cell.type == CellType::Text && !cell.isJson && firstCharacter(cell.text) == '[');
}

Result<dom::element> jsonOf(const Cell& cell, std::string_view column) {
  if (cell.isJson && cell.type != CellType::Text) return cell.json;
  if (cell.type != CellType::Text) return wrongType(column, cell.type, ATTUNE_TEXT("a list"));
  // One parser per thread, so that its memory is used again; its value lives until the next call.
  thread_local dom::parser parser;
  dom::element value;
  if (parser.parse(cell.text.data(), cell.text.size(), true).get(value) != simdjson::SUCCESS)
    return fail("data.row-json", ATTUNE_TEXT("“{0}” holds a text that is not valid JSON."), {std::string(column)});
  return value;
}

Result<Json> toolsOf(const RowView& row, const ColumnMapping& mapping) {
  const std::string_view column = mapping.column("tools");
  if (column.empty()) return Json();
  const Cell cell = row.cell(column);
  if (cell.type == CellType::Missing || cell.type == CellType::Null) return Json();
  if (cell.type == CellType::Text && !hasContent(cell.text)) return Json();
  ATTUNE_TRY(const dom::element value, jsonOf(cell, column));
  if (value.type() != dom::element_type::ARRAY)
    return wrongType(column, jsonCell({}, value).type, ATTUNE_TEXT("a list of tools"));
  if (asArray(value).size() == 0) return Json();
  return copyJson(value);
}

Result<std::string> labelOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping) {
  if (cell.type == CellType::Text) {
    ATTUNE_TRY(const std::string_view text, textOf(cell, column));
    if (!hasContent(text)) return emptyCell(column);
    return std::string(text);
  }
  if (cell.type != CellType::Number && cell.type != CellType::Boolean)
    return wrongType(column, cell.type, ATTUNE_TEXT("a label"));
  if (!mapping.labelNames.empty() && cell.type == CellType::Number) {
    std::uint64_t number = 0;
    if (cell.json.get_uint64().get(number) != simdjson::SUCCESS || number >= mapping.labelNames.size())
      return fail("data.row-label", ATTUNE_TEXT("“{0}” holds a number that has no label name."), {std::string(column)});
    return mapping.labelNames[number];
  }
  return copyJson(cell.json).dump();
}

Result<std::vector<std::string>> listOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping,
                                        bool labels, std::string_view separator) {
  std::vector<std::string> result;
  const auto add = [&](const Cell& item) -> Result<void> {
    if (labels) {
      ATTUNE_TRY(auto label, labelOf(item, column, mapping));
      result.push_back(std::move(label));
    } else {
      ATTUNE_TRY(const auto text, textOf(item, column));
      result.emplace_back(text);
    }
    return {};
  };
  if (cell.type == CellType::List && !cell.isJson) {
    for (const auto item : cell.items) ATTUNE_TRY_VOID(add(Cell{{}, CellType::Text, item, {}, false, {}}));
    return result;
  }
  if (cell.type == CellType::Text && !isListLike(cell)) {
    ATTUNE_TRY(const auto text, textOf(cell, column));
    if (separator.empty()) return wrongType(column, cell.type, ATTUNE_TEXT("a list"));
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t to = std::min(text.find(separator, from), text.size());
      std::string_view part = text.substr(from, to - from);
      const std::size_t first = part.find_first_not_of(" \t");
      if (first != std::string_view::npos)
        result.emplace_back(part.substr(first, part.find_last_not_of(" \t") - first + 1));
      from = to + separator.size();
    }
    return result;
  }
  ATTUNE_TRY(const dom::element value, jsonOf(cell, column));
  if (value.type() != dom::element_type::ARRAY)
    return wrongType(column, jsonCell({}, value).type, ATTUNE_TEXT("a list"));
  for (const auto item : asArray(value)) ATTUNE_TRY_VOID(add(jsonCell({}, item)));
  return result;
}

Result<void> finishConversation(std::string_view system, const ColumnMapping& mapping, Example& example) {
  auto& messages = example.messages;
  const bool hasSystem = !messages.empty() && messages.front().role == Role::System;
  if (!hasSystem && !hasContent(system)) system = mapping.systemPrompt;
  if (!hasSystem && hasContent(system)) messages.emplace(messages.begin(), Role::System, std::string(system));
  for (const auto& message : messages)
    if (message.trained) return {};
  return fail("data.row-no-answer", ATTUNE_TEXT("The conversation has no answer to learn from."), {});
}

void copyOthers(const RowView& row, std::span<const std::string_view> mapped, Example& example) {
  Json::object_t* columns = nullptr;
  for (const auto& cell : row.cells) {
    if (std::ranges::find(mapped, cell.name) != mapped.end()) continue;
    if (columns == nullptr) {
      example.columns = Json::object();
      columns = &example.columns.get_ref<Json::object_t&>();
      // Its keys are const, so that growing would copy them.
      columns->reserve(row.cells.size());
    }
    columns->emplace_back(std::string(cell.name), copyCell(cell));
  }
}

}  // namespace attune
