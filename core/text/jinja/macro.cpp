// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/jinja/printing.h"
#include "core/text/jinja/renderer.h"

namespace attune::jinja {
namespace {

// A macro, or the caller of a call block, with the scope it was written in.
class MacroObject : public Object {
 public:
  MacroObject(Renderer& renderer, const Statement& statement, std::string name, Scope* closure)
      : m_renderer(renderer), m_statement(statement), m_name(std::move(name)), m_closure(closure) {}
  bool callable() const override { return true; }
  Value call(Arguments& arguments) override { return m_renderer.callMacro(m_statement, m_name, m_closure, arguments); }
  std::string typeName() const override { return "Macro"; }
  std::optional<Text> print() const override {
    return m_name.empty() ? Text("<Macro anonymous>") : Text("<Macro " + toRepr(Value(m_name)).bytes() + ">");
  }
  std::optional<Value> attribute(std::string_view name) override {
    const Signature& signature = m_statement.signature;
    if (name == "name") return m_name.empty() ? Value() : Value(m_name);
    if (name == "arguments") {
      std::vector<Value> names(signature.parameters.begin(), signature.parameters.end());
      return Value::tuple(std::move(names));
    }
    if (name == "catch_kwargs") return Value(signature.usesKwargs);
    if (name == "catch_varargs") return Value(signature.usesVarargs);
    if (name == "caller") return Value(signature.usesCaller);
    return std::nullopt;
  }

 private:
  Renderer& m_renderer;
  const Statement& m_statement;
  std::string m_name;
  Scope* m_closure;
};

std::optional<Value> takeNamed(Arguments& arguments, std::string_view name) {
  const auto found = std::find_if(arguments.named.begin(), arguments.named.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  if (found == arguments.named.end()) return std::nullopt;
  Value value = std::move(found->second);
  arguments.named.erase(found);
  return value;
}

}  // namespace

void Renderer::defineMacro(const Statement& statement) {
  m_scope->captured = true;
  setVariable(statement.name,
              Value(std::shared_ptr<Object>(std::make_shared<MacroObject>(*this, statement, statement.name, m_scope))));
}

void Renderer::runCallBlock(const Statement& statement) {
  m_scope->captured = true;
  const Expression& call = *statement.expressions[0];
  const Value function = evaluate(*call.operands[0]);
  Arguments arguments = evaluateArguments(call.arguments);
  arguments.named.emplace_back(
      "caller", Value(std::shared_ptr<Object>(std::make_shared<MacroObject>(*this, statement, "", m_scope))));
  m_line = statement.line;
  const Value result = Runtime::call(function, arguments);
  write(result.isText() ? result.asText() : toText(result));
}

Value Renderer::callMacro(const Statement& macro, const std::string& name, Scope* closure, Arguments& arguments) {
  if (m_macroDepth >= limits().depth)
    limitExceeded("macros call each other more than " + std::to_string(limits().depth) + " levels deep");
  ++m_macroDepth;
  const int callLine = m_line;
  Text out;
  Text* const outer = std::exchange(m_output, &out);
  Scope* const outerScope = m_scope;
  m_scope = &m_scopes.emplace_back(Scope{closure, {}, false});
  const Scope* own = m_scope;
  for (const std::string& hidden : macro.scopes[0].hidden)
    setVariable(hidden, Value::undefined("'" + hidden + "' is undefined"));
  bindMacroArguments(macro, name, arguments);
  run(macro.blocks[0]);
  m_scope = outerScope;
  if (own == &m_scopes.back() && !own->captured) m_scopes.pop_back();
  m_output = outer;
  m_line = callLine;
  --m_macroDepth;
  return out;
}

// By the rules of Jinja's Macro.__call__: surplus arguments are an error unless the body reads varargs or kwargs.
void Renderer::bindMacroArguments(const Statement& macro, const std::string& name, Arguments& arguments) {
  const Signature& signature = macro.signature;
  const std::size_t count = signature.parameters.size();
  const std::size_t firstDefault = count - signature.defaults.size();
  bool explicitCaller = false;
  std::vector<std::size_t> open;  // parameters that take their default, which may read the other parameters
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& parameter = signature.parameters[i];
    explicitCaller = explicitCaller || parameter == "caller";
    std::optional<Value> value;
    if (i < arguments.positional.size())
      value = arguments.positional[i];
    else
      value = takeNamed(arguments, parameter);
    if (!value && i < firstDefault) value = Value::undefined("parameter '" + parameter + "' was not provided");
    if (value)
      setVariable(parameter, std::move(*value));
    else
      open.push_back(i);
  }
  for (const std::size_t i : open)
    setVariable(signature.parameters[i], evaluate(*signature.defaults[i - firstDefault]));
  if (signature.usesCaller && !explicitCaller) {
    auto caller = takeNamed(arguments, "caller");
    setVariable("caller", caller && !caller->isNone() ? *caller : Value::undefined("No caller defined"));
  }
  if (signature.usesKwargs) {
    Dict rest;
    for (auto& [key, value] : arguments.named) rest.set(Value(key), value);
    setVariable("kwargs", Value::dict(std::move(rest)));
  } else if (!arguments.named.empty()) {
    typeError("macro '" + name + "' takes no keyword argument '" + arguments.named.front().first + "'");
  }
  if (signature.usesVarargs) {
    std::vector<Value> rest;
    for (std::size_t i = count; i < arguments.positional.size(); ++i) rest.push_back(arguments.positional[i]);
    setVariable("varargs", Value::tuple(std::move(rest)));
  } else if (arguments.positional.size() > count) {
    typeError("macro '" + name + "' takes not more than " + std::to_string(count) + " argument(s)");
  }
}

std::optional<Value> NamespaceObject::attribute(std::string_view name) {
  const Value* found = fields.findKey(name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<Text> NamespaceObject::print() const {
  // A namespace can hold itself through a list.
  static thread_local int depth = 0;
  if (depth >= 10) limitExceeded("printing a namespace that holds itself");
  ++depth;
  Text out("<Namespace ");
  try {
    out.append(toRepr(Value::dict(fields)));
  } catch (...) {
    --depth;
    throw;
  }
  --depth;
  out.append(">");
  return out;
}

}  // namespace attune::jinja
