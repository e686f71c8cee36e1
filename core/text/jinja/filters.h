// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>

#include "core/text/jinja/runtime.h"

namespace attune::jinja {

/// The tables of filters that findFilter looks through, each in the file of its name.
std::span<const Entry<Value>> textFilters();   // filters_text.cpp
std::span<const Entry<Value>> listFilters();   // filters_lists.cpp
std::span<const Entry<Value>> valueFilters();  // filters_values.cpp

/// What the argument `attribute` of filters picks from an item: "a.b.0" step by step. None picks the item itself.
/// `fallback`, if not none, stands for what is missing. Errors (thrown): template.undefined.
Value pickAttribute(Runtime& runtime, const Value& item, const Value& attribute, const Value& fallback = {});
/// Lower-cased when a text and `caseSensitive` is false: the key that sort, unique, min … compare.
Value sortKey(const Value& value, bool caseSensitive);

}  // namespace attune::jinja
