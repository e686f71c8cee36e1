// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/value.h"

#include <algorithm>
#include <cmath>

#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

void checkDepth(int depth) {
  if (depth > kMaxDepth) limitExceeded("values are nested more than 100 levels deep");
}

int depthOf(const std::vector<Value>& values) {
  int deepest = 0;
  for (const Value& value : values) deepest = std::max(deepest, value.depth());
  checkDepth(deepest + 1);
  return deepest + 1;
}

template <class Container>
std::shared_ptr<const Container> makeItems(std::vector<Value> values, bool grouped) {
  auto items = std::make_shared<Container>();
  items->depth = depthOf(values);
  items->values = std::move(values);
  items->grouped = grouped;
  return items;
}

}  // namespace

Integer Range::size() const {
  if (step > 0) return stop > start ? (stop - start + step - 1) / step : 0;
  return start > stop ? (start - stop - step - 1) / -step : 0;
}

Value::Value(std::shared_ptr<Object> value) : m_storage(std::move(value)) {
  checkDepth(depth());
}
Value::Value(std::shared_ptr<Generator> value) : m_storage(std::move(value)) {
  checkDepth(depth());
}

Value Value::list(std::vector<Value> values) {
  Value out;
  out.m_storage = makeItems<List>(std::move(values), false);
  return out;
}

Value Value::tuple(std::vector<Value> values, bool grouped) {
  Value out;
  out.m_storage = makeItems<Tuple>(std::move(values), grouped);
  return out;
}

Value Value::dict(Dict dict) {
  int deepest = 0;
  for (const auto& [key, value] : dict.entries) deepest = std::max({deepest, key.depth(), value.depth()});
  checkDepth(deepest + 1);
  dict.depth = deepest + 1;
  Value out;
  out.m_storage = std::make_shared<const Dict>(std::move(dict));
  return out;
}

Value Value::view(View view) {
  Value out;
  out.m_storage = std::make_shared<const View>(std::move(view));
  return out;
}

Value Value::undefined(std::string message, bool security) {
  Value out;
  out.m_storage = std::make_shared<const Undefined>(Undefined{std::move(message), security});
  return out;
}

const std::vector<Value>& Value::items() const {
  return isList() ? std::get<6>(m_storage)->values : std::get<7>(m_storage)->values;
}

int Value::depth() const {
  if (isList()) return std::get<6>(m_storage)->depth;
  if (isTuple()) return std::get<7>(m_storage)->depth;
  if (isDict()) return asDict().depth;
  if (isView()) return asView().dict->depth;
  if (isGenerator()) return asGenerator().depth;
  return isObject() ? asObject().depth() : 0;
}

const Value* Dict::find(const Value& key) const {
  if (key.isText()) return findKey(key.asText().bytes());
  for (const auto& [candidate, value] : entries)
    if (!candidate.isText() && equal(candidate, key)) return &value;
  return nullptr;
}

const Value* Dict::findKey(std::string_view key) const {
  for (const auto& [candidate, value] : entries)
    if (candidate.isText() && candidate.asText().bytes() == key) return &value;
  return nullptr;
}

void Dict::set(Value key, Value value) {
  if (!isHashable(key)) typeError("unhashable type: '" + jinja::typeName(key) + "'");
  if (const Value* found = find(key))
    *const_cast<Value*>(found) = std::move(value);  // find() is const only because lookups are
  else
    entries.emplace_back(std::move(key), std::move(value));
}

Value View::at(std::size_t index) const {
  const auto& [key, value] = dict->entries[index];
  if (part == Part::Items) return Value::tuple({key, value});
  return part == Part::Keys ? key : value;
}

bool isIterable(const Value& value) {
  return value.isUndefined() || value.isText() || value.isList() || value.isTuple() || value.isDict() ||
         value.isRange() || value.isView() || value.isGenerator();
}

Iterator::Iterator(Value source) : m_source(std::move(source)) {
  if (!isIterable(m_source)) typeError("'" + jinja::typeName(m_source) + "' object is not iterable");
}

std::optional<Value> Iterator::next() {
  const std::size_t at = m_position;
  if (m_source.isGenerator()) return m_source.asGenerator().next();
  if (m_source.isText()) {
    const Text& text = m_source.asText();
    if (at >= text.size()) return std::nullopt;
    m_position += characterLength(text.bytes(), at);
    return Value(text.slice(at, m_position));
  }
  ++m_position;
  if (m_source.isList() || m_source.isTuple()) {
    const auto& items = m_source.items();
    return at < items.size() ? std::optional(items[at]) : std::nullopt;
  }
  if (m_source.isDict()) {
    const auto& entries = m_source.asDict().entries;
    return at < entries.size() ? std::optional(entries[at].first) : std::nullopt;
  }
  if (m_source.isRange()) {
    const Range& range = m_source.asRange();
    return static_cast<Integer>(at) < range.size() ? std::optional(Value(range.at(static_cast<Integer>(at))))
                                                   : std::nullopt;
  }
  if (m_source.isView()) {
    const View& view = m_source.asView();
    return at < view.dict->entries.size() ? std::optional(view.at(at)) : std::nullopt;
  }
  return std::nullopt;  // undefined
}

std::vector<Value> toVector(const Value& value) {
  std::vector<Value> out;
  Iterator iterator(value);
  while (auto item = iterator.next()) out.push_back(std::move(*item));
  return out;
}

std::optional<std::size_t> lengthOf(const Value& value) {
  if (value.isText()) return characterCount(value.asText().bytes());
  if (value.isList() || value.isTuple()) return value.items().size();
  if (value.isDict()) return value.asDict().entries.size();
  if (value.isRange()) return static_cast<std::size_t>(value.asRange().size());
  if (value.isView()) return value.asView().dict->entries.size();
  if (value.isUndefined()) return 0;
  return value.isObject() ? value.asObject().length() : std::nullopt;
}

bool isTrue(const Value& value) {
  if (value.isNone() || value.isUndefined()) return false;
  if (value.isFloat()) return value.asFloat() != 0;
  if (value.isNumber()) return value.integer() != 0;
  if (value.isText()) return !value.asText().empty();
  if (value.isList() || value.isTuple()) return !value.items().empty();
  return lengthOf(value).value_or(1) != 0;  // generators and functions are always true
}

std::string typeName(const Value& value) {
  static constexpr const char* kNames[] = {"NoneType", "Undefined", "bool",  "int",       "float",     "str",   "list",
                                           "tuple",    "dict",      "range", "dict_keys", "generator", "object"};
  if (value.isObject()) return value.asObject().typeName();
  if (value.isText() && value.asText().markup) return "Markup";
  if (value.isView() && value.asView().part != View::Part::Keys)
    return value.asView().part == View::Part::Values ? "dict_values" : "dict_items";
  return kNames[value.storage().index()];
}

namespace {

// An integer against a float, exactly: converting the integer would round it.
int compareMixed(Integer a, double b) {
  if (std::isnan(b)) return 2;
  if (b >= 0x1p126) return -1;
  if (b <= -0x1p126) return 1;
  const auto whole = static_cast<Integer>(b);
  if (a != whole) return a < whole ? -1 : 1;
  const double rest = b - static_cast<double>(whole);
  return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

// -1, 0, 1, or 2 when one is not a number in the sense of IEEE 754.
int compareNumbers(const Value& a, const Value& b) {
  if (a.isFloat() && b.isFloat()) {
    const double x = a.asFloat();
    const double y = b.asFloat();
    if (std::isnan(x) || std::isnan(y)) return 2;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (b.isFloat()) return compareMixed(a.integer(), b.asFloat());
  if (a.isFloat()) {
    const int reversed = compareMixed(b.integer(), a.asFloat());
    return reversed == 2 ? 2 : -reversed;
  }
  return a.integer() < b.integer() ? -1 : a.integer() > b.integer() ? 1 : 0;
}

bool equalDicts(const Dict& a, const Dict& b) {
  if (a.entries.size() != b.entries.size()) return false;
  for (const auto& [key, value] : a.entries) {
    const Value* other = b.find(key);
    if (other == nullptr || !equal(value, *other)) return false;
  }
  return true;
}

bool equalRanges(const Range& a, const Range& b) {
  if (a.size() != b.size()) return false;
  return a.size() == 0 || (a.start == b.start && (a.size() == 1 || a.step == b.step));
}

bool equalViews(const View& a, const View& b) {
  if (a.part == View::Part::Values || a.part != b.part) return &a == &b;
  if (a.dict->entries.size() != b.dict->entries.size()) return false;
  for (const auto& [key, value] : a.dict->entries) {
    const Value* other = b.dict->find(key);
    if (other == nullptr || (a.part == View::Part::Items && !equal(value, *other))) return false;
  }
  return true;
}

}  // namespace

bool equal(const Value& a, const Value& b) {
  if (a.isNumber() && b.isNumber()) return compareNumbers(a, b) == 0;
  if (a.storage().index() != b.storage().index()) return false;
  if (a.isNone() || a.isUndefined()) return true;
  if (a.isText()) return a.asText().bytes() == b.asText().bytes();
  if (a.isList() || a.isTuple())
    return &a.items() == &b.items() ||
           std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), equal);
  if (a.isDict()) return &a.asDict() == &b.asDict() || equalDicts(a.asDict(), b.asDict());
  if (a.isRange()) return equalRanges(a.asRange(), b.asRange());
  if (a.isView()) return equalViews(a.asView(), b.asView());
  return a.storage() == b.storage();
}

bool less(const Value& a, const Value& b) {
  requireDefined(a);
  requireDefined(b);
  if (a.isNumber() && b.isNumber()) return compareNumbers(a, b) == -1;
  // UTF-8 sorts by bytes as by code points.
  if (a.isText() && b.isText()) return a.asText().bytes() < b.asText().bytes();
  if ((a.isList() && b.isList()) || (a.isTuple() && b.isTuple())) {
    const auto& x = a.items();
    const auto& y = b.items();
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
      if (!equal(x[i], y[i])) return less(x[i], y[i]);
    return x.size() < y.size();
  }
  typeError("'<' not supported between instances of '" + typeName(a) + "' and '" + typeName(b) + "'");
}

bool contains(const Value& haystack, const Value& needle) {
  if (haystack.isText()) {
    if (!needle.isText()) typeError("'in <string>' requires string as left operand, not " + typeName(needle));
    return haystack.asText().bytes().find(needle.asText().bytes()) != std::string::npos;
  }
  if (haystack.isDict()) {
    if (!isHashable(needle)) typeError("unhashable type: '" + typeName(needle) + "'");
    return haystack.asDict().find(needle) != nullptr;
  }
  if (!isIterable(haystack)) typeError("argument of type '" + typeName(haystack) + "' is not iterable");
  Iterator iterator(haystack);
  while (auto item = iterator.next())
    if (equal(*item, needle)) return true;
  return false;
}

bool isHashable(const Value& value) {
  if (value.isList() || value.isDict() || value.isView()) return false;
  return !value.isTuple() || std::all_of(value.items().begin(), value.items().end(), isHashable);
}

void requireDefined(const Value& value) {
  if (value.isUndefined())
    throw Failure{value.asUndefined().security ? "template.security" : "template.undefined",
                  value.asUndefined().message, 0};
}

Value fromJson(const Json& json, std::uint8_t marks) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return json.get<bool>();
    case Json::value_t::number_integer:
      return static_cast<Integer>(json.get<std::int64_t>());
    case Json::value_t::number_unsigned:
      return static_cast<Integer>(json.get<std::uint64_t>());
    case Json::value_t::number_float:
      return json.get<double>();
    case Json::value_t::string:
      return Value(json.get_ref<const std::string&>(), marks);
    case Json::value_t::array: {
      std::vector<Value> items;
      items.reserve(json.size());
      for (const Json& item : json) items.push_back(fromJson(item, marks));
      return Value::list(std::move(items));
    }
    case Json::value_t::object: {
      Dict dict;
      dict.entries.reserve(json.size());
      for (const auto& [key, item] : json.items()) dict.entries.emplace_back(Value(key, marks), fromJson(item, marks));
      return Value::dict(std::move(dict));
    }
    default:
      return {};
  }
}

}  // namespace attune::jinja
