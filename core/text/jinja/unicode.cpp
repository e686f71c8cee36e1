// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/unicode.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

namespace attune::jinja {

std::size_t characterLength(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

std::size_t characterCount(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

char32_t codePointAt(std::string_view text, std::size_t at) {
  const std::size_t length = characterLength(text, at);
  const auto lead = static_cast<unsigned char>(text[at]);
  if (length == 1) return lead;
  char32_t point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return point;
}

void appendUtf8(std::string& out, char32_t point) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      byte(0xE0 | point >> 12);
    } else {
      byte(0xF0 | point >> 18);
      byte(0x80 | (point >> 12 & 0x3F));
    }
    byte(0x80 | (point >> 6 & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

std::size_t byteOfCharacter(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  while (index-- > 0 && at < text.size()) at += characterLength(text, at);
  return at;
}

bool isSpace(char32_t c) {
  return (c >= 9 && c <= 13) || (c >= 28 && c <= 32) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isLineBreak(char32_t c) {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

namespace {
UChar32 icu(char32_t c) {
  return static_cast<UChar32>(c);
}
std::uint32_t category(char32_t c) {
  return U_GET_GC_MASK(icu(c));
}
}  // namespace

bool isPrintable(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  return (category(c) & (U_GC_C_MASK | U_GC_Z_MASK)) == 0;
}
bool isAlphabetic(char32_t c) {
  return (category(c) & U_GC_L_MASK) != 0;
}
bool isDecimal(char32_t c) {
  return (category(c) & U_GC_ND_MASK) != 0;
}
bool isDigit(char32_t c) {
  const int type = u_getIntPropertyValue(icu(c), UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}
bool isNumeric(char32_t c) {
  return u_getIntPropertyValue(icu(c), UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}
bool isLower(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_LOWERCASE) != 0;
}
bool isUpper(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_UPPERCASE) != 0;
}
bool isTitle(char32_t c) {
  return (category(c) & U_GC_LT_MASK) != 0;
}
bool isIdentifierStart(char32_t c) {
  return c == '_' || u_hasBinaryProperty(icu(c), UCHAR_XID_START) != 0;
}
bool isIdentifierPart(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_XID_CONTINUE) != 0;
}
int digitValue(char32_t c) {
  return u_charDigitValue(icu(c));
}

namespace {

bool isCased(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_CASED) != 0;
}
bool isCaseIgnorable(char32_t c) {
  return u_hasBinaryProperty(icu(c), UCHAR_CASE_IGNORABLE) != 0;
}

// One character by Unicode's full mapping (SpecialCasing.txt, without conditions).
void appendMapped(Text& out, char32_t point, CaseMapping mapping, std::uint8_t marks) {
  if (point < 0x80) {
    const auto c = static_cast<char>(point);
    const bool lower = c >= 'a' && c <= 'z';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool toUpper = mapping == CaseMapping::Upper || mapping == CaseMapping::Title;
    const char mapped = toUpper && lower    ? static_cast<char>(c - 32)
                        : !toUpper && upper ? static_cast<char>(c + 32)
                                            : c;
    return out.append(std::string_view(&mapped, 1), marks);
  }
  UChar source[2];
  int32_t length = 0;
  U16_APPEND_UNSAFE(source, length, icu(point));
  UChar target[8];
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  if (mapping == CaseMapping::Upper)
    size = u_strToUpper(target, 8, source, length, "", &status);
  else if (mapping == CaseMapping::Lower)
    size = u_strToLower(target, 8, source, length, "", &status);
  else if (mapping == CaseMapping::Fold)
    size = u_strFoldCase(target, 8, source, length, U_FOLD_CASE_DEFAULT, &status);
  else
    size = u_strToTitle(target, 8, source, length, nullptr, "", &status);
  std::string bytes;
  for (int32_t i = 0; U_SUCCESS(status) && i < size;) {
    UChar32 mapped = 0;
    U16_NEXT(target, i, size, mapped);
    appendUtf8(bytes, static_cast<char32_t>(mapped));
  }
  out.append(bytes, marks);
}

// A capital sigma ends a word when a cased letter stands before it and none after it, case-ignorable signs aside.
bool isFinalSigma(std::string_view text, std::size_t at) {
  std::size_t before = at;
  bool cased = false;
  while (before > 0) {
    do --before;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80);
    const char32_t c = codePointAt(text, before);
    if (isCaseIgnorable(c)) continue;
    cased = isCased(c);
    break;
  }
  if (!cased) return false;
  for (std::size_t after = at + 2; after < text.size(); after += characterLength(text, after)) {
    const char32_t c = codePointAt(text, after);
    if (!isCaseIgnorable(c)) return !isCased(c);
  }
  return true;
}

void appendCharacter(Text& out, const Text& text, std::size_t at, CaseMapping mapping) {
  const char32_t point = codePointAt(text.bytes(), at);
  constexpr char32_t kCapitalSigma = 0x3A3;
  if (mapping == CaseMapping::Lower && point == kCapitalSigma && isFinalSigma(text.bytes(), at))
    return out.append("\xCF\x82", text.marksAt(at));
  appendMapped(out, point, mapping, text.marksAt(at));
}

template <class Choose>
Text mapEach(const Text& text, Choose choose) {
  Text out;
  for (std::size_t at = 0; at < text.size(); at += characterLength(text.bytes(), at))
    appendCharacter(out, text, at, choose(codePointAt(text.bytes(), at)));
  out.markup = text.markup;
  return out;
}

}  // namespace

Text mapCase(const Text& text, CaseMapping mapping) {
  return mapEach(text, [mapping](char32_t) { return mapping; });
}

Text capitalize(const Text& text) {
  bool first = true;
  return mapEach(text, [&](char32_t) { return std::exchange(first, false) ? CaseMapping::Title : CaseMapping::Lower; });
}

Text titleCase(const Text& text) {
  bool inWord = false;
  return mapEach(text, [&](char32_t c) {
    const auto mapping = inWord ? CaseMapping::Lower : CaseMapping::Title;
    inWord = isCased(c);
    return mapping;
  });
}

Text swapCase(const Text& text) {
  Text out;
  for (std::size_t at = 0; at < text.size(); at += characterLength(text.bytes(), at)) {
    const char32_t c = codePointAt(text.bytes(), at);
    if (isUpper(c) || isLower(c))
      appendCharacter(out, text, at, isUpper(c) ? CaseMapping::Lower : CaseMapping::Upper);
    else
      out.append(text, at, at + characterLength(text.bytes(), at));
  }
  out.markup = text.markup;
  return out;
}

}  // namespace attune::jinja
