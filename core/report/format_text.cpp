// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/format_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "core/base/json.h"

namespace attune::report {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
constexpr std::string_view kNarrowSpace = "\u202F";

// Length of the well-formed UTF-8 character at the start of `text`, or 0.
std::size_t characterLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies beyond Unicode.
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
      (first == 0xF4 && byte(1) > 0x8F))
    return 0;
  return length;
}

}  // namespace

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    const auto c = static_cast<unsigned char>(text[0]);
    const bool control = length == 1 && ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F);
    if (length == 0 || control)
      out += kReplacement;
    else if (c != '\r')
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return out;
}

std::string htmlEscaped(std::string_view text) {
  std::string out;
  for (const char c : cleaned(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdownEscaped(std::string_view text) {
  constexpr std::string_view kAlways = "\\`*[]|~$";
  constexpr std::string_view kAtStart = "#+-=>";
  const auto isWord = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  std::string clean = cleaned(text);
  clean.erase(0, clean.find_first_not_of(" \t\n"));  // an indented line would be code
  std::string out;
  bool digitsOnly = true;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const char c = clean[i], before = i ? clean[i - 1] : ' ', after = i + 1 < clean.size() ? clean[i + 1] : ' ';
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '\n')
      out += "<br>";
    else if (c == '\t')
      out += ' ';
    else {
      const bool listNumber = (c == '.' || c == ')') && digitsOnly && i > 0 && after == ' ';
      const bool emphasis = c == '_' && !(isWord(before) && isWord(after));
      const bool link = c == ':' && after == '/';
      if (kAlways.find(c) != std::string_view::npos || (i == 0 && kAtStart.find(c) != std::string_view::npos) ||
          listNumber || emphasis || link)
        out += '\\';
      out += c;
    }
    digitsOnly = digitsOnly && c >= '0' && c <= '9';
  }
  return out;
}

std::string markdownCode(std::string_view text, std::string_view language) {
  const std::string clean = cleaned(text);
  std::size_t longest = 0, run = 0;
  for (const char c : clean) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fence + std::string(language) + "\n" + clean + (clean.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string csvText(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  // A NUL first hides what follows from simple checks; `cleaned` has made it visible.
  std::string clean = cleaned(text);
  if (!text.empty() && (kFormula.find(text[0]) != std::string_view::npos || text[0] == '\0')) clean.insert(0, 1, '\'');
  if (clean.find_first_of(",\"\n;\t") == std::string::npos) return clean;
  std::string out = "\"";
  for (const char c : clean) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

// JSON strings are YAML's double-quoted scalars.
std::string yamlText(std::string_view text) {
  return Json(cleaned(text)).dump();
}

Numbers::Numbers(const std::string& language) {
  for (const char* comma : {"nb", "nn", "no", "pl", "de", "fr", "sv", "da", "fi"})
    if (language.starts_with(comma)) m_mark = ',';
}

std::string Numbers::fixed(double value, int digits) const {
  if (!std::isfinite(value)) return "–";
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits).ptr;
  std::string text(buffer, end);
  if (text.starts_with('-')) {
    const bool zero = text.find_first_not_of("-0.") == std::string::npos;
    text = (zero ? "" : "−") + text.substr(1);
  }
  std::replace(text.begin(), text.end(), '.', m_mark);
  return text;
}

std::string Numbers::loss(double value) const {
  const double size = std::abs(value);
  return fixed(value, size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 || size == 0 ? 3 : size >= 0.001 ? 4 : 6);
}

std::string Numbers::general(double value) const {
  if (!std::isfinite(value)) return "–";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.4g", value);
  std::string text = buffer;
  std::replace(text.begin(), text.end(), '.', m_mark);
  return text;
}

std::string Numbers::count(std::int64_t value) const {
  std::string digits = std::to_string(value), out;
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > start && (digits.size() - i) % 3 == 0) out += kNarrowSpace;
    out += digits[i];
  }
  return out;
}

std::string Numbers::percent(double fraction, int digits) const {
  return std::isfinite(fraction) ? fixed(100 * fraction, digits) + "\u202F%" : "–";
}

std::string Numbers::bytes(double value) const {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < std::size(kUnits)) value /= 1000, ++unit;
  return fixed(value, unit >= 3 || (unit > 0 && value < 10) ? 1 : 0) + "\u202F" + kUnits[unit];
}

std::string Numbers::duration(double seconds) const {
  if (!std::isfinite(seconds) || seconds < 0) return "–";
  if (seconds < 59.95) return fixed(seconds, 1) + "\u202Fs";
  const auto whole = static_cast<std::int64_t>(std::llround(std::min(seconds, 1e15)));
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  if (whole < 3600) return std::to_string(whole / 60) + "\u202Fmin " + two(whole % 60) + "\u202Fs";
  return count(whole / 3600) + "\u202Fh " + two(whole % 3600 / 60) + "\u202Fmin";
}

std::string dateTime(std::int64_t secondsSince1970) {
  const auto time = static_cast<std::time_t>(secondsSince1970);
  std::tm parts{};
  char buffer[64] = "";
  if (gmtime_r(&time, &parts)) std::strftime(buffer, sizeof buffer, "%Y-%m-%d %H:%M UTC", &parts);
  return buffer;
}

std::string date(std::int64_t secondsSince1970) {
  return dateTime(secondsSince1970).substr(0, 10);
}

}  // namespace attune::report
