// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/text/jinja/value.h"

namespace attune::jinja {

enum class TokenKind {
  Data,           ///< Text between tags, trimmed as the tags around it ask for.
  BlockBegin,     ///< {%
  BlockEnd,       ///< %}
  VariableBegin,  ///< {{
  VariableEnd,    ///< }}
  Name,
  String,
  Whole,  ///< An integer.
  Float,
  Operator,
  End,
};

struct Token {
  TokenKind kind = TokenKind::End;
  int line = 1;
  std::string text;  ///< Data, name, operator, or a string's content with escapes resolved.
  Value number;      ///< Of Whole and Float.
};

/// Splits a template with trim_blocks and lstrip_blocks, and without its last newline, as Hugging Face sets Jinja up.
/// Comments and raw blocks are resolved. Errors (thrown): template.syntax, template.unsupported.
std::vector<Token> tokenize(std::string_view source);

}  // namespace attune::jinja
