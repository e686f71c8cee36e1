// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of writing a large file piece by piece under a temporary name; used by the writers of this folder.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/error.h"
#include "core/base/file.h"

namespace attune {

/// Creates `path` + ".tmp" (mode 0600) with room for `bytes`, so that a full disk shows before the work of filling it.
/// On success `temporary` is its name. Errors: file.write.
Result<FileDescriptor> createTemporaryFile(const std::filesystem::path& path, std::uint64_t bytes,
                                           std::filesystem::path& temporary);
/// Writes all bytes at `offset`; `path` is for messages. Errors: file.write.
Result<void> pwriteAll(const FileDescriptor& file, const std::filesystem::path& path, std::span<const std::byte> bytes,
                       std::uint64_t offset);
/// Flushes and closes the file and gives it its name; removes it when that fails. Errors: file.write.
Result<void> publishTemporaryFile(FileDescriptor& file, const std::filesystem::path& temporary,
                                  const std::filesystem::path& path);

}  // namespace attune
