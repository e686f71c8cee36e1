// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace attune {

/// An incremental SHA-256 (FIPS 180-4), for contents that are trusted by their hash.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  void update(std::string_view bytes);
  /// 64 lower-case hexadecimal digits; the object is spent afterwards.
  std::string finish();

 private:
  struct Context;
  std::unique_ptr<Context> m_context;
};

/// SHA-256 of bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
/// SHA-256 of a file's content. Errors: file.open, file.read.
Result<std::string> sha256OfFile(const std::filesystem::path& path);
/// Fast non-cryptographic XXH3 hash, for cache keys and hash tables.
std::uint64_t fastHash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace attune
