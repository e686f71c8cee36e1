// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace attune {

/// A folder of its own for a test, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int count = 0;
    m_path = std::filesystem::temp_directory_path() /
             ("attune-data-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(m_path);
  }
  ~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(m_path, code);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }
  /// Writes a file into the folder and gives its path.
  std::filesystem::path write(const std::string& name, std::string_view content) const {
    std::ofstream(m_path / name, std::ios::binary) << content;
    return m_path / name;
  }

 private:
  std::filesystem::path m_path;
};

}  // namespace attune
