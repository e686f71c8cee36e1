// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/printing.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/text/jinja/unicode.h"

namespace attune::jinja {

std::string toDecimal(Integer value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string digits;
  // Taking the digits of the negative number keeps the smallest integer in range.
  for (Integer rest = negative ? value : -value; rest != 0; rest /= 10)
    digits += static_cast<char>('0' - static_cast<int>(rest % 10));
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string floatRepr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific);
  const std::string_view shortest(buffer, static_cast<std::size_t>(result.ptr - buffer));
  const std::size_t e = shortest.find('e');
  std::string digits(shortest.substr(0, e));
  std::erase(digits, '.');
  const int exponent = std::stoi(std::string(shortest.substr(e + 1)));
  std::string out = std::signbit(value) ? "-" : "";
  const int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    out += digits.substr(0, 1);
    if (count > 1) out += "." + digits.substr(1);
    char tail[16];
    std::snprintf(tail, sizeof tail, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
    return out + tail;
  }
  if (exponent < 0) return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto point = static_cast<std::size_t>(exponent + 1);
  if (digits.size() <= point) return out + digits + std::string(point - digits.size(), '0') + ".0";
  return out + digits.substr(0, point) + "." + digits.substr(point);
}

namespace {

void appendEscaped(std::string& out, char32_t c) {
  char buffer[16];
  if (c < 0x100)
    std::snprintf(buffer, sizeof buffer, "\\x%02x", static_cast<unsigned>(c));
  else if (c < 0x10000)
    std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
  else
    std::snprintf(buffer, sizeof buffer, "\\U%08x", static_cast<unsigned>(c));
  out += buffer;
}

void appendTextRepr(Text& out, const Text& text) {
  const std::string& bytes = text.bytes();
  const char quote = bytes.find('\'') != std::string::npos && bytes.find('"') == std::string::npos ? '"' : '\'';
  if (text.markup) out.append("Markup(");
  out.append(std::string_view(&quote, 1));
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = characterLength(bytes, at);
    const char32_t c = codePointAt(bytes, at);
    std::string piece;
    if (c == '\\' || c == static_cast<char32_t>(quote))
      piece = {'\\', static_cast<char>(c)};
    else if (c == '\n' || c == '\r' || c == '\t')
      piece = c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    else if (isPrintable(c))
      piece = bytes.substr(at, length);
    else
      appendEscaped(piece, c);
    out.append(piece, text.marksAt(at));
    at += length;
  }
  out.append(std::string_view(&quote, 1));
  if (text.markup) out.append(")");
}

void appendRepr(Text& out, const Value& value);

template <class Items>
void appendItems(Text& out, const Items& items, std::string_view open, std::string_view close) {
  out.append(open);
  bool first = true;
  for (const Value& item : items) {
    if (!std::exchange(first, false)) out.append(", ");
    appendRepr(out, item);
  }
  out.append(close);
}

void appendDict(Text& out, const Dict& dict) {
  out.append("{");
  bool first = true;
  for (const auto& [key, value] : dict.entries) {
    if (!std::exchange(first, false)) out.append(", ");
    appendRepr(out, key);
    out.append(": ");
    appendRepr(out, value);
  }
  out.append("}");
}

void appendRange(Text& out, const Range& range) {
  out.append("range(" + toDecimal(range.start) + ", " + toDecimal(range.stop));
  if (range.step != 1) out.append(", " + toDecimal(range.step));
  out.append(")");
}

void appendRepr(Text& out, const Value& value) {
  if (value.isText()) return appendTextRepr(out, value.asText());
  if (value.isNone()) return out.append("None");
  if (value.isUndefined()) return out.append("Undefined");
  if (value.isBool()) return out.append(value.asBool() ? "True" : "False");
  if (value.isInteger()) return out.append(toDecimal(value.integer()));
  if (value.isFloat()) return out.append(floatRepr(value.asFloat()));
  if (value.isList()) return appendItems(out, value.items(), "[", "]");
  if (value.isTuple()) return appendItems(out, value.items(), "(", value.items().size() == 1 ? ",)" : ")");
  if (value.isDict()) return appendDict(out, value.asDict());
  if (value.isRange()) return appendRange(out, value.asRange());
  if (value.isView()) return appendItems(out, toVector(value), typeName(value) + "([", "])");
  const auto printed = value.isObject() ? value.asObject().print() : std::nullopt;
  if (!printed) unsupported("printing a value of type '" + typeName(value) + "'");
  out.append(*printed);
}

}  // namespace

Text toText(const Value& value) {
  if (value.isUndefined()) return {};
  if (value.isText()) {
    Text plain = value.asText();
    plain.markup = false;
    return plain;
  }
  return toRepr(value);
}

Text toRepr(const Value& value) {
  Text out;
  appendRepr(out, value);
  return out;
}

namespace {

std::string_view trimSpace(std::string_view text) {
  while (!text.empty()) {
    if (!isSpace(codePointAt(text, 0))) break;
    text.remove_prefix(characterLength(text, 0));
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!isSpace(codePointAt(text, last))) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

// Replaces the digits of other scripts by ASCII and drops underscores between digits; nothing for a stray underscore.
std::optional<std::string> plainDigits(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += characterLength(text, at)) {
    const char32_t c = codePointAt(text, at);
    if (c == '_') {
      const bool between = !out.empty() && std::isalnum(static_cast<unsigned char>(out.back())) != 0 &&
                           at + 1 < text.size() && text[at + 1] != '_';
      if (!between) return std::nullopt;
    } else if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (digitValue(c) >= 0) {
      out += static_cast<char>('0' + digitValue(c));
    } else {
      return std::nullopt;
    }
  }
  return out;
}

int digitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

// Skips "0x", "0o" or "0b" where `base` allows it, and gives the base that then holds.
int takePrefix(std::string_view& digits, int base) {
  if (digits.size() > 1 && digits[0] == '0') {
    const char letter = static_cast<char>(digits[1] | 0x20);
    const int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (named != 0 && (base == 0 || base == named)) {
      digits.remove_prefix(2);
      return named;
    }
  }
  return base == 0 ? 10 : base;
}

}  // namespace

std::optional<Integer> parseInteger(std::string_view text, int base) {
  const auto plain = plainDigits(trimSpace(text));
  if (!plain) return std::nullopt;
  std::string_view digits = *plain;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  base = takePrefix(digits, base);
  if (digits.empty()) return std::nullopt;
  Integer value = 0;
  for (const char c : digits) {
    const int digit = digitOf(c);
    if (digit >= base) return std::nullopt;
    if (__builtin_mul_overflow(value, static_cast<Integer>(base), &value) ||
        __builtin_add_overflow(value, static_cast<Integer>(digit), &value))
      limitExceeded("an integer of more than 127 bits");
  }
  return negative ? -value : value;
}

std::optional<double> parseFloat(std::string_view text) {
  auto plain = plainDigits(trimSpace(text));
  if (!plain) return std::nullopt;
  std::transform(plain->begin(), plain->end(), plain->begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view digits = *plain;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  double value = 0;
  if (digits == "inf" || digits == "infinity") {
    value = INFINITY;
  } else if (digits == "nan") {
    value = NAN;
  } else {
    if (digits.empty() || (digits[0] != '.' && digitOf(digits[0]) > 9)) return std::nullopt;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ptr != digits.data() + digits.size()) return std::nullopt;
    // Out of range leaves the value alone: it is infinite or zero, which the exponent's sign tells.
    if (result.ec == std::errc::result_out_of_range) value = digits.find("e-") == std::string_view::npos ? INFINITY : 0;
  }
  return negative ? -value : value;
}

Text escapeHtml(const Text& text) {
  Text out;
  if (text.markup) return text;
  std::size_t done = 0;
  const std::string& bytes = text.bytes();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    const char* name = c == '&'    ? "&amp;"
                       : c == '<'  ? "&lt;"
                       : c == '>'  ? "&gt;"
                       : c == '"'  ? "&#34;"
                       : c == '\'' ? "&#39;"
                                   : nullptr;
    if (name == nullptr) continue;
    out.append(text, done, at);
    out.append(name, text.marksAt(at));
    done = at + 1;
  }
  out.append(text, done, bytes.size());
  out.markup = true;
  return out;
}

}  // namespace attune::jinja
