// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace attune::fuzz {

/// A file in memory for parsers that read from a path.
class MemoryFile {
 public:
  MemoryFile() : m_descriptor(::memfd_create("attune-fuzz", 0)) {}
  ~MemoryFile() { ::close(m_descriptor); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  /// The path of a file with this content; the content before is gone.
  std::filesystem::path with(const std::uint8_t* data, std::size_t size) const {
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, data, size, 0) != static_cast<ssize_t>(size))
      std::abort();
    return "/proc/self/fd/" + std::to_string(m_descriptor);
  }

 private:
  int m_descriptor;
};

}  // namespace attune::fuzz
