// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/text/jinja/parser.h"

namespace attune::jinja {

/// Counts one level of recursion while it lives, and refuses a template that is nested too deep for the stack.
struct Parser::Nesting {
  explicit Nesting(Parser& owner) : parser(owner) {
    if (++parser.m_depth > kMaxDepth)
      limitExceeded("tags or brackets are nested more than 100 levels deep", parser.current().line);
  }
  ~Nesting() { --parser.m_depth; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  Parser& parser;
};

}  // namespace attune::jinja
