// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace attune::tokenizers {

/// SentencePiece's precompiled normalisation rules: a u32 size, a double-array trie (darts-clone units) whose values
/// are offsets into the blob of NUL-terminated replacements that follows. Every access is checked, as the data comes
/// from files.
class Charsmap {
 public:
  /// Errors: tokenizer.invalid (its text has no file name: the caller adds it).
  static Result<Charsmap> parse(std::string_view bytes);
  /// True if no walk through the trie leaves it; readers that do not check need that.
  bool sound() const;
  /// The replacement of the shortest rule that `text` begins with.
  std::optional<std::string_view> shortestRule(std::string_view text) const;

 private:
  std::vector<std::uint32_t> m_units;
  std::string m_replacements;
};

/// Strict base64 (RFC 4648 with padding), or nothing.
std::optional<std::string> decodeBase64(std::string_view text);
std::string encodeBase64(std::string_view bytes);

/// The end of the extended grapheme cluster (UAX #29) that begins at `at` of valid UTF-8.
std::size_t graphemeEnd(std::string_view text, std::size_t at);

}  // namespace attune::tokenizers
