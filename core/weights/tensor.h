// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"

namespace attune {

/// How the elements of a stored tensor are coded: the types of safetensors, and the block types of GGUF, whose
/// elements stand in blocks along the last dimension.
enum class DType : std::uint8_t {
  F64,
  F32,
  F16,
  BF16,
  I64,
  I32,
  I16,
  I8,
  U64,
  U32,
  U16,
  U8,
  Bool,
  F8E4M3,
  F8E5M2,
  F8E4M3Fnuz,
  F8E5M2Fnuz,
  F8E8M0,
  F6E2M3,
  F6E3M2,
  F4,
  C64,
  Q4_0,
  Q4_1,
  Q5_0,
  Q5_1,
  Q8_0,
  Q8_1,
  Q2K,
  Q3K,
  Q4K,
  Q5K,
  Q6K,
  Q8K,
  IQ2XXS,
  IQ2XS,
  IQ3XXS,
  IQ1S,
  IQ4NL,
  IQ3S,
  IQ2S,
  IQ4XS,
  IQ1M,
  TQ1_0,
  TQ2_0,
  MXFP4
};

/// The facts of a DType.
struct DTypeInfo {
  DType dtype;
  std::string_view name;        ///< Spelling of safetensors ("BF16"), or of GGUF for block types ("Q4_1").
  std::string_view torchName;   ///< Spelling of config.json ("bfloat16"); empty where there is none.
  std::uint32_t blockElements;  ///< Elements in a block; 1 for plain types.
  std::uint32_t blockBytes;     ///< Bytes of a block.
  int ggufType;                 ///< Number in a GGUF file, -1 where there is none.
  bool inSafetensors;           ///< Whether safetensors files may hold it.
  bool toFloat32;               ///< Whether readFloat32 can decode it.
};

/// The facts of a DType; always there.
const DTypeInfo& dtypeInfo(DType dtype);
/// The type of a safetensors name ("F32"), if there is one.
std::optional<DType> dtypeFromSafetensors(std::string_view name);
/// The type of config.json's `dtype` ("bfloat16"), if there is one.
std::optional<DType> dtypeFromTorchName(std::string_view name);
/// The type of a GGUF number, if it is one that Attune knows.
std::optional<DType> dtypeFromGguf(std::uint32_t type);

/// Product of the dimensions; empty when one is negative or the product does not fit 63 bits. A scalar has 1 element.
std::optional<std::uint64_t> elementCount(std::span<const std::int64_t> shape);
/// Bytes that `elements` elements take; empty when they do not fill whole blocks, or on overflow.
std::optional<std::uint64_t> byteCount(DType dtype, std::uint64_t elements);
/// "[512, 64]", for messages.
std::string shapeText(std::span<const std::int64_t> shape);

/// What is known of a stored tensor without reading its bytes.
struct TensorInfo {
  std::string name;
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;  ///< Row-major, outermost dimension first, whatever the file's own order.
  std::uint64_t begin = 0;          ///< First byte, from the start of the file.
  std::uint64_t end = 0;            ///< One past the last byte.
  std::uint32_t file = 0;           ///< Which of the source's files.

  std::uint64_t elements() const { return elementCount(shape).value_or(0); }
  std::uint64_t bytes() const { return end - begin; }
};

/// Named tensors to read from: a safetensors file, a folder of shards, a GGUF file, or a renaming view of one.
/// Thread: any; reads may run at the same time.
class TensorSource {
 public:
  virtual ~TensorSource() = default;
  /// All tensors, in the order of the file.
  virtual const std::vector<TensorInfo>& tensors() const = 0;
  /// The tensor of this name, or nullptr.
  virtual const TensorInfo* find(std::string_view name) const = 0;
  /// The stored bytes from `offset` of the tensor on, as many as `out` holds. Copies with pread: a file that shrinks
  /// meanwhile gives an error, never a signal. Errors: weights.tensor-missing, weights.range, file.read,
  /// weights.truncated.
  virtual Result<void> readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset = 0) const = 0;
  /// Elements from `firstElement` on as float32, as many as `out` holds, decoding whatever they are stored as. The
  /// range must start on a block, and end on one or at the end. Errors: those of readBytes, weights.dtype.
  virtual Result<void> readFloat32(std::string_view name, std::span<float> out, std::uint64_t firstElement = 0) const;

  /// All bytes of a tensor. Errors: those of readBytes.
  Result<std::vector<std::byte>> read(std::string_view name) const;
  /// All elements of a tensor as float32. Errors: those of readFloat32.
  Result<std::vector<float>> readFloat32(std::string_view name) const;
};

/// Tensors that stand in one or more open files at known ranges: what every format's reader gives.
class FileTensors : public TensorSource {
 public:
  struct File {
    std::filesystem::path path;
    FileDescriptor descriptor;
  };
  /// `tensors` are checked against the files' sizes by the reader that made them; names are unique.
  FileTensors(std::vector<File> files, std::vector<TensorInfo> tensors);
  const std::vector<TensorInfo>& tensors() const override { return m_tensors; }
  const TensorInfo* find(std::string_view name) const override;
  Result<void> readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset = 0) const override;
  using TensorSource::readFloat32;
  /// The files that the tensors stand in, in the order of TensorInfo::file.
  const std::vector<File>& files() const { return m_files; }

 private:
  std::vector<File> m_files;
  std::vector<TensorInfo> m_tensors;
  std::unordered_map<std::string_view, std::size_t> m_index;
};

/// Opens a file for reading and tells its size. Errors: file.open.
Result<FileDescriptor> openForReading(const std::filesystem::path& path, std::uint64_t& size);
/// Fills `out` from `offset` of an open file. Errors: file.read, weights.truncated when the file ends before.
Result<void> preadExactly(const FileDescriptor& file, const std::filesystem::path& path, std::span<std::byte> out,
                          std::uint64_t offset);

}  // namespace attune
