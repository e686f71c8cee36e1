// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/text/jinja/value.h"

namespace attune::jinja {

std::string toDecimal(Integer value);
/// Python's repr of a float: the shortest digits that read back as the same number.
std::string floatRepr(double value);
/// Python's str(). Errors (thrown): template.unsupported where Python would print an address.
Text toText(const Value& value);
/// Python's repr(). Errors (thrown): as toText.
Text toRepr(const Value& value);
/// Python's int(text, base). Base 0 reads 0x, 0o and 0b. Nothing when the text is not an integer.
/// Errors (thrown): template.limit beyond 127 bits.
std::optional<Integer> parseInteger(std::string_view text, int base = 10);
/// Python's float(text).
std::optional<double> parseFloat(std::string_view text);

/// HTML escaping as markupsafe does it.
Text escapeHtml(const Text& text);

/// Settings of tojson, named as in Python's json.dumps.
struct JsonStyle {
  bool ensureAscii = false;
  std::optional<Text> indent;
  Text itemSeparator, keySeparator;
  bool sortKeys = false;
};
/// Python's json.dumps. Errors (thrown): template.type for values that JSON cannot hold.
Text toJsonText(const Value& value, const JsonStyle& style);

}  // namespace attune::jinja
