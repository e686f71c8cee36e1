// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/character_index.h"

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {

CharacterIndex::CharacterIndex(std::string_view text)
    : m_size(static_cast<std::uint32_t>(text.size())), m_ascii(unicode::isAscii(text)) {
  if (m_ascii) return;
  m_numbers.reserve(text.size());
  std::uint32_t number = 0;
  unicode::forEachChar(text, [&](char32_t, std::size_t, unsigned length) {
    m_numbers.insert(m_numbers.end(), length, number);
    ++number;
  });
}

TextRange CharacterIndex::convert(Span bytes) const {
  if (bytes.begin >= m_size) return {bytes.begin, bytes.end};
  if (bytes.end < m_size) return {at(bytes.begin), at(bytes.end)};
  const bool known = bytes.end > 0 && bytes.end - 1 < m_size;
  return {at(bytes.begin), (known ? at(bytes.end - 1) : at(bytes.begin) + 1) + 1};
}

std::vector<TextRange> toByteOffsets(std::string_view text, const std::vector<TextRange>& offsets) {
  if (unicode::isAscii(text)) return offsets;
  std::vector<std::uint32_t> starts;
  starts.reserve(text.size());
  unicode::forEachChar(text, [&](char32_t, std::size_t at, unsigned) { starts.push_back(static_cast<std::uint32_t>(at)); });
  const auto byteOf = [&](std::uint32_t character) {
    return character < starts.size() ? starts[character] : static_cast<std::uint32_t>(text.size());
  };
  std::vector<TextRange> out;
  out.reserve(offsets.size());
  for (const TextRange& range : offsets) out.push_back({byteOf(range.begin), byteOf(range.end)});
  return out;
}

}  // namespace attune::tokenizers
