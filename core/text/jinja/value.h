// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a template: Python's, as far as chat templates use them. Containers never change once they are made,
// as the templates' sandbox forbids it; only a Namespace does.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/text/jinja/failure.h"
#include "core/text/jinja/text.h"

namespace attune::jinja {

/// An integer of 127 bits; Python's are longer, so what does not fit is a limit error.
__extension__ typedef __int128 Integer;

class Value;
class Object;
struct Dict;
struct View;
struct Generator;

/// A missing value: prints as nothing, but an attribute of it is an error.
struct Undefined {
  std::string message;    ///< What an operation on it reports.
  bool security = false;  ///< It stands for an attribute that the sandbox forbids.
};

/// The items of a list or tuple.
struct Items {
  std::vector<Value> values;
  int depth = 1;         ///< How deep containers are nested inside, itself included.
  bool grouped = false;  ///< A tuple of the filter groupby, with the attributes grouper and list.
};

/// Python's range: start, start + step … before stop.
struct Range {
  Integer start = 0, stop = 0, step = 1;
  Integer size() const;
  Integer at(Integer index) const { return start + index * step; }
  bool operator==(const Range&) const = default;
};

/// A list has its own type, so that the variant below can tell it from a tuple.
struct List : Items {};
struct Tuple : Items {};

/// One value: none, undefined, boolean, integer, float, text, list, tuple, dict, range, view, generator or object.
class Value {
 public:
  using Storage =
      std::variant<std::monostate, std::shared_ptr<const Undefined>, bool, Integer, double, std::shared_ptr<const Text>,
                   std::shared_ptr<const List>, std::shared_ptr<const Tuple>, std::shared_ptr<const Dict>, Range,
                   std::shared_ptr<const View>, std::shared_ptr<Generator>, std::shared_ptr<Object>>;
  Value() = default;  ///< none
  Value(bool value) : m_storage(value) {}
  Value(Integer value) : m_storage(value) {}
  Value(int value) : m_storage(Integer{value}) {}
  Value(std::size_t value) : m_storage(static_cast<Integer>(value)) {}
  Value(double value) : m_storage(value) {}
  Value(Text value) : m_storage(std::make_shared<const Text>(std::move(value))) {}
  Value(std::string value, std::uint8_t marks = kTemplate) : Value(Text(std::move(value), marks)) {}
  Value(const char* value) : Value(std::string(value)) {}
  Value(Range value) : m_storage(value) {}
  /// Errors (thrown): template.limit when nested deeper than kMaxDepth; so do the makers of containers below.
  /// Destroying a value recurses as deep.
  Value(std::shared_ptr<Object> value);
  Value(std::shared_ptr<Generator> value);
  static Value list(std::vector<Value> values);
  static Value tuple(std::vector<Value> values, bool grouped = false);
  static Value dict(Dict dict);
  static Value view(View view);
  static Value undefined(std::string message, bool security = false);

  bool isNone() const { return m_storage.index() == 0; }
  bool isUndefined() const { return m_storage.index() == 1; }
  bool isBool() const { return m_storage.index() == 2; }
  bool isInteger() const { return m_storage.index() == 3; }
  bool isFloat() const { return m_storage.index() == 4; }
  bool isNumber() const { return isBool() || isInteger() || isFloat(); }
  bool isText() const { return m_storage.index() == 5; }
  bool isList() const { return m_storage.index() == 6; }
  bool isTuple() const { return m_storage.index() == 7; }
  bool isDict() const { return m_storage.index() == 8; }
  bool isRange() const { return m_storage.index() == 9; }
  bool isView() const { return m_storage.index() == 10; }
  bool isGenerator() const { return m_storage.index() == 11; }
  bool isObject() const { return m_storage.index() == 12; }

  const Undefined& asUndefined() const { return *std::get<1>(m_storage); }
  bool asBool() const { return std::get<2>(m_storage); }
  double asFloat() const { return std::get<4>(m_storage); }
  const Text& asText() const { return *std::get<5>(m_storage); }
  /// The items of a list or tuple.
  const std::vector<Value>& items() const;
  bool isGroup() const { return isTuple() && std::get<7>(m_storage)->grouped; }
  const Dict& asDict() const { return *std::get<8>(m_storage); }
  std::shared_ptr<const Dict> dictPointer() const { return std::get<8>(m_storage); }
  const Range& asRange() const { return std::get<9>(m_storage); }
  const View& asView() const { return *std::get<10>(m_storage); }
  Generator& asGenerator() const { return *std::get<11>(m_storage); }
  Object& asObject() const { return *std::get<12>(m_storage); }
  const std::shared_ptr<Object>& objectPointer() const { return std::get<12>(m_storage); }
  /// A boolean or integer as integer.
  Integer integer() const { return isBool() ? Integer{asBool()} : std::get<3>(m_storage); }
  /// Any number as a float.
  double number() const { return isFloat() ? asFloat() : static_cast<double>(integer()); }

  const Storage& storage() const { return m_storage; }
  /// How deep containers are nested: 0 for plain values.
  int depth() const;

 private:
  Storage m_storage;
};

/// Keys and values in the order of insertion; keys compare as in Python (1 == 1.0 == true).
struct Dict {
  std::vector<std::pair<Value, Value>> entries;
  int depth = 1;
  const Value* find(const Value& key) const;
  const Value* findKey(std::string_view key) const;
  /// Replaces or appends. Errors (thrown): template.type for a key that Python cannot hash.
  void set(Value key, Value value);
};

/// What keys(), values() and items() of a dict give.
struct View {
  enum class Part { Keys, Values, Items };
  std::shared_ptr<const Dict> dict;
  Part part = Part::Keys;
  Value at(std::size_t index) const;
};

/// A lazy sequence that can be walked once.
struct Generator {
  std::function<std::optional<Value>()> next;
  int depth = 1;
};

/// Arguments of a call.
struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> named;
};

/// Functions, macros, loops, namespaces.
class Object {
 public:
  virtual ~Object() = default;
  virtual std::optional<Value> attribute(std::string_view) { return std::nullopt; }
  virtual bool callable() const { return false; }
  virtual Value call(Arguments&) { typeError("object is not callable"); }
  virtual std::string typeName() const = 0;
  /// What printing it gives, or nothing where Python would print an address.
  virtual std::optional<Text> print() const { return std::nullopt; }
  virtual std::optional<std::size_t> length() { return std::nullopt; }
  /// As Value::depth, for objects that hold values which they do not register for clearing.
  virtual int depth() const { return 1; }
};

/// An object that is only called.
class Function : public Object {
 public:
  Function(std::string name, std::function<Value(Arguments&)> body, int depth = 1)
      : m_name(std::move(name)), m_body(std::move(body)), m_depth(depth) {}
  bool callable() const override { return true; }
  Value call(Arguments& arguments) override { return m_body(arguments); }
  std::string typeName() const override { return "function"; }
  int depth() const override { return m_depth; }

 private:
  std::string m_name;
  std::function<Value(Arguments&)> m_body;
  int m_depth;
};

/// Walks over anything that Python can iterate.
class Iterator {
 public:
  /// Errors (thrown): template.type when the value cannot be iterated.
  explicit Iterator(Value source);
  std::optional<Value> next();

 private:
  Value m_source;
  std::size_t m_position = 0;
};

bool isIterable(const Value& value);
/// All items of an iterable. Errors (thrown): as Iterator.
std::vector<Value> toVector(const Value& value);
/// Python's len(); nothing when the type has none.
std::optional<std::size_t> lengthOf(const Value& value);
/// Python's bool().
bool isTrue(const Value& value);
/// Python's name of the type: "str", "int", "list" …
std::string typeName(const Value& value);
/// Python's ==.
bool equal(const Value& a, const Value& b);
/// Python's <. Errors (thrown): template.type, template.undefined.
bool less(const Value& a, const Value& b);
/// Python's `needle in haystack`. Errors (thrown): template.type.
bool contains(const Value& haystack, const Value& needle);
/// Whether the value may be a key of a dict.
bool isHashable(const Value& value);
/// Throws template.undefined or template.security when the value is undefined.
void requireDefined(const Value& value);

/// A JSON value as template value; its strings and keys get `marks`.
Value fromJson(const Json& json, std::uint8_t marks);

/// The deepest nesting of containers.
inline constexpr int kMaxDepth = 100;

}  // namespace attune::jinja
