// SPDX-License-Identifier: GPL-3.0-or-later
// Finding methods, and those of dict, list, tuple and range.
#include "core/text/jinja/methods.h"

#include <algorithm>

#include "core/text/jinja/printing.h"

namespace attune::jinja {
namespace {

using Arg = const Bound&;
using Names = std::span<const std::string_view>;

Value view(const Value& value, View::Part part) {
  return Value::view({value.dictPointer(), part});
}

Value getMethod(Runtime&, const Value& value, Arg args) {
  const Value key = args.value(0);
  if (!isHashable(key)) typeError("unhashable type: '" + typeName(key) + "'");
  const Value* found = value.asDict().find(key);
  return found == nullptr ? args.value(1) : *found;
}

constexpr Entry<Value> kDictMethods[] = {
    {"get", "key default", 1, getMethod},
    {"items", "", 0, [](Runtime&, const Value& v, Arg) { return view(v, View::Part::Items); }},
    {"keys", "", 0, [](Runtime&, const Value& v, Arg) { return view(v, View::Part::Keys); }},
    {"values", "", 0, [](Runtime&, const Value& v, Arg) { return view(v, View::Part::Values); }},
    {"copy", "", 0, [](Runtime&, const Value& v, Arg) { return v; }},
};

Value countMethod(Runtime& runtime, const Value& value, Arg args) {
  std::size_t count = 0;
  Iterator iterator(value);
  while (const auto item = iterator.next()) {
    runtime.step();
    count += equal(*item, args.value(0));
  }
  return count;
}

Value indexMethod(Runtime& runtime, const Value& value, Arg args) {
  const auto items = toVector(value);
  const auto size = static_cast<Integer>(items.size());
  const auto bound = [&](std::size_t i, Integer otherwise) {
    const Integer at = args.integer(i, otherwise);
    return std::clamp<Integer>(at < 0 ? at + size : at, 0, size);
  };
  for (Integer i = bound(1, 0); i < bound(2, size); ++i) {
    runtime.step();
    if (equal(items[static_cast<std::size_t>(i)], args.value(0))) return i;
  }
  typeError(toRepr(args.value(0)).bytes() + " is not in list");
}

constexpr Entry<Value> kListMethods[] = {
    {"count", "value", 1, countMethod},
    {"index", "value start stop", 1, indexMethod},
    {"copy", "", 0, [](Runtime&, const Value& v, Arg) { return v; }},
};
constexpr Entry<Value> kTupleMethods[] = {
    {"count", "value", 1, countMethod},
    {"index", "value start stop", 1, indexMethod},
};

// What the sandbox forbids, and what Python has but no chat template has been seen to use.
constexpr std::string_view kDictForbidden[] = {"clear", "pop", "popitem", "setdefault", "update"};
constexpr std::string_view kListForbidden[] = {"append", "clear",  "extend",  "insert",
                                               "pop",    "remove", "reverse", "sort"};
constexpr std::string_view kTextUnsupported[] = {"encode", "maketrans", "translate"};
constexpr std::string_view kDictUnsupported[] = {"fromkeys"};
constexpr std::string_view kViewUnsupported[] = {"isdisjoint", "mapping"};
constexpr std::string_view kGeneratorUnsupported[] = {"close",    "send",       "throw",        "gi_code",
                                                      "gi_frame", "gi_running", "gi_suspended", "gi_yieldfrom"};
constexpr std::string_view kRangeUnsupported[] = {"count", "index", "start", "step", "stop"};
constexpr std::string_view kNumberUnsupported[] = {
    "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "fromhex", "hex", "imag",
    "is_integer",       "numerator", "real",       "to_bytes"};

struct Kind {
  std::span<const Entry<Value>> methods;
  Names forbidden, unsupported;
};

Kind kindOf(const Value& value) {
  if (value.isText()) return {textMethods(), {}, kTextUnsupported};
  if (value.isDict()) return {kDictMethods, kDictForbidden, kDictUnsupported};
  if (value.isList()) return {kListMethods, kListForbidden, {}};
  if (value.isTuple()) return {kTupleMethods, {}, {}};
  if (value.isView()) return {{}, {}, kViewUnsupported};
  if (value.isGenerator()) return {{}, {}, kGeneratorUnsupported};
  if (value.isRange()) return {{}, {}, kRangeUnsupported};
  if (value.isNumber()) return {{}, {}, kNumberUnsupported};
  return {};
}

// Methods of Markup give Markup again.
Value asMarkup(const Value& value) {
  if (value.isText()) {
    Text text = value.asText();
    text.markup = true;
    return text;
  }
  if (!value.isList() && !value.isTuple()) return value;
  std::vector<Value> items;
  for (const Value& item : value.items()) items.push_back(asMarkup(item));
  return value.isList() ? Value::list(std::move(items)) : Value::tuple(std::move(items));
}

// … and take the texts that they put into it escaped.
void escapeArguments(std::string_view method, Arguments& arguments) {
  if (method == "format" || method == "format_map")
    unsupported("the method '" + std::string(method) + "' of an escaped text");
  if (method == "replace" && arguments.positional.size() > 1 && arguments.positional[1].isText())
    arguments.positional[1] = escapeHtml(arguments.positional[1].asText());
  if (method != "join" || arguments.positional.empty()) return;
  std::vector<Value> items;
  for (const Value& item : toVector(arguments.positional[0])) items.emplace_back(escapeHtml(softText(item)));
  arguments.positional[0] = Value::list(std::move(items));
}

bool has(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<Value> findMethod(Runtime& runtime, const Value& object, const std::string& name) {
  if (object.isGroup() && (name == "grouper" || name == "list")) return object.items()[name == "list" ? 1 : 0];
  const Kind kind = kindOf(object);
  if (has(kind.forbidden, name))
    return Value::undefined("access to attribute '" + name + "' of '" + typeName(object) + "' object is unsafe.", true);
  if (has(kind.unsupported, name)) unsupported("the attribute '" + name + "' of '" + typeName(object) + "'");
  const auto found =
      std::find_if(kind.methods.begin(), kind.methods.end(), [&](const auto& entry) { return entry.name == name; });
  if (found == kind.methods.end()) return std::nullopt;
  return Value(std::shared_ptr<Object>(std::make_shared<Function>(
      name,
      [&runtime, entry = &*found, object](Arguments& arguments) {
        runtime.step(object.isText() ? object.asText().size() : 0);
        const bool markup = object.isText() && object.asText().markup;
        if (markup) escapeArguments(entry->name, arguments);
        Value result =
            entry->run(runtime, object, Bound(std::string(entry->name), entry->parameters, entry->required, arguments));
        return markup ? asMarkup(result) : result;
      },
      object.depth() + 1)));
}

}  // namespace attune::jinja
