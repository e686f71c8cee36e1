// SPDX-License-Identifier: GPL-3.0-or-later
// The "%" operator and str.format of Python.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/runtime.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

// How a value is to be written; the fields of the format mini-language, which "%" shares.
struct Specification {
  Text fill{" "};
  char align = 0;  // < > ^ = or none
  char sign = '-';
  bool alternate = false, zero = false;
  Integer width = 0;
  char grouping = 0;  // , or _
  int precision = -1;
  char type = 0;
};

constexpr Integer kMaxWidth = 1 << 20;

std::string digitsOf(Integer value, unsigned base, bool upper) {
  std::string out;
  for (Integer rest = value < 0 ? -value : value; rest > 0 || out.empty(); rest /= base) {
    const auto digit = static_cast<unsigned>(rest % base);
    out += static_cast<char>(digit < 10 ? '0' + digit : (upper ? 'A' : 'a') + digit - 10);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// Puts `separator` between groups of the digits that stand before the point or exponent.
std::string grouped(const std::string& number, char separator, std::size_t size) {
  if (separator == 0) return number;
  const std::size_t end = std::min(number.find_first_not_of("0123456789abcdefABCDEF"), number.size());
  std::string out;
  for (std::size_t i = 0; i < end; ++i) {
    if (i > 0 && (end - i) % size == 0) out += separator;
    out += number[i];
  }
  return out + number.substr(end);
}

// The digits of a non-negative float as printf writes them, which agrees with Python for e, f and g.
std::string floatDigits(double value, const Specification& spec) {
  const char lower = static_cast<char>(spec.type | 0x20);
  if (!std::isfinite(value)) {
    std::string name = std::isnan(value) ? "nan" : "inf";
    if (spec.type >= 'A' && spec.type <= 'Z')
      std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c - 32); });
    return name + (lower == '%' ? "%" : "");
  }
  if (spec.precision > 1000) limitExceeded("a number of more than 1000 digits");
  if (spec.type == 0 && spec.precision < 0) return floatRepr(value);
  char pattern[8];
  const char type = spec.type == '%' ? 'f' : spec.type == 0 ? 'g' : spec.type == 'n' ? 'g' : spec.type;
  std::snprintf(pattern, sizeof pattern, spec.alternate ? "%%#.*%c" : "%%.*%c", type);
  const int precision = spec.precision < 0 ? 6 : spec.precision;
  char buffer[1500];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  std::snprintf(buffer, sizeof buffer, pattern, precision, spec.type == '%' ? value * 100 : value);
#pragma GCC diagnostic pop
  std::string out = buffer;
  // Without a type, a whole number still shows that it is a float.
  if (spec.type == 0 && out.find_first_of(".en") == std::string::npos) out += ".0";
  return out + (spec.type == '%' ? "%" : "");
}

Text padded(const Text& sign, const Text& body, const Specification& spec, char defaultAlign) {
  char align = spec.align != 0 ? spec.align : spec.zero && defaultAlign == '>' ? '=' : defaultAlign;
  const Text fill = spec.zero && spec.align == 0 ? Text("0") : spec.fill;
  const auto size = static_cast<Integer>(characterCount(sign.bytes()) + characterCount(body.bytes()));
  if (spec.width > kMaxWidth) limitExceeded("a field of more than a million characters");
  const Integer missing = std::max<Integer>(spec.width - size, 0);
  const Integer left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
  Text out;
  if (align == '=') out.append(sign);
  for (Integer i = 0; i < left; ++i) out.append(fill);
  if (align != '=') out.append(sign);
  out.append(body);
  for (Integer i = left; i < missing; ++i) out.append(fill);
  return out;
}

Text signOf(bool negative, char sign) {
  return Text(negative ? "-" : sign == '-' ? "" : std::string(1, sign));
}

Text formatInteger(Integer value, const Specification& spec) {
  if (spec.precision >= 0) typeError("Precision not allowed in integer format specifier");
  unsigned base = 10;
  std::string prefix;
  if (spec.type == 'x' || spec.type == 'X') {
    base = 16;
    prefix = spec.type == 'x' ? "0x" : "0X";
  } else if (spec.type == 'o' || spec.type == 'b') {
    base = spec.type == 'o' ? 8 : 2;
    prefix = spec.type == 'o' ? "0o" : "0b";
  }
  Text sign = signOf(value < 0, spec.sign);
  if (spec.alternate) sign.append(base == 10 ? "" : prefix);
  std::string digits = grouped(digitsOf(value, base, spec.type == 'X'), spec.grouping, base == 10 ? 3 : 4);
  if (spec.zero && spec.grouping != 0 && spec.width > 0) unsupported("zero padding together with digit grouping");
  return padded(sign, Text(std::move(digits)), spec, '>');
}

Text formatFloat(double value, const Specification& spec) {
  std::string digits = floatDigits(std::abs(value), spec);
  if (spec.zero && spec.grouping != 0 && spec.width > 0) unsupported("zero padding together with digit grouping");
  return padded(signOf(std::signbit(value) && !std::isnan(value), spec.sign), Text(grouped(digits, spec.grouping, 3)),
                spec, '>');
}

Text truncatedText(const Text& text, int precision) {
  return precision < 0 ? text : text.slice(0, byteOfCharacter(text.bytes(), static_cast<std::size_t>(precision)));
}

// Digits at `at`, which moves behind them.
std::optional<Integer> readNumber(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  Integer value = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
    value = std::min<Integer>(value * 10 + (text[at] - '0'), kMaxWidth + 1);
  return at > begin ? std::optional(value) : std::nullopt;
}

Specification readSpecification(const Text& text) {
  Specification spec;
  const std::string& s = text.bytes();
  std::size_t at = 0;
  const auto isAlign = [&](std::size_t i) {
    return i < s.size() && std::string_view("<>=^").find(s[i]) != std::string_view::npos;
  };
  const auto take = [&](std::string_view any) {
    return at < s.size() && any.find(s[at]) != std::string_view::npos ? s[at++] : '\0';
  };
  if (!s.empty() && isAlign(characterLength(s, 0))) {
    spec.fill = text.slice(0, characterLength(s, 0));
    at = characterLength(s, 0);
    spec.align = s[at++];
  } else if (isAlign(0)) {
    spec.align = s[at++];
  }
  if (const char sign = take("+- ")) spec.sign = sign;
  spec.alternate = take("#") != 0;
  spec.zero = take("0") != 0;
  spec.width = readNumber(s, at).value_or(0);
  spec.grouping = take(",_");
  if (take(".") != 0) {
    const auto precision = readNumber(s, at);
    if (!precision) typeError("Format specifier missing precision");
    spec.precision = static_cast<int>(*precision);
  }
  if (at < s.size()) spec.type = s[at++];
  if (at != s.size()) typeError("Invalid format specifier '" + s + "'");
  return spec;
}

bool isOneOf(char type, std::string_view any) {
  return type == 0 || any.find(type) != std::string_view::npos;
}

}  // namespace

Text formatValue(const Value& value, const Text& specification) {
  if (specification.empty()) return toText(value);
  requireDefined(value);
  const Specification spec = readSpecification(specification);
  if (value.isText()) {
    if (!isOneOf(spec.type, "s"))
      typeError(std::string("Unknown format code '") + spec.type + "' for object of type 'str'");
    if (spec.align == '=') typeError("'=' alignment not allowed in string format specifier");
    Specification own = spec;
    if (spec.zero && spec.align == 0) own.fill = Text("0");
    own.zero = false;
    return padded(Text(), truncatedText(toText(value), spec.precision), own, '<');
  }
  if (value.isFloat()) {
    if (!isOneOf(spec.type, "eEfFgGn%"))
      typeError(std::string("Unknown format code '") + spec.type + "' for object of type 'float'");
    return formatFloat(value.asFloat(), spec);
  }
  if (!value.isNumber()) typeError("unsupported format string passed to " + typeName(value) + ".__format__");
  if (spec.type == 'c') unsupported("the format code 'c'");
  if (spec.type != 0 && isOneOf(spec.type, "eEfFgG%")) return formatFloat(value.number(), spec);
  if (!isOneOf(spec.type, "bdnoxX"))
    typeError(std::string("Unknown format code '") + spec.type + "' for object of type 'int'");
  return formatInteger(value.integer(), spec);
}

namespace {

// Takes the values of a "%" format one by one, or by name.
class Values {
 public:
  explicit Values(const Value& values) : m_values(values) {}
  const Value& next() {
    if (!m_values.isTuple()) {
      if (std::exchange(m_used, true)) typeError("not enough arguments for format string");
      return m_values;
    }
    if (m_position >= m_values.items().size()) typeError("not enough arguments for format string");
    return m_values.items()[m_position++];
  }
  const Value& named(const std::string& name) {
    m_used = true;
    if (!m_values.isDict()) typeError("format requires a mapping");
    const Value* found = m_values.asDict().findKey(name);
    if (found == nullptr) typeError("KeyError: '" + name + "'");
    return *found;
  }
  void finish() const {
    const bool left =
        m_values.isTuple() ? m_position < m_values.items().size() : !m_used && !m_values.isDict() && !m_values.isList();
    if (left) typeError("not all arguments converted during string formatting");
  }

 private:
  const Value& m_values;
  std::size_t m_position = 0;
  bool m_used = false;
};

Text percentNumber(const Value& value, Specification spec) {
  requireDefined(value);
  const std::string type(1, spec.type);
  if (!value.isNumber()) typeError("%" + type + " format: a real number is required, not " + typeName(value));
  if (std::string_view("eEfFgG").find(spec.type) != std::string_view::npos) return formatFloat(value.number(), spec);
  if (value.isFloat() && spec.type != 'd' && spec.type != 'i' && spec.type != 'u')
    typeError("%" + type + " format: an integer is required, not float");
  if (value.isFloat() && (!std::isfinite(value.asFloat()) || std::abs(value.asFloat()) >= 0x1p126))
    typeError("cannot convert float to integer");
  const Integer number = value.isFloat() ? static_cast<Integer>(value.asFloat()) : value.integer();
  if (spec.type == 'i' || spec.type == 'u') spec.type = 'd';
  // Here a precision is a least number of digits.
  const int digits = std::exchange(spec.precision, -1);
  if (digits < 0) return formatInteger(number, spec);
  if (digits > 1000) limitExceeded("a number of more than 1000 digits");
  Specification plain;
  plain.type = spec.type;
  plain.zero = true;
  plain.width = digits;
  Text body = formatInteger(number < 0 ? -number : number, plain);
  return padded(signOf(number < 0, spec.sign), body, spec, '>');
}

}  // namespace

Text formatPercent(Runtime& runtime, const Text& format, const Value& given) {
  const std::string& s = format.bytes();
  Values values(given);
  Text out;
  out.markup = format.markup;
  std::size_t done = 0;
  for (std::size_t at = s.find('%'); at != std::string::npos; at = s.find('%', done)) {
    out.append(format, done, at);
    ++at;
    std::optional<Value> named;
    if (at < s.size() && s[at] == '(') {
      const std::size_t close = s.find(')', at);
      if (close == std::string::npos) typeError("incomplete format key");
      named = values.named(s.substr(at + 1, close - at - 1));
      at = close + 1;
    }
    Specification spec;
    for (; at < s.size() && std::string_view("-+ #0").find(s[at]) != std::string_view::npos; ++at) {
      if (s[at] == '-')
        spec.align = '<';
      else if (s[at] == '+')
        spec.sign = '+';
      else if (s[at] == ' ' && spec.sign != '+')
        spec.sign = ' ';
      else if (s[at] == '#')
        spec.alternate = true;
      else if (s[at] == '0')
        spec.zero = true;
    }
    if (at < s.size() && s[at] == '*') unsupported("a width of '*' in a format");
    spec.width = readNumber(s, at).value_or(0);
    if (at < s.size() && s[at] == '.') spec.precision = static_cast<int>(readNumber(s, ++at).value_or(0));
    if (at < s.size() && (s[at] == 'l' || s[at] == 'h' || s[at] == 'L')) ++at;
    if (at >= s.size()) typeError("incomplete format");
    spec.type = s[at++];
    done = at;
    if (spec.type == '%') {
      out.append("%");
      continue;
    }
    const Value value = named ? *named : values.next();
    runtime.step();
    if (spec.type == 's' || spec.type == 'r') {
      spec.zero = false;
      Text text = spec.type == 'r' ? toRepr(value) : format.markup ? softText(value) : toText(value);
      if (format.markup) text = escapeHtml(text);
      out.append(padded(Text(), truncatedText(text, spec.precision), spec, '>'));
    } else if (std::string_view("diuxXoeEfFgG").find(spec.type) != std::string_view::npos) {
      out.append(percentNumber(value, spec));
    } else if (spec.type == 'c' || spec.type == 'a') {
      unsupported(std::string("the format '%") + spec.type + "'");
    } else {
      typeError(std::string("unsupported format character '") + spec.type + "'");
    }
    runtime.willMake(out.size());
  }
  out.append(format, done, s.size());
  values.finish();
  return out;
}

namespace {

// Parses "{0.name[key]!r:>10}" fields.
class BraceFormatter {
 public:
  BraceFormatter(Runtime& runtime, const Arguments& arguments) : m_runtime(runtime), m_arguments(arguments) {}

  Text format(const Text& text, int depth) {
    if (depth > 2) typeError("Max string recursion exceeded");
    const std::string& s = text.bytes();
    Text out;
    for (std::size_t at = 0; at < s.size();) {
      const std::size_t brace = std::min(s.find_first_of("{}", at), s.size());
      out.append(text, at, brace);
      if (brace == s.size()) break;
      if (brace + 1 < s.size() && s[brace + 1] == s[brace]) {
        out.append(text, brace, brace + 1);
        at = brace + 2;
        continue;
      }
      if (s[brace] == '}') typeError("Single '}' encountered in format string");
      const std::size_t end = closing(s, brace);
      out.append(field(text.slice(brace + 1, end), depth));
      m_runtime.willMake(out.size());
      at = end + 1;
    }
    return out;
  }

 private:
  static std::size_t closing(const std::string& s, std::size_t open) {
    int level = 0;
    for (std::size_t at = open; at < s.size(); ++at) {
      level += s[at] == '{' ? 1 : s[at] == '}' ? -1 : 0;
      if (level == 0) return at;
    }
    typeError("expected '}' before end of string");
  }

  Text field(const Text& text, int depth) {
    const std::string& s = text.bytes();
    std::size_t end = 0;
    // A ":" or "!" inside [ ] belongs to the key.
    for (bool inKey = false; end < s.size() && (inKey || (s[end] != ':' && s[end] != '!')); ++end)
      inKey = s[end] == '[' || (inKey && s[end] != ']');
    Value value = lookUp(s.substr(0, end));
    if (end < s.size() && s[end] == '!') {
      const char conversion = end + 1 < s.size() ? s[end + 1] : '\0';
      if (conversion != 'r' && conversion != 's') typeError("Unknown conversion specifier");
      value = conversion == 'r' ? Value(toRepr(value)) : Value(toText(value));
      end += 2;
      if (end < s.size() && s[end] != ':') typeError("expected ':' after conversion specifier");
    }
    const Text specification = end < s.size() ? format(text.slice(end + 1, s.size()), depth + 1) : Text();
    return formatValue(value, specification);
  }

  Value lookUp(const std::string& path) {
    std::size_t at = std::min(path.find_first_of(".["), path.size());
    Value value = argument(path.substr(0, at));
    while (at < path.size()) {
      if (path[at] == '.') {
        const std::size_t end = std::min(path.find_first_of(".[", at + 1), path.size());
        value = m_runtime.attribute(value, path.substr(at + 1, end - at - 1));
        at = end;
      } else {
        const std::size_t end = path.find(']', at);
        if (end == std::string::npos) typeError("Missing ']' in format string");
        const std::string key = path.substr(at + 1, end - at - 1);
        std::size_t digits = 0;
        const auto number = readNumber(key, digits);
        value = m_runtime.item(value, number && digits == key.size() ? Value(*number) : Value(key));
        at = end + 1;
      }
      requireDefined(value);
    }
    return value;
  }

  Value argument(const std::string& name) {
    std::size_t digits = 0;
    const auto number = readNumber(name, digits);
    const bool isNumber = number && digits == name.size();
    if (name.empty() || isNumber) {
      if (m_automatic && *m_automatic != name.empty())
        typeError("cannot switch between automatic field numbering and manual field specification");
      m_automatic = name.empty();
      const std::size_t index = name.empty() ? m_next++ : static_cast<std::size_t>(*number);
      if (index >= m_arguments.positional.size())
        typeError("Replacement index " + std::to_string(index) + " out of range for positional args tuple");
      return m_arguments.positional[index];
    }
    for (const auto& [key, value] : m_arguments.named)
      if (key == name) return value;
    typeError("KeyError: '" + name + "'");
  }

  Runtime& m_runtime;
  const Arguments& m_arguments;
  std::optional<bool> m_automatic;
  std::size_t m_next = 0;
};

}  // namespace

Text formatBraces(Runtime& runtime, const Text& format, const Arguments& arguments) {
  return BraceFormatter(runtime, arguments).format(format, 0);
}

}  // namespace attune::jinja
