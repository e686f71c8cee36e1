// SPDX-License-Identifier: GPL-3.0-or-later
// Python's arithmetic.
#include <algorithm>
#include <cmath>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/runtime.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

[[noreturn]] void badOperands(std::string_view name, const Value& a, const Value& b) {
  typeError("unsupported operand type(s) for " + std::string(name) + ": '" + typeName(a) + "' and '" + typeName(b) +
            "'");
}

[[noreturn]] void tooLarge() {
  limitExceeded("an integer of more than 127 bits");
}

// By reference, as the call that fills `value` is an argument too.
Value checked(bool overflow, const Integer& value) {
  if (overflow) tooLarge();
  return value;
}

Integer floorDivide(Integer a, Integer b) {
  const Integer quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

// The remainder has the divisor's sign, and the quotient is floored.
std::pair<double, double> divideFloats(double a, double b) {
  double remainder = std::fmod(a, b);
  double quotient = (a - remainder) / b;
  if (remainder != 0) {
    if ((b < 0) != (remainder < 0)) {
      remainder += b;
      quotient -= 1;
    }
  } else {
    remainder = std::copysign(0.0, b);
  }
  double floored = std::copysign(0.0, a / b);
  if (quotient != 0) {
    floored = std::floor(quotient);
    if (quotient - floored > 0.5) floored += 1;
  }
  return {floored, remainder};
}

Value power(const Value& a, const Value& b) {
  if (a.isFloat() || b.isFloat() || b.integer() < 0) {
    if (a.number() == 0 && b.number() < 0) typeError("0.0 cannot be raised to a negative power");
    if (a.number() < 0 && b.number() != std::floor(b.number())) unsupported("a power that gives a complex number");
    const double result = std::pow(a.number(), b.number());
    if (std::isinf(result) && !std::isinf(a.number()) && !std::isinf(b.number()))
      typeError("(34, 'Numerical result out of range')");
    return result;
  }
  Integer base = a.integer();
  Integer result = 1;
  for (Integer exponent = b.integer(); exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) tooLarge();
    if (exponent > 1 && __builtin_mul_overflow(base, base, &base)) tooLarge();
  }
  return result;
}

Value divide(std::string_view name, const Value& a, const Value& b) {
  if (b.number() == 0) typeError(name == "/" ? "division by zero" : "integer division or modulo by zero");
  if (name == "/") {
    // Two integers divide with one rounding as long as a long double holds them.
    if (!a.isFloat() && !b.isFloat())
      return static_cast<double>(static_cast<long double>(a.integer()) / static_cast<long double>(b.integer()));
    return a.number() / b.number();
  }
  if (a.isFloat() || b.isFloat()) {
    const auto [quotient, remainder] = divideFloats(a.number(), b.number());
    return name == "//" ? quotient : remainder;
  }
  const Integer quotient = floorDivide(a.integer(), b.integer());
  return name == "//" ? quotient : a.integer() - quotient * b.integer();
}

Value arithmetic(std::string_view name, const Value& a, const Value& b) {
  if (name == "**") return power(a, b);
  if (name[0] == '/' || name == "%") return divide(name, a, b);
  const bool isFloat = a.isFloat() || b.isFloat();
  const double x = a.number();
  const double y = b.number();
  Integer result = 0;
  if (name == "+")
    return isFloat ? Value(x + y) : checked(__builtin_add_overflow(a.integer(), b.integer(), &result), result);
  if (name == "-")
    return isFloat ? Value(x - y) : checked(__builtin_sub_overflow(a.integer(), b.integer(), &result), result);
  return isFloat ? Value(x * y) : checked(__builtin_mul_overflow(a.integer(), b.integer(), &result), result);
}

Value concatenate(Runtime& runtime, const Value& a, const Value& b) {
  if (a.isText()) {
    runtime.willMake(a.asText().size() + b.asText().size());
    const bool markup = a.asText().markup || b.asText().markup;
    Text out = markup ? escapeHtml(a.asText()) : a.asText();
    out.append(markup ? escapeHtml(b.asText()) : b.asText());
    out.markup = markup;
    return out;
  }
  std::vector<Value> items = a.items();
  runtime.willMake((items.size() + b.items().size()) * sizeof(Value));
  items.insert(items.end(), b.items().begin(), b.items().end());
  return a.isList() ? Value::list(std::move(items)) : Value::tuple(std::move(items));
}

Value repeat(Runtime& runtime, const Value& sequence, Integer count) {
  if (count < 0) count = 0;
  constexpr Integer kMost = 1 << 30;  // beyond every limit; keeps the product below small
  const auto times = static_cast<std::size_t>(count > kMost ? kMost : count);
  if (sequence.isText()) {
    const Text& text = sequence.asText();
    runtime.willMake(text.size() * times);
    Text out;
    out.markup = text.markup;
    for (std::size_t i = 0; i < times && !text.empty(); ++i) out.append(text);
    return out;
  }
  runtime.willMake(sequence.items().size() * times * sizeof(Value));
  std::vector<Value> items;
  for (std::size_t i = 0; i < times && !sequence.items().empty(); ++i)
    items.insert(items.end(), sequence.items().begin(), sequence.items().end());
  return sequence.isList() ? Value::list(std::move(items)) : Value::tuple(std::move(items));
}

bool isSequence(const Value& value) {
  return value.isText() || value.isList() || value.isTuple();
}
bool isWhole(const Value& value) {
  return value.isBool() || value.isInteger();
}

}  // namespace

Value binary(Runtime& runtime, std::string_view name, const Value& a, const Value& b) {
  if (name == "%" && a.isText()) return formatPercent(runtime, a.asText(), b);
  requireDefined(a);
  requireDefined(b);
  if (a.isNumber() && b.isNumber()) return arithmetic(name, a, b);
  if (name == "+" && isSequence(a) && a.storage().index() == b.storage().index()) return concatenate(runtime, a, b);
  if (name == "*" && isSequence(a) && isWhole(b)) return repeat(runtime, a, b.integer());
  if (name == "*" && isWhole(a) && isSequence(b)) return repeat(runtime, b, a.integer());
  if (name == "+" && a.isText()) typeError("can only concatenate str (not \"" + typeName(b) + "\") to str");
  badOperands(name, a, b);
}

Value unary(std::string_view name, const Value& a) {
  requireDefined(a);
  if (!a.isNumber()) typeError("bad operand type for unary " + std::string(name) + ": '" + typeName(a) + "'");
  if (a.isFloat()) return name == "-" ? -a.asFloat() : a.asFloat();
  return name == "-" ? -a.integer() : a.integer();
}

Value slice(const Value& value, const Value& startBound, const Value& stopBound, const Value& stepBound) {
  requireDefined(value);
  if (!isSequence(value) && !value.isRange())
    typeError("'" + typeName(value) + "' object is not subscriptable by a slice");
  constexpr const char* kWhat = "slice indices";
  const Integer step = stepBound.isNone() ? 1 : requireInteger(stepBound, kWhat);
  if (step == 0) typeError("slice step cannot be zero");
  const auto size = static_cast<Integer>(*lengthOf(value));
  const auto bound = [&](const Value& given, Integer otherwise) {
    if (given.isNone()) return otherwise;
    const Integer raw = requireInteger(given, kWhat);
    const Integer at = raw < 0 ? raw + size : raw;
    const Integer lowest = step < 0 ? -1 : 0;
    const Integer highest = step < 0 ? size - 1 : size;
    return at < lowest ? lowest : at > highest ? highest : at;
  };
  Range picked{bound(startBound, step < 0 ? size - 1 : 0), bound(stopBound, step < 0 ? -1 : size), step};
  if (value.isRange()) {
    const Range& range = value.asRange();
    Integer product = 0;
    if (__builtin_mul_overflow(range.step, step, &product)) tooLarge();
    return Range{range.at(picked.start), range.at(picked.stop), product};
  }
  // A longer step picks the same, and cannot overflow.
  picked.step = std::clamp<Integer>(step, -size - 1, size + 1);
  if (value.isText()) {
    const Text& text = value.asText();
    std::vector<std::size_t> starts;  // of each character, and the end
    for (std::size_t at = 0; at < text.size(); at += characterLength(text.bytes(), at)) starts.push_back(at);
    starts.push_back(text.size());
    if (picked.step == 1) {
      const Integer stop = std::max(picked.start, picked.stop);
      Text out = text.slice(starts[static_cast<std::size_t>(picked.start)], starts[static_cast<std::size_t>(stop)]);
      out.markup = text.markup;
      return out;
    }
    Text out;
    out.markup = text.markup;
    for (Integer i = 0; i < picked.size(); ++i) {
      const auto at = static_cast<std::size_t>(picked.at(i));
      out.append(text, starts[at], starts[at + 1]);
    }
    return out;
  }
  std::vector<Value> items;
  for (Integer i = 0; i < picked.size(); ++i) items.push_back(value.items()[static_cast<std::size_t>(picked.at(i))]);
  return value.isList() ? Value::list(std::move(items)) : Value::tuple(std::move(items));
}

}  // namespace attune::jinja
