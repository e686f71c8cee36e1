// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/filter_expression.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "core/data/language.h"
#include "core/data/recipe.h"
#include "core/data/statistics.h"

namespace attune {

/// A comparison of two operands, or `and`, `or`, `not` of others.
struct FilterExpression::Node {
  enum class Kind { And, Or, Not, Compare } kind = Kind::Compare;
  std::shared_ptr<const Node> left, right;
  struct Operand {
    bool isField = false;
    std::string text;
  } a, b;
  std::string_view operation;
};

namespace {

using Node = FilterExpression::Node;
using NodePtr = std::shared_ptr<const Node>;
constexpr std::array<std::string_view, 6> kSigns{"==", "!=", "<=", ">=", "<", ">"};
constexpr std::array<std::string_view, 3> kWordOperators{"contains", "starts", "ends"};
constexpr int kDeepest = 64;

std::string lastOf(const Example& example, Role role) {
  for (auto it = example.messages.rbegin(); it != example.messages.rend(); ++it)
    if (it->role == role) return it->content;
  return {};
}

std::size_t wordCount(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    count += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return count;
}

std::string fieldOf(const Example& example, const std::string& name) {
  if (name == "text") return plainText(example);
  if (name == "question") return example.messages.empty() ? example.text : lastOf(example, Role::User);
  if (name == "answer") {
    if (!example.chosen.empty()) return example.chosen.back().content;
    return lastOf(example, Role::Assistant);
  }
  if (name == "system") return lastOf(example, Role::System);
  if (name == "label") {
    std::string labels;
    for (const auto& label : example.labels) labels += (labels.empty() ? "" : ", ") + label;
    return labels;
  }
  if (name == "language") return std::string(guessLanguage(plainText(example)));
  if (name == "characters") return std::to_string(characterCount(plainText(example)));
  if (name == "words") return std::to_string(wordCount(plainText(example)));
  if (name == "turns") return std::to_string(example.messages.size());
  if (name == "synthetic") return std::string(syntheticOrigin(example));
  return columnText(example, name).value_or(std::string{});
}

std::optional<double> numberOf(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return text.empty() || *end != 0 ? std::nullopt : std::optional(value);
}

bool compare(const std::string& a, std::string_view operation, const std::string& b) {
  if (operation == "contains") return a.find(b) != std::string::npos;
  if (operation == "starts") return a.starts_with(b);
  if (operation == "ends") return a.ends_with(b);
  const auto x = numberOf(a), y = numberOf(b);
  const auto order = x && y ? (*x < *y ? -1 : *x > *y ? 1 : 0) : a.compare(b);
  if (operation == "==") return order == 0;
  if (operation == "!=") return order != 0;
  if (operation == "<") return order < 0;
  if (operation == "<=") return order <= 0;
  if (operation == ">") return order > 0;
  return order >= 0;
}

bool holds(const Node& node, const Example& example) {
  switch (node.kind) {
    case Node::Kind::And:
      return holds(*node.left, example) && holds(*node.right, example);
    case Node::Kind::Or:
      return holds(*node.left, example) || holds(*node.right, example);
    case Node::Kind::Not:
      return !holds(*node.left, example);
    case Node::Kind::Compare:
      break;
  }
  const auto value = [&](const Node::Operand& operand) {
    return operand.isField ? fieldOf(example, operand.text) : operand.text;
  };
  return compare(value(node.a), node.operation, value(node.b));
}

// Recursive descent: or, and, not, comparison.
class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  Result<NodePtr> parse() {
    ATTUNE_TRY(NodePtr node, either(0));
    skip();
    if (m_at < m_text.size()) return invalid();
    return node;
  }

 private:
  tl::unexpected<Error> invalid() const {
    return fail("filter.invalid", ATTUNE_TEXT("The condition cannot be read at character {0}."),
                {std::to_string(m_at + 1)},
                ATTUNE_TEXT("Write it like: label == \"spam\" and characters > 20. Texts stand in double quotes."));
  }

  void skip() {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n')) ++m_at;
  }

  static bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
  }

  std::string_view peekWord() {
    skip();
    std::size_t to = m_at;
    while (to < m_text.size() && isWordByte(m_text[to])) ++to;
    return m_text.substr(m_at, to - m_at);
  }

  bool takeWord(std::string_view word) {
    if (peekWord() != word) return false;
    m_at += word.size();
    return true;
  }

  Result<NodePtr> joined(Node::Kind kind, NodePtr left, NodePtr right) const {
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->left = std::move(left);
    node->right = std::move(right);
    return node;
  }

  Result<NodePtr> either(int depth) {
    ATTUNE_TRY(NodePtr node, both(depth));
    while (takeWord("or")) {
      ATTUNE_TRY(NodePtr next, both(depth));
      ATTUNE_TRY(node, joined(Node::Kind::Or, node, next));
    }
    return node;
  }

  Result<NodePtr> both(int depth) {
    ATTUNE_TRY(NodePtr node, single(depth));
    while (takeWord("and")) {
      ATTUNE_TRY(NodePtr next, single(depth));
      ATTUNE_TRY(node, joined(Node::Kind::And, node, next));
    }
    return node;
  }

  Result<NodePtr> single(int depth) {
    if (depth > kDeepest) return invalid();
    if (takeWord("not")) {
      ATTUNE_TRY(NodePtr node, single(depth + 1));
      return joined(Node::Kind::Not, node, nullptr);
    }
    skip();
    if (m_at < m_text.size() && m_text[m_at] == '(') {
      ++m_at;
      ATTUNE_TRY(NodePtr node, either(depth + 1));
      skip();
      if (m_at >= m_text.size() || m_text[m_at] != ')') return invalid();
      ++m_at;
      return node;
    }
    auto node = std::make_shared<Node>();
    ATTUNE_TRY(node->a, operand());
    ATTUNE_TRY(node->operation, operation());
    ATTUNE_TRY(node->b, operand());
    return node;
  }

  Result<std::string_view> operation() {
    skip();
    for (const auto sign : kSigns)
      if (m_text.substr(m_at).starts_with(sign)) {
        m_at += sign.size();
        return sign;
      }
    for (const auto word : kWordOperators)
      if (takeWord(word)) return word;
    return invalid();
  }

  Result<Node::Operand> operand() {
    skip();
    if (m_at >= m_text.size()) return invalid();
    const char open = m_text[m_at];
    if (open == '"' || open == '[') return quoted(open == '"' ? '"' : ']');
    const std::string word(peekWord());
    if (word.empty() || word == "and" || word == "or" || word == "not") return invalid();
    m_at += word.size();
    return Node::Operand{!numberOf(word), word};
  }

  Result<Node::Operand> quoted(char close) {
    Node::Operand operand{close == ']', {}};
    for (++m_at; m_at < m_text.size(); ++m_at) {
      if (m_text[m_at] == close) return ++m_at, operand;
      if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) ++m_at;
      operand.text.push_back(m_text[m_at]);
    }
    return invalid();
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

}  // namespace

Result<FilterExpression> FilterExpression::parse(std::string_view text) {
  FilterExpression expression;
  ATTUNE_TRY(expression.m_root, Parser(text).parse());
  return expression;
}

bool FilterExpression::matches(const Example& example) const {
  return holds(*m_root, example);
}

}  // namespace attune
