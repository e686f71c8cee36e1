// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/file.h"

namespace attune {

/// Bytes that are appended and can be read at any place. The last megabyte stays in memory; what is before it lies in a
/// file without a name, which is gone with the object, or with the process. Thread: one appends, or any number read.
class Spool {
 public:
  /// Bytes to come; the file is made in `folder`, or where the system keeps temporary files.
  explicit Spool(std::filesystem::path folder = {}) : m_folder(std::move(folder)) {}
  /// The bytes of a file, to be read only. It is never mapped, so that one which shrinks is an error and no crash.
  /// Errors: file.open.
  static Result<std::unique_ptr<Spool>> open(const std::filesystem::path& path);

  /// Appends; what goes wrong is told by `check`. Not after `publish`, and not to an opened file.
  void append(std::string_view bytes);
  std::uint64_t size() const { return m_written + m_tail.size(); }
  bool isFixed() const { return m_fixed; }
  /// Copies `size` bytes from `offset`; false when they cannot be read.
  bool read(std::uint64_t offset, std::size_t size, char* to) const;
  /// Whether every byte was written. Errors: file.write.
  Result<void> check() const;
  /// Gives the bytes a name: the file itself where that is possible, else a copy. They can still be read here.
  /// Errors: file.write.
  Result<void> publish(const std::filesystem::path& path);

 private:
  void flush();
  std::filesystem::path m_folder;
  FileDescriptor m_file;
  std::uint64_t m_written = 0;  ///< Bytes in the file; m_tail stands behind them.
  std::string m_tail;
  bool m_fixed = false;
  std::optional<Error> m_fault;
};

}  // namespace attune
