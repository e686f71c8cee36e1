// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/row.h"

namespace attune {
namespace dom = simdjson::dom;

std::string cellTypeName(CellType type) {
  switch (type) {
    case CellType::Missing:
      return ATTUNE_TEXT("missing");
    case CellType::Null:
      return ATTUNE_TEXT("null");
    case CellType::Text:
      return ATTUNE_TEXT("a text");
    case CellType::Number:
      return ATTUNE_TEXT("a number");
    case CellType::Boolean:
      return ATTUNE_TEXT("true or false");
    case CellType::List:
      return ATTUNE_TEXT("a list");
    case CellType::Object:
      return ATTUNE_TEXT("an object");
  }
  return {};
}

Cell jsonCell(std::string_view name, dom::element value) {
  Cell cell;
  cell.name = name;
  cell.json = value;
  cell.isJson = true;
  switch (value.type()) {
    case dom::element_type::STRING:
      cell.type = CellType::Text;
      cell.text = value.get_string().value_unsafe();
      break;
    case dom::element_type::NULL_VALUE:
      cell.type = CellType::Null;
      break;
    case dom::element_type::BOOL:
      cell.type = CellType::Boolean;
      break;
    case dom::element_type::ARRAY:
      cell.type = CellType::List;
      break;
    case dom::element_type::OBJECT:
      cell.type = CellType::Object;
      break;
    default:
      cell.type = CellType::Number;
      break;
  }
  return cell;
}

Json copyJson(dom::element value) {
  switch (value.type()) {
    case dom::element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case dom::element_type::BOOL:
      return value.get_bool().value_unsafe();
    case dom::element_type::INT64:
      return value.get_int64().value_unsafe();
    case dom::element_type::UINT64:
      return value.get_uint64().value_unsafe();
    case dom::element_type::DOUBLE:
      return value.get_double().value_unsafe();
    case dom::element_type::ARRAY: {
      const dom::array items = asArray(value);
      Json result = Json::array();
      auto& list = result.get_ref<Json::array_t&>();
      list.reserve(items.size());
      for (const auto item : items) list.push_back(copyJson(item));
      return result;
    }
    case dom::element_type::OBJECT: {
      const dom::object members = asObject(value);
      Json result = Json::object();
      auto& object = result.get_ref<Json::object_t&>();
      // Its keys are const, so that growing would copy them.
      object.reserve(members.size());
      for (const auto [key, item] : members) object.emplace_back(std::string(key), copyJson(item));
      return result;
    }
    case dom::element_type::NULL_VALUE:
      break;
  }
  return nullptr;
}

Json copyCell(const Cell& cell) {
  if (cell.isJson) return copyJson(cell.json);
  if (cell.type == CellType::Text) return std::string(cell.text);
  if (cell.type == CellType::List) {
    Json result = Json::array();
    for (const auto item : cell.items) result.push_back(std::string(item));
    return result;
  }
  return nullptr;
}

std::string displayText(const Cell& cell, std::size_t maxBytes) {
  std::string text;
  if (cell.type == CellType::Text) {
    text = cell.text.substr(0, maxBytes);
  } else if (cell.type != CellType::Missing && cell.type != CellType::Null) {
    text = copyCell(cell).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  const std::size_t whole = cell.type == CellType::Text ? cell.text.size() : text.size();
  if (whole <= maxBytes) return text;
  text.resize(maxBytes);
  // Not in the middle of a character.
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
  return text + "…";
}

}  // namespace attune
