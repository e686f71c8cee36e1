// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/weights/codec.h"
#include "core/weights/file_writing.h"
#include "core/weights/gguf.h"

namespace attune {
namespace {

constexpr std::uint64_t kAlignment = 32;

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

void putText(std::string& out, const std::string& text) {
  put(out, static_cast<std::uint64_t>(text.size()));
  out += text;
}

void putArray(std::string& out, const GgufArray& array) {
  put(out, static_cast<std::uint32_t>(array.elementType));
  put(out, array.count);
  out.append(reinterpret_cast<const char*>(array.scalars.data()), array.scalars.size());
  for (const auto& text : array.strings) putText(out, text);
  for (const auto& nested : array.arrays) putArray(out, nested);
}

// The alternative of the variant is fixed by the type, as the reader and the makers of GgufValue keep it.
void putValue(std::string& out, const GgufValue& value) {
  put(out, static_cast<std::uint32_t>(value.type));
  const auto unsignedNumber = [&] { return std::get<std::uint64_t>(value.value); };
  const auto signedNumber = [&] { return std::get<std::int64_t>(value.value); };
  switch (value.type) {
    case GgufType::U8:
      return put(out, static_cast<std::uint8_t>(unsignedNumber()));
    case GgufType::U16:
      return put(out, static_cast<std::uint16_t>(unsignedNumber()));
    case GgufType::U32:
      return put(out, static_cast<std::uint32_t>(unsignedNumber()));
    case GgufType::U64:
      return put(out, unsignedNumber());
    case GgufType::I8:
      return put(out, static_cast<std::int8_t>(signedNumber()));
    case GgufType::I16:
      return put(out, static_cast<std::int16_t>(signedNumber()));
    case GgufType::I32:
      return put(out, static_cast<std::int32_t>(signedNumber()));
    case GgufType::I64:
      return put(out, signedNumber());
    case GgufType::F32:
      return put(out, static_cast<float>(std::get<double>(value.value)));
    case GgufType::F64:
      return put(out, std::get<double>(value.value));
    case GgufType::Bool:
      return put(out, static_cast<std::uint8_t>(std::get<bool>(value.value)));
    case GgufType::String:
      return putText(out, std::get<std::string>(value.value));
    case GgufType::Array:
      return putArray(out, std::get<GgufArray>(value.value));
  }
}

tl::unexpected<Error> misuse(std::string text, std::vector<std::string> args) {
  return fail("weights.write", std::move(text), std::move(args));
}

}  // namespace

Result<GgufWriter> GgufWriter::create(const std::filesystem::path& path, const GgufMetadata& metadata,
                                      std::vector<TensorInfo> tensors) {
  std::string start = "GGUF";
  put(start, std::uint32_t{3});
  put(start, static_cast<std::uint64_t>(tensors.size()));
  put(start, static_cast<std::uint64_t>(metadata.size()));
  for (const auto& [key, value] : metadata) {
    putText(start, key);
    putValue(start, value);
  }
  std::uint64_t position = 0;
  for (auto& tensor : tensors) {
    const auto& dtype = dtypeInfo(tensor.dtype);
    const auto elements = elementCount(tensor.shape);
    const auto bytes = elements ? byteCount(tensor.dtype, *elements) : std::nullopt;
    if (!bytes || dtype.ggufType < 0 || tensor.shape.empty() || tensor.shape.size() > 4 || *elements == 0 ||
        tensor.shape.back() % dtype.blockElements != 0)
      return misuse(ATTUNE_TEXT("The tensor “{0}” of shape {1} cannot be stored as {2} in a GGUF file."),
                    {tensor.name, shapeText(tensor.shape), std::string(dtype.name)});
    putText(start, tensor.name);
    put(start, static_cast<std::uint32_t>(tensor.shape.size()));
    for (auto dimension = tensor.shape.rbegin(); dimension != tensor.shape.rend(); ++dimension) put(start, *dimension);
    put(start, static_cast<std::uint32_t>(dtype.ggufType));
    put(start, position);
    tensor.begin = position;
    tensor.end = position + *bytes;
    position = (tensor.end + kAlignment - 1) / kAlignment * kAlignment;
  }
  start.resize((start.size() + kAlignment - 1) / kAlignment * kAlignment, '\0');
  GgufWriter writer;
  for (auto& tensor : tensors) {
    tensor.begin += start.size();
    tensor.end += start.size();
    const std::string name = tensor.name;
    if (!writer.m_open.emplace(name, std::move(tensor)).second)
      return misuse(ATTUNE_TEXT("The tensor name “{0}” cannot stand in the file, or stands there twice."), {name});
  }
  writer.m_path = path;
  ATTUNE_TRY(writer.m_file, createTemporaryFile(path, start.size() + position, writer.m_temporary));
  ATTUNE_TRY_VOID(pwriteAll(writer.m_file, path, std::as_bytes(std::span(start)), 0));
  return writer;
}

GgufWriter::~GgufWriter() {
  if (m_file && !m_temporary.empty()) ::unlink(m_temporary.c_str());
}

Result<void> GgufWriter::writeFloat32(std::string_view name, std::span<const float> values) {
  const auto found = m_open.find(name);
  if (found == m_open.end())
    return misuse(ATTUNE_TEXT("The tensor “{0}” was not announced for “{1}”."), {std::string(name), m_path.string()});
  const TensorInfo& info = found->second;
  const auto& dtype = dtypeInfo(info.dtype);
  if (!canEncode(info.dtype) || values.size() != info.elements())
    return misuse(ATTUNE_TEXT("The tensor “{0}” cannot be written as {1} from {2} numbers."),
                  {info.name, std::string(dtype.name), std::to_string(values.size())});
  constexpr std::size_t kChunk = 1 << 18;  // a multiple of every block
  std::vector<std::byte> buffer;
  for (std::size_t done = 0; done < values.size(); done += kChunk) {
    const auto part = values.subspan(done, std::min(kChunk, values.size() - done));
    buffer.resize(part.size() / dtype.blockElements * dtype.blockBytes);
    encodeFromFloat32(info.dtype, part, buffer);
    ATTUNE_TRY_VOID(pwriteAll(m_file, m_path, buffer, info.begin + done / dtype.blockElements * dtype.blockBytes));
  }
  m_open.erase(found);
  return {};
}

Result<void> GgufWriter::finish() {
  if (!m_open.empty())
    return misuse(ATTUNE_TEXT("The tensor “{0}” was not written completely to “{1}”."),
                  {m_open.begin()->first, m_path.string()});
  return publishTemporaryFile(m_file, m_temporary, m_path);
}

}  // namespace attune
