// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/text/jinja/parser.h"
#include "core/text/jinja/parser_nesting.h"

namespace attune::jinja {
namespace {

// Chains as a + b + c … make a tree as high as they are long, and evaluation recurses through it.
constexpr int kMaxHeight = 400;

template <class... Operands>
std::vector<ExpressionPtr> operands(Operands... each) {
  std::vector<ExpressionPtr> out;
  (out.push_back(std::move(each)), ...);
  return out;
}

}  // namespace

ExpressionPtr Parser::make(ExpressionKind kind, int line, std::string name, std::vector<ExpressionPtr> parts,
                           std::vector<std::string> operators, CallArguments arguments) const {
  auto node = std::make_unique<Expression>();
  node->kind = kind;
  node->line = line;
  node->name = std::move(name);
  const auto measure = [&](const ExpressionPtr& part) {
    if (part) node->depth = std::max(node->depth, part->depth + 1);
  };
  for (const auto& part : parts) measure(part);
  for (const auto& part : arguments.positional) measure(part);
  for (const auto& part : arguments.named) measure(part.second);
  measure(arguments.rest);
  measure(arguments.namedRest);
  if (node->depth > kMaxHeight) limitExceeded("an expression of more than 400 chained operations", line);
  node->operands = std::move(parts);
  node->operators = std::move(operators);
  node->arguments = std::move(arguments);
  return node;
}

ExpressionPtr Parser::parseExpression(bool withCondition) {
  const Nesting nesting(*this);
  return withCondition ? parseCondition() : parseOr();
}

bool Parser::isTupleEnd(std::string_view endName) const {
  return current().kind == TokenKind::VariableEnd || current().kind == TokenKind::BlockEnd || isOperator(")") ||
         (!endName.empty() && isName(endName));
}

// One expression, or several with commas, which make a tuple.
ExpressionPtr Parser::parseTuple(bool withCondition, std::string_view endName, bool parenthesised) {
  const int line = current().line;
  std::vector<ExpressionPtr> items;
  bool isTuple = false;
  while (!isTupleEnd(endName)) {
    items.push_back(parseExpression(withCondition));
    if (!skipOperator(",")) break;
    isTuple = true;
  }
  if (!isTuple && !items.empty()) return std::move(items.front());
  if (items.empty() && !parenthesised) fail("Expected an expression");
  return make(ExpressionKind::Tuple, line, "", std::move(items));
}

ExpressionPtr Parser::parseCondition() {
  int line = current().line;
  ExpressionPtr value = parseOr();
  while (skipName("if")) {
    ExpressionPtr condition = parseOr();
    ExpressionPtr otherwise = skipName("else") ? parseExpression() : nullptr;
    value = make(ExpressionKind::Condition, line, "",
                 operands(std::move(condition), std::move(value), std::move(otherwise)));
    line = current().line;
  }
  return value;
}

ExpressionPtr Parser::parseOr() {
  ExpressionPtr left = parseAnd();
  while (skipName("or")) {
    const int line = left->line;
    ExpressionPtr right = parseAnd();
    left = make(ExpressionKind::Or, line, "", operands(std::move(left), std::move(right)));
  }
  return left;
}

ExpressionPtr Parser::parseAnd() {
  ExpressionPtr left = parseNot();
  while (skipName("and")) {
    const int line = left->line;
    ExpressionPtr right = parseNot();
    left = make(ExpressionKind::And, line, "", operands(std::move(left), std::move(right)));
  }
  return left;
}

ExpressionPtr Parser::parseNot() {
  const int line = current().line;
  if (!skipName("not")) return parseCompare();
  const Nesting nesting(*this);
  return make(ExpressionKind::Unary, line, "not", operands(parseNot()));
}

ExpressionPtr Parser::parseCompare() {
  static constexpr std::array<std::string_view, 6> kOperators = {"==", "!=", "<", "<=", ">", ">="};
  const int line = current().line;
  std::vector<ExpressionPtr> parts = operands(parseSum());
  std::vector<std::string> operators;
  for (;;) {
    if (current().kind == TokenKind::Operator &&
        std::find(kOperators.begin(), kOperators.end(), current().text) != kOperators.end()) {
      operators.push_back(m_tokens[m_at++].text);
    } else if (skipName("in")) {
      operators.emplace_back("in");
    } else if (isName("not") && ahead().kind == TokenKind::Name && ahead().text == "in") {
      m_at += 2;
      operators.emplace_back("not in");
    } else {
      break;
    }
    parts.push_back(parseSum());
  }
  if (operators.empty()) return std::move(parts.front());
  return make(ExpressionKind::Compare, line, "", std::move(parts), std::move(operators));
}

ExpressionPtr Parser::parseSum() {
  ExpressionPtr left = parseConcat();
  while (isOperator("+") || isOperator("-")) {
    const Token& token = m_tokens[m_at++];
    ExpressionPtr right = parseConcat();
    left = make(ExpressionKind::Binary, token.line, token.text, operands(std::move(left), std::move(right)));
  }
  return left;
}

ExpressionPtr Parser::parseConcat() {
  const int line = current().line;
  std::vector<ExpressionPtr> parts = operands(parseProduct());
  while (skipOperator("~")) parts.push_back(parseProduct());
  return parts.size() == 1 ? std::move(parts.front()) : make(ExpressionKind::Concat, line, "", std::move(parts));
}

ExpressionPtr Parser::parseProduct() {
  ExpressionPtr left = parsePower();
  while (isOperator("*") || isOperator("/") || isOperator("//") || isOperator("%")) {
    const Token& token = m_tokens[m_at++];
    ExpressionPtr right = parsePower();
    left = make(ExpressionKind::Binary, token.line, token.text, operands(std::move(left), std::move(right)));
  }
  return left;
}

ExpressionPtr Parser::parsePower() {
  ExpressionPtr left = parseUnary(true);
  while (isOperator("**")) {
    const Token& token = m_tokens[m_at++];
    ExpressionPtr right = parseUnary(true);
    left = make(ExpressionKind::Binary, token.line, token.text, operands(std::move(left), std::move(right)));
  }
  return left;
}

// A sign binds tighter than "**" but a filter applies to the signed number: -5 | abs is 5.
ExpressionPtr Parser::parseUnary(bool withFilter) {
  ExpressionPtr node;
  if (isOperator("-") || isOperator("+")) {
    const Nesting nesting(*this);
    const Token& token = m_tokens[m_at++];
    node = make(ExpressionKind::Unary, token.line, token.text, operands(parseUnary(false)));
  } else {
    node = parsePrimary();
  }
  node = parsePostfix(std::move(node));
  return withFilter ? parseFilters(std::move(node)) : std::move(node);
}

ExpressionPtr Parser::parsePrimary() {
  const Token& token = current();
  auto literal = std::make_unique<Expression>();
  literal->line = token.line;
  if (token.kind == TokenKind::Name) {
    ++m_at;
    const std::string& name = token.text;
    if (name == "true" || name == "True")
      literal->value = Value(true);
    else if (name == "false" || name == "False")
      literal->value = Value(false);
    else if (name != "none" && name != "None") {
      m_mentioned.insert(name);
      return make(ExpressionKind::Name, token.line, name, {});
    }
    return literal;
  }
  if (token.kind == TokenKind::String) {
    std::string text;
    while (current().kind == TokenKind::String) text += m_tokens[m_at++].text;
    literal->value = Value(std::move(text));
    return literal;
  }
  if (token.kind == TokenKind::Whole || token.kind == TokenKind::Float) {
    ++m_at;
    literal->value = token.number;
    return literal;
  }
  if (skipOperator("(")) {
    ExpressionPtr inner = parseTuple(true, "", true);
    expectOperator(")");
    return inner;
  }
  if (isOperator("[")) return parseList();
  if (isOperator("{")) return parseDict();
  failUnexpected();
}

ExpressionPtr Parser::parseList() {
  const int line = current().line;
  expectOperator("[");
  std::vector<ExpressionPtr> items;
  while (!isOperator("]")) {
    items.push_back(parseExpression());
    if (!isOperator("]")) expectOperator(",");
  }
  expectOperator("]");
  return make(ExpressionKind::List, line, "", std::move(items));
}

ExpressionPtr Parser::parseDict() {
  const int line = current().line;
  expectOperator("{");
  std::vector<ExpressionPtr> items;
  while (!isOperator("}")) {
    items.push_back(parseExpression());
    expectOperator(":");
    items.push_back(parseExpression());
    if (!isOperator("}")) expectOperator(",");
  }
  expectOperator("}");
  return make(ExpressionKind::Dict, line, "", std::move(items));
}

ExpressionPtr Parser::parsePostfix(ExpressionPtr operand) {
  for (;;) {
    if (isOperator("."))
      operand = parseDot(std::move(operand));
    else if (isOperator("["))
      operand = parseSubscript(std::move(operand));
    else if (isOperator("("))
      operand = parseCall(std::move(operand));
    else
      return operand;
  }
}

ExpressionPtr Parser::parseFilters(ExpressionPtr operand) {
  for (;;) {
    if (skipOperator("|"))
      operand = parseFilter(std::move(operand));
    else if (isName("is"))
      operand = parseTest(std::move(operand));
    else if (isOperator("("))
      operand = parseCall(std::move(operand));
    else
      return operand;
  }
}

// Behind the "|": a name and perhaps arguments.
ExpressionPtr Parser::parseFilter(ExpressionPtr operand) {
  const int line = current().line;
  std::string name = expectName();
  while (skipOperator(".")) name += "." + expectName();
  CallArguments arguments = isOperator("(") ? parseArguments() : CallArguments{};
  return make(ExpressionKind::Filter, line, std::move(name), operands(std::move(operand)), {}, std::move(arguments));
}

ExpressionPtr Parser::parseTest(ExpressionPtr operand) {
  const int line = current().line;
  ++m_at;  // "is"
  const bool negated = skipName("not");
  std::string name = expectName();
  while (skipOperator(".")) name += "." + expectName();
  CallArguments arguments;
  const TokenKind kind = current().kind;
  const bool startsValue = kind == TokenKind::Name || kind == TokenKind::String || kind == TokenKind::Whole ||
                           kind == TokenKind::Float || isOperator("[") || isOperator("{");
  if (isOperator("(")) {
    arguments = parseArguments();
  } else if (startsValue && !isName("else") && !isName("or") && !isName("and")) {
    if (isName("is")) fail("You cannot chain multiple tests with is");
    arguments.positional.push_back(parsePostfix(parsePrimary()));
  }
  ExpressionPtr test =
      make(ExpressionKind::Test, line, std::move(name), operands(std::move(operand)), {}, std::move(arguments));
  return negated ? make(ExpressionKind::Unary, line, "not", operands(std::move(test))) : std::move(test);
}

ExpressionPtr Parser::parseDot(ExpressionPtr operand) {
  const int line = current().line;
  ++m_at;
  if (current().kind == TokenKind::Whole) {
    auto index = std::make_unique<Expression>();
    index->line = line;
    index->value = m_tokens[m_at++].number;
    return make(ExpressionKind::Item, line, "", operands(std::move(operand), ExpressionPtr(std::move(index))));
  }
  if (current().kind != TokenKind::Name) fail("expected name or number");
  return make(ExpressionKind::Attribute, line, m_tokens[m_at++].text, operands(std::move(operand)));
}

ExpressionPtr Parser::parseSubscript(ExpressionPtr operand) {
  const int line = current().line;
  expectOperator("[");
  std::vector<ExpressionPtr> bounds;  // start, stop, step; null where left out
  const auto atEnd = [&] { return isOperator("]") || isOperator(","); };
  bounds.push_back(isOperator(":") ? nullptr : parseExpression());
  const bool isSlice = isOperator(":");
  while (bounds.size() < 3 && skipOperator(":"))
    bounds.push_back(atEnd() || isOperator(":") ? nullptr : parseExpression());
  if (isOperator(",")) {
    if (isSlice) unsupported("several slices in one subscript", line);
    std::vector<ExpressionPtr> items = std::move(bounds);
    while (skipOperator(",")) items.push_back(parseExpression());
    bounds.clear();
    bounds.push_back(make(ExpressionKind::Tuple, line, "", std::move(items)));
  }
  expectOperator("]");
  if (!isSlice) return make(ExpressionKind::Item, line, "", operands(std::move(operand), std::move(bounds[0])));
  bounds.resize(3);
  return make(ExpressionKind::Slice, line, "",
              operands(std::move(operand), std::move(bounds[0]), std::move(bounds[1]), std::move(bounds[2])));
}

ExpressionPtr Parser::parseCall(ExpressionPtr operand) {
  const int line = current().line;
  CallArguments arguments = parseArguments();
  return make(ExpressionKind::Call, line, "", operands(std::move(operand)), {}, std::move(arguments));
}

CallArguments Parser::parseArguments() {
  CallArguments arguments;
  expectOperator("(");
  const auto require = [&](bool valid) {
    if (!valid) fail("invalid syntax for function call expression");
  };
  while (!isOperator(")")) {
    if (skipOperator("*")) {
      require(!arguments.rest && !arguments.namedRest);
      arguments.rest = parseExpression();
    } else if (skipOperator("**")) {
      require(!arguments.namedRest);
      arguments.namedRest = parseExpression();
    } else if (current().kind == TokenKind::Name && ahead().kind == TokenKind::Operator && ahead().text == "=") {
      require(!arguments.namedRest);
      std::string name = m_tokens[m_at].text;
      m_at += 2;
      arguments.named.emplace_back(std::move(name), parseExpression());
    } else {
      require(!arguments.rest && !arguments.namedRest && arguments.named.empty());
      arguments.positional.push_back(parseExpression());
    }
    if (!isOperator(")")) expectOperator(",");
  }
  expectOperator(")");
  return arguments;
}

}  // namespace attune::jinja
