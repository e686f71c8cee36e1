// SPDX-License-Identifier: GPL-3.0-or-later
// The tests behind `is`.
#include <algorithm>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/runtime.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

using Arg = const Bound&;

bool remainderIs(Runtime& runtime, const Value& value, const Value& divisor, bool zero, int wanted) {
  const Value remainder = binary(runtime, "%", value, divisor);
  return equal(remainder, Value(zero ? 0 : wanted));
}

// str.islower and str.isupper: all cased characters are, and there is one.
bool allCased(const Value& value, bool lower) {
  const Text text = toText(value);
  bool any = false;
  for (std::size_t at = 0; at < text.size(); at += characterLength(text.bytes(), at)) {
    const char32_t c = codePointAt(text.bytes(), at);
    if (lower ? isUpper(c) || isTitle(c) : isLower(c) || isTitle(c)) return false;
    any = any || (lower ? isLower(c) : isUpper(c));
  }
  return any;
}

bool isSequence(const Value& value) {
  return value.isText() || value.isList() || value.isTuple() || value.isDict() || value.isRange() ||
         value.isUndefined();
}

bool isSame(const Value& a, const Value& b) {
  // Python keeps one object for equal small numbers and names; longer ones are the same only when they are one object.
  if (a.isText() && b.isText()) return &a.asText() == &b.asText() || a.asText().bytes() == b.asText().bytes();
  if ((a.isList() && b.isList()) || (a.isTuple() && b.isTuple())) return &a.items() == &b.items();
  if (a.isDict() && b.isDict()) return &a.asDict() == &b.asDict();
  if (a.storage().index() != b.storage().index()) return false;
  return a.isNumber() || a.isNone() ? equal(a, b) : a.storage() == b.storage();
}

// a < b, and the same for the four spellings: `swap` exchanges the sides, `orEqual` also takes equal ones.
template <bool swap, bool orEqual>
bool ordered(Runtime&, const Value& a, Arg args) {
  const Value b = args.value(0);
  return (swap ? less(b, a) : less(a, b)) || (orEqual && equal(a, b));
}

bool isEqual(Runtime&, const Value& a, Arg args) {
  return equal(a, args.value(0));
}
bool isNotEqual(Runtime&, const Value& a, Arg args) {
  return !equal(a, args.value(0));
}

constexpr Entry<bool> kTests[] = {
    {"defined", "", 0, [](Runtime&, const Value& v, Arg) { return !v.isUndefined(); }},
    {"undefined", "", 0, [](Runtime&, const Value& v, Arg) { return v.isUndefined(); }},
    {"none", "", 0, [](Runtime&, const Value& v, Arg) { return v.isNone(); }},
    {"boolean", "", 0, [](Runtime&, const Value& v, Arg) { return v.isBool(); }},
    {"true", "", 0, [](Runtime&, const Value& v, Arg) { return v.isBool() && v.asBool(); }},
    {"false", "", 0, [](Runtime&, const Value& v, Arg) { return v.isBool() && !v.asBool(); }},
    {"integer", "", 0, [](Runtime&, const Value& v, Arg) { return v.isInteger(); }},
    {"float", "", 0, [](Runtime&, const Value& v, Arg) { return v.isFloat(); }},
    {"number", "", 0, [](Runtime&, const Value& v, Arg) { return v.isNumber(); }},
    {"string", "", 0, [](Runtime&, const Value& v, Arg) { return v.isText(); }},
    {"mapping", "", 0, [](Runtime&, const Value& v, Arg) { return v.isDict(); }},
    {"sequence", "", 0, [](Runtime&, const Value& v, Arg) { return isSequence(v); }},
    {"iterable", "", 0, [](Runtime&, const Value& v, Arg) { return isIterable(v); }},
    {"callable", "", 0,
     [](Runtime&, const Value& v, Arg) { return v.isUndefined() || (v.isObject() && v.asObject().callable()); }},
    {"escaped", "", 0, [](Runtime&, const Value& v, Arg) { return v.isText() && v.asText().markup; }},
    {"lower", "", 0, [](Runtime&, const Value& v, Arg) { return allCased(v, true); }},
    {"upper", "", 0, [](Runtime&, const Value& v, Arg) { return allCased(v, false); }},
    {"sameas", "other", 1, [](Runtime&, const Value& v, Arg args) { return isSame(v, args.value(0)); }},
    {"in", "seq", 1, [](Runtime&, const Value& v, Arg args) { return contains(args.value(0), v); }},
    {"odd", "", 0, [](Runtime& r, const Value& v, Arg) { return remainderIs(r, v, Value(2), false, 1); }},
    {"even", "", 0, [](Runtime& r, const Value& v, Arg) { return remainderIs(r, v, Value(2), true, 0); }},
    {"divisibleby", "num", 1,
     [](Runtime& r, const Value& v, Arg args) { return remainderIs(r, v, args.value(0), true, 0); }},
    {"filter", "", 0,
     [](Runtime&, const Value& v, Arg) { return v.isText() && findFilter(v.asText().bytes()) != nullptr; }},
    {"test", "", 0,
     [](Runtime&, const Value& v, Arg) { return v.isText() && findTest(v.asText().bytes()) != nullptr; }},
    {"eq", "other", 1, isEqual},
    {"equalto", "other", 1, isEqual},
    {"==", "other", 1, isEqual},
    {"ne", "other", 1, isNotEqual},
    {"!=", "other", 1, isNotEqual},
    {"lt", "other", 1, ordered<false, false>},
    {"lessthan", "other", 1, ordered<false, false>},
    {"<", "other", 1, ordered<false, false>},
    {"le", "other", 1, ordered<false, true>},
    {"<=", "other", 1, ordered<false, true>},
    {"gt", "other", 1, ordered<true, false>},
    {"greaterthan", "other", 1, ordered<true, false>},
    {">", "other", 1, ordered<true, false>},
    {"ge", "other", 1, ordered<true, true>},
    {">=", "other", 1, ordered<true, true>},
};

}  // namespace

const Entry<bool>* findTest(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kTests), std::end(kTests), [&](const auto& entry) { return entry.name == name; });
  return found == std::end(kTests) ? nullptr : found;
}

}  // namespace attune::jinja
