// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/compress.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

namespace attune {
namespace fs = std::filesystem;
namespace {

int choose(archive* writer, const fs::path& extension) {
  if (extension == ".zip") return archive_write_set_format_zip(writer);
  if (const int state = archive_write_set_format_raw(writer); state != ARCHIVE_OK) return state;
  if (extension == ".gz") return archive_write_add_filter_gzip(writer);
  if (extension == ".zst") return archive_write_add_filter_zstd(writer);
  if (extension == ".xz") return archive_write_add_filter_xz(writer);
  return archive_write_add_filter_bzip2(writer);
}

bool writeAll(archive* writer, const Spool& content) {
  std::string part;
  constexpr std::uint64_t kPart = 1 << 20;
  for (std::uint64_t at = 0; at < content.size(); at += part.size()) {
    part.resize(static_cast<std::size_t>(std::min(kPart, content.size() - at)));
    if (!content.read(at, part.size(), part.data())) return false;
    if (archive_write_data(writer, part.data(), part.size()) != static_cast<la_ssize_t>(part.size())) return false;
  }
  return true;
}

}  // namespace

Result<void> writeCompressed(const Spool& content, const fs::path& name, const fs::path& file) {
  archive* writer = archive_write_new();
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname_utf8(entry, name.stem().c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0600);
  archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
  const bool written = content.check() && choose(writer, name.extension()) == ARCHIVE_OK &&
                       archive_write_open_filename(writer, file.c_str()) == ARCHIVE_OK &&
                       archive_write_header(writer, entry) == ARCHIVE_OK && writeAll(writer, content) &&
                       archive_write_close(writer) == ARCHIVE_OK;
  const char* told = archive_error_string(writer);
  const std::string detail = told == nullptr ? std::string() : told;
  archive_entry_free(entry);
  archive_write_free(writer);
  if (written) return {};
  std::error_code code;
  fs::remove(file, code);
  return fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {name.string()},
              ATTUNE_TEXT("Check that the folder exists and that you may write to it."), detail);
}

}  // namespace attune
