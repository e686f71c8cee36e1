// SPDX-License-Identifier: GPL-3.0-or-later
// What Python's str knows about characters, on UTF-8.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/text/jinja/text.h"

namespace attune::jinja {

/// Bytes of the character that starts at `at`; 1 for a stray byte.
std::size_t characterLength(std::string_view text, std::size_t at);
/// Number of code points.
std::size_t characterCount(std::string_view text);
/// The code point that starts at `at`.
char32_t codePointAt(std::string_view text, std::size_t at);
void appendUtf8(std::string& out, char32_t codePoint);
/// The byte where code point number `index` starts, or the size when there are fewer.
std::size_t byteOfCharacter(std::string_view text, std::size_t index);

/// str.isspace of one character, which is also what strip() and split() remove.
bool isSpace(char32_t codePoint);
/// Where str.splitlines splits.
bool isLineBreak(char32_t codePoint);
/// str.isprintable of one character: what repr() shows as it is.
bool isPrintable(char32_t codePoint);
bool isAlphabetic(char32_t codePoint);
bool isDecimal(char32_t codePoint);
bool isDigit(char32_t codePoint);
bool isNumeric(char32_t codePoint);
bool isLower(char32_t codePoint);
bool isUpper(char32_t codePoint);
bool isTitle(char32_t codePoint);
/// First or later character of a Python identifier.
bool isIdentifierStart(char32_t codePoint);
bool isIdentifierPart(char32_t codePoint);
/// The value of a decimal digit of any script, or -1.
int digitValue(char32_t codePoint);

enum class CaseMapping { Upper, Lower, Title, Fold };
/// Maps every character, keeping marks; lower-casing knows the final sigma.
Text mapCase(const Text& text, CaseMapping mapping);
/// str.capitalize, str.title, str.swapcase.
Text capitalize(const Text& text);
Text titleCase(const Text& text);
Text swapCase(const Text& text);

}  // namespace attune::jinja
