// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/open.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

#include "core/data/formats/formats.h"
#include "core/data/formats/parquet.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kParquet = ".parquet";
constexpr std::string_view kCompressions[]{".gz", ".zst", ".xz", ".bz2", ".zip", kParquet};

struct CloseArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

tl::unexpected<Error> damaged(const std::string& name, archive* handle) {
  const char* detail = handle == nullptr ? nullptr : archive_error_string(handle);
  return fail("data.file-damaged",
              ATTUNE_TEXT("“{0}” cannot be unpacked: it is damaged or of another kind than its name says."), {name},
              ATTUNE_TEXT("Get the file again from its source."), detail == nullptr ? std::string{} : detail);
}

// The content of one compressed file, watched for growing without measure.
class ArchiveSource : public ByteSource {
 public:
  ArchiveSource(Archive handle, std::string name, const ImportLimits& limits)
      : m_archive(std::move(handle)), m_name(std::move(name)), m_limits(limits) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    const la_ssize_t n = archive_read_data(m_archive.get(), to, size);
    if (n < 0) return damaged(m_name, m_archive.get());
    m_unpacked += static_cast<std::uint64_t>(n);
    constexpr std::uint64_t kFree = 64ULL << 20;
    if (m_unpacked > m_limits.maxUnpackedBytes ||
        (m_unpacked > kFree && m_unpacked / m_limits.maxPackRatio > std::max<std::uint64_t>(position(), 1)))
      return fail("data.too-large", ATTUNE_TEXT("“{0}” unpacks to far more than its size: it was not read further."),
                  {m_name}, ATTUNE_TEXT("Unpack it yourself if you trust it."));
    return static_cast<std::size_t>(n);
  }
  std::uint64_t position() const override {
    const auto bytes = archive_filter_bytes(m_archive.get(), -1);
    return bytes < 0 ? 0 : static_cast<std::uint64_t>(bytes);
  }

 private:
  Archive m_archive;
  std::string m_name;
  ImportLimits m_limits;
  std::uint64_t m_unpacked = 0;
};

std::string lowerExtension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return extension;
}

Archive openArchive(const fs::path& path, bool zip) {
  constexpr std::size_t kBlock = 1 << 16;
  Archive handle(archive_read_new());
  if (!handle) return nullptr;
  if (zip) {
    archive_read_support_format_zip(handle.get());
  } else {
    archive_read_support_format_raw(handle.get());
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_zstd(handle.get());
    archive_read_support_filter_xz(handle.get());
    archive_read_support_filter_bzip2(handle.get());
  }
  if (archive_read_open_filename(handle.get(), path.c_str(), kBlock) != ARCHIVE_OK) return nullptr;
  return handle;
}

// In UTF-8 whatever the locale is; null when the archive's own encoding cannot be read.
const char* entryName(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  return name != nullptr ? name : archive_entry_pathname(entry);
}

// The name of the one file in a ZIP archive that can be a table; what macOS and folders add does not count.
Result<std::string> onlyEntry(const fs::path& path) {
  constexpr int kMaxEntries = 10'000;
  const std::string name = path.filename().string();
  const Archive handle = openArchive(path, true);
  if (!handle) return damaged(name, nullptr);
  std::vector<std::string> found;
  for (int i = 0; i < kMaxEntries; ++i) {
    archive_entry* entry = nullptr;
    const int state = archive_read_next_header(handle.get(), &entry);
    if (state == ARCHIVE_EOF) break;
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return damaged(name, handle.get());
    const char* inner = entryName(entry);
    if (inner == nullptr || archive_entry_filetype(entry) != AE_IFREG) continue;
    const fs::path innerPath(inner);
    if (innerPath.filename().string().starts_with('.') || innerPath.begin()->string() == "__MACOSX") continue;
    found.emplace_back(inner);
  }
  if (found.size() == 1) return found.front();
  return fail("data.not-a-table", ATTUNE_TEXT("“{0}” holds {1} files; an archive with exactly one table can be read."),
              {name, std::to_string(found.size())}, ATTUNE_TEXT("Unpack it and choose the files."));
}

}  // namespace

bool isCompressedName(const fs::path& path) {
  const std::string extension = lowerExtension(path);
  return std::find(std::begin(kCompressions), std::end(kCompressions), extension) != std::end(kCompressions);
}

Result<OpenedFile> openRaw(const fs::path& path, const ImportLimits& limits) {
  ATTUNE_TRY(auto plain, openFileSource(path));
  const std::string fileName = path.filename().string();
  if (!isCompressedName(path)) return OpenedFile{std::move(plain), fileName};
  if (lowerExtension(path) == kParquet) {
    ATTUNE_TRY(auto rows, openParquet(path, limits.maxUnpackedBytes));
    return OpenedFile{std::move(rows), path.stem().string() + ".jsonl"};
  }
  const bool zip = lowerExtension(path) == ".zip";
  std::string inner = path.stem().string();
  if (zip) {
    ATTUNE_TRY(inner, onlyEntry(path));
  }
  Archive handle = openArchive(path, zip);
  if (!handle) return damaged(fileName, nullptr);
  archive_entry* entry = nullptr;
  for (;;) {
    const int state = archive_read_next_header(handle.get(), &entry);
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return damaged(fileName, handle.get());
    const char* name = entryName(entry);
    if (!zip || (name != nullptr && inner == name)) break;
  }
  // Without a filter the raw reader would hand over any bytes as they are.
  if (!zip && archive_filter_count(handle.get()) < 2) return damaged(fileName, nullptr);
  return OpenedFile{std::make_unique<ArchiveSource>(std::move(handle), fileName, limits),
                    fs::path(inner).filename().string()};
}

Result<std::unique_ptr<ByteSource>> openDecoded(const fs::path& path, const std::string& encoding,
                                                const ImportLimits& limits) {
  ATTUNE_TRY(auto opened, openRaw(path, limits));
  return decodingSource(std::move(opened.source), encoding);
}

}  // namespace attune
