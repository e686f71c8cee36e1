// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a parsed template. Immutable after parsing.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/text/jinja/value.h"

namespace attune::jinja {

struct Expression;
struct Statement;
using ExpressionPtr = std::unique_ptr<const Expression>;
using Block = std::vector<std::unique_ptr<Statement>>;

/// The written arguments of a call: f(a, k=b, *c, **d).
struct CallArguments {
  std::vector<ExpressionPtr> positional;
  std::vector<std::pair<std::string, ExpressionPtr>> named;
  ExpressionPtr rest, namedRest;
};

/// What an Expression is, and what its operands mean.
enum class ExpressionKind {
  Literal,    ///< value
  Name,       ///< name
  List,       ///< operands: the items
  Tuple,      ///< operands: the items
  Dict,       ///< operands: key, value, key, value …
  Unary,      ///< name "-", "+" or "not"; one operand
  Binary,     ///< name "+", "-", "*", "/", "//", "%" or "**"; two operands
  And,        ///< two operands
  Or,         ///< two operands
  Concat,     ///< a ~ b ~ c: operands
  Compare,    ///< operands a, b, c and operators between them: "==", "<", "in", "not in" …
  Condition,  ///< x if c else y: operands c, x and y or null
  Attribute,  ///< operands[0].name
  Item,       ///< operands[0][operands[1]]
  Slice,      ///< operands[0][a:b:c]: a, b and c may be null
  Call,       ///< operands[0](arguments)
  Filter,     ///< operands[0] | name(arguments); the operand is null for the first filter of a block
  Test,       ///< operands[0] is name(arguments)
};

struct Expression {
  ExpressionKind kind = ExpressionKind::Literal;
  int line = 0;
  int depth = 1;  ///< Height of the tree below, which evaluation recurses through.
  std::string name;
  Value value;
  std::vector<ExpressionPtr> operands;
  std::vector<std::string> operators;
  CallArguments arguments;
};

/// Where an assignment goes: a name, an attribute of a namespace, or several targets.
struct Target {
  std::string name;
  std::string attribute;        ///< Not empty: name.attribute.
  std::vector<Target> several;  ///< When `isTuple`.
  bool isTuple = false;
  int line = 0;
};

/// Parameters of a macro or call block; the last `defaults.size()` have defaults.
struct Signature {
  std::vector<std::string> parameters;
  std::vector<ExpressionPtr> defaults;
  bool usesVarargs = false, usesKwargs = false, usesCaller = false;  ///< Whether the body mentions them.
};

/// What a Statement is, and which of its fields it uses.
enum class StatementKind {
  Text,         ///< name: the template's own text
  Print,        ///< expressions
  If,           ///< expressions[i] chooses blocks[i]; one block more is the else
  For,          ///< target, expressions: iterable, and condition or null; blocks: body, else
  Set,          ///< target, expressions[0]
  SetBlock,     ///< target, expressions[0]: filters or null; blocks[0]
  Macro,        ///< name, signature, blocks[0]
  CallBlock,    ///< expressions[0]: the call; signature, blocks[0]
  FilterBlock,  ///< expressions[0]: filters; blocks[0]
  With,         ///< targets and expressions; blocks[0]
  Generation,   ///< blocks[0]
  Break,
  Continue,
};

/// A block that has variables of its own where it says so, as the compiler of Jinja sees them.
struct ScopeFacts {
  /// Names that are set here and known nowhere outside: inner blocks that run before see them as undefined, even when
  /// the rendering was given a variable of that name.
  std::vector<std::string> hidden;
};

struct Statement {
  StatementKind kind = StatementKind::Text;
  int line = 0;
  std::string name;
  std::vector<ExpressionPtr> expressions;
  std::vector<Block> blocks;
  std::vector<ScopeFacts> scopes;  ///< One for each of `blocks`; filled by analyzeScopes.
  Target target;
  std::vector<Target> targets;
  Signature signature;
  bool recursive = false;
};

/// Fills in `scopes` of all statements below, and gives the facts of the template's own scope.
ScopeFacts analyzeScopes(Block& block);

}  // namespace attune::jinja
