// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/printing.h"
#include "core/text/jinja/renderer.h"

namespace attune::jinja {
namespace {

// Evaluations inside each other use the stack of the thread; this leaves most of the usual 8 MB.
constexpr int kMaxNested = 1500;

bool compareOnce(Runtime& runtime, std::string_view name, const Value& a, const Value& b) {
  runtime.step((a.isText() ? a.asText().size() : 0) + (b.isText() ? b.asText().size() : 0));
  if (name == "==") return equal(a, b);
  if (name == "!=") return !equal(a, b);
  if (name == "in") return contains(b, a);
  if (name == "not in") return !contains(b, a);
  if (name == "<") return less(a, b);
  if (name == ">") return less(b, a);
  // Not the negation of "<": a NaN is neither.
  if (name == "<=") return less(a, b) || equal(a, b);
  return less(b, a) || equal(a, b);
}

}  // namespace

Value Renderer::evaluate(const Expression& expression) {
  step();
  if (++m_nested > kMaxNested) limitExceeded("expressions and macros are nested too deep");
  m_line = expression.line;
  Value value = evaluateNode(expression);
  --m_nested;
  return value;
}

Value Renderer::evaluateNode(const Expression& expression) {
  const auto operand = [&](std::size_t i) { return evaluate(*expression.operands[i]); };
  switch (expression.kind) {
    case ExpressionKind::Literal:
      return expression.value;
    case ExpressionKind::Name:
      return lookUp(expression.name);
    case ExpressionKind::List:
      return Value::list(evaluateAll(expression.operands));
    case ExpressionKind::Tuple:
      return Value::tuple(evaluateAll(expression.operands));
    case ExpressionKind::Dict:
      return evaluateDict(expression);
    case ExpressionKind::Unary: {
      const Value value = operand(0);
      return expression.name == "not" ? Value(!isTrue(value)) : unary(expression.name, value);
    }
    case ExpressionKind::Binary: {
      const Value left = operand(0);
      const Value right = operand(1);
      m_line = expression.line;
      return binary(*this, expression.name, left, right);
    }
    case ExpressionKind::And: {
      Value left = operand(0);
      return isTrue(left) ? operand(1) : left;
    }
    case ExpressionKind::Or: {
      Value left = operand(0);
      return isTrue(left) ? left : operand(1);
    }
    case ExpressionKind::Concat:
      return evaluateConcat(expression);
    case ExpressionKind::Compare:
      return evaluateCompare(expression);
    case ExpressionKind::Condition:
      return evaluateCondition(expression);
    case ExpressionKind::Attribute:
      return attribute(operand(0), expression.name);
    case ExpressionKind::Item: {
      const Value object = operand(0);
      const Value key = operand(1);
      m_line = expression.line;
      return item(object, key);
    }
    case ExpressionKind::Slice:
      return evaluateSlice(expression);
    case ExpressionKind::Call:
      return evaluateCall(expression);
    case ExpressionKind::Filter:
      return evaluateFilter(expression, nullptr);
    case ExpressionKind::Test: {
      const Value value = operand(0);
      Arguments arguments = evaluateArguments(expression.arguments);
      m_line = expression.line;
      return test(expression.name, value, arguments);
    }
  }
  return {};
}

Value Renderer::lookUp(const std::string& name) {
  if (const Value* found = findVariable(name)) return *found;
  if (name == "namespace") {
    return Value(std::shared_ptr<Object>(std::make_shared<Function>("namespace", [this](Arguments& arguments) {
      Dict fields;
      for (const Value& source : arguments.positional) {
        if (!source.isDict()) typeError("namespace() takes a dict or named arguments");
        for (const auto& [key, value] : source.asDict().entries) fields.set(key, value);
      }
      for (const auto& [key, value] : arguments.named) fields.set(Value(key), value);
      auto object = std::make_shared<NamespaceObject>(std::move(fields));
      registerNamespace(object);
      return Value(std::shared_ptr<Object>(std::move(object)));
    })));
  }
  if (auto found = findGlobal(*this, name)) return *found;
  return Value::undefined("'" + name + "' is undefined");
}

std::vector<Value> Renderer::evaluateAll(const std::vector<ExpressionPtr>& expressions) {
  std::vector<Value> values;
  values.reserve(expressions.size());
  for (const auto& expression : expressions) values.push_back(evaluate(*expression));
  return values;
}

Arguments Renderer::evaluateArguments(const CallArguments& written) {
  Arguments arguments;
  arguments.positional = evaluateAll(written.positional);
  for (const auto& [name, expression] : written.named) arguments.named.emplace_back(name, evaluate(*expression));
  if (written.rest) {
    Iterator iterator(evaluate(*written.rest));
    while (auto value = iterator.next()) {
      step();
      arguments.positional.push_back(std::move(*value));
    }
  }
  if (written.namedRest) {
    const Value rest = evaluate(*written.namedRest);
    if (!rest.isDict()) typeError("argument after ** must be a mapping, not " + typeName(rest));
    for (const auto& [key, value] : rest.asDict().entries)
      arguments.named.emplace_back(requireText(key, "a keyword").bytes(), value);
  }
  return arguments;
}

Value Renderer::evaluateDict(const Expression& expression) {
  Dict dict;
  for (std::size_t i = 0; i < expression.operands.size(); i += 2) {
    Value key = evaluate(*expression.operands[i]);
    dict.set(std::move(key), evaluate(*expression.operands[i + 1]));
  }
  return Value::dict(std::move(dict));
}

Value Renderer::evaluateCompare(const Expression& expression) {
  Value left = evaluate(*expression.operands[0]);
  for (std::size_t i = 0; i < expression.operators.size(); ++i) {
    Value right = evaluate(*expression.operands[i + 1]);
    m_line = expression.line;
    if (!compareOnce(*this, expression.operators[i], left, right)) return false;
    left = std::move(right);
  }
  return true;
}

Value Renderer::evaluateCondition(const Expression& expression) {
  if (isTrue(evaluate(*expression.operands[0]))) return evaluate(*expression.operands[1]);
  if (expression.operands[2]) return evaluate(*expression.operands[2]);
  return Value::undefined("the inline if-expression evaluated to false and no else section was defined.");
}

Value Renderer::evaluateConcat(const Expression& expression) {
  Text out;
  for (const auto& part : expression.operands) {
    const Text text = toText(evaluate(*part));
    willMake(out.size() + text.size());
    out.append(text);
  }
  return out;
}

Value Renderer::evaluateSlice(const Expression& expression) {
  const Value object = evaluate(*expression.operands[0]);
  Value bounds[3];
  for (std::size_t i = 0; i < 3; ++i)
    if (const auto& bound = expression.operands[i + 1]) bounds[i] = evaluate(*bound);
  m_line = expression.line;
  step(object.isText() ? object.asText().size() : 0);
  return slice(object, bounds[0], bounds[1], bounds[2]);
}

Value Renderer::evaluateCall(const Expression& expression) {
  const Value function = evaluate(*expression.operands[0]);
  Arguments arguments = evaluateArguments(expression.arguments);
  m_line = expression.line;
  return Runtime::call(function, arguments);
}

// `input` is the text of a filter block or set block: what the innermost filter, which has no operand, works on.
Value Renderer::evaluateFilter(const Expression& expression, const Value* input) {
  const ExpressionPtr& operand = expression.operands[0];
  Value value;
  if (!operand)
    value = *input;
  else if (input != nullptr && operand->kind == ExpressionKind::Filter)
    value = evaluateFilter(*operand, input);
  else
    value = evaluate(*operand);
  Arguments arguments = evaluateArguments(expression.arguments);
  m_line = expression.line;
  return filter(expression.name, value, arguments);
}

}  // namespace attune::jinja
