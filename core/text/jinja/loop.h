// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/text/jinja/value.h"

namespace attune::jinja {

/// The variable `loop`, and the walk over the items that it looks ahead in. Items are taken and tested as late as
/// Jinja does, because a template can see the difference.
class LoopObject : public Object, public std::enable_shared_from_this<LoopObject> {
 public:
  using Condition = std::function<bool(const Value&)>;
  using Recursion = std::function<Value(const Value& items, int depth)>;

  /// `condition` and `recursion` may be empty. Errors (thrown): template.type when the items cannot be iterated.
  LoopObject(Value items, Condition condition, Recursion recursion, int depth);
  /// Moves to the next item; nothing at the end.
  std::optional<Value> advance();
  /// Lets go of all items at the end of the loop: loops that hold each other would make a chain of any length.
  void finish();

  std::optional<Value> attribute(std::string_view name) override;
  bool callable() const override { return true; }
  Value call(Arguments& arguments) override;
  std::string typeName() const override { return "LoopContext"; }
  std::optional<Text> print() const override;
  std::optional<std::size_t> length() override;

 private:
  std::optional<Value> take();
  const std::optional<Value>& peek();

  Value m_items;
  Iterator m_iterator;
  Condition m_condition;
  Recursion m_recursion;
  int m_depth;
  std::size_t m_index = 0;  // from 1; 0 before the first item
  std::optional<Value> m_before, m_current, m_after;
  std::vector<Value> m_rest;  // items taken to learn the length, last first
  std::optional<std::size_t> m_length;
  bool m_ended = false, m_finished = false;
  std::optional<Value> m_lastChanged;
};

}  // namespace attune::jinja
