// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/unicode.h"

#include <unicode/uchar.h>

#include <cstring>
#include <map>

namespace attune::unicode {
namespace {

constexpr std::int8_t kLu = U_UPPERCASE_LETTER, kLl = U_LOWERCASE_LETTER, kLm = U_MODIFIER_LETTER,
                      kLo = U_OTHER_LETTER, kNd = U_DECIMAL_DIGIT_NUMBER, kMn = U_NON_SPACING_MARK,
                      kMc = U_COMBINING_SPACING_MARK, kPo = U_OTHER_PUNCTUATION, kSo = U_OTHER_SYMBOL;

// What Unicode 15.1 and 16 added to or changed in Unicode 15, the version of Debian 12's ICU 72.
constexpr NewCategory kNewCategories[] = {
    {0x897, 0x897, kMn},     {0x1B4E, 0x1B4F, kPo},   {0x1B7F, 0x1B7F, kPo},   {0x1C89, 0x1C89, kLu},
    {0x1C8A, 0x1C8A, kLl},   {0x2427, 0x2429, kSo},   {0x2FFC, 0x2FFF, kSo},   {0x31E4, 0x31E5, kSo},
    {0x31EF, 0x31EF, kSo},   {0xA7CB, 0xA7CC, kLu},   {0xA7CD, 0xA7CD, kLl},   {0xA7DA, 0xA7DA, kLu},
    {0xA7DB, 0xA7DB, kLl},   {0xA7DC, 0xA7DC, kLu},   {0x105C0, 0x105F3, kLo}, {0x10D40, 0x10D49, kNd},
    {0x10D4A, 0x10D4D, kLo}, {0x10D4E, 0x10D4E, kLm}, {0x10D4F, 0x10D4F, kLo}, {0x10D50, 0x10D65, kLu},
    {0x10D69, 0x10D6D, kMn}, {0x10D6E, 0x10D6E, kPo}, {0x10D6F, 0x10D6F, kLm}, {0x10D70, 0x10D85, kLl},
    {0x10D8E, 0x10D8F, kSo}, {0x10EC2, 0x10EC4, kLo}, {0x10EFC, 0x10EFC, kMn}, {0x11380, 0x11389, kLo},
    {0x1138B, 0x1138B, kLo}, {0x1138E, 0x1138E, kLo}, {0x11390, 0x113B5, kLo}, {0x113B7, 0x113B7, kLo},
    {0x113B8, 0x113BA, kMc}, {0x113BB, 0x113C0, kMn}, {0x113C2, 0x113C2, kMc}, {0x113C5, 0x113C5, kMc},
    {0x113C7, 0x113CA, kMc}, {0x113CC, 0x113CD, kMc}, {0x113CE, 0x113CE, kMn}, {0x113CF, 0x113CF, kMc},
    {0x113D0, 0x113D0, kMn}, {0x113D1, 0x113D1, kLo}, {0x113D2, 0x113D2, kMn}, {0x113D3, 0x113D3, kLo},
    {0x113D4, 0x113D5, kPo}, {0x113D7, 0x113D8, kPo}, {0x113E1, 0x113E2, kMn}, {0x116D0, 0x116E3, kNd},
    {0x1171E, 0x1171E, kMc}, {0x11BC0, 0x11BE0, kLo}, {0x11BE1, 0x11BE1, kPo}, {0x11BF0, 0x11BF9, kNd},
    {0x11F5A, 0x11F5A, kMn}, {0x13460, 0x143FA, kLo}, {0x16100, 0x1611D, kLo}, {0x1611E, 0x16129, kMn},
    {0x1612A, 0x1612C, kMc}, {0x1612D, 0x1612F, kMn}, {0x16130, 0x16139, kNd}, {0x16D40, 0x16D42, kLm},
    {0x16D43, 0x16D6A, kLo}, {0x16D6B, 0x16D6C, kLm}, {0x16D6D, 0x16D6F, kPo}, {0x16D70, 0x16D79, kNd},
    {0x18CFF, 0x18CFF, kLo}, {0x1CC00, 0x1CCEF, kSo}, {0x1CCF0, 0x1CCF9, kNd}, {0x1CD00, 0x1CEB3, kSo},
    {0x1E5D0, 0x1E5ED, kLo}, {0x1E5EE, 0x1E5EF, kMn}, {0x1E5F0, 0x1E5F0, kLo}, {0x1E5F1, 0x1E5FA, kNd},
    {0x1E5FF, 0x1E5FF, kPo}, {0x1F8B2, 0x1F8BB, kSo}, {0x1F8C0, 0x1F8C1, kSo}, {0x1FA89, 0x1FA89, kSo},
    {0x1FA8F, 0x1FA8F, kSo}, {0x1FABE, 0x1FABE, kSo}, {0x1FAC6, 0x1FAC6, kSo}, {0x1FADC, 0x1FADC, kSo},
    {0x1FADF, 0x1FADF, kSo}, {0x1FAE9, 0x1FAE9, kSo}, {0x1FBCB, 0x1FBEF, kSo}, {0x2EBF0, 0x2EE5D, kLo},
};

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool in(char32_t c, const Range (&ranges)[N]) {
  for (const Range& range : ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

// Decimal digits that only Unicode 17 has.
constexpr Range kNewestDigits[] = {{0x11DE0, 0x11DE9}, {0x16FF4, 0x16FF6}};
// The ideographs of BERT's original tokenizer, with its gap at U+2B820.
constexpr Range kChineseRanges[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
                                    {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF}, {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};

// Capital letters of Unicode 16 and 17: first, last, distance to the lower-case letter, step.
struct NewCase {
  char32_t first, last;
  int distance, step;
};
constexpr NewCase kNewCases[] = {{0x1C89, 0x1C89, 1, 1},      {0xA7CB, 0xA7CB, 0x264 - 0xA7CB, 1},
                                 {0xA7CC, 0xA7CE, 1, 2},      {0xA7D2, 0xA7D4, 1, 2},
                                 {0xA7DA, 0xA7DA, 1, 1},      {0xA7DC, 0xA7DC, 0x19B - 0xA7DC, 1},
                                 {0x10D50, 0x10D65, 0x20, 1}, {0x16EA0, 0x16EB8, 0x1B, 1}};

int age(char32_t c) {
  UVersionInfo version;
  u_charAge(static_cast<UChar32>(c), version);
  return version[0] * 10 + version[1];
}

std::uint16_t flagsOf(char32_t c) {
  const int category = generalCategory(c);
  const int mask = 1 << category;
  const int version = age(c);
  const bool unicode8 = version > 0 && version <= 80;
  unsigned flags = 0;
  if (mask & U_GC_L_MASK) flags |= kLetter;
  if (mask & U_GC_N_MASK) flags |= kNumber | kNumeric;
  if (in(c, kNewestDigits)) flags |= kNumeric;
  if (mask & U_GC_M_MASK) flags |= kMark;
  if (mask & U_GC_P_MASK) flags |= kPunct;
  if (mask & U_GC_S_MASK) flags |= kSymbol;
  if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_WHITE_SPACE)) flags |= kSpace;
  if (mask & (U_GC_LU_MASK | U_GC_LT_MASK | U_GC_LM_MASK | U_GC_LO_MASK | U_GC_M_MASK)) flags |= kUpperLike;
  if (mask & (U_GC_LL_MASK | U_GC_LM_MASK | U_GC_LO_MASK | U_GC_M_MASK)) flags |= kLowerLike;
  if ((mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_PC_MASK)) || c == 0x200C || c == 0x200D ||
      u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC))
    flags |= kWord;
  const bool asciiPunctuation = c < 0x80 && (mask & (U_GC_P_MASK | U_GC_S_MASK));
  if (asciiPunctuation || ((mask & U_GC_P_MASK) && unicode8) || c == 0x166D || c == 0x111C9) flags |= kPunctuation;
  const bool lineSpace = c == '\t' || c == '\n' || c == '\r';
  if (c == 0xFFFD || (!lineSpace && unicode8 && (mask & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK))))
    flags |= kControl;
  if (c == 0x1734 || ((mask & U_GC_MN_MASK) && unicode8 && c != 0x1885 && c != 0x1886 && c != 0xA9BD && c != 0x111C9))
    flags |= kNonSpacingMark;
  if (c == 0x1CF2 || c == 0x1CF3 || ((mask & U_GC_M_MASK) && version <= 90 && version > 0 && c != 0x111C9))
    flags |= kCombiningMark;
  if (in(c, kChineseRanges)) flags |= kChinese;
  return static_cast<std::uint16_t>(flags);
}

}  // namespace

int generalCategory(char32_t c) {
  if (c <= std::end(kNewCategories)[-1].last)
    for (const NewCategory& range : kNewCategories) {
      if (c < range.first) break;
      if (c <= range.last) return range.category;
    }
  return u_charType(static_cast<UChar32>(c));
}

bool knownToNormalization(char32_t c) { return c < 0x300 || age(c) <= 90; }

int appendLower(char32_t c, std::u32string& out) {
  if (c == 0x130) {  // the only letter whose lower case is longer: i and a dot above
    out += U"i\u0307";
    return 2;
  }
  for (const NewCase& range : kNewCases)
    if (c >= range.first && c <= range.last && (c - range.first) % static_cast<unsigned>(range.step) == 0) {
      out += static_cast<char32_t>(static_cast<int>(c) + range.distance);
      return 1;
    }
  out += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return 1;
}

CharTable::CharTable() {
  std::map<std::array<std::uint16_t, 256>, std::uint16_t> known;
  for (char32_t page = 0; page < m_index.size(); ++page) {
    if (page > 0x400 && page < 0xE00) {  // planes 4 to 13 hold no characters
      m_index[page] = m_index[0x400];
      continue;
    }
    std::array<std::uint16_t, 256> flags{};
    for (char32_t c = 0; c < 256; ++c) flags[c] = flagsOf(page << 8 | c);
    const auto [place, isNew] = known.emplace(flags, static_cast<std::uint16_t>(m_pages.size()));
    if (isNew) m_pages.push_back(flags);
    m_index[page] = place->second;
  }
}

const CharTable& charTable() {
  static const CharTable table;
  return table;
}

std::u32string toCodePoints(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  forEachChar(text, [&](char32_t c, std::size_t, unsigned) { out += c; });
  return out;
}

std::string toUtf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append(out, c);
  return out;
}

namespace {

// Length of the valid character at `p`, or 0; `bad` becomes the length of the maximal prefix of a character.
unsigned validLength(const unsigned char* p, std::size_t left, unsigned& bad) {
  bad = 1;
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
  const unsigned length = sequenceLength(p[0]);
  const unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
  for (unsigned i = 1; i < length; ++i) {
    const unsigned char from = i == 1 ? low : 0x80, to = i == 1 ? high : 0xBF;
    if (i >= left || p[i] < from || p[i] > to) return 0;
    bad = i + 1;
  }
  return length;
}

}  // namespace

std::size_t findInvalid(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    if (i + 8 <= text.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, p + i, 8);
      if (!(eight & 0x8080808080808080ULL)) {
        i += 8;
        continue;
      }
    }
    unsigned bad = 0;
    const unsigned length = validLength(p + i, text.size() - i, bad);
    if (!length) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string replaceInvalid(std::string_view bytes) {
  if (findInvalid(bytes) == std::string_view::npos) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + 8);
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  for (std::size_t i = 0; i < bytes.size();) {
    unsigned bad = 0;
    if (const unsigned length = validLength(p + i, bytes.size() - i, bad)) {
      out.append(bytes, i, length);
      i += length;
    } else {
      out += "\xEF\xBF\xBD";
      i += bad;
    }
  }
  return out;
}

bool isAscii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & 0x8080808080808080ULL) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  return true;
}

}  // namespace attune::unicode
