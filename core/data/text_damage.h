// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace attune {

/// What a text's bytes tell of a wrong encoding somewhere on its way.
enum class TextDamage {
  None,
  Misread,  ///< UTF-8 that was read as Windows-1252 once (“Ã¥” for “å”): repairMisread brings it back.
  Lost,     ///< U+FFFD stands where a character was: it cannot be brought back.
  Control,  ///< Control characters other than tab and line ends, or zero-width ones that hide in a text.
};

/// The gravest damage of a text: Lost, then Misread, then Control.
TextDamage textDamage(std::string_view text);

/// The text with every misread run put right; unchanged when there is none.
std::string repairMisread(std::string_view text);

}  // namespace attune
