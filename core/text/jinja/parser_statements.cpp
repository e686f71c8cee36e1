// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/jinja/parser.h"
#include "core/text/jinja/parser_nesting.h"

namespace attune::jinja {
namespace {

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::BlockEnd:
      return "end of statement block";
    case TokenKind::VariableEnd:
      return "end of print statement";
    case TokenKind::String:
      return "string '" + token.text + "'";
    case TokenKind::Whole:
    case TokenKind::Float:
      return "a number";
    case TokenKind::End:
      return "end of template";
    default:
      return "'" + token.text + "'";
  }
}

std::unique_ptr<Statement> makeStatement(StatementKind kind, int line) {
  auto statement = std::make_unique<Statement>();
  statement->kind = kind;
  statement->line = line;
  return statement;
}

}  // namespace

void Parser::fail(std::string what) const {
  throw Failure{"template.syntax", std::move(what), current().line};
}
void Parser::failUnexpected() const {
  fail("unexpected " + describe(current()));
}

bool Parser::skipOperator(std::string_view name) {
  if (!isOperator(name)) return false;
  ++m_at;
  return true;
}

bool Parser::skipName(std::string_view name) {
  if (!isName(name)) return false;
  ++m_at;
  return true;
}

void Parser::expectOperator(std::string_view name) {
  if (!skipOperator(name)) fail("expected '" + std::string(name) + "', got " + describe(current()));
}

void Parser::expect(TokenKind kind, const char* what) {
  if (current().kind != kind) fail(std::string("expected ") + what + ", got " + describe(current()));
  ++m_at;
}

std::string Parser::expectName() {
  if (current().kind != TokenKind::Name) fail("expected a name, got " + describe(current()));
  return m_tokens[m_at++].text;
}

Block Parser::parse() {
  return parseUntil({});
}

// Statements up to one of the end tags, which becomes the current token (behind its "{%").
Block Parser::parseUntil(const Names& endTags) {
  const Nesting nesting(*this);
  Block block;
  for (;;) {
    const Token& token = current();
    if (token.kind == TokenKind::End) {
      if (!endTags.empty()) fail("Unexpected end of template: '" + std::string(endTags.back()) + "' is missing");
      return block;
    }
    if (token.kind == TokenKind::Data) {
      auto text = makeStatement(StatementKind::Text, token.line);
      text->name = token.text;
      ++m_at;
      block.push_back(std::move(text));
    } else if (token.kind == TokenKind::VariableBegin) {
      auto print = makeStatement(StatementKind::Print, token.line);
      ++m_at;
      print->expressions.push_back(parseTuple(true, "", false));
      expect(TokenKind::VariableEnd, "end of print statement");
      block.push_back(std::move(print));
    } else {
      ++m_at;  // "{%": the lexer gives nothing else here
      if (current().kind == TokenKind::Name &&
          std::find(endTags.begin(), endTags.end(), current().text) != endTags.end())
        return block;
      block.push_back(parseStatement());
      expect(TokenKind::BlockEnd, "end of statement block");
    }
  }
}

// The body of a statement whose opening tag is to be closed first.
Block Parser::parseBody(const Names& endTags) {
  skipOperator(":");
  expect(TokenKind::BlockEnd, "end of statement block");
  return parseUntil(endTags);
}

Parser::StatementPtr Parser::parseStatement() {
  if (current().kind != TokenKind::Name) fail("tag name expected");
  struct Tag {
    std::string_view name;
    StatementPtr (Parser::*parse)(int);
  };
  static constexpr Tag kTags[] = {
      {"for", &Parser::parseFor},     {"if", &Parser::parseIf},          {"set", &Parser::parseSet},
      {"macro", &Parser::parseMacro}, {"call", &Parser::parseCallBlock}, {"filter", &Parser::parseFilterBlock},
      {"with", &Parser::parseWith},   {"print", &Parser::parsePrint},    {"generation", &Parser::parseGeneration},
  };
  const int line = current().line;
  const std::string name = current().text;
  for (const Tag& tag : kTags) {
    if (tag.name != name) continue;
    ++m_at;
    return (this->*tag.parse)(line);
  }
  if (name == "break" || name == "continue") {
    if (m_loops == 0) fail("'" + name + "' outside of a loop");
    ++m_at;
    return makeStatement(name == "break" ? StatementKind::Break : StatementKind::Continue, line);
  }
  static constexpr std::string_view kKnown[] = {"block", "extends", "include", "import", "from", "autoescape"};
  if (std::find(std::begin(kKnown), std::end(kKnown), name) != std::end(kKnown))
    unsupported("the tag '" + name + "'", line);
  fail("Encountered unknown tag '" + name + "'");
}

Parser::StatementPtr Parser::parseFor(int line) {
  auto statement = makeStatement(StatementKind::For, line);
  statement->target = parseTarget("in", false);
  if (!skipName("in")) fail("expected 'in' in a for loop");
  statement->expressions.push_back(parseTuple(false, "recursive", false));
  statement->expressions.push_back(skipName("if") ? parseExpression() : nullptr);
  statement->recursive = skipName("recursive");
  ++m_loops;
  statement->blocks.push_back(parseBody({"else", "endfor"}));
  --m_loops;
  if (m_tokens[m_at++].text == "else") {
    statement->blocks.push_back(parseBody({"endfor"}));
    ++m_at;
  }
  return statement;
}

Parser::StatementPtr Parser::parseIf(int line) {
  auto statement = makeStatement(StatementKind::If, line);
  for (;;) {
    statement->expressions.push_back(parseTuple(false, "", false));
    statement->blocks.push_back(parseBody({"elif", "else", "endif"}));
    const std::string tag = m_tokens[m_at++].text;
    if (tag == "elif") continue;
    if (tag == "else") {
      statement->blocks.push_back(parseBody({"endif"}));
      ++m_at;
    }
    return statement;
  }
}

Parser::StatementPtr Parser::parseSet(int line) {
  auto statement = makeStatement(StatementKind::Set, line);
  statement->target = parseTarget("", true);
  if (skipOperator("=")) {
    statement->expressions.push_back(parseTuple(true, "", false));
    return statement;
  }
  statement->kind = StatementKind::SetBlock;
  ExpressionPtr filters;
  while (skipOperator("|")) filters = parseFilter(std::move(filters));
  statement->expressions.push_back(std::move(filters));
  statement->blocks.push_back(parseBody({"endset"}));
  ++m_at;
  return statement;
}

Signature Parser::parseSignature() {
  Signature signature;
  expectOperator("(");
  while (!isOperator(")")) {
    if (!signature.parameters.empty()) expectOperator(",");
    signature.parameters.push_back(expectName());
    if (skipOperator("="))
      signature.defaults.push_back(parseExpression());
    else if (!signature.defaults.empty())
      fail("non-default argument follows default argument");
  }
  expectOperator(")");
  return signature;
}

// A macro takes surplus arguments only when its body mentions varargs or kwargs, so the names read in it are noted.
void Parser::parseMacroBody(Statement& statement, const Names& endTags) {
  std::set<std::string> outer;
  std::swap(outer, m_mentioned);
  const int loops = std::exchange(m_loops, 0);
  statement.blocks.push_back(parseBody(endTags));
  ++m_at;
  m_loops = loops;
  Signature& signature = statement.signature;
  const auto mentioned = [&](const char* name) {
    return m_mentioned.contains(name) &&
           std::find(signature.parameters.begin(), signature.parameters.end(), name) == signature.parameters.end();
  };
  signature.usesVarargs = mentioned("varargs");
  signature.usesKwargs = mentioned("kwargs");
  signature.usesCaller = m_mentioned.contains("caller");
  m_mentioned.merge(outer);
}

Parser::StatementPtr Parser::parseMacro(int line) {
  auto statement = makeStatement(StatementKind::Macro, line);
  statement->name = expectName();
  statement->signature = parseSignature();
  parseMacroBody(*statement, {"endmacro"});
  return statement;
}

Parser::StatementPtr Parser::parseCallBlock(int line) {
  auto statement = makeStatement(StatementKind::CallBlock, line);
  if (isOperator("(")) statement->signature = parseSignature();
  statement->expressions.push_back(parseExpression());
  if (statement->expressions[0]->kind != ExpressionKind::Call) fail("expected call");
  parseMacroBody(*statement, {"endcall"});
  return statement;
}

Parser::StatementPtr Parser::parseFilterBlock(int line) {
  auto statement = makeStatement(StatementKind::FilterBlock, line);
  ExpressionPtr filters = parseFilter(nullptr);
  while (skipOperator("|")) filters = parseFilter(std::move(filters));
  statement->expressions.push_back(std::move(filters));
  statement->blocks.push_back(parseBody({"endfilter"}));
  ++m_at;
  return statement;
}

Parser::StatementPtr Parser::parseWith(int line) {
  auto statement = makeStatement(StatementKind::With, line);
  while (current().kind != TokenKind::BlockEnd) {
    if (!statement->targets.empty()) expectOperator(",");
    statement->targets.push_back(parseTarget("", false));
    expectOperator("=");
    statement->expressions.push_back(parseExpression());
  }
  statement->blocks.push_back(parseBody({"endwith"}));
  ++m_at;
  return statement;
}

Parser::StatementPtr Parser::parseGeneration(int line) {
  auto statement = makeStatement(StatementKind::Generation, line);
  // Hugging Face makes it a call block: a scope of its own, which break and continue cannot leave.
  const int loops = std::exchange(m_loops, 0);
  statement->blocks.push_back(parseBody({"endgeneration"}));
  m_loops = loops;
  ++m_at;
  return statement;
}

Parser::StatementPtr Parser::parsePrint(int line) {
  auto statement = makeStatement(StatementKind::Print, line);
  while (current().kind != TokenKind::BlockEnd) {
    if (!statement->expressions.empty()) expectOperator(",");
    statement->expressions.push_back(parseExpression());
  }
  return statement;
}

Target Parser::parseSingleTarget(bool withNamespace) {
  Target target;
  target.line = current().line;
  if (skipOperator("(")) {
    target = parseTarget("", withNamespace);
    expectOperator(")");
    return target;
  }
  target.name = expectName();
  static constexpr std::string_view kConstants[] = {"true", "false", "none", "True", "False", "None"};
  if (std::find(std::begin(kConstants), std::end(kConstants), target.name) != std::end(kConstants))
    fail("can't assign to '" + target.name + "'");
  if (withNamespace && skipOperator(".")) target.attribute = expectName();
  return target;
}

// Names, commas and parentheses up to `endName`, "=", or the end of the tag.
Target Parser::parseTarget(std::string_view endName, bool withNamespace) {
  const Nesting nesting(*this);
  Target several;
  several.isTuple = true;
  several.line = current().line;
  for (bool comma = false;; comma = true) {
    const bool atEnd = current().kind != TokenKind::Name && !isOperator("(");
    if (atEnd || (!endName.empty() && isName(endName))) {
      if (several.several.empty()) failUnexpected();
      break;
    }
    several.several.push_back(parseSingleTarget(withNamespace));
    if (!skipOperator(",")) {
      if (!comma) return std::move(several.several.front());
      break;
    }
  }
  return several;
}

}  // namespace attune::jinja
