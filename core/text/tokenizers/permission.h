// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>
#include <vector>

#include "core/text/tokenizer.h"
#include "core/text/tokenizers/aligned_text.h"

namespace attune::tokenizers {

/// Where in a text special tokens may be recognised.
class Permission {
 public:
  static Permission everywhere() { return {}; }
  static Permission nowhere();
  explicit Permission(std::span<const TextSegment> segments);
  bool always() const { return !m_nowhere && m_forbidden.empty(); }
  bool allows(Span range) const;

 private:
  Permission() = default;
  std::vector<Span> m_forbidden;  // sorted, apart from each other
  bool m_nowhere = false;
};

}  // namespace attune::tokenizers
