// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/tokenizers/aligned_text.h"

namespace attune::tokenizers {

/// The printable character that stands for a byte in byte-level vocabularies (GPT-2): itself where it is visible
/// Latin-1, else U+0100 and up in order (a space becomes Ġ).
char32_t byteCharacter(unsigned char byte);
/// The byte of such a character.
std::optional<unsigned char> characterByte(char32_t c);

/// Rewrites every byte of the text as its character.
void toByteLevel(AlignedText& text);
std::string toByteLevel(std::string_view bytes);
/// The bytes behind a byte-level token, or nothing if it has other characters.
std::optional<std::string> fromByteLevel(std::string_view token);

}  // namespace attune::tokenizers
