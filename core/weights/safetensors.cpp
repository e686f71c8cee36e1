// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/safetensors.h"

#include <algorithm>
#include <cstring>

#include "core/base/json.h"

namespace attune {
namespace {

constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;

tl::unexpected<Error> invalid(std::string text, std::vector<std::string> args) {
  return fail("weights.safetensors", std::move(text), std::move(args),
              ATTUNE_TEXT("Get the file again from where it came from."));
}

Result<void> readMetadata(const Json& json, const std::string& name, TensorMetadata& metadata) {
  if (json.is_null()) return {};
  if (!json.is_object()) return invalid(ATTUNE_TEXT("“{0}” is damaged: its “__metadata__” is not an object."), {name});
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string())
      return invalid(ATTUNE_TEXT("“{0}” is damaged: the entry “{1}” of its “__metadata__” is not text."), {name, key});
    metadata[key] = value.get<std::string>();
  }
  return {};
}

// A list of whole numbers that fit 63 bits, or nothing.
std::optional<std::vector<std::int64_t>> wholeNumbers(const Json& json, const char* key) {
  const auto list = json.find(key);
  if (list == json.end() || !list->is_array()) return {};
  std::vector<std::int64_t> numbers;
  numbers.reserve(list->size());
  for (const auto& item : *list) {
    if (!item.is_number_unsigned() || item.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) return {};
    numbers.push_back(item.get<std::int64_t>());
  }
  return numbers;
}

Result<TensorInfo> readEntry(const std::string& tensor, const Json& json, const std::string& name) {
  if (!json.is_object())
    return invalid(ATTUNE_TEXT("“{0}” is damaged: the entry of the tensor “{1}” is not an object."), {name, tensor});
  const auto dtypeName = json.find("dtype");
  if (dtypeName == json.end() || !dtypeName->is_string())
    return invalid(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has no dtype."), {name, tensor});
  const auto dtype = dtypeFromSafetensors(dtypeName->get_ref<const std::string&>());
  if (!dtype)
    return invalid(ATTUNE_TEXT("“{0}”: the tensor “{1}” has the unknown dtype “{2}”."),
                   {name, tensor, dtypeName->get<std::string>()});
  auto shape = wholeNumbers(json, "shape");
  if (!shape) return invalid(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has no valid shape."), {name, tensor});
  const auto offsets = wholeNumbers(json, "data_offsets");
  if (!offsets || offsets->size() != 2 || (*offsets)[0] > (*offsets)[1])
    return invalid(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has no valid data_offsets."), {name, tensor});
  const auto elements = elementCount(*shape);
  const auto bytes = elements ? byteCount(*dtype, *elements) : std::nullopt;
  TensorInfo info{tensor, *dtype, std::move(*shape), static_cast<std::uint64_t>((*offsets)[0]),
                  static_cast<std::uint64_t>((*offsets)[1])};
  if (!bytes || *bytes != info.bytes())
    return invalid(
        ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has shape {2} as {3}, but {4} bytes."),
        {name, tensor, shapeText(info.shape), std::string(dtypeInfo(*dtype).name), std::to_string(info.bytes())});
  return info;
}

}  // namespace

Result<std::vector<TensorInfo>> parseSafetensorsHeader(std::string_view header, std::uint64_t dataBytes,
                                                       const std::string& name, TensorMetadata& metadata) {
  if (!header.starts_with('{'))
    return invalid(ATTUNE_TEXT("“{0}” is not a safetensors file: its header is not JSON."), {name});
  ATTUNE_TRY(const Json json, parseJson(header, name, {.maxDepth = 128, .maxBytes = kMaxHeaderBytes}));
  std::vector<TensorInfo> tensors;
  tensors.reserve(json.size());
  for (const auto& [key, value] : json.items()) {
    if (key == "__metadata__") {
      ATTUNE_TRY_VOID(readMetadata(value, name, metadata));
    } else {
      ATTUNE_TRY(TensorInfo info, readEntry(key, value, name));
      tensors.push_back(std::move(info));
    }
  }
  std::stable_sort(tensors.begin(), tensors.end(), [](const TensorInfo& a, const TensorInfo& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  // Each tensor begins where the last ended: neither overlap nor unused bytes, in which another file could hide.
  std::uint64_t position = 0;
  for (const auto& tensor : tensors) {
    if (tensor.begin != position)
      return invalid(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” starts at byte {2} instead of {3}."),
                     {name, tensor.name, std::to_string(tensor.begin), std::to_string(position)});
    position = tensor.end;
  }
  if (position > dataBytes)
    return fail("weights.truncated",
                ATTUNE_TEXT("“{0}” is incomplete: it should hold {1} bytes of tensors but has {2}."),
                {name, std::to_string(position), std::to_string(dataBytes)},
                ATTUNE_TEXT("Get the file again; the download or copy did not finish."));
  if (position < dataBytes)
    return invalid(ATTUNE_TEXT("“{0}” is damaged: {1} bytes follow its last tensor."),
                   {name, std::to_string(dataBytes - position)});
  return tensors;
}

Result<std::shared_ptr<SafetensorsFile>> openSafetensors(const std::filesystem::path& path) {
  std::uint64_t size = 0;
  ATTUNE_TRY(FileDescriptor file, openForReading(path, size));
  const std::string name = path.string();
  std::uint64_t headerBytes = 0;
  if (size < sizeof(headerBytes)) return invalid(ATTUNE_TEXT("“{0}” is too short for a safetensors file."), {name});
  std::array<unsigned char, 8> raw{};
  ATTUNE_TRY_VOID(preadExactly(file, path, std::as_writable_bytes(std::span(raw)), 0));
  for (int i = 7; i >= 0; --i) headerBytes = headerBytes << 8 | raw[static_cast<std::size_t>(i)];
  if (headerBytes > kMaxHeaderBytes || headerBytes > size - 8)
    return invalid(ATTUNE_TEXT("“{0}” is not a complete safetensors file: its header should have {1} bytes."),
                   {name, std::to_string(headerBytes)});
  std::string header(headerBytes, '\0');
  ATTUNE_TRY_VOID(preadExactly(file, path, std::as_writable_bytes(std::span(header)), 8));
  TensorMetadata metadata;
  ATTUNE_TRY(auto tensors, parseSafetensorsHeader(header, size - 8 - headerBytes, name, metadata));
  for (auto& tensor : tensors) {
    tensor.begin += 8 + headerBytes;
    tensor.end += 8 + headerBytes;
  }
  std::vector<FileTensors::File> files;
  files.push_back({path, std::move(file)});
  auto result = std::make_shared<SafetensorsFile>(std::move(files), std::move(tensors));
  result->metadata = std::move(metadata);
  return result;
}

bool isPlainFileName(std::string_view name) {
  return !name.empty() && name.size() <= 255 && name.front() != '.' && name.find('/') == name.npos &&
         name.find('\\') == name.npos && name.find(':') == name.npos && name.find('\0') == name.npos;
}

Result<std::shared_ptr<SafetensorsFile>> openShardedSafetensors(const std::filesystem::path& index) {
  ATTUNE_TRY(const Json json, readJsonFile(index));
  const std::string name = index.string();
  const auto broken = [&](std::string text, std::vector<std::string> args) {
    return fail("weights.index", std::move(text), std::move(args),
                ATTUNE_TEXT("Get the model again from where it came from."));
  };
  const auto map = json.is_object() ? json.find("weight_map") : json.end();
  if (!json.is_object() || map == json.end() || !map->is_object())
    return broken(ATTUNE_TEXT("“{0}” is not an index of shards: it has no “weight_map”."), {name});
  // Shards in the order of first use, and for each the tensors that the index expects there.
  std::vector<std::string> shardNames;
  std::unordered_map<std::string, std::vector<std::string>> wanted;
  for (const auto& [tensor, shard] : map->items()) {
    if (!shard.is_string() || !isPlainFileName(shard.get_ref<const std::string&>()))
      return broken(ATTUNE_TEXT("“{0}”: the tensor “{1}” is said to be in a file that is not a plain file name."),
                    {name, tensor});
    auto& list = wanted[shard.get_ref<const std::string&>()];
    if (list.empty()) shardNames.push_back(shard.get<std::string>());
    list.push_back(tensor);
  }
  std::vector<FileTensors::File> files;
  std::vector<TensorInfo> tensors;
  TensorMetadata metadata;
  for (const auto& shardName : shardNames) {
    const auto path = index.parent_path() / shardName;
    ATTUNE_TRY(const auto shard, openSafetensors(path));
    metadata.insert(shard->metadata.begin(), shard->metadata.end());
    for (const auto& tensor : wanted[shardName]) {
      const TensorInfo* info = shard->find(tensor);
      if (!info)
        return broken(ATTUNE_TEXT("The tensor “{0}” is not in “{1}”, where “{2}” says it is."),
                      {tensor, path.string(), name});
      tensors.push_back(*info);
      tensors.back().file = static_cast<std::uint32_t>(files.size());
    }
    std::uint64_t size = 0;
    ATTUNE_TRY(FileDescriptor file, openForReading(path, size));
    files.push_back({path, std::move(file)});
  }
  auto result = std::make_shared<SafetensorsFile>(std::move(files), std::move(tensors));
  result->metadata = std::move(metadata);
  return result;
}

}  // namespace attune
