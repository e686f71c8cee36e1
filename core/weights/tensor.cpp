// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/tensor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/weights/codec.h"

namespace attune {
namespace {

// In the order of the enumeration, so that dtypeInfo can index it.
constexpr DTypeInfo kDTypes[] = {
    {DType::F64, "F64", "float64", 1, 8, 28, true, true},
    {DType::F32, "F32", "float32", 1, 4, 0, true, true},
    {DType::F16, "F16", "float16", 1, 2, 1, true, true},
    {DType::BF16, "BF16", "bfloat16", 1, 2, 30, true, true},
    {DType::I64, "I64", "int64", 1, 8, 27, true, true},
    {DType::I32, "I32", "int32", 1, 4, 26, true, true},
    {DType::I16, "I16", "int16", 1, 2, 25, true, true},
    {DType::I8, "I8", "int8", 1, 1, 24, true, true},
    {DType::U64, "U64", "uint64", 1, 8, -1, true, true},
    {DType::U32, "U32", "uint32", 1, 4, -1, true, true},
    {DType::U16, "U16", "uint16", 1, 2, -1, true, true},
    {DType::U8, "U8", "uint8", 1, 1, -1, true, true},
    {DType::Bool, "BOOL", "bool", 1, 1, -1, true, true},
    {DType::F8E4M3, "F8_E4M3", "float8_e4m3fn", 1, 1, -1, true, true},
    {DType::F8E5M2, "F8_E5M2", "float8_e5m2", 1, 1, -1, true, true},
    {DType::F8E4M3Fnuz, "F8_E4M3FNUZ", "float8_e4m3fnuz", 1, 1, -1, true, false},
    {DType::F8E5M2Fnuz, "F8_E5M2FNUZ", "float8_e5m2fnuz", 1, 1, -1, true, false},
    {DType::F8E8M0, "F8_E8M0", "float8_e8m0fnu", 1, 1, -1, true, false},
    {DType::F6E2M3, "F6_E2M3", "", 4, 3, -1, true, false},
    {DType::F6E3M2, "F6_E3M2", "", 4, 3, -1, true, false},
    {DType::F4, "F4", "", 2, 1, -1, true, false},
    {DType::C64, "C64", "complex64", 1, 8, -1, true, false},
    {DType::Q4_0, "Q4_0", "", 32, 18, 2, false, true},
    {DType::Q4_1, "Q4_1", "", 32, 20, 3, false, true},
    {DType::Q5_0, "Q5_0", "", 32, 22, 6, false, true},
    {DType::Q5_1, "Q5_1", "", 32, 24, 7, false, true},
    {DType::Q8_0, "Q8_0", "", 32, 34, 8, false, true},
    {DType::Q8_1, "Q8_1", "", 32, 36, 9, false, false},
    {DType::Q2K, "Q2_K", "", 256, 84, 10, false, true},
    {DType::Q3K, "Q3_K", "", 256, 110, 11, false, true},
    {DType::Q4K, "Q4_K", "", 256, 144, 12, false, true},
    {DType::Q5K, "Q5_K", "", 256, 176, 13, false, true},
    {DType::Q6K, "Q6_K", "", 256, 210, 14, false, true},
    {DType::Q8K, "Q8_K", "", 256, 292, 15, false, false},
    {DType::IQ2XXS, "IQ2_XXS", "", 256, 66, 16, false, false},
    {DType::IQ2XS, "IQ2_XS", "", 256, 74, 17, false, false},
    {DType::IQ3XXS, "IQ3_XXS", "", 256, 98, 18, false, false},
    {DType::IQ1S, "IQ1_S", "", 256, 50, 19, false, false},
    {DType::IQ4NL, "IQ4_NL", "", 32, 18, 20, false, false},
    {DType::IQ3S, "IQ3_S", "", 256, 110, 21, false, false},
    {DType::IQ2S, "IQ2_S", "", 256, 82, 22, false, false},
    {DType::IQ4XS, "IQ4_XS", "", 256, 136, 23, false, false},
    {DType::IQ1M, "IQ1_M", "", 256, 56, 29, false, false},
    {DType::TQ1_0, "TQ1_0", "", 256, 54, 34, false, false},
    {DType::TQ2_0, "TQ2_0", "", 256, 66, 35, false, false},
    {DType::MXFP4, "MXFP4", "", 32, 17, 39, false, false},
};
static_assert(std::size(kDTypes) == static_cast<std::size_t>(DType::MXFP4) + 1);

tl::unexpected<Error> missing(std::string_view name) {
  return fail("weights.tensor-missing", ATTUNE_TEXT("The tensor “{0}” is not in the checkpoint."), {std::string(name)});
}

tl::unexpected<Error> outOfRange(std::string_view name) {
  return fail("weights.range", ATTUNE_TEXT("The asked part of the tensor “{0}” reaches outside of it."),
              {std::string(name)});
}

}  // namespace

const DTypeInfo& dtypeInfo(DType dtype) {
  return kDTypes[static_cast<std::size_t>(dtype)];
}

std::optional<DType> dtypeFromSafetensors(std::string_view name) {
  for (const auto& info : kDTypes)
    if (info.inSafetensors && info.name == name) return info.dtype;
  return {};
}

std::optional<DType> dtypeFromTorchName(std::string_view name) {
  for (const auto& info : kDTypes)
    if (!name.empty() && info.torchName == name) return info.dtype;
  return {};
}

std::optional<DType> dtypeFromGguf(std::uint32_t type) {
  for (const auto& info : kDTypes)
    if (info.ggufType >= 0 && static_cast<std::uint32_t>(info.ggufType) == type) return info.dtype;
  return {};
}

std::optional<std::uint64_t> elementCount(std::span<const std::int64_t> shape) {
  // A zero anywhere makes the product zero, but the other dimensions must still be sane.
  std::int64_t count = 1;
  for (const std::int64_t dimension : shape)
    if (dimension < 0 || __builtin_mul_overflow(count, dimension, &count)) return {};
  return static_cast<std::uint64_t>(count);
}

std::optional<std::uint64_t> byteCount(DType dtype, std::uint64_t elements) {
  const auto& info = dtypeInfo(dtype);
  std::uint64_t bytes = 0;
  if (elements % info.blockElements != 0) return {};
  if (__builtin_mul_overflow(elements / info.blockElements, std::uint64_t{info.blockBytes}, &bytes)) return {};
  if (bytes > static_cast<std::uint64_t>(INT64_MAX)) return {};
  return bytes;
}

std::string shapeText(std::span<const std::int64_t> shape) {
  std::string text = "[";
  for (const std::int64_t dimension : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(dimension);
  return text + "]";
}

Result<void> TensorSource::readFloat32(std::string_view name, std::span<float> out, std::uint64_t firstElement) const {
  const TensorInfo* tensor = find(name);
  if (!tensor) return missing(name);
  const auto& info = dtypeInfo(tensor->dtype);
  if (!info.toFloat32)
    return fail("weights.dtype", ATTUNE_TEXT("The tensor “{0}” is stored as {1}, which Attune cannot compute with."),
                {std::string(name), std::string(info.name)});
  const std::uint64_t elements = tensor->elements();
  if (firstElement > elements || out.size() > elements - firstElement || firstElement % info.blockElements != 0 ||
      out.size() % info.blockElements != 0)
    return outOfRange(name);
  if (tensor->dtype == DType::F32) return readBytes(name, std::as_writable_bytes(out), firstElement * sizeof(float));
  // Through a small buffer, so that reading a large quantised tensor takes no second copy of it.
  constexpr std::size_t kBlocks = 8192;
  std::vector<std::byte> buffer(std::min(kBlocks, out.size() / info.blockElements) * info.blockBytes);
  for (std::size_t done = 0; done < out.size();) {
    const std::size_t blocks = std::min(kBlocks, (out.size() - done) / info.blockElements);
    const std::span<std::byte> bytes(buffer.data(), blocks * info.blockBytes);
    ATTUNE_TRY_VOID(readBytes(name, bytes, (firstElement + done) / info.blockElements * info.blockBytes));
    decodeToFloat32(tensor->dtype, bytes, out.subspan(done, blocks * info.blockElements));
    done += blocks * info.blockElements;
  }
  return {};
}

Result<std::vector<std::byte>> TensorSource::read(std::string_view name) const {
  const TensorInfo* tensor = find(name);
  if (!tensor) return missing(name);
  std::vector<std::byte> bytes(tensor->bytes());
  ATTUNE_TRY_VOID(readBytes(name, bytes));
  return bytes;
}

Result<std::vector<float>> TensorSource::readFloat32(std::string_view name) const {
  const TensorInfo* tensor = find(name);
  if (!tensor) return missing(name);
  std::vector<float> values(tensor->elements());
  ATTUNE_TRY_VOID(readFloat32(name, values));
  return values;
}

FileTensors::FileTensors(std::vector<File> files, std::vector<TensorInfo> tensors)
    : m_files(std::move(files)), m_tensors(std::move(tensors)) {
  m_index.reserve(m_tensors.size());
  for (std::size_t i = 0; i < m_tensors.size(); ++i) m_index.emplace(m_tensors[i].name, i);
}

const TensorInfo* FileTensors::find(std::string_view name) const {
  const auto found = m_index.find(name);
  return found == m_index.end() ? nullptr : &m_tensors[found->second];
}

Result<void> FileTensors::readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset) const {
  const TensorInfo* tensor = find(name);
  if (!tensor) return missing(name);
  if (offset > tensor->bytes() || out.size() > tensor->bytes() - offset) return outOfRange(name);
  const File& file = m_files[tensor->file];
  return preadExactly(file.descriptor, file.path, out, tensor->begin + offset);
}

Result<FileDescriptor> openForReading(const std::filesystem::path& path, std::uint64_t& size) {
  // O_NONBLOCK: a pipe in place of the file must not hang the caller; it has no effect on regular files.
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return fail("file.open", ATTUNE_TEXT("“{0}” could not be opened."), {path.string()}, {}, std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return fail("file.open", ATTUNE_TEXT("“{0}” is not a file."), {path.string()});
  size = static_cast<std::uint64_t>(info.st_size);
  return file;
}

Result<void> preadExactly(const FileDescriptor& file, const std::filesystem::path& path, std::span<std::byte> out,
                          std::uint64_t offset) {
  while (!out.empty()) {
    const ssize_t n = ::pread(file.get(), out.data(), out.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      return fail("file.read", ATTUNE_TEXT("“{0}” could not be read."), {path.string()}, {}, std::strerror(errno));
    if (n == 0)
      return fail("weights.truncated", ATTUNE_TEXT("“{0}” ends before its data does."), {path.string()},
                  ATTUNE_TEXT("Get the file again; it is incomplete or was changed while it was read."));
    out = out.subspan(static_cast<std::size_t>(n));
    offset += static_cast<std::uint64_t>(n);
  }
  return {};
}

}  // namespace attune
