// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/base/write_error.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kTailBytes = 1 << 20;
constexpr std::uint64_t kCachedBytes = 1ULL << 30;

// A file that can get a name later (linkat), or on file systems without such files one that never has.
FileDescriptor unnamedFile(const fs::path& folder) {
  FileDescriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  std::string name = (folder / "attune-XXXXXX").string();
  FileDescriptor other(::mkostemp(name.data(), O_CLOEXEC));
  if (other) ::unlink(name.c_str());
  return other;
}

bool writeAt(int file, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
    offset += static_cast<std::uint64_t>(n);
  }
  return true;
}

}  // namespace

Result<std::unique_ptr<Spool>> Spool::open(const fs::path& path) {
  auto spool = std::make_unique<Spool>();
  spool->m_file = FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!spool->m_file || ::fstat(spool->m_file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail("file.open", ATTUNE_TEXT("“{0}” could not be opened."), {path.string()}, {}, std::strerror(errno));
  spool->m_written = static_cast<std::uint64_t>(info.st_size);
  spool->m_fixed = true;
  return spool;
}

void Spool::append(std::string_view bytes) {
  assert(!m_fixed);
  if (m_fault) return;
  m_tail.append(bytes);
  if (m_tail.size() >= kTailBytes) flush();
}

void Spool::flush() {
  std::error_code code;
  const fs::path folder = m_folder.empty() ? fs::temp_directory_path(code) : m_folder;
  if (!m_file) m_file = unnamedFile(folder);
  if (!m_file || !writeAt(m_file.get(), m_tail, m_written)) {
    m_fault = notWritten(folder);
  } else {
    // The disk begins at once and is never far behind, so that neither the end of a long file nor its removal, when the
    // work is stopped, need wait for all of it.
    constexpr std::uint64_t kBehind = 64 << 20;
    ::sync_file_range(m_file.get(), static_cast<off_t>(m_written), static_cast<off_t>(m_tail.size()),
                      SYNC_FILE_RANGE_WRITE);
    if (m_written >= kBehind &&
        ::sync_file_range(m_file.get(), static_cast<off_t>(m_written - kBehind), static_cast<off_t>(m_tail.size()),
                          SYNC_FILE_RANGE_WAIT_BEFORE) != 0 &&
        (errno == EIO || errno == ENOSPC))
      m_fault = notWritten(folder);  // which fsync would not tell again
    // Of a very large file only the end stays in the system's memory, so that others keep theirs there and the file is
    // gone at once when the work is stopped.
    if (m_written >= kCachedBytes)
      ::posix_fadvise(m_file.get(), static_cast<off_t>(m_written - kCachedBytes), static_cast<off_t>(m_tail.size()),
                      POSIX_FADV_DONTNEED);
    m_written += m_tail.size();
  }
  m_tail.clear();
}

bool Spool::read(std::uint64_t offset, std::size_t size, char* to) const {
  if (offset > this->size() || size > this->size() - offset) return false;
  while (size > 0 && offset < m_written) {
    const ssize_t n = ::pread(m_file.get(), to, static_cast<std::size_t>(std::min<std::uint64_t>(size, m_written - offset)),
                              static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    to += n;
    offset += static_cast<std::uint64_t>(n);
    size -= static_cast<std::size_t>(n);
  }
  if (size > 0) std::memcpy(to, m_tail.data() + (offset - m_written), size);
  return true;
}

Result<void> Spool::check() const {
  if (m_fault) return tl::unexpected(*m_fault);
  return {};
}

Result<void> Spool::publish(const fs::path& path) {
  ATTUNE_TRY_VOID(check());
  if (m_file && !m_fixed) {
    // The tail stays in memory too: others may be reading.
    if (!writeAt(m_file.get(), m_tail, m_written)) return tl::unexpected(notWritten(path));
    const std::string self = "/proc/self/fd/" + std::to_string(m_file.get());
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      m_fixed = true;
      return {};
    }
  }
  const FileDescriptor copy(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!copy) return tl::unexpected(notWritten(path));
  std::string part;
  for (std::uint64_t at = 0; at < size(); at += part.size()) {
    part.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kTailBytes, size() - at)));
    if (!read(at, part.size(), part.data()) || !writeAt(copy.get(), part, at)) return tl::unexpected(notWritten(path));
  }
  m_fixed = true;
  return {};
}

}  // namespace attune
