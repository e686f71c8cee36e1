// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/base/spool.h"

namespace attune {

/// Writes bytes to `file`, compressed as the ending of `name` says (.gz, .zst, .xz, .bz2, .zip); in an archive they are
/// one file with the rest of the name. What was written is removed when it fails. Errors: file.write.
Result<void> writeCompressed(const Spool& content, const std::filesystem::path& name, const std::filesystem::path& file);

}  // namespace attune
