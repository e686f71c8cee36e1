// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

[[noreturn]] void syntaxError(std::string what, int line) {
  throw Failure{"template.syntax", std::move(what), line};
}

// Jinja counts \r\n, \r and \n as one newline, and drops the template's last one.
std::string normalizeNewlines(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\r') {
      out += '\n';
      if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
    } else {
      out += source[i];
    }
  }
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

class Lexer {
 public:
  explicit Lexer(std::string_view source) : m_source(normalizeNewlines(source)) {}

  std::vector<Token> run() {
    while (m_at < m_source.size()) readRoot();
    m_tokens.push_back({TokenKind::End, m_line, "", {}});
    return std::move(m_tokens);
  }

 private:
  std::string_view rest() const { return std::string_view(m_source).substr(m_at); }
  bool at(std::string_view what) const { return rest().starts_with(what); }

  void advance(std::size_t count) {
    m_line += static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_at),
                                          m_source.begin() + static_cast<std::ptrdiff_t>(m_at + count), '\n'));
    m_at += count;
  }

  void skipSpace() {
    while (m_at < m_source.size() && isSpace(codePointAt(m_source, m_at))) advance(characterLength(m_source, m_at));
  }

  void add(TokenKind kind, std::string text, int line) { m_tokens.push_back({kind, line, std::move(text), {}}); }

  void addData(std::string_view text, int line) {
    if (!text.empty()) add(TokenKind::Data, std::string(text), line);
  }

  // The text before a tag, after "-" or lstrip_blocks took their part of it.
  std::string_view strippedBefore(std::string_view text, char sign, bool isVariable) const {
    if (sign == '-') {
      while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
        if (!isSpace(codePointAt(text, last))) break;
        text = text.substr(0, last);
      }
      return text;
    }
    if (sign == '+' || isVariable) return text;
    const std::size_t newline = text.rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    if (begin == 0 && !m_lineStarting) return text;
    for (std::size_t i = begin; i < text.size(); i += characterLength(text, i))
      if (!isSpace(codePointAt(text, i))) return text;
    return text.substr(0, begin);
  }

  // Text up to the next tag, then the tag's begin.
  void readRoot() {
    const std::string_view text = rest();
    std::size_t tag = text.find('{');
    while (tag != std::string_view::npos &&
           (tag + 1 >= text.size() || std::string_view("{%#").find(text[tag + 1]) == std::string_view::npos))
      tag = text.find('{', tag + 1);
    if (tag == std::string_view::npos) {
      addData(text, m_line);
      return advance(text.size());
    }
    const char type = text[tag + 1];
    const char next = tag + 2 < text.size() ? text[tag + 2] : '\0';
    const char sign = next == '-' || next == '+' ? next : '\0';
    addData(strippedBefore(text.substr(0, tag), sign, type == '{'), m_line);
    const std::size_t begin = tag + 2 + (sign != '\0' ? 1 : 0);
    if (type == '%' && readRaw(begin)) return;
    advance(begin);
    m_lineStarting = false;
    if (type == '#') return readComment();
    add(type == '%' ? TokenKind::BlockBegin : TokenKind::VariableBegin, "", m_line);
    readTag(type == '%' ? '%' : '}');
  }

  // Reads "+%}", "-%}" or "%}" (with `close` in the place of "%"); true when one was there.
  bool readEnd(std::string_view close, bool trimNewline, bool allowPlus) {
    const bool minus = at("-" + std::string(close));
    const bool plus = allowPlus && at("+" + std::string(close));
    if (!minus && !plus && !at(close)) return false;
    const std::size_t begin = m_at;
    advance(close.size() + (minus || plus ? 1 : 0));
    if (minus)
      skipSpace();
    else if (!plus && trimNewline && at("\n"))
      advance(1);
    m_lineStarting = m_source[m_at - 1] == '\n' && m_at > begin;
    return true;
  }

  void readComment() {
    const int line = m_line;
    while (m_at < m_source.size()) {
      if (readEnd("#}", true, true)) return;
      advance(1);
    }
    syntaxError("Missing end of comment tag", line);
  }

  // {% raw %} … {% endraw %}: true when the tag whose name would start after `begin` bytes is one.
  bool readRaw(std::size_t begin) {
    const std::size_t startAt = m_at;
    const int startLine = m_line;
    advance(begin);
    skipSpace();
    const bool raw = at("raw") && [&] {
      advance(3);
      skipSpace();
      return readEnd("%}", false, false);
    }();
    if (!raw) {
      m_at = startAt;
      m_line = startLine;
      return false;
    }
    const int line = m_line;
    const std::size_t body = m_at;
    for (std::size_t tag = m_source.find("{%", body); tag != std::string::npos; tag = m_source.find("{%", tag + 1)) {
      m_at = tag + 2;
      const char sign =
          m_at < m_source.size() && (m_source[m_at] == '-' || m_source[m_at] == '+') ? m_source[m_at] : '\0';
      if (sign != '\0') ++m_at;
      skipSpace();
      if (!at("endraw")) continue;
      m_at += 6;
      skipSpace();
      const std::string_view text = std::string_view(m_source).substr(body, tag - body);
      const std::string_view data = strippedBefore(text, sign, false);
      if (!readEnd("%}", true, true)) continue;
      addData(data, line);
      m_line = startLine + static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(startAt),
                                                       m_source.begin() + static_cast<std::ptrdiff_t>(m_at), '\n'));
      return true;
    }
    syntaxError("Missing end of raw directive", line);
  }

  // The inside of {% … %} or {{ … }}.
  void readTag(char type) {
    std::vector<char> open;
    const std::string close = type == '%' ? "%}" : "}}";
    const int line = m_line;
    for (;;) {
      if (m_at >= m_source.size()) syntaxError("unexpected end of template inside a tag", line);
      const int here = m_line;
      // Inside brackets "}}" is two braces.
      if (open.empty() && readEnd(close, type == '%', type == '%'))
        return add(type == '%' ? TokenKind::BlockEnd : TokenKind::VariableEnd, "", here);
      const char32_t c = codePointAt(m_source, m_at);
      if (isSpace(c)) {
        skipSpace();
      } else if (c >= '0' && c <= '9') {
        readNumber();
      } else if (isIdentifierStart(c)) {
        readName();
      } else if (c == '\'' || c == '"') {
        readString(static_cast<char>(c));
      } else {
        readOperator(open);
      }
    }
  }

  void readName() {
    const std::size_t begin = m_at;
    while (m_at < m_source.size() && isIdentifierPart(codePointAt(m_source, m_at)))
      m_at += characterLength(m_source, m_at);
    add(TokenKind::Name, m_source.substr(begin, m_at - begin), m_line);
  }

  // Length of (\d+_)*\d+ at `at`, or 0.
  std::size_t digitsAt(std::size_t at) const {
    std::size_t end = at;
    const auto digit = [&](std::size_t i) { return i < m_source.size() && m_source[i] >= '0' && m_source[i] <= '9'; };
    while (digit(end) || (end > at && end < m_source.size() && m_source[end] == '_' && digit(end + 1))) ++end;
    return end - at;
  }

  // Length of a float at the current place, or 0.
  std::size_t floatLength() const {
    if (m_at > 0 && m_source[m_at - 1] == '.') return 0;
    std::size_t end = m_at + digitsAt(m_at);
    bool isFloat = false;
    if (end < m_source.size() && m_source[end] == '.') {
      if (const std::size_t fraction = digitsAt(end + 1)) {
        end += 1 + fraction;
        isFloat = true;
      }
    }
    if (end < m_source.size() && (m_source[end] | 0x20) == 'e') {
      const bool sign = end + 1 < m_source.size() && (m_source[end + 1] == '+' || m_source[end + 1] == '-');
      if (const std::size_t exponent = digitsAt(end + 1 + (sign ? 1 : 0))) {
        end += 1 + (sign ? 1 : 0) + exponent;
        isFloat = true;
      }
    }
    return isFloat ? end - m_at : 0;
  }

  void readNumber() {
    if (const std::size_t length = floatLength()) {
      const auto value = parseFloat(rest().substr(0, length));
      m_tokens.push_back({TokenKind::Float, m_line, "", Value(value.value_or(0))});
      m_at += length;
      return;
    }
    std::size_t length = digitsAt(m_at);
    const char prefix = length == 1 && m_source[m_at] == '0' && m_at + 1 < m_source.size()
                            ? static_cast<char>(m_source[m_at + 1] | 0x20)
                            : '\0';
    if (prefix == 'x' || prefix == 'o' || prefix == 'b') {
      length = 2;
      while (m_at + length < m_source.size() &&
             (std::isalnum(static_cast<unsigned char>(m_source[m_at + length])) != 0 || m_source[m_at + length] == '_'))
        ++length;
    }
    std::string digits(rest().substr(0, length));
    if (prefix == 'x' || prefix == 'o' || prefix == 'b') std::erase(digits, '_');
    const auto value = parseInteger(digits, 0);
    const bool leadingZero = digits.size() > 1 && digits[0] == '0' &&
                             digits.find_first_not_of("0_") != std::string::npos && length == digitsAt(m_at);
    if (!value || leadingZero) syntaxError("invalid number '" + digits + "'", m_line);
    m_tokens.push_back({TokenKind::Whole, m_line, "", Value(*value)});
    m_at += length;
  }

  void readString(char quote) {
    const int line = m_line;
    std::size_t end = m_at + 1;
    while (end < m_source.size() && m_source[end] != quote) end += m_source[end] == '\\' ? 2 : 1;
    if (end >= m_source.size()) syntaxError(std::string("unexpected char ") + quote + ": the string has no end", line);
    add(TokenKind::String, unescape(std::string_view(m_source).substr(m_at + 1, end - m_at - 1), line), line);
    advance(end + 1 - m_at);
  }

  // Python's "unicode-escape" codec.
  static std::string unescape(std::string_view text, int line) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\' || i + 1 >= text.size()) {
        out += text[i];
        continue;
      }
      const char c = text[++i];
      static constexpr std::string_view kFrom = "abfnrtv\\'\"", kTo = "\a\b\f\n\r\t\v\\'\"";
      if (const std::size_t simple = kFrom.find(c); simple != std::string_view::npos) {
        out += kTo[simple];
      } else if (c == '\n') {
        continue;
      } else if (c >= '0' && c <= '7') {
        std::size_t length = 1;
        while (length < 3 && i + length < text.size() && text[i + length] >= '0' && text[i + length] <= '7') ++length;
        appendUtf8(out, hexadecimal(text.substr(i, length), 8, line));
        i += length - 1;
      } else if (c == 'x' || c == 'u' || c == 'U') {
        const std::size_t length = c == 'x' ? 2 : c == 'u' ? 4 : 8;
        appendUtf8(out, hexadecimal(text.substr(i + 1, length), 16, line, length));
        i += length;
      } else if (c == 'N') {
        unsupported("\\N{…} in a string", line);
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        i += escapeNonAscii(out, text, i) - 1;
      } else {
        out += '\\';
        out += c;
      }
    }
    return out;
  }

  // Jinja turns "å" into "\xe5" before it resolves escapes, so that a backslash before it escapes that backslash.
  static std::size_t escapeNonAscii(std::string& out, std::string_view text, std::size_t at) {
    const char32_t c = codePointAt(text, at);
    char digits[12];
    const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    std::snprintf(digits, sizeof digits, format, static_cast<unsigned>(c));
    out += digits;
    return characterLength(text, at);
  }

  static char32_t hexadecimal(std::string_view digits, int base, int line, std::size_t wanted = 0) {
    unsigned value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || result.ptr != digits.data() + digits.size() || (wanted != 0 && digits.size() != wanted) ||
        value > 0x10FFFF)
      syntaxError("truncated or illegal escape in a string", line);
    if (value >= 0xD800 && value < 0xE000) unsupported("half of a surrogate pair in a string", line);
    return value;
  }

  void readOperator(std::vector<char>& open) {
    static constexpr std::array<std::string_view, 26> kOperators = {"//", "**", "==", "!=", ">=", "<=", "+", "-", "/",
                                                                    "*",  "%",  "~",  "[",  "]",  "(",  ")", "{", "}",
                                                                    ">",  "<",  "=",  ".",  ":",  "|",  ",", ";"};
    const auto found =
        std::find_if(kOperators.begin(), kOperators.end(), [&](std::string_view name) { return at(name); });
    if (found == kOperators.end())
      syntaxError("unexpected char '" + m_source.substr(m_at, characterLength(m_source, m_at)) + "'", m_line);
    const char c = (*found)[0];
    if (c == '{' || c == '(' || c == '[') {
      open.push_back(c == '{' ? '}' : c == '(' ? ')' : ']');
    } else if (c == '}' || c == ')' || c == ']') {
      if (open.empty() || open.back() != c) syntaxError(std::string("unexpected '") + c + "'", m_line);
      open.pop_back();
    }
    add(TokenKind::Operator, std::string(*found), m_line);
    m_at += found->size();
  }

  std::string m_source;
  std::size_t m_at = 0;
  int m_line = 1;
  bool m_lineStarting = true;
  std::vector<Token> m_tokens;
};

}  // namespace

std::vector<Token> tokenize(std::string_view source) {
  return Lexer(source).run();
}

}  // namespace attune::jinja
