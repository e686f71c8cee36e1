// SPDX-License-Identifier: GPL-3.0-or-later
// The functions that every template can call. namespace() is in evaluate.cpp, as it needs the renderer.
#include "core/text/jinja/printing.h"
#include "core/text/jinja/runtime.h"

namespace attune::jinja {
namespace {

Value makeRange(Runtime&, Arguments& arguments) {
  const auto& given = arguments.positional;
  if (given.empty() || given.size() > 3 || !arguments.named.empty()) typeError("range expected 1 to 3 arguments");
  Range range;
  range.stop = requireInteger(given[given.size() > 1 ? 1 : 0], "range");
  if (given.size() > 1) range.start = requireInteger(given[0], "range");
  if (given.size() > 2) range.step = requireInteger(given[2], "range");
  if (range.step == 0) typeError("range() arg 3 must not be zero");
  constexpr Integer kMost = 100000;  // Jinja's own MAX_RANGE
  constexpr Integer kFar = Integer{1} << 100;
  if (range.start > kFar || range.start < -kFar || range.stop > kFar || range.stop < -kFar || range.step > kFar ||
      range.step < -kFar || range.size() > kMost)
    limitExceeded("Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).");
  return range;
}

Value makeDict(Runtime&, Arguments& arguments) {
  Dict dict;
  if (arguments.positional.size() > 1) typeError("dict expected at most 1 argument");
  if (!arguments.positional.empty()) {
    const Value& source = arguments.positional[0];
    requireDefined(source);
    if (source.isDict())
      dict.entries = source.asDict().entries;
    else
      for (const Value& pair : toVector(source)) {
        auto both = toVector(pair);
        if (both.size() != 2)
          typeError("dictionary update sequence element has length " + std::to_string(both.size()) + "; 2 is required");
        dict.set(both[0], both[1]);
      }
  }
  for (const auto& [name, value] : arguments.named) dict.set(Value(name), value);
  return Value::dict(std::move(dict));
}

Value raise(Runtime&, Arguments& arguments) {
  if (arguments.positional.size() + arguments.named.size() != 1) typeError("raise_exception() takes 1 argument");
  const Value& message = arguments.positional.empty() ? arguments.named[0].second : arguments.positional[0];
  throw Failure{"template.raised", toText(message).bytes(), 0};
}

Value formatNow(Runtime& runtime, Arguments& arguments) {
  if (arguments.positional.size() != 1) typeError("strftime_now() takes 1 argument");
  return formatTime(requireText(arguments.positional[0], "strftime_now()"), runtime.now(), runtime.microseconds());
}

// joiner(", "): nothing on the first call, the separator on all others.
Value makeJoiner(Runtime&, Arguments& arguments) {
  const Value separator = arguments.positional.empty() ? Value(", ") : arguments.positional[0];
  auto used = std::make_shared<bool>(false);
  return std::shared_ptr<Object>(std::make_shared<Function>(
      "joiner", [separator, used](Arguments&) { return std::exchange(*used, true) ? separator : Value(""); },
      separator.depth() + 1));
}

// cycler("odd", "even"): next() walks round, current is the next one to come.
class Cycler : public Object {
 public:
  explicit Cycler(std::vector<Value> items) : m_items(std::move(items)), m_position(std::make_shared<std::size_t>(0)) {
    if (m_items.empty()) typeError("at least one item has to be provided");
    m_depth = Value::list(m_items).depth() + 1;
  }
  std::string typeName() const override { return "Cycler"; }
  int depth() const override { return m_depth; }
  std::optional<Value> attribute(std::string_view name) override {
    if (name == "current") return m_items[*m_position];
    const bool next = name == "next";
    if (!next && name != "reset") return std::nullopt;
    return Value(std::shared_ptr<Object>(std::make_shared<Function>(
        std::string(name),
        [next, items = m_items, position = m_position](Arguments&) -> Value {
          if (!next) {
            *position = 0;
            return {};
          }
          return items[std::exchange(*position, (*position + 1) % items.size())];
        },
        m_depth + 1)));
  }

 private:
  std::vector<Value> m_items;
  std::shared_ptr<std::size_t> m_position;
  int m_depth = 1;
};

Value makeCycler(Runtime&, Arguments& arguments) {
  return std::shared_ptr<Object>(std::make_shared<Cycler>(arguments.positional));
}

struct Global {
  std::string_view name;
  Value (*call)(Runtime&, Arguments&);
};
constexpr Global kGlobals[] = {
    {"range", makeRange},        {"dict", makeDict},     {"raise_exception", raise},
    {"strftime_now", formatNow}, {"joiner", makeJoiner}, {"cycler", makeCycler},
};

}  // namespace

std::optional<Value> findGlobal(Runtime& runtime, std::string_view name) {
  for (const Global& global : kGlobals)
    if (global.name == name)
      return Value(std::shared_ptr<Object>(std::make_shared<Function>(
          std::string(name),
          [&runtime, call = global.call](Arguments& arguments) { return call(runtime, arguments); })));
  if (name == "lipsum") unsupported("the function 'lipsum'");
  return std::nullopt;
}

}  // namespace attune::jinja
