// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/report: numbers for people, and foreign text made harmless for each kind of file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace attune::report {

/// Valid UTF-8 without control characters other than newline and tab; what was neither becomes U+FFFD.
std::string cleaned(std::string_view text);
std::string htmlEscaped(std::string_view text);
/// For a paragraph or a table cell: no character starts markup, newlines become <br>.
std::string markdownEscaped(std::string_view text);
/// A fenced block whose fence is longer than any in the text.
std::string markdownCode(std::string_view text, std::string_view language = "");
/// One CSV cell (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe first (CWE-1236).
std::string csvText(std::string_view text);
/// A double-quoted YAML scalar.
std::string yamlText(std::string_view text);

/// Writes numbers in the manner of a language.
class Numbers {
 public:
  /// `language`: "en", "nb", "pl" …; decides the decimal mark.
  explicit Numbers(const std::string& language);
  std::string fixed(double value, int digits) const;
  /// A loss or metric: three decimals, more where it is small.
  std::string loss(double value) const;
  /// About three digits: "0.0002", "12.5", "1.3e-08".
  std::string general(double value) const;
  /// Thousands separated by narrow no-break spaces.
  std::string count(std::int64_t value) const;
  std::string percent(double fraction, int digits = 1) const;
  /// "842 MB", "1.4 GB"; decimal units.
  std::string bytes(double value) const;
  /// "3.2 s", "4 min 05 s", "1 h 12 min".
  std::string duration(double seconds) const;

 private:
  char m_mark = '.';
};

/// "2026-09-30 14:02 UTC".
std::string dateTime(std::int64_t secondsSince1970);
/// "2026-09-30".
std::string date(std::int64_t secondsSince1970);

}  // namespace attune::report
