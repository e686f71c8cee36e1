// SPDX-License-Identifier: GPL-3.0-or-later
// GGUF, the file format of llama.cpp (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), versions 2 and 3,
// little-endian: magic, counts, key-value pairs, tensor entries, then the tensors' bytes at aligned offsets.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/weights/tensor.h"

namespace attune {

/// The value types of GGUF, with the format's numbers.
enum class GgufType : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, String, Array, U64, I64, F64 };

/// A list in the metadata. Numbers are kept as stored, so that a file cannot ask for more memory than it has bytes.
struct GgufArray {
  GgufType elementType = GgufType::U8;
  std::uint64_t count = 0;
  std::vector<std::byte> scalars;    ///< Of numbers and Bool.
  std::vector<std::string> strings;  ///< Of String.
  std::vector<GgufArray> arrays;     ///< Of Array.
};

/// A value in the metadata; integers are widened, the type tells what is stored.
struct GgufValue {
  GgufType type = GgufType::U32;
  std::variant<std::uint64_t, std::int64_t, double, bool, std::string, GgufArray> value;

  static GgufValue u32(std::uint32_t number) { return {GgufType::U32, std::uint64_t{number}}; }
  static GgufValue f32(float number) { return {GgufType::F32, double{number}}; }
  static GgufValue boolean(bool value) { return {GgufType::Bool, value}; }
  static GgufValue text(std::string text) { return {GgufType::String, std::move(text)}; }
  static GgufValue texts(std::vector<std::string> list);
  static GgufValue i32s(std::span<const std::int32_t> list);
  static GgufValue f32s(std::span<const float> list);
};

/// The key-value pairs in the order of the file.
using GgufMetadata = std::vector<std::pair<std::string, GgufValue>>;

/// An open GGUF file; tensors have row-major shapes, outermost dimension first (the file stores them reversed).
class GgufFile : public FileTensors {
 public:
  GgufFile(std::vector<File> files, std::vector<TensorInfo> tensors, GgufMetadata metadata, std::uint32_t version);
  const GgufMetadata& metadata() const { return m_metadata; }
  std::uint32_t version() const { return m_version; }
  const std::filesystem::path& path() const { return files().front().path; }
  /// The value of a key, or nullptr.
  const GgufValue* value(std::string_view key) const;
  /// Each gives nothing when the key is absent or of another type.
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::string> text(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  /// A list of numbers of any type.
  std::vector<double> numbers(std::string_view key) const;

 private:
  GgufMetadata m_metadata;
  std::uint32_t m_version;
};

/// Opens a GGUF file and checks every count, length, offset and size against the file's; the tensors' bytes are not
/// read. Errors: file.open, file.read, weights.gguf, weights.truncated.
Result<std::shared_ptr<GgufFile>> openGguf(const std::filesystem::path& path);

/// Writes a GGUF version 3 file piece by piece. The file gets its name in finish(); without that nothing is left
/// behind.
class GgufWriter {
 public:
  /// Starts a file. Errors: file.write, weights.write (a name twice, a shape that does not fit the type).
  static Result<GgufWriter> create(const std::filesystem::path& path, const GgufMetadata& metadata,
                                   std::vector<TensorInfo> tensors);
  GgufWriter(GgufWriter&&) noexcept = default;
  GgufWriter& operator=(GgufWriter&&) = delete;
  ~GgufWriter();
  /// Writes a whole tensor, encoding it as announced. Errors: file.write, weights.write.
  Result<void> writeFloat32(std::string_view name, std::span<const float> values);
  /// Completes the file: all tensors written, flushed to disk, renamed. Errors: file.write, weights.write.
  Result<void> finish();

 private:
  GgufWriter() = default;
  std::filesystem::path m_path, m_temporary;
  FileDescriptor m_file;
  std::map<std::string, TensorInfo, std::less<>> m_open;  // not yet written
};

}  // namespace attune
