// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/base/file.h"

namespace attune {
namespace {

class FileSource : public ByteSource {
 public:
  FileSource(FileDescriptor file, std::string name) : m_file(std::move(file)), m_name(std::move(name)) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t n = ::read(m_file.get(), to, size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail("file.read", ATTUNE_TEXT("“{0}” could not be read."), {m_name}, {}, std::strerror(errno));
      m_position += static_cast<std::uint64_t>(n);
      return static_cast<std::size_t>(n);
    }
  }
  std::uint64_t position() const override { return m_position; }

 private:
  FileDescriptor m_file;
  std::string m_name;
  std::uint64_t m_position = 0;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t n = std::min(size, m_bytes.size() - m_position);
    if (n > 0) std::memcpy(to, m_bytes.data() + m_position, n);
    m_position += n;
    return n;
  }
  std::uint64_t position() const override { return m_position; }

 private:
  std::string_view m_bytes;
  std::size_t m_position = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path& path) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return fail("file.open", ATTUNE_TEXT("“{0}” could not be opened."), {path.string()}, {}, std::strerror(errno));
  if (S_ISDIR(info.st_mode)) return fail("file.open", ATTUNE_TEXT("“{0}” is a folder, not a file."), {path.string()});
  return std::make_unique<FileSource>(std::move(file), path.string());
}

std::unique_ptr<ByteSource> memorySource(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

Result<bool> Window::more() {
  if (m_begin > 0) {
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
  }
  if (m_buffer.size() < m_end + kChunk / 2 + kPadding)
    m_buffer.resize(std::max(kChunk + kPadding, m_buffer.size() * 2));
  ATTUNE_TRY(const std::size_t n, m_source.read(m_buffer.data() + m_end, m_buffer.size() - kPadding - m_end));
  m_end += n;
  return n > 0;
}

}  // namespace attune
