// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>

#include "core/text/jinja/runtime.h"

namespace attune::jinja {

/// The methods of str, in methods_text.cpp.
std::span<const Entry<Value>> textMethods();

}  // namespace attune::jinja
