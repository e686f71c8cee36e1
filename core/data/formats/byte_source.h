// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace attune {

/// A stream of bytes: a file, a compressed file, a text in memory, or another source read as UTF-8.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Puts up to `size` bytes at `to`; 0 means the end. Errors: file.read, data.file-damaged, data.too-large.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  /// Bytes of the file on disk used so far, for progress.
  virtual std::uint64_t position() const = 0;
};

/// A file as it is. Errors: file.open.
Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path& path);
/// Bytes that stay owned by the caller.
std::unique_ptr<ByteSource> memorySource(std::string_view bytes);
/// Another source whose bytes in `encoding` come out as UTF-8 without byte order mark. What the encoding does not allow
/// comes out as the byte FF, so that the row is found to be invalid rather than changed. Errors: data.encoding-unknown.
Result<std::unique_ptr<ByteSource>> decodingSource(std::unique_ptr<ByteSource> source, const std::string& encoding);
/// The encodings that decodingSource knows.
const std::vector<std::string>& knownEncodings();

/// A window on a source in which one row always stands in one piece.
class Window {
 public:
  explicit Window(ByteSource& source) : m_source(source) {}
  /// The bytes at hand. At least 64 more bytes may be read behind them, as simdjson needs.
  const char* data() const { return m_buffer.data() + m_begin; }
  std::size_t size() const { return m_end - m_begin; }
  std::string_view view() const { return {data(), size()}; }
  /// Appends bytes of the source; false at its end. Pointers into the window become invalid.
  Result<bool> more();
  /// Drops bytes from the front.
  void consume(std::size_t bytes) {
    m_begin += bytes;
    m_consumed += bytes;
  }
  /// Bytes dropped from the front so far: the offset of data() in the decoded text.
  std::uint64_t offset() const { return m_consumed; }
  std::uint64_t sourcePosition() const { return m_source.position(); }

 private:
  static constexpr std::size_t kChunk = 1 << 18;
  static constexpr std::size_t kPadding = 64;
  ByteSource& m_source;
  std::string m_buffer;
  std::size_t m_begin = 0;
  std::size_t m_end = 0;
  std::uint64_t m_consumed = 0;
};

}  // namespace attune
