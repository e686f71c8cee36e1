// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/text/jinja/filters.h"
#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {

Value pickAttribute(Runtime& runtime, const Value& item, const Value& attribute, const Value& fallback) {
  if (attribute.isNone()) return item;
  Value value = item;
  const auto follow = [&](const Value& key) {
    value = runtime.item(value, key);
    if (!fallback.isNone() && value.isUndefined()) value = fallback;
  };
  if (!attribute.isText()) {
    follow(attribute);
    return value;
  }
  const std::string& path = attribute.asText().bytes();
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    const std::string part = path.substr(at, end - at);
    const bool number = !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
    follow(number ? Value(*parseInteger(part)) : Value(part));
    at = end + 1;
  }
  return value;
}

Value sortKey(const Value& value, bool caseSensitive) {
  return !caseSensitive && value.isText() ? Value(mapCase(value.asText(), CaseMapping::Lower)) : value;
}

namespace {

using Arg = const Bound&;

// Items are asked for one by one, as late as Python's generators do.
Value generate(const Value& source, int extraDepth, std::function<std::optional<Value>()> next) {
  return std::make_shared<Generator>(Generator{std::move(next), std::max(source.depth(), extraDepth) + 1});
}

int depthOf(const Arguments& arguments) {
  int deepest = 0;
  for (const Value& value : arguments.positional) deepest = std::max(deepest, value.depth());
  for (const auto& [name, value] : arguments.named) deepest = std::max(deepest, value.depth());
  return deepest;
}

// map and select look at the value's truth first, so that a missing value gives no items; others must be iterable.
std::shared_ptr<Iterator> walk(const Value& value) {
  return std::make_shared<Iterator>(isTrue(value) ? value : Value::list({}));
}

Value mapFilter(Runtime& runtime, const Value& value, Arg args) {
  Arguments rest = args.all;
  std::function<Value(const Value&)> convert;
  const auto named = [&](const char* name) {
    const auto found =
        std::find_if(rest.named.begin(), rest.named.end(), [&](const auto& entry) { return entry.first == name; });
    return found == rest.named.end() ? std::nullopt : std::optional(found->second);
  };
  if (rest.positional.empty()) {
    const auto attribute = named("attribute");
    if (!attribute) typeError("map requires a filter argument");
    const Value fallback = named("default").value_or(Value());
    if (rest.named.size() > (named("default") ? 2U : 1U)) typeError("Unexpected keyword argument of map");
    convert = [&runtime, attribute = *attribute, fallback](const Value& item) {
      return pickAttribute(runtime, item, attribute, fallback);
    };
  } else {
    const std::string name = requireText(rest.positional[0], "the filter's name").bytes();
    rest.positional.erase(rest.positional.begin());
    convert = [&runtime, name, rest](const Value& item) {
      Arguments own = rest;
      return runtime.filter(name, item, own);
    };
  }
  return generate(value, depthOf(args.all), [iterator = walk(value), convert]() -> std::optional<Value> {
    const auto item = iterator->next();
    return item ? std::optional(convert(*item)) : std::nullopt;
  });
}

// select, reject, selectattr and rejectattr.
template <bool byAttribute, bool wanted>
Value selectFilter(Runtime& runtime, const Value& value, Arg args) {
  Arguments rest = args.all;
  Value attribute;
  if (byAttribute) {
    attribute = rest.positional[0];
    rest.positional.erase(rest.positional.begin());
  }
  std::string test;
  if (!rest.positional.empty()) {
    test = requireText(rest.positional[0], "the test's name").bytes();
    rest.positional.erase(rest.positional.begin());
  }
  const auto accept = [&runtime, attribute, test, rest](const Value& item) {
    const Value picked = byAttribute ? pickAttribute(runtime, item, attribute) : item;
    Arguments own = rest;
    return (test.empty() ? isTrue(picked) : runtime.test(test, picked, own)) == wanted;
  };
  return generate(value, depthOf(args.all), [&runtime, iterator = walk(value), accept]() -> std::optional<Value> {
    while (auto item = iterator->next()) {
      runtime.step();
      if (accept(*item)) return item;
    }
    return std::nullopt;
  });
}

std::vector<Value> itemsOf(Runtime& runtime, const Value& value) {
  std::vector<Value> items;
  Iterator iterator(value);
  while (auto item = iterator.next()) {
    runtime.step();
    items.push_back(std::move(*item));
  }
  return items;
}

// Sorts by keys; `compare` of Python's tuples, as several attributes may be given.
std::vector<Value> sorted(Runtime& runtime, std::vector<Value> items, const std::function<Value(const Value&)>& keyOf,
                          bool reverse) {
  std::vector<Value> keys;
  keys.reserve(items.size());
  for (const Value& item : items) keys.push_back(keyOf(item));
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    runtime.step();
    return reverse ? less(keys[b], keys[a]) : less(keys[a], keys[b]);
  });
  std::vector<Value> out;
  out.reserve(items.size());
  for (const std::size_t i : order) out.push_back(std::move(items[i]));
  return out;
}

Value sortFilter(Runtime& runtime, const Value& value, Arg args) {
  const bool caseSensitive = args.flag(1);
  std::vector<Value> attributes;
  if (args.value(2).isText()) {
    const std::string& names = args.value(2).asText().bytes();
    for (std::size_t at = 0; at <= names.size();) {
      const std::size_t end = std::min(names.find(',', at), names.size());
      attributes.emplace_back(names.substr(at, end - at));
      at = end + 1;
    }
  } else {
    attributes.push_back(args.value(2));
  }
  const auto keyOf = [&](const Value& item) {
    std::vector<Value> keys;
    for (const Value& attribute : attributes)
      keys.push_back(sortKey(pickAttribute(runtime, item, attribute), caseSensitive));
    return Value::list(std::move(keys));
  };
  return Value::list(sorted(runtime, itemsOf(runtime, value), keyOf, args.flag(0)));
}

Value dictSort(Runtime& runtime, const Value& value, Arg args) {
  requireDefined(value);
  if (!value.isDict()) typeError("'" + typeName(value) + "' object has no attribute 'items'");
  const std::string by = args.text(1, "key").bytes();
  if (by != "key" && by != "value") typeError("You can only sort by either \"key\" or \"value\"");
  const auto keyOf = [&](const Value& pair) { return sortKey(pair.items()[by == "key" ? 0 : 1], args.flag(0)); };
  return Value::list(
      sorted(runtime, toVector(Value::view({value.dictPointer(), View::Part::Items})), keyOf, args.flag(2)));
}

Value groupBy(Runtime& runtime, const Value& value, Arg args) {
  const bool caseSensitive = args.flag(2);
  const auto picked = [&](const Value& item) { return pickAttribute(runtime, item, args.value(0), args.value(1)); };
  const auto keyOf = [&](const Value& item) { return sortKey(picked(item), caseSensitive); };
  const auto items = sorted(runtime, itemsOf(runtime, value), keyOf, false);
  std::vector<Value> groups;
  for (std::size_t begin = 0; begin < items.size();) {
    std::size_t end = begin + 1;
    while (end < items.size() && equal(keyOf(items[begin]), keyOf(items[end]))) ++end;
    std::vector<Value> members(items.begin() + static_cast<std::ptrdiff_t>(begin),
                               items.begin() + static_cast<std::ptrdiff_t>(end));
    groups.push_back(Value::tuple({picked(items[begin]), Value::list(std::move(members))}, true));
    begin = end;
  }
  return Value::list(std::move(groups));
}

template <bool largest>
Value extreme(Runtime& runtime, const Value& value, Arg args) {
  const auto items = itemsOf(runtime, value);
  if (items.empty()) return Value::undefined("No aggregated item, sequence was empty.");
  const auto keyOf = [&](const Value& item) {
    return sortKey(pickAttribute(runtime, item, args.value(1)), args.flag(0));
  };
  std::size_t best = 0;
  Value bestKey = keyOf(items[0]);
  for (std::size_t i = 1; i < items.size(); ++i) {
    Value key = keyOf(items[i]);
    if (!(largest ? less(bestKey, key) : less(key, bestKey))) continue;
    best = i;
    bestKey = std::move(key);
  }
  return items[best];
}

Value sumFilter(Runtime& runtime, const Value& value, Arg args) {
  Value sum = args.has(1) ? args.value(1) : Value(0);
  if (sum.isText()) typeError("sum() can't sum strings [use ''.join(seq) instead]");
  Iterator iterator(value);
  while (const auto item = iterator.next()) {
    runtime.step();
    sum = binary(runtime, "+", sum, pickAttribute(runtime, *item, args.value(0)));
  }
  return sum;
}

Value uniqueFilter(Runtime& runtime, const Value& value, Arg args) {
  auto seen = std::make_shared<Dict>();
  auto iterator = std::make_shared<Iterator>(value);
  return generate(
      value, 0,
      [&runtime, seen, iterator, caseSensitive = args.flag(0), attribute = args.value(1)]() -> std::optional<Value> {
        while (auto item = iterator->next()) {
          Value key = sortKey(pickAttribute(runtime, *item, attribute), caseSensitive);
          runtime.step(seen->entries.size());
          if (!isHashable(key)) typeError("unhashable type: '" + typeName(key) + "'");
          if (seen->find(key) != nullptr) continue;
          seen->entries.emplace_back(std::move(key), Value());
          return item;
        }
        return std::nullopt;
      });
}

Value joinFilter(Runtime& runtime, const Value& value, Arg args) {
  std::vector<Text> parts;
  for (const Value& item : itemsOf(runtime, value))
    parts.push_back(toText(pickAttribute(runtime, item, args.value(1))));
  return join(runtime, args.has(0) ? toText(args.value(0)) : Text(), parts);
}

Value firstFilter(Runtime&, const Value& value, Arg) {
  auto item = Iterator(value).next();
  return item ? *item : Value::undefined("No first item, sequence was empty.");
}

Value lastFilter(Runtime&, const Value& value, Arg) {
  if (value.isGenerator() || !isIterable(value)) typeError("'" + typeName(value) + "' object is not reversible");
  auto items = toVector(value);
  return items.empty() ? Value::undefined("No last item, sequence was empty.") : items.back();
}

Value reverseFilter(Runtime& runtime, const Value& value, Arg) {
  if (value.isText()) return reversed(value.asText());
  auto items = std::make_shared<std::vector<Value>>(itemsOf(runtime, value));
  if (value.isGenerator()) {
    std::reverse(items->begin(), items->end());
    return Value::list(std::move(*items));
  }
  return generate(value, 0, [items]() -> std::optional<Value> {
    if (items->empty()) return std::nullopt;
    Value item = std::move(items->back());
    items->pop_back();
    return item;
  });
}

Value lengthFilter(Runtime&, const Value& value, Arg) {
  const auto length = lengthOf(value);
  if (!length) typeError("object of type '" + typeName(value) + "' has no len()");
  return *length;
}

Value itemsFilter(Runtime&, const Value& value, Arg) {
  if (!value.isUndefined() && !value.isDict()) typeError("Can only get item pairs from a mapping.");
  auto iterator =
      std::make_shared<Iterator>(value.isUndefined() ? value : Value::view({value.dictPointer(), View::Part::Items}));
  return generate(value, 0, [iterator] { return iterator->next(); });
}

Value batchFilter(Runtime& runtime, const Value& value, Arg args) {
  const Integer size = args.integer(0, 0);
  auto iterator = std::make_shared<Iterator>(value);
  return generate(value, args.value(1).depth(),
                  [&runtime, iterator, size, fill = args.value(1)]() -> std::optional<Value> {
                    std::vector<Value> batch;
                    // A size below one never equals the number of items, so that Jinja gives them all at once.
                    while (size < 1 || static_cast<Integer>(batch.size()) < size) {
                      auto item = iterator->next();
                      if (!item) break;
                      runtime.step();
                      batch.push_back(std::move(*item));
                    }
                    if (batch.empty()) return std::nullopt;
                    if (!fill.isNone() && size > 100000) limitExceeded("a batch of more than 100000 items");
                    while (!fill.isNone() && static_cast<Integer>(batch.size()) < size) batch.push_back(fill);
                    return Value::list(std::move(batch));
                  });
}

Value sliceFilter(Runtime& runtime, const Value& value, Arg args) {
  const auto items = itemsOf(runtime, value);
  const Integer wanted = args.integer(0, 0);
  if (wanted == 0) typeError("integer division or modulo by zero");
  if (wanted > 100000) limitExceeded("more than 100000 slices");
  const auto slices = static_cast<std::size_t>(wanted < 0 ? 0 : wanted);
  std::vector<Value> out;
  for (std::size_t number = 0, begin = 0; number < slices; ++number) {
    const bool extra = number < items.size() % slices;
    const std::size_t end = begin + items.size() / slices + (extra ? 1 : 0);
    std::vector<Value> part(items.begin() + static_cast<std::ptrdiff_t>(begin),
                            items.begin() + static_cast<std::ptrdiff_t>(end));
    if (!args.value(1).isNone() && !extra) part.push_back(args.value(1));
    out.push_back(Value::list(std::move(part)));
    begin = end;
  }
  const Value list = Value::list(std::move(out));
  return generate(list, 0, [iterator = std::make_shared<Iterator>(list)] { return iterator->next(); });
}

Value listFilter(Runtime& runtime, const Value& value, Arg) {
  return Value::list(itemsOf(runtime, value));
}

constexpr Entry<Value> kListFilters[] = {
    {"length", "", 0, lengthFilter},
    {"count", "", 0, lengthFilter},
    {"list", "", 0, listFilter},
    {"items", "", 0, itemsFilter},
    {"first", "", 0, firstFilter},
    {"last", "", 0, lastFilter},
    {"join", "d attribute", 0, joinFilter},
    {"map", "*", 0, mapFilter},
    {"select", "*", 0, selectFilter<false, true>},
    {"reject", "*", 0, selectFilter<false, false>},
    {"selectattr", "*", 1, selectFilter<true, true>},
    {"rejectattr", "*", 1, selectFilter<true, false>},
    {"sort", "reverse case_sensitive attribute", 0, sortFilter},
    {"dictsort", "case_sensitive by reverse", 0, dictSort},
    {"groupby", "attribute default case_sensitive", 1, groupBy},
    {"unique", "case_sensitive attribute", 0, uniqueFilter},
    {"min", "case_sensitive attribute", 0, extreme<false>},
    {"max", "case_sensitive attribute", 0, extreme<true>},
    {"sum", "attribute start", 0, sumFilter},
    {"reverse", "", 0, reverseFilter},
    {"batch", "linecount fill_with", 1, batchFilter},
    {"slice", "slices fill_with", 1, sliceFilter},
};

}  // namespace

std::span<const Entry<Value>> listFilters() {
  return kListFilters;
}

}  // namespace attune::jinja
