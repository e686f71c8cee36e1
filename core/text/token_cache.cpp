// SPDX-License-Identifier: GPL-3.0-or-later
// File: Header, then for each of the four ragged arrays (tokens, labels, rejected tokens, rejected labels) count + 1
// offsets of 64 bits, then two counts of 32 bits per example, then the values of 32 bits. Little-endian, as written by
// this machine: the file is a cache and never travels.
#include "core/text/token_cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/file.h"
#include "core/base/hash.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "ATTUNTK1";
constexpr std::string_view kSuffix = ".tokens";
constexpr std::size_t kArrays = 4;

struct Header {
  char magic[8];
  char key[64];
  std::uint64_t count;
  std::uint64_t bodyBytes;
  std::uint64_t bodyHash;  // XXH3 of everything behind the header
};

// Offsets per array, counts per example, values.
struct Layout {
  std::uint64_t offsets = sizeof(Header), truncated = 0, values = 0;
  explicit Layout(std::uint64_t count) {
    truncated = offsets + kArrays * (count + 1) * sizeof(std::uint64_t);
    values = truncated + 2 * count * sizeof(std::uint32_t);
  }
};

template <class T>
void appendBytes(std::string& out, const T* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

std::array<const std::vector<std::int32_t>*, kArrays> arraysOf(const EncodedExample& example) {
  return {&example.example.tokens, &example.example.labels, &example.rejected.tokens, &example.rejected.labels};
}

tl::unexpected<Error> invalid(const fs::path& path, const char* why) {
  return fail("token-cache.invalid", ATTUNE_TEXT("The stored tokens “{0}” cannot be used and are made again."),
              {path.string()}, {}, why);
}

fs::path pathOf(const fs::path& folder, const std::string& key) {
  return folder / (key + std::string(kSuffix));
}

}  // namespace

struct CachedTokens::Mapping {
  const char* bytes = nullptr;
  std::size_t size = 0;
  std::uint64_t count = 0;
  Layout layout{0};

  ~Mapping() {
    if (bytes != nullptr) ::munmap(const_cast<char*>(bytes), size);
  }
  template <class T>
  const T* at(std::uint64_t byte) const {
    return reinterpret_cast<const T*>(bytes + byte);
  }
  std::span<const std::int32_t> values(std::size_t array, std::size_t i) const {
    const auto* offsets = at<std::uint64_t>(layout.offsets) + array * (count + 1);
    return {at<std::int32_t>(layout.values) + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
  // Every offset leads forward and into the file.
  bool isSound() const {
    const std::uint64_t total = (size - layout.values) / sizeof(std::int32_t);
    const auto* offsets = at<std::uint64_t>(layout.offsets);
    const std::uint64_t all = kArrays * (count + 1);
    return std::is_sorted(offsets, offsets + all) && offsets[0] == 0 && offsets[all - 1] == total &&
           (size - layout.values) % sizeof(std::int32_t) == 0;
  }
};

CachedTokens::CachedTokens(std::unique_ptr<Mapping> mapping) : m_mapping(std::move(mapping)) {}
CachedTokens::CachedTokens(CachedTokens&&) noexcept = default;
CachedTokens& CachedTokens::operator=(CachedTokens&&) noexcept = default;
CachedTokens::~CachedTokens() = default;

Result<CachedTokens> CachedTokens::open(const fs::path& path, const std::string& key) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return fail("file.open", ATTUNE_TEXT("“{0}” could not be opened."), {path.string()}, {}, std::strerror(errno));
  auto mapping = std::make_unique<Mapping>();
  mapping->size = static_cast<std::size_t>(info.st_size);
  if (mapping->size < sizeof(Header)) return invalid(path, "too short");
  void* mapped = ::mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (mapped == MAP_FAILED)
    return fail("file.read", ATTUNE_TEXT("“{0}” could not be read."), {path.string()}, {}, std::strerror(errno));
  mapping->bytes = static_cast<const char*>(mapped);
  const auto* header = mapping->at<Header>(0);
  if (std::string_view(header->magic, sizeof header->magic) != kMagic) return invalid(path, "not a token cache");
  if (std::string_view(header->key, sizeof header->key) != key) return invalid(path, "made for other data or settings");
  if (header->bodyBytes != mapping->size - sizeof(Header)) return invalid(path, "wrong size");
  if (header->count > mapping->size / (kArrays * sizeof(std::uint64_t))) return invalid(path, "wrong count");
  if (fastHash(std::string_view(mapping->bytes + sizeof(Header), header->bodyBytes)) != header->bodyHash)
    return invalid(path, "damaged");
  mapping->count = header->count;
  mapping->layout = Layout(header->count);
  if (mapping->layout.values > mapping->size || !mapping->isSound()) return invalid(path, "wrong offsets");
  return CachedTokens(std::move(mapping));
}

std::size_t CachedTokens::size() const {
  return m_mapping->count;
}
std::span<const TokenId> CachedTokens::tokens(std::size_t i) const {
  return m_mapping->values(0, i);
}
std::span<const std::int32_t> CachedTokens::labels(std::size_t i) const {
  return m_mapping->values(1, i);
}
std::span<const TokenId> CachedTokens::rejectedTokens(std::size_t i) const {
  return m_mapping->values(2, i);
}
std::span<const std::int32_t> CachedTokens::rejectedLabels(std::size_t i) const {
  return m_mapping->values(3, i);
}
std::uint32_t CachedTokens::truncatedTokens(std::size_t i) const {
  return m_mapping->at<std::uint32_t>(m_mapping->layout.truncated)[2 * i];
}
std::uint32_t CachedTokens::truncatedTrained(std::size_t i) const {
  return m_mapping->at<std::uint32_t>(m_mapping->layout.truncated)[2 * i + 1];
}

EncodedExample CachedTokens::example(std::size_t i) const {
  const auto copy = [&](std::size_t array) {
    const auto values = m_mapping->values(array, i);
    return std::vector<std::int32_t>(values.begin(), values.end());
  };
  return {{copy(0), copy(1)}, {copy(2), copy(3)}, truncatedTokens(i), truncatedTrained(i)};
}

std::string tokenCacheKey(const std::string& datasetHash, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                          const EncodeSettings& settings) {
  // Lengths are told by the line breaks: none of the hashes holds one, and JSON escapes them.
  return sha256(std::string(kMagic) + "\n" + datasetHash + "\n" + tokenizer.contentHash() + "\n" +
                chatTemplate.contentHash() + "\n" + settingsKey(settings));
}

Result<void> writeTokenCache(const fs::path& path, const std::string& key, std::span<const EncodedExample> examples) {
  std::string body;
  std::uint64_t offset = 0;
  for (std::size_t array = 0; array < kArrays; ++array) {
    std::vector<std::uint64_t> offsets{offset};
    for (const EncodedExample& example : examples) offsets.push_back(offset += arraysOf(example)[array]->size());
    appendBytes(body, offsets.data(), offsets.size());
  }
  for (const EncodedExample& example : examples) {
    const std::uint32_t counts[] = {static_cast<std::uint32_t>(example.truncatedTokens),
                                    static_cast<std::uint32_t>(example.truncatedTrained)};
    appendBytes(body, counts, 2);
  }
  body.reserve(body.size() + offset * sizeof(std::int32_t));
  for (std::size_t array = 0; array < kArrays; ++array)
    for (const EncodedExample& example : examples)
      appendBytes(body, arraysOf(example)[array]->data(), arraysOf(example)[array]->size());
  Header header{};
  std::memcpy(header.magic, kMagic.data(), sizeof header.magic);
  std::memcpy(header.key, key.data(), std::min(key.size(), sizeof header.key));
  header.count = examples.size();
  header.bodyBytes = body.size();
  header.bodyHash = fastHash(body);
  std::string content;
  content.reserve(sizeof header + body.size());
  appendBytes(content, &header, 1);
  content += body;
  return writeFileAtomic(path, content);
}

Result<CachedTokens> loadOrEncode(const fs::path& folder, const std::string& datasetHash,
                                  const Rows& examples, const Tokenizer& tokenizer,
                                  const ChatTemplate& chatTemplate, const EncodeSettings& settings,
                                  const ProgressSink& progress, std::stop_token stop) {
  const std::string key = tokenCacheKey(datasetHash, tokenizer, chatTemplate, settings);
  const fs::path path = pathOf(folder, key);
  std::error_code code;
  if (auto cached = CachedTokens::open(path, key); cached && cached->size() == examples.size()) {
    fs::last_write_time(path, fs::file_time_type::clock::now(), code);  // for pruneTokenCache: it was used now
    return cached;
  }
  ATTUNE_TRY(const auto encoded,
             encodeExamples(examples, tokenizer, chatTemplate, settings, progress, std::move(stop)));
  fs::create_directories(folder, code);
  ATTUNE_TRY_VOID(writeTokenCache(path, key, encoded));
  return CachedTokens::open(path, key);
}

void pruneTokenCache(const fs::path& folder, std::size_t keep) {
  std::error_code code;
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  for (const auto& entry : fs::directory_iterator(folder, code))
    if (entry.path().extension() == kSuffix) files.emplace_back(entry.last_write_time(code), entry.path());
  std::sort(files.begin(), files.end(), std::greater<>());
  for (std::size_t i = keep; i < files.size(); ++i) fs::remove(files[i].second, code);
}

}  // namespace attune
