// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include "core/data/formats/formats.h"
#include "core/data/formats/json_row.h"

namespace attune {
namespace dom = simdjson::dom;
namespace {

bool hasKeys(dom::element_type type) {
  return type == dom::element_type::OBJECT || type == dom::element_type::ARRAY;
}

// The key that stands twice in an object anywhere in the value: the DOM of simdjson keeps both, so the reader must
// look.
const char* duplicateKey(dom::element value);

// The name that stands twice among many.
const char* twiceIn(std::vector<std::string_view> names) {
  std::ranges::sort(names);
  const auto found = std::ranges::adjacent_find(names);
  return found == names.end() ? nullptr : found->data();
}

const char* duplicateKeyOf(dom::object object) {
  // Objects of rows are small; a large one is sorted, so that a crafted row cannot take quadratic time.
  constexpr std::size_t kSmall = 8;
  std::array<std::string_view, kSmall> few;
  std::vector<std::string_view> many;
  std::size_t count = 0;
  const auto end = object.end();
  for (auto member = object.begin(); member != end; ++member) {
    const std::string_view key = member.key();
    if (count < kSmall) {
      for (std::size_t i = 0; i < count; ++i)
        if (few[i] == key) return key.data();
      few[count] = key;
    } else {
      many.push_back(key);
    }
    ++count;
    const dom::element item = member.value();
    if (!hasKeys(item.type())) continue;
    if (const char* found = duplicateKey(item)) return found;
  }
  if (many.empty()) return nullptr;
  many.insert(many.end(), few.begin(), few.end());
  return twiceIn(std::move(many));
}

const char* duplicateKey(dom::element value) {
  const auto type = value.type();
  if (type == dom::element_type::OBJECT) return duplicateKeyOf(asObject(value));
  if (type != dom::element_type::ARRAY) return nullptr;
  for (const auto item : asArray(value)) {
    if (!hasKeys(item.type())) continue;
    if (const char* key = duplicateKey(item)) return key;
  }
  return nullptr;
}

// The same of the row itself, whose keys are its cells' names.
const char* duplicateColumn(std::span<const Cell> cells) {
  constexpr std::size_t kSmall = 16;
  if (cells.size() <= kSmall) {
    for (std::size_t i = 1; i < cells.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (cells[i].name == cells[k].name) return cells[i].name.data();
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const Cell& cell : cells) names.push_back(cell.name);
  return twiceIn(std::move(names));
}

bool isBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

tl::unexpected<Error> tooLong(const ImportLimits& limits) {
  return fail("data.row-too-long", ATTUNE_TEXT("The row is longer than {0} bytes."),
              {std::to_string(limits.maxRowBytes)}, ATTUNE_TEXT("Split it into several rows."));
}

// Files of old Macs end their lines by a carriage return alone.
char lineEnd(const Window& window) {
  const std::string_view view = window.view();
  const std::size_t at = view.find('\r');
  // A carriage return as the very last byte at hand may be the first half of CR LF.
  return view.find('\n') == std::string_view::npos && at != std::string_view::npos && at + 1 < view.size() ? '\r'
                                                                                                           : '\n';
}

}  // namespace

Error jsonFault(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return {"data.row-utf8",
              ATTUNE_TEXT("The row is not valid UTF-8."),
              {},
              {},
              ATTUNE_TEXT("Save the file as UTF-8, or choose its encoding.")};
    case simdjson::DEPTH_ERROR:
      return {"data.row-too-deep", ATTUNE_TEXT("The row is nested too deep."), {}};
    case simdjson::UNCLOSED_STRING:
      return {"data.row-json", ATTUNE_TEXT("The row is not valid JSON: a quotation mark is not closed."), {}};
    default:
      return {"data.row-json", ATTUNE_TEXT("The row is not valid JSON."), {}, simdjson::error_message(code)};
  }
}

Result<std::span<const Cell>> JsonRowParser::parse(std::string_view text) {
  dom::element root;
  if (const auto code = m_parser.parse(text.data(), text.size(), false).get(root); code != simdjson::SUCCESS)
    return tl::unexpected(jsonFault(code));
  if (root.type() != dom::element_type::OBJECT)
    return fail("data.row-not-object", ATTUNE_TEXT("The row is not an object {…} but {0}."),
                {cellTypeName(jsonCell({}, root).type)});
  m_cells.clear();
  const char* twice = nullptr;
  for (const auto [key, value] : asObject(root)) {
    const Cell& cell = m_cells.emplace_back(jsonCell(key, value));
    if (twice == nullptr && (cell.type == CellType::List || cell.type == CellType::Object)) twice = duplicateKey(value);
  }
  if (twice == nullptr) twice = duplicateColumn(m_cells);
  if (twice != nullptr) return fail("data.row-duplicate-key", ATTUNE_TEXT("The key “{0}” stands twice in one object."), {twice});
  return std::span<const Cell>(m_cells);
}

Result<void> readJsonl(ByteSource& source, const Dialect&, const ImportLimits& limits, RowSink& sink) {
  Window window(source);
  JsonRowParser parser;
  RowView view;
  std::size_t searched = 0;
  bool ended = false, skipping = false;
  char end = 0;
  std::uint64_t line = 1;
  const auto take = [&](std::string_view text) {
    if (isBlank(text)) return true;
    ++view.row;
    view.line = line;
    view.endOffset = window.offset() + text.size();
    auto cells = parser.parse(text);
    if (!cells) return sink.bad(view.row, line, std::move(cells.error()));
    view.cells = *cells;
    return sink.row(view);
  };
  for (;;) {
    const char* newline =
        end == 0 ? nullptr
                 : static_cast<const char*>(std::memchr(window.data() + searched, end, window.size() - searched));
    if (newline == nullptr && !ended) {
      searched = end == 0 ? 0 : window.size();
      if (window.size() > limits.maxRowBytes) {
        window.consume(window.size());
        searched = 0;
        skipping = true;
      }
      ATTUNE_TRY(const bool more, window.more());
      ended = !more;
      if (end == 0) end = lineEnd(window);
      continue;
    }
    const std::size_t length = newline == nullptr ? window.size() : static_cast<std::size_t>(newline - window.data());
    if (newline == nullptr && length == 0 && !skipping) return {};
    if (skipping || length > limits.maxRowBytes) {
      ++view.row;
      skipping = false;
      if (!sink.bad(view.row, line, tooLong(limits).value())) return {};
    } else if (!take({window.data(), length})) {
      return {};
    }
    if (newline == nullptr) return {};
    window.consume(length + 1);
    searched = 0;
    ++line;
  }
}

}  // namespace attune
