// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/text/jinja/runtime.h"
#include "core/text/jinja/syntax.h"

namespace attune::jinja {

/// Variables of one level: template, loop iteration, macro call, block.
struct Scope {
  Scope* parent = nullptr;
  std::vector<std::pair<std::string, Value>> variables;
  bool captured = false;  ///< A macro may still read it, so it outlives its level.
};

/// Renders one template once. Statements are in renderer.cpp, expressions in evaluate.cpp, macros in macro.cpp.
class Renderer : public Runtime {
 public:
  /// `variables` is a dict.
  Renderer(const Limits& limits, std::tm now, int microseconds, const Dict& variables)
      : Runtime(limits, now, microseconds), m_context(variables) {}
  ~Renderer() override;

  /// Errors (thrown): Failure, whose line is set by line().
  Text render(const Block& block, const ScopeFacts& facts);
  /// The line that is being rendered.
  int line() const { return m_line; }

  /// Runs a macro or caller: its body in a new scope under `closure`. Used by MacroObject.
  Value callMacro(const Statement& macro, const std::string& name, Scope* closure, Arguments& arguments);
  /// Runs the body of a recursive loop again over `items`. Used by LoopObject.
  Value callLoop(const Statement& loop, Scope* closure, const Value& items, int depth);
  /// Namespaces may hold each other, so that their content is cleared at the end.
  void registerNamespace(std::shared_ptr<Object> object) { m_namespaces.push_back(std::move(object)); }

 private:
  enum class Flow { Normal, Break, Continue };
  class Level;  // a Scope while it is the current one

  Flow run(const Block& block);
  Flow runStatement(const Statement& statement);
  Flow runIf(const Statement& statement);
  Flow runFor(const Statement& statement);
  Flow runLoop(const Statement& statement, const Value& items, int depth);
  Flow runSetBlock(const Statement& statement);
  Flow runFilterBlock(const Statement& statement);
  Flow runWith(const Statement& statement);
  void runGeneration(const Statement& statement);
  void runCallBlock(const Statement& statement);
  void defineMacro(const Statement& statement);
  void bindMacroArguments(const Statement& macro, const std::string& name, Arguments& arguments);
  /// Runs the first block of a statement in a new scope and gives what it wrote.
  Text capture(const Statement& statement, Flow& flow);
  void write(const Text& text);

  Value evaluate(const Expression& expression);
  Value evaluateNode(const Expression& expression);
  Value evaluateCompare(const Expression& expression);
  Value evaluateCondition(const Expression& expression);
  Value evaluateConcat(const Expression& expression);
  Value evaluateDict(const Expression& expression);
  Value evaluateSlice(const Expression& expression);
  Value evaluateCall(const Expression& expression);
  Value evaluateFilter(const Expression& expression, const Value* input);
  Value lookUp(const std::string& name);
  std::vector<Value> evaluateAll(const std::vector<ExpressionPtr>& expressions);
  Arguments evaluateArguments(const CallArguments& arguments);

  void assign(const Target& target, const Value& value);
  void setVariable(const std::string& name, Value value);
  const Value* findVariable(const std::string& name) const;

  const Dict& m_context;
  std::deque<Scope> m_scopes;  // stable addresses; levels that nothing captured are taken off again
  Scope* m_scope = nullptr;
  Text* m_output = nullptr;
  int m_line = 1;
  int m_nested = 0;      // evaluations inside each other
  int m_macroDepth = 0;  // macros inside each other
  std::vector<std::shared_ptr<Object>> m_namespaces;
};

/// The object behind namespace(…).
class NamespaceObject : public Object {
 public:
  explicit NamespaceObject(Dict content) : fields(std::move(content)) {}
  std::optional<Value> attribute(std::string_view name) override;
  std::string typeName() const override { return "Namespace"; }
  std::optional<Text> print() const override;
  Dict fields;
};

}  // namespace attune::jinja
