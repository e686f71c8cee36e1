// SPDX-License-Identifier: GPL-3.0-or-later
// json.dumps of Python: separators, indentation and escapes as its encoder writes them.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

std::string escapeUnit(unsigned unit) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "\\u%04x", unit);
  return buffer;
}

// The escape of a character, or nothing when it stands for itself.
std::string escapeOf(char32_t c, bool ensureAscii) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\f':
      return "\\f";
    case '\b':
      return "\\b";
    default:
      break;
  }
  if (c >= 0x20 && (c < 0x7F || !ensureAscii)) return "";
  if (c < 0x10000) return escapeUnit(static_cast<unsigned>(c));
  const auto rest = static_cast<unsigned>(c) - 0x10000;
  return escapeUnit(0xD800 + (rest >> 10)) + escapeUnit(0xDC00 + (rest & 0x3FF));
}

class Writer {
 public:
  explicit Writer(const JsonStyle& style) : m_style(style) {}

  void write(const Value& value, int level) {
    if (value.isText()) return writeText(value.asText());
    if (value.isList() || value.isTuple()) return writeList(value.items(), level);
    if (value.isDict()) return writeDict(value.asDict(), level);
    out.append(plain(value));
  }

  Text out;

 private:
  std::string plain(const Value& value) const {
    if (value.isNone()) return "null";
    if (value.isBool()) return value.asBool() ? "true" : "false";
    if (value.isInteger()) return toDecimal(value.integer());
    if (!value.isFloat()) typeError("Object of type " + typeName(value) + " is not JSON serializable");
    const double number = value.asFloat();
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    return floatRepr(number);
  }

  void writeText(const Text& text) {
    out.append("\"");
    const std::string& bytes = text.bytes();
    std::size_t done = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t length = characterLength(bytes, at);
      if (const std::string escape = escapeOf(codePointAt(bytes, at), m_style.ensureAscii); !escape.empty()) {
        out.append(text, done, at);
        out.append(escape, text.marksAt(at));
        done = at + length;
      }
      at += length;
    }
    out.append(text, done, bytes.size());
    out.append("\"");
  }

  void newLine(int level) {
    if (!m_style.indent) return;
    out.append("\n");
    for (int i = 0; i < level; ++i) out.append(*m_style.indent);
  }

  void writeList(const std::vector<Value>& items, int level) {
    if (items.empty()) return out.append("[]");
    out.append("[");
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out.append(m_style.itemSeparator);
      newLine(level + 1);
      write(items[i], level + 1);
    }
    newLine(level);
    out.append("]");
  }

  void writeDict(const Dict& dict, int level) {
    if (dict.entries.empty()) return out.append("{}");
    std::vector<const std::pair<Value, Value>*> entries;
    for (const auto& entry : dict.entries) entries.push_back(&entry);
    if (m_style.sortKeys)
      std::stable_sort(entries.begin(), entries.end(),
                       [](const auto* a, const auto* b) { return less(a->first, b->first); });
    out.append("{");
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) out.append(m_style.itemSeparator);
      newLine(level + 1);
      writeKey(entries[i]->first);
      out.append(m_style.keySeparator);
      write(entries[i]->second, level + 1);
    }
    newLine(level);
    out.append("}");
  }

  void writeKey(const Value& key) {
    if (key.isText()) return writeText(key.asText());
    if (!key.isNone() && !key.isNumber()) typeError("keys must be str, int, float, bool or None, not " + typeName(key));
    out.append("\"" + plain(key) + "\"");
  }

  const JsonStyle& m_style;
};

}  // namespace

Text toJsonText(const Value& value, const JsonStyle& style) {
  Writer writer(style);
  writer.write(value, 0);
  return std::move(writer.out);
}

}  // namespace attune::jinja
