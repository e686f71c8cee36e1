// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/loop.h"

#include <algorithm>

#include "core/text/jinja/printing.h"

namespace attune::jinja {

LoopObject::LoopObject(Value items, Condition condition, Recursion recursion, int depth)
    : m_items(items),
      m_iterator(std::move(items)),
      m_condition(std::move(condition)),
      m_recursion(std::move(recursion)),
      m_depth(depth) {}

std::optional<Value> LoopObject::take() {
  if (!m_rest.empty()) {
    Value item = std::move(m_rest.back());
    m_rest.pop_back();
    return item;
  }
  while (!m_ended) {
    auto item = m_iterator.next();
    if (!item) {
      m_ended = true;
      break;
    }
    if (!m_condition || m_condition(*item)) return item;
  }
  return std::nullopt;
}

const std::optional<Value>& LoopObject::peek() {
  if (!m_after) m_after = take();
  return m_after;
}

std::optional<Value> LoopObject::advance() {
  std::optional<Value> item = m_after ? std::exchange(m_after, std::nullopt) : take();
  if (!item) return std::nullopt;
  ++m_index;
  m_before = std::move(m_current);
  m_current = item;
  return item;
}

void LoopObject::finish() {
  m_finished = m_ended = true;
  m_items = Value();
  m_iterator = Iterator(Value::list({}));
  m_rest.clear();
  m_before = m_current = m_after = m_lastChanged = std::nullopt;
}

std::optional<std::size_t> LoopObject::length() {
  if (m_length) return m_length;
  if (!m_condition) m_length = lengthOf(m_items);
  if (!m_length) {
    std::vector<Value> rest;
    while (auto item = take()) rest.push_back(std::move(*item));
    m_length = rest.size() + m_index + (m_after ? 1 : 0);
    m_rest.assign(std::make_move_iterator(rest.rbegin()), std::make_move_iterator(rest.rend()));
  }
  return m_length;
}

std::optional<Value> LoopObject::attribute(std::string_view name) {
  if (m_finished) unsupported("a loop variable kept beyond its loop");
  if (name == "index") return Value(m_index);
  if (name == "index0") return Value(m_index - 1);
  if (name == "first") return Value(m_index == 1);
  if (name == "last") return Value(!peek().has_value());
  if (name == "length") return Value(*length());
  if (name == "revindex") return Value(*length() - m_index + 1);
  if (name == "revindex0") return Value(*length() - m_index);
  if (name == "depth") return Value(m_depth + 1);
  if (name == "depth0") return Value(m_depth);
  if (name == "previtem") return m_index > 1 ? *m_before : Value::undefined("there is no previous item");
  if (name == "nextitem") return peek() ? *m_after : Value::undefined("there is no next item");
  const auto self = shared_from_this();
  if (name == "cycle")
    return Value(std::shared_ptr<Object>(std::make_shared<Function>("cycle", [self](Arguments& arguments) -> Value {
      if (arguments.positional.empty()) typeError("no items for cycling given");
      return arguments.positional[(self->m_index - 1) % arguments.positional.size()];
    })));
  if (name == "changed")
    return Value(std::shared_ptr<Object>(std::make_shared<Function>("changed", [self](Arguments& arguments) -> Value {
      Value now = Value::tuple(arguments.positional);
      const bool changed = !self->m_lastChanged || !equal(*self->m_lastChanged, now);
      self->m_lastChanged = std::move(now);
      return changed;
    })));
  return std::nullopt;
}

Value LoopObject::call(Arguments& arguments) {
  if (!m_recursion) typeError("The loop must have the 'recursive' marker to be called recursively.");
  if (arguments.positional.size() != 1 || !arguments.named.empty()) typeError("a loop is called with the items alone");
  return m_recursion(arguments.positional[0], m_depth + 1);
}

std::optional<Text> LoopObject::print() const {
  // Printing learns the length, as asking for it would.
  auto& self = const_cast<LoopObject&>(*this);
  return Text("<LoopContext " + std::to_string(m_index) + "/" + std::to_string(*self.length()) + ">");
}

}  // namespace attune::jinja
