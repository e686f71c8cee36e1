// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/jinja/filters.h"
#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

using Arg = const Bound&;

// The filter title has other word borders than str.title: white space and one of -({[<.
Value titleFilter(Runtime&, const Value& value, Arg) {
  const Text text = softText(value);
  Text out;
  bool start = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = characterLength(text.bytes(), at);
    const char32_t c = codePointAt(text.bytes(), at);
    const bool border =
        isSpace(c) || (c < 0x80 && std::string_view("-({[<").find(static_cast<char>(c)) != std::string_view::npos);
    // A run of border characters is an item of its own, whose characters have no case.
    if (border) {
      out.append(text, at, at + length);
    } else if (start) {
      out.append(mapCase(text.slice(at, at + length), CaseMapping::Upper));
    } else {
      // Lower-cased as a whole, so that a final sigma sees its word.
      std::size_t end = at;
      while (end < text.size()) {
        const char32_t next = codePointAt(text.bytes(), end);
        if (isSpace(next) ||
            (next < 0x80 && std::string_view("-({[<").find(static_cast<char>(next)) != std::string_view::npos))
          break;
        end += characterLength(text.bytes(), end);
      }
      out.append(mapCase(text.slice(at, end), CaseMapping::Lower));
      at = end;
      continue;
    }
    start = border;
    at += length;
  }
  return out;
}

Value replaceFilter(Runtime& runtime, const Value& value, Arg args) {
  const Integer count = args.has(2) && !args.value(2).isNone() ? args.integer(2, -1) : -1;
  return replace(runtime, toText(value), toText(args.value(0)), toText(args.value(1)), count);
}

Value indentFilter(Runtime& runtime, const Value& value, Arg args) {
  Text text = requireText(value, "indent");
  const Text indent = args.has(0) && args.value(0).isText() ? args.value(0).asText()
                                                            : pad(runtime, Text(), args.integer(0, 4), Text(" "), '<');
  const bool first = args.flag(1);
  const bool blank = args.flag(2);
  text.append("\n");  // makes a line of what follows the last newline
  Text out;
  out.markup = text.markup;
  bool firstLine = true;
  for (const Text& line : splitLines(text, false)) {
    if (!firstLine) out.append("\n");
    if (firstLine ? first : blank || !line.empty()) out.append(indent);
    out.append(line);
    runtime.willMake(out.size());
    firstLine = false;
  }
  return out;
}

Value truncateFilter(Runtime&, const Value& value, Arg args) {
  const Integer length = args.integer(0, 255);
  const Text end = args.text(2, "...");
  const Integer leeway = args.has(3) && !args.value(3).isNone() ? args.integer(3, 5) : 5;
  const auto endLength = static_cast<Integer>(characterCount(end.bytes()));
  if (length < endLength) typeError("expected length >= " + toDecimal(endLength) + ", got " + toDecimal(length));
  if (leeway < 0) typeError("expected leeway >= 0, got " + toDecimal(leeway));
  const auto size = lengthOf(value);
  if (!size) typeError("object of type '" + typeName(value) + "' has no len()");
  if (static_cast<Integer>(*size) <= length + leeway) return value;
  const Text& text = requireText(value, "truncate");
  std::size_t cut = byteOfCharacter(text.bytes(), static_cast<std::size_t>(length - endLength));
  if (!args.flag(1)) {
    const std::size_t blank = std::string_view(text.bytes()).substr(0, cut).rfind(' ');
    if (blank != std::string_view::npos) cut = blank;
  }
  Text out = text.slice(0, cut);
  out.append(text.markup ? escapeHtml(end) : end);
  out.markup = text.markup;
  return out;
}

Value wordCount(Runtime&, const Value& value, Arg) {
  const Text text = softText(value);
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); at += characterLength(text.bytes(), at)) {
    const char32_t c = codePointAt(text.bytes(), at);
    const bool word = c == '_' || isAlphabetic(c) || isDecimal(c) || isNumeric(c);
    words += word && !inside;
    inside = word;
  }
  return words;
}

void appendQuoted(Text& out, const Text& text, bool forQuery) {
  static constexpr std::string_view kSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";
  static constexpr char kDigits[] = "0123456789ABCDEF";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text.bytes()[at];
    const auto byte = static_cast<unsigned char>(c);
    if (kSafe.find(c) != std::string_view::npos || (c == '/' && !forQuery))
      out.append(text, at, at + 1);
    else if (c == ' ' && forQuery)
      out.append("+", text.marksAt(at));
    else
      out.append(std::string{'%', kDigits[byte >> 4], kDigits[byte & 15]}, text.marksAt(at));
  }
}

Value urlEncode(Runtime&, const Value& value, Arg) {
  Text out;
  if (value.isText() || !isIterable(value)) {
    appendQuoted(out, toText(value), false);
    return out;
  }
  const auto pairs = value.isDict() ? toVector(Value::view({value.dictPointer(), View::Part::Items})) : toVector(value);
  for (const Value& pair : pairs) {
    const auto both = toVector(pair);
    if (both.size() != 2) typeError("urlencode takes pairs");
    if (!out.empty()) out.append("&");
    appendQuoted(out, toText(both[0]), true);
    out.append("=");
    appendQuoted(out, toText(both[1]), true);
  }
  return out;
}

Value formatFilter(Runtime& runtime, const Value& value, Arg args) {
  if (!args.all.positional.empty() && !args.all.named.empty())
    typeError("can't handle positional and keyword arguments at the same time");
  if (args.all.named.empty()) return formatPercent(runtime, softText(value), Value::tuple(args.all.positional));
  Dict named;
  for (const auto& [name, item] : args.all.named) named.set(Value(name), item);
  return formatPercent(runtime, softText(value), Value::dict(std::move(named)));
}

Value xmlAttributes(Runtime&, const Value& value, Arg args) {
  requireDefined(value);
  if (!value.isDict()) typeError("'" + typeName(value) + "' object has no attribute 'items'");
  Text out;
  for (const auto& [key, item] : value.asDict().entries) {
    if (item.isNone() || item.isUndefined()) continue;
    const Text& name = requireText(key, "a key of xmlattr");
    if (name.bytes().find_first_of(" \t\n\r\f\v/>=") != std::string::npos)
      typeError("Invalid character in attribute name: " + toRepr(key).bytes());
    if (!out.empty() || !args.has(0) || args.flag(0)) out.append(" ");
    out.append(escapeHtml(name));
    out.append("=\"");
    out.append(escapeHtml(softText(item)));
    out.append("\"");
  }
  return out;
}

Value markSafe(Runtime&, const Value& value, Arg) {
  Text text = toText(value);
  text.markup = true;
  return text;
}

Value escapeFilter(Runtime&, const Value& value, Arg) {
  return escapeHtml(softText(value));
}
Value stringFilter(Runtime&, const Value& value, Arg) {
  return value.isText() ? value : Value(toText(value));
}
Value upperFilter(Runtime&, const Value& value, Arg) {
  return mapCase(softText(value), CaseMapping::Upper);
}
Value lowerFilter(Runtime&, const Value& value, Arg) {
  return mapCase(softText(value), CaseMapping::Lower);
}
Value capitalizeFilter(Runtime&, const Value& value, Arg) {
  return capitalize(softText(value));
}
Value centerFilter(Runtime& runtime, const Value& value, Arg args) {
  return pad(runtime, softText(value), args.integer(0, 80), Text(" "), '^');
}
Value trimFilter(Runtime&, const Value& value, Arg args) {
  const std::optional<Text> characters =
      args.value(0).isNone() ? std::nullopt : std::optional(requireText(args.value(0), "trim"));
  return strip(softText(value), characters, true, true);
}
Value forceEscape(Runtime&, const Value& value, Arg) {
  return escapeHtml(toText(value));
}

constexpr Entry<Value> kTextFilters[] = {
    {"trim", "chars", 0, trimFilter},
    {"upper", "", 0, upperFilter},
    {"lower", "", 0, lowerFilter},
    {"capitalize", "", 0, capitalizeFilter},
    {"title", "", 0, titleFilter},
    {"string", "", 0, stringFilter},
    {"safe", "", 0, markSafe},
    {"e", "", 0, escapeFilter},
    {"escape", "", 0, escapeFilter},
    {"forceescape", "", 0, forceEscape},
    {"replace", "old new count", 2, replaceFilter},
    {"indent", "width first blank", 0, indentFilter},
    {"truncate", "length killwords end leeway", 0, truncateFilter},
    {"center", "width", 0, centerFilter},
    {"wordcount", "", 0, wordCount},
    {"urlencode", "", 0, urlEncode},
    {"format", "*", 0, formatFilter},
    {"xmlattr", "autospace", 0, xmlAttributes},
};

}  // namespace

std::span<const Entry<Value>> textFilters() {
  return kTextFilters;
}

}  // namespace attune::jinja
