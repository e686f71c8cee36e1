// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace attune {

/// The language that a text seems to be in, by its commonest words and its script: "en", "nb", "pl", "sv", "da", "de",
/// "fr", "es", "it", "nl", or for other scripts "ru", "el", "ar", "he", "zh", "ja", "ko", "hi". Empty for short or mixed
/// texts: a hint for the eye, never a filter by itself.
std::string_view guessLanguage(std::string_view text);

}  // namespace attune
