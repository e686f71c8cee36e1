// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstdint>
#include <ctime>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/jinja/value.h"

namespace attune::jinja {

/// What a template may use up before it is stopped; templates come from strangers.
struct Limits {
  std::size_t templateBytes = 256 * 1024;
  std::uint64_t steps = 1'000'000;      ///< Statements, expressions and items.
  int depth = 100;                      ///< Macros calling macros.
  std::size_t outputBytes = 16 << 20;   ///< Of the result and of every text on the way.
  std::uint64_t workBytes = 512 << 20;  ///< Of all texts made, one after another.
  int cpuMilliseconds = 250;            ///< Of this thread, so that a busy computer changes nothing.
};

/// What filters, tests and methods need of the rendering that runs: its limits, its clock and each other.
class Runtime {
 public:
  Runtime(const Limits& limits, std::tm now, int microseconds);
  virtual ~Runtime() = default;

  /// Counts one step, and `work` bytes or items that are looked at. Errors (thrown): template.limit.
  void step(std::size_t work = 0);
  /// To be asked before a text of `bytes` is made. Errors (thrown): template.limit.
  void willMake(std::size_t bytes);

  /// obj[key] and obj.name by the rules of Jinja's sandbox. Errors (thrown): template.undefined.
  Value item(const Value& object, const Value& key);
  Value attribute(const Value& object, const std::string& name);
  /// Errors (thrown): template.unsupported for an unknown name, and the filter's own.
  Value filter(const std::string& name, const Value& value, Arguments& arguments);
  bool test(const std::string& name, const Value& value, Arguments& arguments);
  Value call(const Value& function, Arguments& arguments);

  const std::tm& now() const { return m_now; }
  int microseconds() const { return m_microseconds; }
  const Limits& limits() const { return m_limits; }

 private:
  Limits m_limits;
  std::tm m_now;
  int m_microseconds;
  std::uint64_t m_steps = 0, m_made = 0, m_sinceClock = 0;
  std::int64_t m_deadline = 0;  // nanoseconds of the thread's CPU clock
};

/// Arguments sorted to named parameters.
class Bound {
 public:
  /// `parameters` are separated by blanks; "*" means that all arguments stay as they are, in `all`.
  /// Errors (thrown): template.type for surplus, unknown, double or (the first `required`) missing arguments.
  Bound(const std::string& function, std::string_view parameters, int required, Arguments& arguments);

  bool has(std::size_t i) const { return i < m_values.size() && m_values[i].has_value(); }
  /// Absent arguments are none.
  Value value(std::size_t i) const { return has(i) ? *m_values[i] : Value(); }
  bool flag(std::size_t i) const { return has(i) && isTrue(*m_values[i]); }
  /// Errors (thrown): template.type.
  Integer integer(std::size_t i, Integer otherwise) const;
  /// Errors (thrown): template.type.
  Text text(std::size_t i, const char* otherwise) const;

  Arguments& all;

 private:
  std::vector<std::optional<Value>> m_values;
};

/// A row of the tables of filters, tests and methods.
template <class Result>
struct Entry {
  std::string_view name;
  std::string_view parameters;  ///< As Bound takes them.
  int required;
  Result (*run)(Runtime&, const Value&, const Bound&);
};

/// The tables, each in the files of its name. Null for an unknown name.
const Entry<Value>* findFilter(std::string_view name);
const Entry<bool>* findTest(std::string_view name);
/// The bound method `name` of a value, an undefined where the sandbox forbids it, or nothing when there is none.
/// Errors (thrown): template.unsupported for methods that Python has and this engine has not.
std::optional<Value> findMethod(Runtime& runtime, const Value& object, const std::string& name);
/// range, namespace, dict, raise_exception, strftime_now …; nothing for an unknown name.
std::optional<Value> findGlobal(Runtime& runtime, std::string_view name);

/// The integer of a boolean or integer. Errors (thrown): template.type naming `what`, template.undefined.
Integer requireInteger(const Value& value, const char* what);
/// The text. Errors (thrown): as above.
const Text& requireText(const Value& value, const char* what);
/// What filters that "soften" to str do: texts as they are, other values printed.
Text softText(const Value& value);

/// Python's binary operators: "+", "-", "*", "/", "//", "%", "**". Errors (thrown): template.type, template.undefined.
Value binary(Runtime& runtime, std::string_view name, const Value& a, const Value& b);
/// Python's "-" and "+".
Value unary(std::string_view name, const Value& a);
/// value[start:stop:step]. Errors (thrown): template.type.
Value slice(const Value& value, const Value& start, const Value& stop, const Value& step);
/// `format % values`. Errors (thrown): template.type.
Text formatPercent(Runtime& runtime, const Text& format, const Value& values);
/// format.format(*positional, **named). Errors (thrown): template.type, template.security.
Text formatBraces(Runtime& runtime, const Text& format, const Arguments& arguments);
/// format(number, specification): the part behind the colon. Errors (thrown): template.type.
Text formatValue(const Value& value, const Text& specification);
/// datetime.now().strftime(format) in the C locale. Errors (thrown): template.type.
Text formatTime(const Text& format, const std::tm& time, int microseconds);

/// Parts of text used by both methods and filters.
Text strip(const Text& text, const std::optional<Text>& characters, bool left, bool right);
Text replace(Runtime& runtime, const Text& text, const Text& from, const Text& to, Integer count);
Text join(Runtime& runtime, const Text& separator, const std::vector<Text>& parts);
std::vector<Text> splitLines(const Text& text, bool keepEnds);
Text reversed(const Text& text);
Text pad(Runtime& runtime, const Text& text, Integer width, const Text& fill, char align);

}  // namespace attune::jinja
