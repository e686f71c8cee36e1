// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/base/error.h"

namespace attune {

/// What errno says of a file that could not be written, and what to do: file.write.
Error notWritten(const std::filesystem::path& path);

}  // namespace attune
