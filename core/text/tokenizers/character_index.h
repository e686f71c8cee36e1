// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/tokenizer.h"
#include "core/text/tokenizers/aligned_text.h"

namespace attune::tokenizers {

/// Code point numbers of the byte positions of a text.
class CharacterIndex {
 public:
  explicit CharacterIndex(std::string_view text);
  /// The range in code points; a range that begins beyond the text stays as it is.
  TextRange convert(Span bytes) const;

 private:
  std::uint32_t at(std::uint32_t byte) const { return m_ascii ? byte : m_numbers[byte]; }
  std::vector<std::uint32_t> m_numbers;
  std::uint32_t m_size;
  bool m_ascii;
};

/// The byte ranges of ranges in code points.
std::vector<TextRange> toByteOffsets(std::string_view text, const std::vector<TextRange>& offsets);

}  // namespace attune::tokenizers
