// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>

#include "core/data/formats/byte_source.h"

namespace attune {

/// The rows of a Parquet file as JSON Lines, written by the helper program attune-parquet, which needs PyArrow: a
/// process of its own, so that nothing of a crafted file is read in this one. It is $ATTUNE_PARQUET, or stands beside
/// this program or on the PATH. Errors: file.open, data.no-parquet (no helper, with what to do); while reading
/// data.file-damaged, data.no-parquet (the helper lacks PyArrow), data.too-large.
Result<std::unique_ptr<ByteSource>> openParquet(const std::filesystem::path& path, std::uint64_t maxBytes);

}  // namespace attune
