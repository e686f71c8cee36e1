// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/jinja/lexer.h"
#include "core/text/jinja/syntax.h"

namespace attune::jinja {

/// Reads tokens into a tree by the grammar of Jinja 3.1. Statements are in parser_statements.cpp, expressions in
/// parser_expressions.cpp. Errors (thrown by all): template.syntax, template.unsupported, template.limit.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}
  /// The whole template.
  Block parse();

 private:
  using Names = std::vector<std::string_view>;
  using StatementPtr = std::unique_ptr<Statement>;

  // Tokens
  const Token& current() const { return m_tokens[m_at]; }
  const Token& ahead() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
  bool isOperator(std::string_view name) const {
    return current().kind == TokenKind::Operator && current().text == name;
  }
  bool isName(std::string_view name) const { return current().kind == TokenKind::Name && current().text == name; }
  bool skipOperator(std::string_view name);
  bool skipName(std::string_view name);
  void expectOperator(std::string_view name);
  void expect(TokenKind kind, const char* what);
  std::string expectName();
  [[noreturn]] void fail(std::string what) const;
  [[noreturn]] void failUnexpected() const;

  // Statements
  Block parseUntil(const Names& endTags);
  Block parseBody(const Names& endTags);
  StatementPtr parseStatement();
  StatementPtr parseFor(int line);
  StatementPtr parseIf(int line);
  StatementPtr parseSet(int line);
  StatementPtr parseMacro(int line);
  StatementPtr parseCallBlock(int line);
  StatementPtr parseFilterBlock(int line);
  StatementPtr parseWith(int line);
  StatementPtr parseGeneration(int line);
  StatementPtr parsePrint(int line);
  Signature parseSignature();
  void parseMacroBody(Statement& statement, const Names& endTags);
  Target parseTarget(std::string_view endName, bool withNamespace);
  Target parseSingleTarget(bool withNamespace);

  // Expressions
  ExpressionPtr parseExpression(bool withCondition = true);
  ExpressionPtr parseTuple(bool withCondition, std::string_view endName, bool parenthesised);
  bool isTupleEnd(std::string_view endName) const;
  ExpressionPtr parseCondition();
  ExpressionPtr parseOr();
  ExpressionPtr parseAnd();
  ExpressionPtr parseNot();
  ExpressionPtr parseCompare();
  ExpressionPtr parseSum();
  ExpressionPtr parseConcat();
  ExpressionPtr parseProduct();
  ExpressionPtr parsePower();
  ExpressionPtr parseUnary(bool withFilter);
  ExpressionPtr parsePrimary();
  ExpressionPtr parseList();
  ExpressionPtr parseDict();
  ExpressionPtr parsePostfix(ExpressionPtr operand);
  ExpressionPtr parseFilters(ExpressionPtr operand);
  ExpressionPtr parseFilter(ExpressionPtr operand);
  ExpressionPtr parseTest(ExpressionPtr operand);
  ExpressionPtr parseDot(ExpressionPtr operand);
  ExpressionPtr parseSubscript(ExpressionPtr operand);
  ExpressionPtr parseCall(ExpressionPtr operand);
  CallArguments parseArguments();
  ExpressionPtr make(ExpressionKind kind, int line, std::string name, std::vector<ExpressionPtr> operands,
                     std::vector<std::string> operators = {}, CallArguments arguments = {}) const;

  struct Nesting;  // counts how deep the parser recurses

  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  int m_depth = 0;
  int m_loops = 0;                    // loops open around the current place, for break and continue
  std::set<std::string> m_mentioned;  // names read in the innermost macro
};

}  // namespace attune::jinja
