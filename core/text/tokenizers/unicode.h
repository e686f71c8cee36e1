// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Unicode as the reference implementation of tokenizers sees it: its parts follow different versions of the standard,
/// and vocabularies were trained with those.
namespace attune::unicode {

/// Bits of CharTable::flags.
enum Flag : std::uint16_t {
  kLetter = 1,            ///< \p{L} of the regular expressions (Unicode 16)
  kNumber = 2,            ///< \p{N}
  kSpace = 4,             ///< White_Space
  kMark = 8,              ///< \p{M}
  kNumeric = 16,          ///< digits of the Digits pre-tokenizer (\p{N}, Unicode 17)
  kPunctuation = 32,      ///< punctuation of BERT: ASCII symbols and Unicode 8 \p{P}
  kControl = 64,          ///< what BERT's cleaning removes: NUL, U+FFFD, and Cc, Cf, Co of Unicode 8 but tab and line ends
  kNonSpacingMark = 128,  ///< what BERT's accent stripping removes: \p{Mn} of Unicode 8
  kCombiningMark = 256,   ///< what StripAccents removes: \p{M} of Unicode 9
  kWord = 512,            ///< \w
  kChinese = 1024,        ///< CJK ideographs that BERT sets apart
  kUpperLike = 2048,      ///< [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]
  kLowerLike = 4096,      ///< [\p{Ll}\p{Lm}\p{Lo}\p{M}]
  kPunct = 8192,          ///< \p{P} of the regular expressions
  kSymbol = 16384,        ///< \p{S}
};

/// Flags of every code point, in shared pages of 256.
class CharTable {
 public:
  CharTable();
  std::uint16_t flags(char32_t c) const { return m_pages[m_index[c >> 8]][c & 255]; }

 private:
  std::array<std::uint16_t, 0x1100> m_index{};
  std::vector<std::array<std::uint16_t, 256>> m_pages;
};
/// The one table; built at first use.
const CharTable& charTable();

/// A range of code points whose general category is newer than the ICU that this was written with.
struct NewCategory {
  char32_t first, last;
  std::int8_t category;  ///< UCharCategory
};
/// General category (UCharCategory) in Unicode 16.
int generalCategory(char32_t c);

/// The simple or full lower-case form (Unicode 17) appended to `out`; returns the number of code points.
int appendLower(char32_t c, std::u32string& out);

/// True if the code point is older than Unicode 10, the tables of the reference's normalisation forms.
bool knownToNormalization(char32_t c);

/// Length in bytes of the UTF-8 character with this lead byte; the text is known to be valid.
inline unsigned sequenceLength(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }
inline unsigned encodedLength(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

/// The character at `p` of valid UTF-8; `length` becomes its size in bytes.
inline char32_t decodeAt(const char* p, unsigned& length) {
  const auto* b = reinterpret_cast<const unsigned char*>(p);
  if (b[0] < 0x80) return length = 1, b[0];
  if (b[0] < 0xE0) return length = 2, static_cast<char32_t>((b[0] & 0x1F) << 6 | (b[1] & 0x3F));
  if (b[0] < 0xF0) return length = 3, static_cast<char32_t>((b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F));
  length = 4;
  return static_cast<char32_t>((b[0] & 0x07) << 18 | (b[1] & 0x3F) << 12 | (b[2] & 0x3F) << 6 | (b[3] & 0x3F));
}

inline void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// Calls f(code point, byte position, byte length) for each character of valid UTF-8.
template <class F>
void forEachChar(std::string_view text, F&& f) {
  for (std::size_t i = 0; i < text.size();) {
    unsigned length = 0;
    const char32_t c = decodeAt(text.data() + i, length);
    f(c, i, length);
    i += length;
  }
}

std::u32string toCodePoints(std::string_view text);
std::string toUtf8(std::u32string_view text);

/// The position of the first byte that is not part of valid UTF-8 (no surrogates, no overlong forms), or npos.
std::size_t findInvalid(std::string_view text);
/// The text with each maximal invalid part replaced by U+FFFD (the Unicode standard's recommended practice).
std::string replaceInvalid(std::string_view bytes);
bool isAscii(std::string_view text);

}  // namespace attune::unicode
