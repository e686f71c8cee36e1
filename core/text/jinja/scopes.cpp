// SPDX-License-Identifier: GPL-3.0-or-later
// Which names belong to which block. Jinja decides this before rendering: a name whose first mention in a block is an
// unconditional assignment is local there from the start, and blocks inside see it as undefined until it is assigned.
#include <set>

#include "core/text/jinja/syntax.h"

namespace attune::jinja {
namespace {

// The names that one block mentions itself; blocks inside it have frames of their own.
struct Frame {
  const Frame* parent = nullptr;
  std::set<std::string> mentioned;
  ScopeFacts facts;

  bool knows(const std::string& name) const {
    return mentioned.contains(name) || (parent != nullptr && parent->knows(name));
  }
};

class Analysis {
 public:
  // `prepare` mentions the names that exist in the block before its first statement.
  template <class Prepare>
  static ScopeFacts run(Block& block, const Frame* parent, Prepare prepare) {
    Frame frame;
    frame.parent = parent;
    prepare(frame);
    for (const auto& statement : block) mention(frame, *statement, false);
    for (const auto& statement : block) enter(frame, *statement);
    return std::move(frame.facts);
  }

 private:
  static void load(Frame& frame, const ExpressionPtr& expression) {
    if (!expression) return;
    if (expression->kind == ExpressionKind::Name) frame.mentioned.insert(expression->name);
    for (const auto& operand : expression->operands) load(frame, operand);
    for (const auto& argument : expression->arguments.positional) load(frame, argument);
    for (const auto& [name, argument] : expression->arguments.named) load(frame, argument);
    load(frame, expression->arguments.rest);
    load(frame, expression->arguments.namedRest);
  }

  static void store(Frame& frame, const std::string& name, bool conditional) {
    if (!conditional && !frame.knows(name)) frame.facts.hidden.push_back(name);
    frame.mentioned.insert(name);
  }

  static void store(Frame& frame, const Target& target, bool conditional) {
    for (const Target& part : target.several) store(frame, part, conditional);
    if (target.isTuple) return;
    if (target.attribute.empty())
      store(frame, target.name, conditional);
    else
      frame.mentioned.insert(target.name);
  }

  // What a statement mentions in the block it stands in.
  static void mention(Frame& frame, const Statement& statement, bool conditional) {
    switch (statement.kind) {
      case StatementKind::If:
        for (const auto& expression : statement.expressions) load(frame, expression);
        for (const Block& block : statement.blocks)
          for (const auto& inner : block) mention(frame, *inner, true);
        break;
      case StatementKind::For:
        load(frame, statement.expressions[0]);
        break;
      case StatementKind::SetBlock:
        store(frame, statement.target, conditional);
        break;
      case StatementKind::Set:
        load(frame, statement.expressions[0]);
        store(frame, statement.target, conditional);
        break;
      case StatementKind::Macro:
        store(frame, statement.name, conditional);
        break;
      default:
        for (const auto& expression : statement.expressions) load(frame, expression);
    }
  }

  // The blocks inside, when all mentions of this one are known.
  static void enter(const Frame& frame, Statement& statement) {
    if (statement.kind == StatementKind::If) {
      for (Block& block : statement.blocks)
        for (const auto& inner : block) enter(frame, *inner);
      return;
    }
    for (std::size_t i = 0; i < statement.blocks.size(); ++i)
      statement.scopes.push_back(run(statement.blocks[i], &frame, [&](Frame& inner) { prepare(inner, statement, i); }));
  }

  static void prepare(Frame& frame, const Statement& statement, std::size_t block) {
    const auto add = [&](const Target& target, const auto& self) -> void {
      for (const Target& part : target.several) self(part, self);
      frame.mentioned.insert(target.name);
    };
    if (statement.kind == StatementKind::For && block == 0) {
      add(statement.target, add);
      frame.mentioned.insert("loop");
    }
    for (const Target& target : statement.targets) add(target, add);
    for (const std::string& parameter : statement.signature.parameters) frame.mentioned.insert(parameter);
    if (statement.kind == StatementKind::Macro || statement.kind == StatementKind::CallBlock)
      for (const char* name : {"caller", "varargs", "kwargs"}) frame.mentioned.insert(name);
    for (const auto& expression : statement.signature.defaults) load(frame, expression);
  }
};

}  // namespace

ScopeFacts analyzeScopes(Block& block) {
  return Analysis::run(block, nullptr, [](Frame&) {});
}

}  // namespace attune::jinja
