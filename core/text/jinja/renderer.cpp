// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/renderer.h"

#include <algorithm>

#include "core/text/jinja/loop.h"
#include "core/text/jinja/printing.h"

namespace attune::jinja {

// A scope while it is the current one.
class Renderer::Level {
 public:
  Level(Renderer& renderer, Scope* parent, const ScopeFacts& facts) : m_renderer(renderer), m_outer(renderer.m_scope) {
    m_own = &m_renderer.m_scopes.emplace_back(Scope{parent, {}, false});
    for (const std::string& name : facts.hidden)
      m_own->variables.emplace_back(name, Value::undefined("'" + name + "' is undefined"));
    m_renderer.m_scope = m_own;
  }
  ~Level() {
    m_renderer.m_scope = m_outer;
    // Whatever a captured scope may reach stands before it in the deque and stays with it.
    if (m_own == &m_renderer.m_scopes.back() && !m_own->captured) m_renderer.m_scopes.pop_back();
  }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  Renderer& m_renderer;
  Scope* m_outer;
  Scope* m_own = nullptr;
};

Renderer::~Renderer() {
  for (const auto& object : m_namespaces) static_cast<NamespaceObject&>(*object).fields.entries.clear();
}

Text Renderer::render(const Block& block, const ScopeFacts& facts) {
  Text out;
  m_output = &out;
  const Level level(*this, nullptr, facts);
  run(block);
  return out;
}

void Renderer::write(const Text& text) {
  willMake(text.size());
  m_output->append(text);
  if (m_output->size() > limits().outputBytes)
    limitExceeded("an output of more than " + std::to_string(limits().outputBytes) + " bytes");
}

Renderer::Flow Renderer::run(const Block& block) {
  for (const auto& statement : block)
    if (const Flow flow = runStatement(*statement); flow != Flow::Normal) return flow;
  return Flow::Normal;
}

Renderer::Flow Renderer::runStatement(const Statement& statement) {
  step();
  m_line = statement.line;
  switch (statement.kind) {
    case StatementKind::Text:
      write(Text(statement.name));
      break;
    case StatementKind::Print:
      for (const auto& expression : statement.expressions) {
        const Value value = evaluate(*expression);
        m_line = statement.line;
        write(value.isText() ? value.asText() : toText(value));
      }
      break;
    case StatementKind::If:
      return runIf(statement);
    case StatementKind::For:
      return runFor(statement);
    case StatementKind::Set:
      assign(statement.target, evaluate(*statement.expressions[0]));
      break;
    case StatementKind::SetBlock:
      return runSetBlock(statement);
    case StatementKind::Macro:
      defineMacro(statement);
      break;
    case StatementKind::CallBlock:
      runCallBlock(statement);
      break;
    case StatementKind::FilterBlock:
      return runFilterBlock(statement);
    case StatementKind::With:
      return runWith(statement);
    case StatementKind::Generation:
      runGeneration(statement);
      break;
    case StatementKind::Break:
      return Flow::Break;
    case StatementKind::Continue:
      return Flow::Continue;
  }
  return Flow::Normal;
}

Renderer::Flow Renderer::runIf(const Statement& statement) {
  for (std::size_t i = 0; i < statement.expressions.size(); ++i)
    if (isTrue(evaluate(*statement.expressions[i]))) return run(statement.blocks[i]);
  return statement.blocks.size() > statement.expressions.size() ? run(statement.blocks.back()) : Flow::Normal;
}

Renderer::Flow Renderer::runFor(const Statement& statement) {
  const Value items = evaluate(*statement.expressions[0]);
  m_line = statement.line;
  return runLoop(statement, items, 0);
}

Renderer::Flow Renderer::runLoop(const Statement& statement, const Value& items, int depth) {
  Scope* const closure = m_scope;
  LoopObject::Condition condition;
  if (const auto& test = statement.expressions[1]) {
    condition = [this, &statement, &test, closure](const Value& item) {
      const Level level(*this, closure, {});
      assign(statement.target, item);
      return isTrue(evaluate(*test));
    };
  }
  LoopObject::Recursion recursion;
  if (statement.recursive)
    recursion = [this, &statement, closure](const Value& inner, int innerDepth) {
      return callLoop(statement, closure, inner, innerDepth);
    };
  const auto loop = std::make_shared<LoopObject>(items, std::move(condition), std::move(recursion), depth);
  bool ran = false;
  while (auto item = loop->advance()) {
    step();
    const Level level(*this, closure, statement.scopes[0]);
    m_scope->variables.emplace_back("loop", Value(std::shared_ptr<Object>(loop)));
    assign(statement.target, *item);
    const Flow flow = run(statement.blocks[0]);
    // As in Jinja, only a round that reaches its end keeps the else from running.
    if (flow == Flow::Break) break;
    ran = ran || flow == Flow::Normal;
  }
  loop->finish();
  if (ran || statement.blocks.size() < 2) return Flow::Normal;
  const Level level(*this, closure, statement.scopes[1]);
  return run(statement.blocks[1]);
}

Value Renderer::callLoop(const Statement& statement, Scope* closure, const Value& items, int depth) {
  if (depth >= limits().depth)
    limitExceeded("loops call themselves more than " + std::to_string(limits().depth) + " levels deep");
  Text out;
  Text* const outer = std::exchange(m_output, &out);
  {
    const Level level(*this, closure, {});
    runLoop(statement, items, depth);
  }
  m_output = outer;
  return out;
}

Text Renderer::capture(const Statement& statement, Flow& flow) {
  Text out;
  Text* const outer = std::exchange(m_output, &out);
  const Level level(*this, m_scope, statement.scopes[0]);
  flow = run(statement.blocks[0]);
  m_output = outer;
  return out;
}

Renderer::Flow Renderer::runSetBlock(const Statement& statement) {
  Flow flow = Flow::Normal;
  Value value(capture(statement, flow));
  if (flow != Flow::Normal) return flow;
  if (statement.expressions[0]) value = evaluateFilter(*statement.expressions[0], &value);
  assign(statement.target, value);
  return flow;
}

Renderer::Flow Renderer::runFilterBlock(const Statement& statement) {
  Flow flow = Flow::Normal;
  Value value(capture(statement, flow));
  if (flow != Flow::Normal) return flow;
  value = evaluateFilter(*statement.expressions[0], &value);
  if (!value.isText()) typeError("a filter block must give str, not " + typeName(value));
  write(value.asText());
  return flow;
}

Renderer::Flow Renderer::runWith(const Statement& statement) {
  // Each value sees the scope outside, not the names before it.
  const std::vector<Value> values = evaluateAll(statement.expressions);
  const Level level(*this, m_scope, statement.scopes[0]);
  for (std::size_t i = 0; i < values.size(); ++i) assign(statement.targets[i], values[i]);
  return run(statement.blocks[0]);
}

void Renderer::runGeneration(const Statement& statement) {
  Flow flow = Flow::Normal;
  Text text = capture(statement, flow);
  text.markFrom(0, kGenerated);
  write(text);
}

void Renderer::assign(const Target& target, const Value& value) {
  m_line = target.line;
  if (target.isTuple) {
    const std::vector<Value> parts = toVector(value);
    if (parts.size() != target.several.size())
      typeError((parts.size() < target.several.size() ? "not enough" : "too many") +
                std::string(" values to unpack (expected ") + std::to_string(target.several.size()) + ")");
    for (std::size_t i = 0; i < parts.size(); ++i) assign(target.several[i], parts[i]);
    return;
  }
  if (target.attribute.empty()) return setVariable(target.name, value);
  const Value object = lookUp(target.name);
  auto* space = object.isObject() ? dynamic_cast<NamespaceObject*>(&object.asObject()) : nullptr;
  if (space == nullptr) typeError("cannot assign attribute on non-namespace object");
  space->fields.set(Value(target.attribute), value);
}

void Renderer::setVariable(const std::string& name, Value value) {
  for (auto& [known, place] : m_scope->variables)
    if (known == name) {
      place = std::move(value);
      return;
    }
  m_scope->variables.emplace_back(name, std::move(value));
}

const Value* Renderer::findVariable(const std::string& name) const {
  for (const Scope* scope = m_scope; scope != nullptr; scope = scope->parent)
    for (const auto& [known, value] : scope->variables)
      if (known == name) return &value;
  return m_context.findKey(name);
}

}  // namespace attune::jinja
