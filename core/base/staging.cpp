// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/staging.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "core/base/hash.h"
#include "core/base/write_error.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

// The work on the bytes of a folder: each is brought to the disk, then read again and hashed.
class Publication {
 public:
  Publication(const std::function<bool(double)>& goOn, std::uint64_t bytes) : m_goOn(goOn), m_steps(2 * bytes) {}

  Result<void> sync(const FileDescriptor& file, std::uint64_t size, const fs::path& path) {
    // In pieces, since fsync of many gigabytes cannot be stopped. What they report fsync would not tell again; file
    // systems that have no such call leave it all to fsync.
    constexpr unsigned kWrite = SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    for (std::uint64_t at = 0; at < size; at += kPiece) {
      const auto piece = std::min<std::uint64_t>(kPiece, size - at);
      if (::sync_file_range(file.get(), static_cast<off_t>(at), static_cast<off_t>(piece), kWrite) != 0 &&
          (errno == EIO || errno == ENOSPC))
        return tl::unexpected(notWritten(path));
      if (!step(piece)) return stopped();
    }
    if (::fsync(file.get()) != 0) return tl::unexpected(notWritten(path));
    return {};
  }

  Result<std::string> digest(const FileDescriptor& file, const fs::path& path) {
    Sha256 hash;
    for (std::uint64_t done = 0;;) {
      const ssize_t n = ::read(file.get(), m_piece.data(), m_piece.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0)
        return fail("file.read", ATTUNE_TEXT("“{0}” could not be read."), {path.string()}, {}, std::strerror(errno));
      if (n == 0) return hash.finish();
      hash.update(std::string_view(m_piece).substr(0, static_cast<std::size_t>(n)));
      done += static_cast<std::uint64_t>(n);
      // As in Spool: a very large file does not fill the system's memory, and can be removed at once.
      if (done > kCachedBytes)
        ::posix_fadvise(file.get(), 0, static_cast<off_t>(done - kCachedBytes), POSIX_FADV_DONTNEED);
      if (!step(static_cast<std::uint64_t>(n))) return stopped();
    }
  }

 private:
  static constexpr std::size_t kPiece = 4 << 20;
  static constexpr std::uint64_t kCachedBytes = 1ULL << 30;
  bool step(std::uint64_t bytes) {
    m_done += bytes;
    return !m_goOn || m_goOn(m_steps == 0 ? 1 : std::min(1.0, static_cast<double>(m_done) / static_cast<double>(m_steps)));
  }

  const std::function<bool(double)>& m_goOn;
  const std::uint64_t m_steps;
  std::uint64_t m_done = 0;
  std::string m_piece = std::string(kPiece, '\0');
};

}  // namespace

Result<void> publishFolder(const fs::path& staging, const fs::path& finalPath, const Json& facts,
                           const std::function<bool(double)>& goOn) {
  std::error_code code;
  std::vector<fs::path> folders{staging}, paths;
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(staging, code)) {
    (entry.is_directory() ? folders : paths).push_back(entry.path());
    if (!entry.is_directory()) bytes += entry.file_size(code);
  }
  std::sort(paths.begin(), paths.end());
  Json files = Json::object();
  Publication publication(goOn, bytes);
  for (const auto& path : paths) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (!file || ::fstat(file.get(), &info) != 0) return tl::unexpected(notWritten(path));
    const auto size = static_cast<std::uint64_t>(info.st_size);
    ATTUNE_TRY_VOID(publication.sync(file, size, path));
    ATTUNE_TRY(const std::string digest, publication.digest(file, path));
    files[fs::relative(path, staging).string()] = {{"size", size}, {"sha256", digest}};
  }
  ATTUNE_TRY_VOID(writeFileAtomic(staging / "MANIFEST.json", Json{{"files", files}, {"facts", facts}}.dump(1) + "\n"));
  for (const auto& folder : folders) ATTUNE_TRY_VOID(syncFolder(folder));
  if (goOn && !goOn(1)) return stopped();
  if (::rename(staging.c_str(), finalPath.c_str()) != 0) return tl::unexpected(notWritten(finalPath));
  return syncFolder(finalPath.parent_path());
}

}  // namespace attune
