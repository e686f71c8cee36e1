// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/file_writing.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace attune {
namespace {

tl::unexpected<Error> writeFailed(const std::filesystem::path& path) {
  const int problem = errno;
  const bool full = problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
  return fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {path.string()},
              full ? ATTUNE_TEXT("The disk is full: free some space and try again; nothing stored before is lost.")
                   : ATTUNE_TEXT("Check that the folder exists and that you may write to it."),
              std::strerror(problem));
}

}  // namespace

Result<FileDescriptor> createTemporaryFile(const std::filesystem::path& path, std::uint64_t bytes,
                                           std::filesystem::path& temporary) {
  temporary = path;
  temporary += ".tmp";
  FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!file) return writeFailed(path);
  const int problem = bytes ? ::posix_fallocate(file.get(), 0, static_cast<off_t>(bytes)) : 0;
  // Some file systems cannot reserve room; then the writes themselves will tell.
  if (problem != 0 && problem != EOPNOTSUPP && problem != EINVAL) {
    ::unlink(temporary.c_str());
    errno = problem;
    return writeFailed(path);
  }
  return file;
}

Result<void> pwriteAll(const FileDescriptor& file, const std::filesystem::path& path, std::span<const std::byte> bytes,
                       std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return writeFailed(path);
    bytes = bytes.subspan(static_cast<std::size_t>(n));
    offset += static_cast<std::uint64_t>(n);
  }
  return {};
}

Result<void> publishTemporaryFile(FileDescriptor& file, const std::filesystem::path& temporary,
                                  const std::filesystem::path& path) {
  if (::fsync(file.get()) != 0 || ::close(file.release()) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) {
    const auto problem = writeFailed(path);
    ::unlink(temporary.c_str());
    return problem;
  }
  return syncFolder(path.parent_path());
}

}  // namespace attune
