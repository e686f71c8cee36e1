// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/open.h"

namespace attune {

Result<std::unique_ptr<ByteSource>> openRaw(const std::filesystem::path& path, const ImportLimits&) {
  return openFileSource(path);
}

Result<std::unique_ptr<ByteSource>> openDecoded(const std::filesystem::path& path, const std::string& encoding,
                                                const ImportLimits& limits) {
  ATTUNE_TRY(auto raw, openRaw(path, limits));
  return decodingSource(std::move(raw), encoding);
}

std::string tableName(const std::filesystem::path& path) {
  return path.filename().string();
}

}  // namespace attune
