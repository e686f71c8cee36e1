// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <stop_token>

#include "core/base/spool.h"
#include "core/data/formats/byte_source.h"

namespace attune {

/// The rows of a Parquet file as JSON Lines, written by the helper program attune-parquet, which needs PyArrow: a
/// process of its own, so that nothing of a crafted file is read in this one. It is $ATTUNE_PARQUET, or stands beside
/// this program or on the PATH. Errors: file.open, data.no-parquet (no helper, with what to do); while reading
/// data.file-damaged, data.no-parquet (the helper lacks PyArrow), data.too-large.
Result<std::unique_ptr<ByteSource>> openParquet(const std::filesystem::path& path, std::uint64_t maxBytes);

/// Makes a Parquet file at `path` of JSON Lines, by the same helper: columns of plain values, lists and objects get the
/// types of Parquet; what these would change stays JSON text and is read back as it was. The rows lie at `path` until the
/// helper has opened them; nothing is left there on failure. Errors: file.write, data.no-parquet, stopped.
Result<void> writeParquet(Spool& lines, const std::filesystem::path& path, std::stop_token stop);

}  // namespace attune
