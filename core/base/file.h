// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// An open file descriptor, closed on destruction.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept : m_descriptor(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();
  int get() const { return m_descriptor; }
  int release();
  explicit operator bool() const { return m_descriptor >= 0; }

 private:
  int m_descriptor = -1;
};

/// The whole content of a file of at most `maxBytes`. Errors: file.open, file.read, file.too-large.
Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes = UINT64_MAX);

/// Writes through a temporary file beside `path`: write, fsync, rename, fsync of the folder. After an error or a crash
/// the old content stands. Mode 0600. Errors: file.write (its detail holds the errno text).
Result<void> writeFileAtomic(const std::filesystem::path& path, std::string_view content);

/// Flushes a folder's entries to disk. Errors: file.write.
Result<void> syncFolder(const std::filesystem::path& folder);

/// A folder that appears under its final name complete or not at all (DESIGN §5): files go to `NAME.tmp/`, `commit`
/// writes MANIFEST.json last (size and SHA-256 of each file, and the caller's facts), fsyncs all and renames. Destroyed
/// without a commit, it removes the temporary folder.
class StagedFolder {
 public:
  /// Creates `finalPath` + ".tmp", emptying a left-over one. Errors: file.write, file.exists if `finalPath` is there.
  static Result<StagedFolder> create(const std::filesystem::path& finalPath);
  StagedFolder(StagedFolder&&) noexcept = default;
  StagedFolder& operator=(StagedFolder&&) = delete;
  ~StagedFolder();
  /// Where the files are to be written; becomes invalid with `commit`.
  const std::filesystem::path& path() const { return m_staging; }
  /// Publishes the folder. `facts` stand in the manifest under "facts". Errors: file.write, file.read.
  Result<void> commit(const Json& facts = Json::object());

 private:
  StagedFolder(std::filesystem::path finalPath, std::filesystem::path staging)
      : m_final(std::move(finalPath)), m_staging(std::move(staging)) {}
  std::filesystem::path m_final, m_staging;
};

/// The facts of a folder published by StagedFolder, after every file's size and SHA-256 was found true.
/// Errors: manifest.missing, manifest.mismatch (names the file).
Result<Json> verifyManifest(const std::filesystem::path& folder);

}  // namespace attune
