// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/runtime.h"

#include <algorithm>
#include <ctime>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

std::int64_t threadNanoseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

Runtime::Runtime(const Limits& limits, std::tm now, int microseconds)
    : m_limits(limits),
      m_now(now),
      m_microseconds(microseconds),
      m_deadline(threadNanoseconds() + std::int64_t{limits.cpuMilliseconds} * 1'000'000) {}

void Runtime::step(std::size_t work) {
  if (++m_steps > m_limits.steps) limitExceeded("more than " + std::to_string(m_limits.steps) + " steps");
  // Reading the clock costs as much as some hundred steps.
  m_sinceClock += 1 + work / 64;
  if (m_sinceClock < 4096) return;
  m_sinceClock = 0;
  if (threadNanoseconds() > m_deadline)
    limitExceeded("more than " + std::to_string(m_limits.cpuMilliseconds) + " ms of computing time");
}

void Runtime::willMake(std::size_t bytes) {
  m_made += bytes;
  if (bytes > m_limits.outputBytes)
    limitExceeded("a text of more than " + std::to_string(m_limits.outputBytes) + " bytes");
  if (m_made > m_limits.workBytes)
    limitExceeded("more than " + std::to_string(m_limits.workBytes) + " bytes of texts made");
  m_sinceClock += bytes / 64;
}

namespace {

// "'dict object' has no attribute 'x'": Jinja's words for what is missing.
Value missing(const Value& object, const Value& key) {
  std::string owner = object.isNone() ? "None" : typeName(object) + " object";
  if (!key.isText())
    return Value::undefined(owner + " has no element " + (key.isNumber() ? toRepr(key).bytes() : "of this type"));
  return Value::undefined("'" + owner + "' has no attribute '" + key.asText().bytes() + "'");
}

std::optional<Value> pythonAttribute(Runtime& runtime, const Value& object, const std::string& name) {
  if (name.starts_with("__") && name.ends_with("__"))
    return Value::undefined("access to attribute '" + name + "' of '" + typeName(object) + "' object is unsafe.", true);
  if (object.isObject()) return object.asObject().attribute(name);
  return findMethod(runtime, object, name);
}

std::optional<Value> indexed(const Value& object, const Value& key) {
  if (object.isDict()) {
    if (!isHashable(key)) return std::nullopt;
    const Value* found = object.asDict().find(key);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  if (!key.isBool() && !key.isInteger()) return std::nullopt;
  const bool sequence = object.isText() || object.isList() || object.isTuple() || object.isRange();
  if (!sequence) return std::nullopt;
  const auto size = static_cast<Integer>(*lengthOf(object));
  const Integer index = key.integer() < 0 ? key.integer() + size : key.integer();
  if (index < 0 || index >= size) return std::nullopt;
  const auto at = static_cast<std::size_t>(index);
  if (object.isRange()) return Value(object.asRange().at(index));
  if (!object.isText()) return object.items()[at];
  const Text& text = object.asText();
  const std::size_t byte = byteOfCharacter(text.bytes(), at);
  Text character = text.slice(byte, byte + characterLength(text.bytes(), byte));
  character.markup = text.markup;
  return Value(std::move(character));
}

}  // namespace

Value Runtime::item(const Value& object, const Value& key) {
  requireDefined(object);
  step(object.isText() ? object.asText().size() : 0);
  if (auto found = indexed(object, key)) return *found;
  if (key.isText())
    if (auto found = pythonAttribute(*this, object, key.asText().bytes())) return *found;
  return missing(object, key);
}

Value Runtime::attribute(const Value& object, const std::string& name) {
  requireDefined(object);
  if (auto found = pythonAttribute(*this, object, name)) return *found;
  if (object.isDict())
    if (const Value* found = object.asDict().findKey(name)) return *found;
  return missing(object, Value(name));
}

Value Runtime::filter(const std::string& name, const Value& value, Arguments& arguments) {
  const Entry<Value>* entry = findFilter(name);
  if (entry == nullptr) unsupported("the filter '" + name + "'");
  step(value.isText() ? value.asText().size() : 0);
  return entry->run(*this, value, Bound(name, entry->parameters, entry->required, arguments));
}

bool Runtime::test(const std::string& name, const Value& value, Arguments& arguments) {
  const Entry<bool>* entry = findTest(name);
  if (entry == nullptr) unsupported("the test '" + name + "'");
  step(value.isText() ? value.asText().size() : 0);
  return entry->run(*this, value, Bound(name, entry->parameters, entry->required, arguments));
}

Value Runtime::call(const Value& function, Arguments& arguments) {
  requireDefined(function);
  step();
  if (!function.isObject() || !function.asObject().callable())
    typeError("'" + typeName(function) + "' object is not callable");
  const auto keepAlive = function.objectPointer();
  return keepAlive->call(arguments);
}

Bound::Bound(const std::string& function, std::string_view parameters, int required, Arguments& arguments)
    : all(arguments) {
  if (parameters == "*") {
    if (static_cast<int>(arguments.positional.size()) < required) typeError(function + "() misses an argument");
    return;
  }
  std::vector<std::string_view> names;
  for (std::size_t at = 0; at < parameters.size();) {
    const std::size_t end = std::min(parameters.find(' ', at), parameters.size());
    names.push_back(parameters.substr(at, end - at));
    at = end + 1;
  }
  if (arguments.positional.size() > names.size())
    typeError(function + "() takes at most " + std::to_string(names.size()) + " arguments but " +
              std::to_string(arguments.positional.size()) + " were given");
  m_values.resize(names.size());
  std::copy(arguments.positional.begin(), arguments.positional.end(), m_values.begin());
  for (const auto& [name, value] : arguments.named) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) typeError(function + "() got an unexpected keyword argument '" + name + "'");
    auto& place = m_values[static_cast<std::size_t>(found - names.begin())];
    if (place) typeError(function + "() got multiple values for argument '" + name + "'");
    place = value;
  }
  for (int i = 0; i < required; ++i)
    if (!has(static_cast<std::size_t>(i)))
      typeError(function + "() misses the argument '" + std::string(names[static_cast<std::size_t>(i)]) + "'");
}

Integer Bound::integer(std::size_t i, Integer otherwise) const {
  return has(i) ? requireInteger(*m_values[i], "an argument") : otherwise;
}

Text Bound::text(std::size_t i, const char* otherwise) const {
  return has(i) ? requireText(*m_values[i], "an argument") : Text(otherwise);
}

Integer requireInteger(const Value& value, const char* what) {
  requireDefined(value);
  if (!value.isInteger() && !value.isBool())
    typeError(std::string(what) + " must be an integer, not " + typeName(value));
  return value.integer();
}

const Text& requireText(const Value& value, const char* what) {
  requireDefined(value);
  if (!value.isText()) typeError(std::string(what) + " must be str, not " + typeName(value));
  return value.asText();
}

Text softText(const Value& value) {
  return value.isText() ? value.asText() : toText(value);
}

}  // namespace attune::jinja
