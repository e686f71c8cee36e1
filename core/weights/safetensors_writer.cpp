// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "core/base/json.h"
#include "core/weights/codec.h"
#include "core/weights/file_writing.h"
#include "core/weights/safetensors.h"

namespace attune {
namespace {

tl::unexpected<Error> misuse(std::string text, std::vector<std::string> args) {
  return fail("weights.write", std::move(text), std::move(args));
}

Result<std::uint64_t> sizeInFile(const TensorInfo& tensor) {
  const auto& dtype = dtypeInfo(tensor.dtype);
  const auto elements = elementCount(tensor.shape);
  const auto bytes = elements && dtype.inSafetensors ? byteCount(tensor.dtype, *elements) : std::nullopt;
  if (!bytes)
    return misuse(ATTUNE_TEXT("The tensor “{0}” of shape {1} cannot be stored as {2} in a safetensors file."),
                  {tensor.name, shapeText(tensor.shape), std::string(dtype.name)});
  return *bytes;
}

}  // namespace

Result<SafetensorsWriter> SafetensorsWriter::create(const std::filesystem::path& path, std::vector<TensorInfo> tensors,
                                                    const TensorMetadata& metadata) {
  // Falling element size keeps every tensor aligned to its elements; names then follow the caller's order.
  std::stable_sort(tensors.begin(), tensors.end(), [](const TensorInfo& a, const TensorInfo& b) {
    return dtypeInfo(a.dtype).blockBytes > dtypeInfo(b.dtype).blockBytes;
  });
  SafetensorsWriter writer;
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t position = 0;
  auto& object = header.get_ref<Json::object_t&>();
  for (auto& tensor : tensors) {
    ATTUNE_TRY(const std::uint64_t bytes, sizeInFile(tensor));
    tensor.begin = position;
    tensor.end = position += bytes;
    object.emplace_back(tensor.name, Json{{"dtype", dtypeInfo(tensor.dtype).name},
                                          {"shape", tensor.shape},
                                          {"data_offsets", {tensor.begin, tensor.end}}});
  }
  std::string text;
  try {
    text = header.dump();
  } catch (const Json::exception& problem) {
    return tl::unexpected(Error{
        "weights.write", ATTUNE_TEXT("A tensor name for “{0}” is not valid UTF-8."), {path.string()}, problem.what()});
  }
  text.append((8 - text.size() % 8) % 8, ' ');
  std::string start;
  for (int i = 0; i < 8; ++i) start += static_cast<char>(text.size() >> (8 * i) & 0xFF);
  start += text;
  for (auto& tensor : tensors) {
    tensor.begin += start.size();
    tensor.end += start.size();
    const std::string name = tensor.name;
    if (name == "__metadata__" || !writer.m_entries.emplace(name, Entry{std::move(tensor)}).second)
      return misuse(ATTUNE_TEXT("The tensor name “{0}” cannot stand in the file, or stands there twice."), {name});
  }
  writer.m_path = path;
  ATTUNE_TRY(writer.m_file, createTemporaryFile(path, start.size() + position, writer.m_temporary));
  ATTUNE_TRY_VOID(pwriteAll(writer.m_file, path, std::as_bytes(std::span(start)), 0));
  return writer;
}

SafetensorsWriter::~SafetensorsWriter() {
  if (m_file && !m_temporary.empty()) ::unlink(m_temporary.c_str());
}

Result<void> SafetensorsWriter::write(std::string_view name, std::span<const std::byte> bytes, std::uint64_t offset) {
  const auto found = m_entries.find(name);
  if (found == m_entries.end())
    return misuse(ATTUNE_TEXT("The tensor “{0}” was not announced for “{1}”."), {std::string(name), m_path.string()});
  Entry& entry = found->second;
  if (offset > entry.info.bytes() || bytes.size() > entry.info.bytes() - offset)
    return misuse(ATTUNE_TEXT("The tensor “{0}” got more bytes than its shape has."), {entry.info.name});
  entry.written += bytes.size();
  return pwriteAll(m_file, m_path, bytes, entry.info.begin + offset);
}

Result<void> SafetensorsWriter::writeFloat32(std::string_view name, std::span<const float> values) {
  const auto found = m_entries.find(name);
  if (found == m_entries.end())
    return misuse(ATTUNE_TEXT("The tensor “{0}” was not announced for “{1}”."), {std::string(name), m_path.string()});
  const TensorInfo& info = found->second.info;
  if (!canEncode(info.dtype) || values.size() != info.elements())
    return misuse(ATTUNE_TEXT("The tensor “{0}” cannot be written as {1} from {2} numbers."),
                  {info.name, std::string(dtypeInfo(info.dtype).name), std::to_string(values.size())});
  if (info.dtype == DType::F32) return write(name, std::as_bytes(values));
  const auto& dtype = dtypeInfo(info.dtype);
  constexpr std::size_t kChunk = 1 << 18;
  std::vector<std::byte> buffer;
  for (std::size_t done = 0; done < values.size(); done += kChunk) {
    const auto part = values.subspan(done, std::min(kChunk, values.size() - done));
    buffer.resize(part.size() * dtype.blockBytes);
    encodeFromFloat32(info.dtype, part, buffer);
    ATTUNE_TRY_VOID(write(name, buffer, done * dtype.blockBytes));
  }
  return {};
}

Result<void> SafetensorsWriter::finish() {
  for (const auto& [name, entry] : m_entries)
    if (entry.written != entry.info.bytes())
      return misuse(ATTUNE_TEXT("The tensor “{0}” was not written completely to “{1}”."), {name, m_path.string()});
  return publishTemporaryFile(m_file, m_temporary, m_path);
}

Result<ShardedSafetensorsWriter> ShardedSafetensorsWriter::create(const std::filesystem::path& folder,
                                                                  const std::vector<TensorInfo>& tensors,
                                                                  std::uint64_t maxShardBytes, const std::string& stem,
                                                                  const TensorMetadata& metadata) {
  std::vector<std::vector<TensorInfo>> plan(1);
  std::uint64_t inShard = 0;
  ShardedSafetensorsWriter writer;
  for (const auto& tensor : tensors) {
    ATTUNE_TRY(const std::uint64_t bytes, sizeInFile(tensor));
    if (!plan.back().empty() && inShard + bytes > maxShardBytes) {
      plan.emplace_back();
      inShard = 0;
    }
    if (!writer.m_shardOf.emplace(tensor.name, plan.size() - 1).second)
      return misuse(ATTUNE_TEXT("The tensor name “{0}” cannot stand in the file, or stands there twice."),
                    {tensor.name});
    plan.back().push_back(tensor);
    inShard += bytes;
    writer.m_totalBytes += bytes;
  }
  writer.m_folder = folder;
  writer.m_stem = stem;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    char number[32] = "";
    if (plan.size() > 1) std::snprintf(number, sizeof(number), "-%05zu-of-%05zu", i + 1, plan.size());
    writer.m_fileNames.push_back(stem + number + ".safetensors");
    ATTUNE_TRY(auto shard, SafetensorsWriter::create(folder / writer.m_fileNames.back(), std::move(plan[i]), metadata));
    writer.m_shards.push_back(std::move(shard));
  }
  return writer;
}

Result<void> ShardedSafetensorsWriter::write(std::string_view name, std::span<const std::byte> bytes,
                                             std::uint64_t offset) {
  const auto shard = m_shardOf.find(name);
  return m_shards[shard == m_shardOf.end() ? 0 : shard->second].write(name, bytes, offset);
}

Result<void> ShardedSafetensorsWriter::writeFloat32(std::string_view name, std::span<const float> values) {
  const auto shard = m_shardOf.find(name);
  return m_shards[shard == m_shardOf.end() ? 0 : shard->second].writeFloat32(name, values);
}

Result<void> ShardedSafetensorsWriter::finish() {
  for (auto& shard : m_shards) ATTUNE_TRY_VOID(shard.finish());
  if (m_shards.size() == 1) return {};
  Json map = Json::object();
  for (const auto& [name, shard] : m_shardOf) map.get_ref<Json::object_t&>().emplace_back(name, m_fileNames[shard]);
  const Json index = {{"metadata", {{"total_size", m_totalBytes}}}, {"weight_map", std::move(map)}};
  return writeFileAtomic(m_folder / (m_stem + ".safetensors.index.json"), index.dump(2) + "\n");
}

}  // namespace attune
