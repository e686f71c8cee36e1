// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "core/data/formats/byte_source.h"
#include "core/data/import.h"

namespace attune {

/// A file's bytes, unpacked when its name says that it is compressed.
struct OpenedFile {
  std::unique_ptr<ByteSource> source;
  std::string
      name;  ///< Without the ending of the compression; of a ZIP archive the name inside: what the format is found by.
};

/// Opens a plain file, or one in .gz, .zst, .xz, .bz2, a .zip that holds one file, or a .parquet, which comes as JSON
/// Lines. Errors: file.open, data.file-damaged, data.no-parquet; while reading also data.too-large when it unpacks beyond the limits.
Result<OpenedFile> openRaw(const std::filesystem::path& path, const ImportLimits& limits);
/// openRaw read as UTF-8.
Result<std::unique_ptr<ByteSource>> openDecoded(const std::filesystem::path& path, const std::string& encoding,
                                                const ImportLimits& limits);
/// Whether the name's last ending is one of a compression or of Parquet, so that positions in the text say nothing of
/// the file's size.
bool isCompressedName(const std::filesystem::path& path);

}  // namespace attune
