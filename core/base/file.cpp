// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/hash.h"
#include "core/base/staging.h"
#include "core/base/write_error.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

std::string errnoText() { return std::strerror(errno); }

tl::unexpected<Error> writeFailed(const fs::path& path) { return tl::unexpected(notWritten(path)); }

Result<void> writeAll(int descriptor, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const ssize_t n = ::write(descriptor, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return writeFailed(path);
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

}  // namespace

Error notWritten(const fs::path& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return {"file.write",
          ATTUNE_TEXT("“{0}” could not be written."),
          {path.string()},
          errnoText(),
          full ? ATTUNE_TEXT("The disk is full: free some space and try again; nothing stored before is lost.")
               : ATTUNE_TEXT("Check that the folder exists and that you may write to it.")};
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    if (m_descriptor >= 0) ::close(m_descriptor);
    m_descriptor = other.release();
  }
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

int FileDescriptor::release() { return std::exchange(m_descriptor, -1); }

Result<std::string> readFile(const fs::path& path, std::uint64_t maxBytes) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return fail("file.open", ATTUNE_TEXT("“{0}” could not be opened."), {path.string()}, {}, errnoText());
  if (S_ISDIR(info.st_mode)) return fail("file.open", ATTUNE_TEXT("“{0}” is a folder, not a file."), {path.string()});
  if (static_cast<std::uint64_t>(info.st_size) > maxBytes)
    return fail("file.too-large", ATTUNE_TEXT("“{0}” is larger than the {1} bytes allowed for such a file."),
                {path.string(), std::to_string(maxBytes)});
  std::string content(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  // The file may grow or shrink while it is read, and devices report size 0: read until end of file.
  for (;;) {
    if (done == content.size()) content.resize(content.size() + 4096);
    const ssize_t n = ::read(file.get(), content.data() + done, content.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail("file.read", ATTUNE_TEXT("“{0}” could not be read."), {path.string()}, {}, errnoText());
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
    if (done > maxBytes)
      return fail("file.too-large", ATTUNE_TEXT("“{0}” is larger than the {1} bytes allowed for such a file."),
                  {path.string(), std::to_string(maxBytes)});
  }
  content.resize(done);
  return content;
}

Result<void> syncFolder(const fs::path& folder) {
  const FileDescriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor || ::fsync(descriptor.get()) != 0) return writeFailed(folder);
  return {};
}

Result<void> writeFileAtomic(const fs::path& path, std::string_view content) {
  fs::path temporary = path;
  temporary += ".tmp";
  auto written = [&]() -> Result<void> {
    FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file) return writeFailed(path);
    ATTUNE_TRY_VOID(writeAll(file.get(), content, path));
    if (::fsync(file.get()) != 0 || ::close(file.release()) != 0) return writeFailed(path);
    if (::rename(temporary.c_str(), path.c_str()) != 0) return writeFailed(path);
    return syncFolder(path.parent_path());
  }();
  if (!written) ::unlink(temporary.c_str());
  return written;
}

Result<StagedFolder> StagedFolder::create(const fs::path& finalPath) {
  std::error_code code;
  if (fs::exists(finalPath, code))
    return fail("file.exists", ATTUNE_TEXT("“{0}” already exists."), {finalPath.string()}, ATTUNE_TEXT("Choose another name."));
  fs::path staging = finalPath;
  staging += ".tmp";
  fs::remove_all(staging, code);
  if (!fs::create_directories(staging, code) || code)
    return fail("file.write", ATTUNE_TEXT("“{0}” could not be created."), {staging.string()},
                ATTUNE_TEXT("Check that the folder exists and that you may write to it."), code.message());
  fs::permissions(staging, fs::perms::owner_all, code);
  return StagedFolder(finalPath, staging);
}

StagedFolder::~StagedFolder() {
  std::error_code code;
  if (!m_staging.empty()) fs::remove_all(m_staging, code);
}

Result<void> StagedFolder::commit(const Json& facts) {
  ATTUNE_TRY_VOID(publishFolder(m_staging, m_final, facts));
  m_staging.clear();
  return {};
}

Result<Json> verifyManifest(const fs::path& folder) {
  auto manifest = readJsonFile(folder / "MANIFEST.json");
  if (!manifest || !manifest->is_object() || !manifest->contains("files") || !(*manifest)["files"].is_object())
    return fail("manifest.missing", ATTUNE_TEXT("“{0}” is not complete: its manifest is missing or broken."), {folder.string()});
  for (const auto& [name, facts] : (*manifest)["files"].items()) {
    const auto digest = sha256OfFile(folder / name);
    if (!digest || !facts.is_object() || facts.value("sha256", "") != *digest)
      return fail("manifest.mismatch", ATTUNE_TEXT("“{0}” is damaged: the file “{1}” is not what was stored."),
                  {folder.string(), name});
  }
  return manifest->contains("facts") ? (*manifest)["facts"] : Json::object();
}

}  // namespace attune
