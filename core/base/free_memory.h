// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

namespace attune {

/// Bytes of the processor's memory that can be had now without swapping; 0 where the system does not say. Any thread.
std::uint64_t freeMemory();

}  // namespace attune
