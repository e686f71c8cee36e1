// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "core/data/formats/byte_source.h"
#include "core/data/import.h"

namespace attune {

/// The file's bytes, unpacked when its name says that it is compressed (.gz, .zst, .xz, .bz2, .zip with one table).
/// Errors: file.open, data.file-damaged.
Result<std::unique_ptr<ByteSource>> openRaw(const std::filesystem::path& path, const ImportLimits& limits);
/// openRaw read as UTF-8.
Result<std::unique_ptr<ByteSource>> openDecoded(const std::filesystem::path& path, const std::string& encoding,
                                                const ImportLimits& limits);
/// The name without the ending of the compression: what the format is found by.
std::string tableName(const std::filesystem::path& path);

}  // namespace attune
