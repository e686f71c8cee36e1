// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace attune {

/// Whether `text` is valid UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
bool isValidUtf8(std::string_view text);

}  // namespace attune
