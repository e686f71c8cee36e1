// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string_view>

#include "core/data/example.h"

namespace attune {

/// A condition on a row, as in `label == "spam" and characters > 20 and not question contains "test"`.
/// Fields: text (all of it), question, answer, system, label, language, characters, words, turns, synthetic, and every column of the
/// file by name, in [square brackets] when it is no plain word. Operators: == != < <= > >= contains starts ends, and or
/// not ( ). Texts stand in double quotes; comparisons of two numbers are by value, else by text.
class FilterExpression {
 public:
  /// Errors: filter.invalid, saying at which character.
  static Result<FilterExpression> parse(std::string_view text);
  bool matches(const Example& example) const;

  struct Node;

 private:
  std::shared_ptr<const Node> m_root;
};

}  // namespace attune
