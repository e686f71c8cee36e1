// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/gguf.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_set>

#include "core/weights/utf8.h"

namespace attune {
namespace {

constexpr std::uint64_t kMaxNameBytes = 65535, kMaxAlignment = 1 << 20, kDefaultAlignment = 32;
constexpr int kMaxArrayDepth = 4;
// Smallest key-value pair (empty key, type, one byte) and tensor entry (empty name, one dimension).
constexpr std::uint64_t kMinPairBytes = 8 + 4 + 1, kMinTensorBytes = 8 + 4 + 8 + 4 + 8;

std::size_t scalarBytes(GgufType type) {
  switch (type) {
    case GgufType::U8:
    case GgufType::I8:
    case GgufType::Bool:
      return 1;
    case GgufType::U16:
    case GgufType::I16:
      return 2;
    case GgufType::U32:
    case GgufType::I32:
    case GgufType::F32:
      return 4;
    case GgufType::U64:
    case GgufType::I64:
    case GgufType::F64:
      return 8;
    default:
      return 0;
  }
}

// A scalar from its stored bytes.
GgufValue scalarValue(GgufType type, const std::byte* bytes) {
  const auto as = [&]<class T>(T value) {
    std::memcpy(&value, bytes, sizeof(T));
    return value;
  };
  switch (type) {
    case GgufType::U8:
      return {type, std::uint64_t{as(std::uint8_t{})}};
    case GgufType::U16:
      return {type, std::uint64_t{as(std::uint16_t{})}};
    case GgufType::U32:
      return {type, std::uint64_t{as(std::uint32_t{})}};
    case GgufType::U64:
      return {type, as(std::uint64_t{})};
    case GgufType::I8:
      return {type, std::int64_t{as(std::int8_t{})}};
    case GgufType::I16:
      return {type, std::int64_t{as(std::int16_t{})}};
    case GgufType::I32:
      return {type, std::int64_t{as(std::int32_t{})}};
    case GgufType::I64:
      return {type, as(std::int64_t{})};
    case GgufType::F32:
      return {type, double{as(float{})}};
    case GgufType::F64:
      return {type, as(double{})};
    default:
      return {type, *bytes != std::byte{0}};
  }
}

// Reads the part before the tensors through a window, so that a file of any size costs little memory.
class Reader {
 public:
  Reader(const FileDescriptor& file, const std::filesystem::path& path, std::uint64_t size)
      : m_file(file), m_path(path), m_size(size) {}

  std::string name() const { return m_path.string(); }
  std::uint64_t position() const { return m_position; }
  std::uint64_t left() const { return m_size - m_position; }

  tl::unexpected<Error> bad(std::string text, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), m_path.string());
    return fail("weights.gguf", std::move(text), std::move(more),
                ATTUNE_TEXT("Get the file again from where it came from."));
  }
  tl::unexpected<Error> ended() const { return bad(ATTUNE_TEXT("“{0}” is damaged: it ends within its header.")); }

  Result<void> bytes(std::span<std::byte> out) {
    if (out.size() > left()) return ended();
    if (out.size() > kWindow) {
      ATTUNE_TRY_VOID(preadExactly(m_file, m_path, out, m_position));
    } else if (!out.empty()) {
      if (m_position < m_windowBegin || m_position + out.size() > m_windowBegin + m_window.size()) {
        m_window.resize(std::min<std::uint64_t>(kWindow, left()));
        m_windowBegin = m_position;
        ATTUNE_TRY_VOID(preadExactly(m_file, m_path, m_window, m_position));
      }
      std::memcpy(out.data(), m_window.data() + (m_position - m_windowBegin), out.size());
    }
    m_position += out.size();
    return {};
  }

  template <class T>
  Result<T> number() {
    T value{};
    ATTUNE_TRY_VOID(bytes(std::as_writable_bytes(std::span(&value, 1))));
    return value;
  }

  Result<std::string> string(std::uint64_t maxBytes = UINT64_MAX) {
    ATTUNE_TRY(const auto length, number<std::uint64_t>());
    if (length > left()) return ended();
    if (length > maxBytes)
      return bad(ATTUNE_TEXT("“{0}” is damaged: a name in it has {1} bytes."), {std::to_string(length)});
    std::string text(length, '\0');
    ATTUNE_TRY_VOID(bytes(std::as_writable_bytes(std::span(text))));
    if (!isValidUtf8(text)) return bad(ATTUNE_TEXT("“{0}” is damaged: a text in it is not valid UTF-8."));
    return text;
  }

  Result<GgufType> type() {
    ATTUNE_TRY(const auto number, this->number<std::uint32_t>());
    if (number > static_cast<std::uint32_t>(GgufType::F64))
      return bad(ATTUNE_TEXT("“{0}” is damaged: it uses the unknown value type {1}."), {std::to_string(number)});
    return static_cast<GgufType>(number);
  }

  Result<GgufArray> array(int depth) {
    if (depth > kMaxArrayDepth) return bad(ATTUNE_TEXT("“{0}” holds lists nested too deeply."));
    GgufArray array;
    ATTUNE_TRY(array.elementType, type());
    ATTUNE_TRY(array.count, number<std::uint64_t>());
    // Each text takes at least its length, each list its type and count; more elements than that cannot be there.
    const std::size_t scalar = scalarBytes(array.elementType);
    const std::uint64_t least = scalar ? scalar : array.elementType == GgufType::String ? 8 : 12;
    if (array.count > left() / least)
      return bad(ATTUNE_TEXT("“{0}” is damaged: a list in it should have {1} entries."), {std::to_string(array.count)});
    if (scalar) {
      array.scalars.resize(array.count * scalar);
      ATTUNE_TRY_VOID(bytes(array.scalars));
    }
    for (std::uint64_t i = 0; !scalar && i < array.count; ++i) {
      if (array.elementType == GgufType::String) {
        ATTUNE_TRY(auto text, string());
        array.strings.push_back(std::move(text));
      } else {
        ATTUNE_TRY(auto nested, this->array(depth + 1));
        array.arrays.push_back(std::move(nested));
      }
    }
    return array;
  }

  Result<GgufValue> value() {
    ATTUNE_TRY(const auto valueType, type());
    if (valueType == GgufType::String) {
      ATTUNE_TRY(auto text, string());
      return GgufValue{valueType, std::move(text)};
    }
    if (valueType == GgufType::Array) {
      ATTUNE_TRY(auto list, array(1));
      return GgufValue{valueType, std::move(list)};
    }
    std::array<std::byte, 8> raw{};
    ATTUNE_TRY_VOID(bytes(std::span(raw).first(scalarBytes(valueType))));
    return scalarValue(valueType, raw.data());
  }

 private:
  static constexpr std::size_t kWindow = 1 << 16;
  const FileDescriptor& m_file;
  const std::filesystem::path& m_path;
  std::uint64_t m_size, m_position = 0, m_windowBegin = 0;
  std::vector<std::byte> m_window;
};

struct Counts {
  std::uint32_t version = 0;
  std::uint64_t tensors = 0, pairs = 0;
};

Result<Counts> readCounts(Reader& reader) {
  std::array<char, 4> magic{};
  Counts counts;
  if (reader.left() < 4 || !reader.bytes(std::as_writable_bytes(std::span(magic))) ||
      std::string_view(magic.data(), 4) != "GGUF")
    return reader.bad(ATTUNE_TEXT("“{0}” is not a GGUF file."));
  ATTUNE_TRY(counts.version, reader.number<std::uint32_t>());
  if (counts.version != 2 && counts.version != 3)
    return reader.bad(
        ATTUNE_TEXT("“{0}” is a GGUF file of version {1} or of big-endian order; Attune reads versions 2 and 3."),
        {std::to_string(counts.version)});
  ATTUNE_TRY(counts.tensors, reader.number<std::uint64_t>());
  ATTUNE_TRY(counts.pairs, reader.number<std::uint64_t>());
  if (counts.tensors > reader.left() / kMinTensorBytes || counts.pairs > reader.left() / kMinPairBytes)
    return reader.bad(
        ATTUNE_TEXT("“{0}” is damaged: it should hold {1} tensors and {2} values, more than its size allows."),
        {std::to_string(counts.tensors), std::to_string(counts.pairs)});
  return counts;
}

Result<GgufMetadata> readMetadata(Reader& reader, std::uint64_t count) {
  GgufMetadata metadata;
  std::unordered_set<std::string> keys;
  for (std::uint64_t i = 0; i < count; ++i) {
    ATTUNE_TRY(std::string key, reader.string(kMaxNameBytes));
    if (!keys.insert(key).second)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the key “{1}” stands in it twice."), {key});
    ATTUNE_TRY(GgufValue value, reader.value());
    metadata.emplace_back(std::move(key), std::move(value));
  }
  return metadata;
}

Result<TensorInfo> readTensor(Reader& reader) {
  TensorInfo tensor;
  ATTUNE_TRY(tensor.name, reader.string(kMaxNameBytes));
  ATTUNE_TRY(const auto dimensions, reader.number<std::uint32_t>());
  if (dimensions < 1 || dimensions > 4)
    return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has {2} dimensions instead of 1 to 4."),
                      {tensor.name, std::to_string(dimensions)});
  tensor.shape.resize(dimensions);
  for (auto dimension = tensor.shape.rbegin(); dimension != tensor.shape.rend(); ++dimension) {
    ATTUNE_TRY(*dimension, reader.number<std::int64_t>());
    if (*dimension < 1)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” has an impossible dimension."), {tensor.name});
  }
  ATTUNE_TRY(const auto type, reader.number<std::uint32_t>());
  const auto dtype = dtypeFromGguf(type);
  if (!dtype)
    return reader.bad(ATTUNE_TEXT("“{0}”: the tensor “{1}” has the unknown type {2}."),
                      {tensor.name, std::to_string(type)});
  tensor.dtype = *dtype;
  ATTUNE_TRY(tensor.begin, reader.number<std::uint64_t>());
  const auto elements = elementCount(tensor.shape);
  const auto bytes = elements ? byteCount(*dtype, *elements) : std::nullopt;
  // Blocks run along rows, so a row must consist of whole blocks.
  if (!bytes || tensor.shape.back() % dtypeInfo(*dtype).blockElements != 0 ||
      __builtin_add_overflow(tensor.begin, *bytes, &tensor.end))
    return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” cannot have the shape {2} as {3}."),
                      {tensor.name, shapeText(tensor.shape), std::string(dtypeInfo(*dtype).name)});
  return tensor;
}

Result<std::uint64_t> readAlignment(const Reader& reader, const GgufMetadata& metadata) {
  for (const auto& [key, value] : metadata) {
    if (key != "general.alignment") continue;
    const auto* number = std::get_if<std::uint64_t>(&value.value);
    if (value.type != GgufType::U32 || !number || !std::has_single_bit(*number) || *number > kMaxAlignment)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: its “general.alignment” is not a power of two up to {1}."),
                        {std::to_string(kMaxAlignment)});
    return *number;
  }
  return kDefaultAlignment;
}

// Moves the offsets to the file's start and checks them: aligned, inside, not overlapping, names unique.
Result<void> placeTensors(const Reader& reader, std::vector<TensorInfo>& tensors, std::uint64_t alignment,
                          std::uint64_t size) {
  const std::uint64_t dataBegin = (reader.position() + alignment - 1) / alignment * alignment;
  const std::uint64_t dataBytes = size > dataBegin ? size - dataBegin : 0;
  std::unordered_set<std::string_view> names;
  std::vector<const TensorInfo*> order;
  for (auto& tensor : tensors) {
    if (!names.insert(tensor.name).second)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” stands in it twice."), {tensor.name});
    if (tensor.begin % alignment != 0)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensor “{1}” is not aligned."), {tensor.name});
    if (tensor.end > dataBytes)
      return fail("weights.truncated", ATTUNE_TEXT("“{0}” is incomplete: the tensor “{1}” ends at byte {2} of {3}."),
                  {reader.name(), tensor.name, std::to_string(tensor.end), std::to_string(dataBytes)},
                  ATTUNE_TEXT("Get the file again; the download or copy did not finish."));
    tensor.begin += dataBegin;
    tensor.end += dataBegin;
    order.push_back(&tensor);
  }
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->begin < b->begin; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (order[i]->begin < order[i - 1]->end)
      return reader.bad(ATTUNE_TEXT("“{0}” is damaged: the tensors “{1}” and “{2}” overlap."),
                        {order[i - 1]->name, order[i]->name});
  return {};
}

GgufArray scalarArray(GgufType type, std::span<const std::byte> bytes, std::size_t count) {
  return {type, count, {bytes.begin(), bytes.end()}, {}, {}};
}

}  // namespace

GgufValue GgufValue::texts(std::vector<std::string> list) {
  GgufArray array{GgufType::String, list.size(), {}, std::move(list), {}};
  return {GgufType::Array, std::move(array)};
}

GgufValue GgufValue::i32s(std::span<const std::int32_t> list) {
  return {GgufType::Array, scalarArray(GgufType::I32, std::as_bytes(list), list.size())};
}

GgufValue GgufValue::f32s(std::span<const float> list) {
  return {GgufType::Array, scalarArray(GgufType::F32, std::as_bytes(list), list.size())};
}

GgufFile::GgufFile(std::vector<File> files, std::vector<TensorInfo> tensors, GgufMetadata metadata,
                   std::uint32_t version)
    : FileTensors(std::move(files), std::move(tensors)), m_metadata(std::move(metadata)), m_version(version) {}

const GgufValue* GgufFile::value(std::string_view key) const {
  for (const auto& [name, value] : m_metadata)
    if (name == key) return &value;
  return nullptr;
}

std::optional<std::int64_t> GgufFile::integer(std::string_view key) const {
  const GgufValue* found = value(key);
  if (!found) return {};
  if (const auto* number = std::get_if<std::int64_t>(&found->value)) return *number;
  const auto* number = std::get_if<std::uint64_t>(&found->value);
  if (!number || *number > static_cast<std::uint64_t>(INT64_MAX)) return {};
  return static_cast<std::int64_t>(*number);
}

std::optional<double> GgufFile::number(std::string_view key) const {
  const GgufValue* found = value(key);
  if (found)
    if (const auto* number = std::get_if<double>(&found->value)) return *number;
  const auto whole = integer(key);
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<bool> GgufFile::flag(std::string_view key) const {
  const GgufValue* found = value(key);
  const auto* flag = found ? std::get_if<bool>(&found->value) : nullptr;
  return flag ? std::optional(*flag) : std::nullopt;
}

std::optional<std::string> GgufFile::text(std::string_view key) const {
  const GgufValue* found = value(key);
  const auto* text = found ? std::get_if<std::string>(&found->value) : nullptr;
  return text ? std::optional(*text) : std::nullopt;
}

std::vector<std::string> GgufFile::texts(std::string_view key) const {
  const GgufValue* found = value(key);
  const auto* array = found ? std::get_if<GgufArray>(&found->value) : nullptr;
  return array ? array->strings : std::vector<std::string>{};
}

std::vector<double> GgufFile::numbers(std::string_view key) const {
  std::vector<double> numbers;
  const GgufValue* found = value(key);
  const auto* array = found ? std::get_if<GgufArray>(&found->value) : nullptr;
  if (!array || array->scalars.empty()) return numbers;
  const std::size_t bytes = scalarBytes(array->elementType);
  for (std::uint64_t i = 0; i < array->count; ++i)
    numbers.push_back(std::visit(
        [](const auto& x) -> double {
          if constexpr (std::is_arithmetic_v<std::decay_t<decltype(x)>>)
            return static_cast<double>(x);
          else
            return 0;
        },
        scalarValue(array->elementType, array->scalars.data() + i * bytes).value));
  return numbers;
}

Result<std::shared_ptr<GgufFile>> openGguf(const std::filesystem::path& path) {
  std::uint64_t size = 0;
  ATTUNE_TRY(FileDescriptor file, openForReading(path, size));
  Reader reader(file, path, size);
  ATTUNE_TRY(const Counts counts, readCounts(reader));
  ATTUNE_TRY(GgufMetadata metadata, readMetadata(reader, counts.pairs));
  std::vector<TensorInfo> tensors;
  for (std::uint64_t i = 0; i < counts.tensors; ++i) {
    ATTUNE_TRY(TensorInfo tensor, readTensor(reader));
    tensors.push_back(std::move(tensor));
  }
  ATTUNE_TRY(const std::uint64_t alignment, readAlignment(reader, metadata));
  ATTUNE_TRY_VOID(placeTensors(reader, tensors, alignment, size));
  std::vector<FileTensors::File> files;
  files.push_back({path, std::move(file)});
  return std::make_shared<GgufFile>(std::move(files), std::move(tensors), std::move(metadata), counts.version);
}

}  // namespace attune
