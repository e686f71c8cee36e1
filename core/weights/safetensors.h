// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors format (https://huggingface.co/docs/safetensors): u64 little-endian header length, a JSON header,
// then the tensors' bytes, row-major, without gaps or overlap.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/weights/tensor.h"

namespace attune {

/// The free text entries of a file's `__metadata__`.
using TensorMetadata = std::map<std::string, std::string>;

/// An open .safetensors file, or all shards of a folder.
class SafetensorsFile : public FileTensors {
 public:
  using FileTensors::FileTensors;
  TensorMetadata metadata;
};

/// Opens a .safetensors file; the header is checked to the letter of the format, the bytes are not read.
/// Errors: file.open, file.read, weights.safetensors, weights.truncated, json.*.
Result<std::shared_ptr<SafetensorsFile>> openSafetensors(const std::filesystem::path& path);

/// The checked entries of a header; `dataBytes` is how much follows it. For openSafetensors and for tests.
/// Errors: weights.safetensors, json.*.
Result<std::vector<TensorInfo>> parseSafetensorsHeader(std::string_view header, std::uint64_t dataBytes,
                                                       const std::string& name, TensorMetadata& metadata);

/// Opens the shards that a `*.safetensors.index.json` names, all of which must be plain names in its folder.
/// Errors: weights.index, those of openSafetensors.
Result<std::shared_ptr<SafetensorsFile>> openShardedSafetensors(const std::filesystem::path& index);

/// Writes one .safetensors file piece by piece, so that memory stays small. The file gets its name in finish(); without
/// that nothing is left behind. Thread: one at a time.
class SafetensorsWriter {
 public:
  /// Starts a file with these tensors (name, dtype and shape are used). They are stored by falling element size, as
  /// readers that map the file need. Errors: file.write, weights.write (a name twice, a type the format lacks).
  static Result<SafetensorsWriter> create(const std::filesystem::path& path, std::vector<TensorInfo> tensors,
                                          const TensorMetadata& metadata = {{"format", "pt"}});
  SafetensorsWriter(SafetensorsWriter&&) noexcept = default;
  SafetensorsWriter& operator=(SafetensorsWriter&&) = delete;
  ~SafetensorsWriter();
  /// Writes bytes of a tensor from `offset` on; each byte once, in any order. Errors: file.write, weights.write.
  Result<void> write(std::string_view name, std::span<const std::byte> bytes, std::uint64_t offset = 0);
  /// Writes a whole tensor, converting to its type. Errors: those of write, weights.dtype.
  Result<void> writeFloat32(std::string_view name, std::span<const float> values);
  /// Completes the file: all tensors written, flushed to disk, renamed. Errors: file.write, weights.write.
  Result<void> finish();

 private:
  struct Entry {
    TensorInfo info;
    std::uint64_t written = 0;
  };
  SafetensorsWriter() = default;
  std::filesystem::path m_path, m_temporary;
  FileDescriptor m_file;
  std::map<std::string, Entry, std::less<>> m_entries;
};

/// Writes `STEM.safetensors` into a folder, or shards of at most `maxShardBytes` with STEM.safetensors.index.json when
/// it gets larger (a single tensor may exceed it).
class ShardedSafetensorsWriter {
 public:
  /// Errors: those of SafetensorsWriter::create.
  static Result<ShardedSafetensorsWriter> create(const std::filesystem::path& folder,
                                                 const std::vector<TensorInfo>& tensors,
                                                 std::uint64_t maxShardBytes = 5'000'000'000,
                                                 const std::string& stem = "model",
                                                 const TensorMetadata& metadata = {{"format", "pt"}});
  /// Each as of SafetensorsWriter.
  Result<void> write(std::string_view name, std::span<const std::byte> bytes, std::uint64_t offset = 0);
  Result<void> writeFloat32(std::string_view name, std::span<const float> values);
  Result<void> finish();

 private:
  std::filesystem::path m_folder;
  std::string m_stem;
  std::uint64_t m_totalBytes = 0;
  std::vector<SafetensorsWriter> m_shards;
  std::vector<std::string> m_fileNames;
  std::map<std::string, std::size_t, std::less<>> m_shardOf;
};

/// Whether a name that a file gives for another file is a plain name: not empty, no separators, no "..", no NUL, not
/// hidden; so that it cannot lead out of the folder.
bool isPlainFileName(std::string_view name);

}  // namespace attune
