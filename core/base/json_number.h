// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

#include "core/base/json.h"

namespace attune {

/// A whole number from 0 on. Throws Json::exception, as Json::at does, where something else stands: Json::get would turn
/// 1e99 into any number.
inline std::uint64_t wholeNumber(const Json& json) { return json.get_ref<const Json::number_unsigned_t&>(); }

}  // namespace attune
