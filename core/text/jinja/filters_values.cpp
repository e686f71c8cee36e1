// SPDX-License-Identifier: GPL-3.0-or-later
// Filters for numbers, JSON and values of any type.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/text/jinja/filters.h"
#include "core/text/jinja/printing.h"

namespace attune::jinja {
namespace {

using Arg = const Bound&;

Value toJsonFilter(Runtime&, const Value& value, Arg args) {
  JsonStyle style;
  style.ensureAscii = args.flag(0);
  if (const Value indent = args.value(1); indent.isText()) {
    style.indent = indent.asText();
  } else if (!indent.isNone()) {
    const Integer width = requireInteger(indent, "indent");
    if (width > 1000) limitExceeded("an indentation of more than 1000 blanks");
    style.indent = Text(std::string(width > 0 ? static_cast<std::size_t>(width) : 0, ' '));
  }
  style.itemSeparator = Text(style.indent ? "," : ", ");
  style.keySeparator = Text(": ");
  if (const Value separators = args.value(2); !separators.isNone()) {
    const auto both = toVector(separators);
    if (both.size() != 2) typeError("separators must be two texts");
    style.itemSeparator = requireText(both[0], "a separator");
    style.keySeparator = requireText(both[1], "a separator");
  }
  style.sortKeys = args.flag(3);
  return toJsonText(value, style);
}

// int() of a float that is no number raises ValueError, and of an infinite one OverflowError, which nothing catches.
std::optional<Integer> truncated(double value) {
  if (std::isnan(value)) return std::nullopt;
  if (std::isinf(value)) typeError("cannot convert float infinity to integer");
  if (std::abs(value) >= 0x1p126) limitExceeded("an integer of more than 127 bits");
  return static_cast<Integer>(value);
}

Value intFilter(Runtime&, const Value& value, Arg args) {
  requireDefined(value);
  const Value otherwise = args.has(0) ? args.value(0) : Value(0);
  if (value.isText()) {
    if (const auto parsed = parseInteger(value.asText().bytes(), static_cast<int>(args.integer(1, 10)))) return *parsed;
    const auto number = parseFloat(value.asText().bytes());
    if (!number || std::isinf(*number)) return otherwise;
    const auto whole = truncated(*number);
    return whole ? Value(*whole) : otherwise;
  }
  if (!value.isNumber()) return otherwise;
  if (!value.isFloat()) return value.integer();
  const auto whole = truncated(value.asFloat());
  return whole ? Value(*whole) : otherwise;
}

Value floatFilter(Runtime&, const Value& value, Arg args) {
  requireDefined(value);
  const Value otherwise = args.has(0) ? args.value(0) : Value(0.0);
  if (value.isNumber()) return value.number();
  const auto number = value.isText() ? parseFloat(value.asText().bytes()) : std::nullopt;
  return number ? Value(*number) : otherwise;
}

// Python rounds the exact decimal value of the float, half to even, which is what printf does too.
double roundFloat(double value, int digits) {
  if (!std::isfinite(value) || digits > 300) return value;
  if (digits >= 0) {
    char buffer[700];
    std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
    return parseFloat(buffer).value_or(value);
  }
  const double unit = std::pow(10.0, -digits);
  return std::nearbyint(value / unit) * unit;
}

Integer roundInteger(Integer value, int digits) {
  if (digits >= 0) return value;
  if (digits < -37) return 0;
  Integer unit = 1;
  for (int i = digits; i < 0; ++i) unit *= 10;
  const Integer rest = ((value % unit) + unit) % unit;
  const Integer low = value - rest;
  const bool up = rest * 2 > unit || (rest * 2 == unit && ((low / unit) & 1) != 0);
  return up ? low + unit : low;
}

Value roundFilter(Runtime&, const Value& value, Arg args) {
  requireDefined(value);
  const Integer wanted = args.integer(0, 0);
  const int digits = static_cast<int>(std::clamp<Integer>(wanted, -400, 400));
  const std::string method = args.text(1, "common").bytes();
  if (method != "common" && method != "ceil" && method != "floor") typeError("method must be common, ceil or floor");
  if (!value.isNumber()) typeError("type " + typeName(value) + " doesn't define __round__ method");
  if (method == "common")
    return value.isFloat() ? Value(roundFloat(value.asFloat(), digits)) : Value(roundInteger(value.integer(), digits));
  const double unit = std::pow(10.0, digits);
  const double scaled = value.number() * unit;
  return (method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / unit;
}

Value absFilter(Runtime&, const Value& value, Arg) {
  requireDefined(value);
  if (!value.isNumber()) typeError("bad operand type for abs(): '" + typeName(value) + "'");
  if (value.isFloat()) return std::abs(value.asFloat());
  return value.integer() < 0 ? -value.integer() : value.integer();
}

Value defaultFilter(Runtime&, const Value& value, Arg args) {
  const bool replace = value.isUndefined() || (args.flag(1) && !isTrue(value));
  return replace ? (args.has(0) ? args.value(0) : Value("")) : value;
}

Value attributeFilter(Runtime& runtime, const Value& value, Arg args) {
  const std::string name = requireText(args.value(0), "attr").bytes();
  // Unlike obj.name, the filter never falls back to obj["name"].
  if (value.isDict() && value.asDict().findKey(name) != nullptr && !findMethod(runtime, value, name))
    return Value::undefined("'dict object' has no attribute '" + name + "'");
  return runtime.attribute(value, name);
}

Value fileSize(Runtime&, const Value& value, Arg args) {
  Arguments none;
  requireDefined(value);
  const auto parsed = value.isNumber() ? std::optional(value.number())
                      : value.isText() ? parseFloat(value.asText().bytes())
                                       : std::nullopt;
  if (!parsed) typeError("could not convert to float");
  const bool binaryUnits = args.flag(0);
  const double base = binaryUnits ? 1024 : 1000;
  if (*parsed == 1) return Value("1 Byte");
  if (*parsed < base) return Value(toDecimal(truncated(*parsed).value_or(0)) + " Bytes");
  static constexpr const char* kUnits = "kMGTPEZY";
  double unit = base;
  for (int i = 0; i < 8; ++i) {
    unit *= base;
    if (*parsed >= unit && i < 7) continue;
    char buffer[400];
    std::snprintf(buffer, sizeof buffer, "%.1f ", base * *parsed / unit);
    const std::string letter(1, i == 0 && binaryUnits ? 'K' : kUnits[i]);
    return Value(buffer + letter + (binaryUnits ? "iB" : "B"));
  }
  return {};
}

constexpr Entry<Value> kValueFilters[] = {
    {"tojson", "ensure_ascii indent separators sort_keys", 0, toJsonFilter},
    {"int", "default base", 0, intFilter},
    {"float", "default", 0, floatFilter},
    {"round", "precision method", 0, roundFilter},
    {"abs", "", 0, absFilter},
    {"default", "default_value boolean", 0, defaultFilter},
    {"d", "default_value boolean", 0, defaultFilter},
    {"attr", "name", 1, attributeFilter},
    {"filesizeformat", "binary", 0, fileSize},
};

}  // namespace

std::span<const Entry<Value>> valueFilters() {
  return kValueFilters;
}

const Entry<Value>* findFilter(std::string_view name) {
  for (const auto table : {textFilters(), listFilters(), valueFilters()})
    for (const auto& entry : table)
      if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace attune::jinja
