// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizers/aligned_text.h"
#include "core/text/tokenizers/fields.h"

namespace attune::tokenizers {

/// Rewrites a regular expression of the Oniguruma dialect (which tokenizer files are written for) in that of PCRE2, so
/// that it matches the same texts: \s \w \d \h \b and \p{…} by Unicode 16, nested classes and &&, line anchors, {n}+.
/// Errors: tokenizer.unsupported for a construct that has no equal.
Result<std::string> translateRegex(std::string_view pattern);

/// A hand-written scanner: the end of the match that begins at `at` (at < text.size()), or `at` if there is none.
using Scanner = std::size_t (*)(std::string_view text, std::size_t at);
/// The scanner of a well-known regular expression, recognised by its exact spelling, or nullptr.
Scanner knownScanner(std::string_view pattern);

/// Something to be found in a text: a literal or a regular expression. Thread: any.
class Pattern {
 public:
  /// Reads {"String": …} or {"Regex": …}. Errors: tokenizer.invalid (also a regular expression that does not compile).
  static Result<std::unique_ptr<const Pattern>> fromJson(const Fields& owner, const std::string& key);
  /// `useScanner` false keeps to PCRE2 even for well-known expressions, for comparing the two.
  static Result<std::unique_ptr<const Pattern>> fromRegex(const std::string& regex, const std::string& file,
                                                          bool useScanner = true);
  static std::unique_ptr<const Pattern> fromLiteral(std::string literal);
  ~Pattern();

  /// Covers the text with matches and the parts between them. Errors: tokenizer.encode when PCRE2 gives up.
  Result<std::vector<Match>> find(std::string_view text) const;
  /// The scanner in use, or nullptr.
  Scanner scanner() const { return m_scanner; }
  /// True if nothing but non-empty matches can occur.
  bool neverEmpty() const { return !m_canBeEmpty; }

 private:
  Pattern() = default;
  struct Compiled;
  Result<std::vector<Match>> findRegex(std::string_view text) const;

  std::string m_literal;
  std::unique_ptr<const Compiled> m_regex;
  Scanner m_scanner = nullptr;
  bool m_canBeEmpty = false;
};

}  // namespace attune::tokenizers
