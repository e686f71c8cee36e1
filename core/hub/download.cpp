// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/hub/http.h"
#include "core/hub/hub.h"
#include "core/hub/names.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kSpareBytes = 64 << 20;  // left free on the disk

tl::unexpected<Error> writeFailed(const fs::path& path) {
  const int problem = errno;
  const bool full = problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
  return fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {path.string()},
              full ? ATTUNE_TEXT("The disk is full: free some space and try again; nothing stored before is lost.")
                   : ATTUNE_TEXT("Check that the folder exists and that you may write to it."),
              std::strerror(problem));
}

Result<void> createFolder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (!code) return {};
  return fail("file.write", ATTUNE_TEXT("“{0}” could not be created."), {folder.string()},
              ATTUNE_TEXT("Check that the folder exists and that you may write to it."), code.message());
}

// Git's name of a file's content: SHA-1 of "blob SIZE", a NUL and the content.
Result<std::string> gitHashOfFile(const fs::path& path) {
  ATTUNE_TRY(const std::string content, readFile(path, 1 << 30));
  const std::string header = "blob " + std::to_string(content.size()) + '\0';
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
  EVP_DigestUpdate(context.get(), header.data(), header.size());
  EVP_DigestUpdate(context.get(), content.data(), content.size());
  EVP_DigestFinal_ex(context.get(), digest, &length);
  std::string hexadecimal;
  for (unsigned i = 0; i < length; ++i) {
    hexadecimal += "0123456789abcdef"[digest[i] >> 4];
    hexadecimal += "0123456789abcdef"[digest[i] & 15];
  }
  return hexadecimal;
}

std::uint64_t sizeOfFile(const fs::path& path) {
  std::error_code code;
  const auto size = fs::file_size(path, code);
  return code ? 0 : size;
}

// Waits, but not past a stop request.
void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

class FileDownload {
 public:
  FileDownload(const HubSettings& settings, const HubModel& model, const HubFile& file, const fs::path& blobs)
      : m_settings(settings),
        m_model(model),
        m_file(file),
        m_digest(file.sha256.empty() ? file.gitHash : file.sha256),
        m_blob(blobs / m_digest),
        m_partial(blobs / (m_digest + ".incomplete")) {}

  const fs::path& blob() const { return m_blob; }

  // Brings the blob under its name, through as many attempts as the settings allow.
  Result<void> run(const std::function<void(std::uint64_t)>& onBytes, const std::stop_token& stop) {
    std::error_code code;
    if (fs::is_regular_file(m_blob, code) && sizeOfFile(m_blob) == m_file.bytes) return {};
    ATTUNE_TRY_VOID(checkAnnouncement(stop));
    for (int attempt = 1;; ++attempt) {
      auto result = attemptOnce(onBytes, stop);
      if (result) return result;
      const std::string problem = result.error().code;
      if (problem != "hub.network" || attempt >= m_settings.attempts) return result;
      pause(std::chrono::milliseconds(200) * (1 << std::min(attempt, 6)), stop);
      if (stop.stop_requested()) return fail("hub.stopped", ATTUNE_TEXT("Stopped."));
    }
  }

 private:
  std::string url() const {
    return m_settings.endpoint + "/" + m_model.id + "/resolve/" + m_model.commit + "/" + escapeForUrl(m_file.path);
  }

  tl::unexpected<Error> wrongSize(std::uint64_t bytes) const {
    return fail("hub.size", ATTUNE_TEXT("“{0}” of {1} has {2} bytes instead of {3}."),
                {m_file.path, m_model.id, std::to_string(bytes), std::to_string(m_file.bytes)},
                ATTUNE_TEXT("Try again later; the hub or a proxy does not deliver the right file."));
  }

  // The file's own headers must name the hash and commit that the model's listing named.
  Result<void> checkAnnouncement(const std::stop_token& stop) const {
    HttpRequest request;
    request.url = url();
    request.headOnly = true;
    request.followRedirects = false;
    ATTUNE_TRY(const HttpAnswer answer, sendRequest(m_settings, request, stop));
    const bool redirected = answer.status >= 300 && answer.status < 400;
    if (!redirected) ATTUNE_TRY_VOID(checkStatus(answer, m_model.id + "/" + m_file.path));
    const auto header = [&](const char* name) {
      const auto found = answer.headers.find(name);
      std::string value = found == answer.headers.end() ? "" : found->second;
      if (value.starts_with("W/")) value.erase(0, 2);
      std::erase(value, '"');
      return value;
    };
    const std::string etag = header("x-linked-etag").empty() ? header("etag") : header("x-linked-etag");
    const std::string commit = header("x-repo-commit");
    if ((!etag.empty() && etag != m_digest) || (!commit.empty() && commit != m_model.commit))
      return fail("hub.hash", ATTUNE_TEXT("“{0}” of {1} is not the file that the model's list names."),
                  {m_file.path, m_model.id}, ATTUNE_TEXT("Try again; the model may have been changed just now."));
    return {};
  }

  Result<void> attemptOnce(const std::function<void(std::uint64_t)>& onBytes, const std::stop_token& stop) {
    std::uint64_t have = sizeOfFile(m_partial);
    if (have > m_file.bytes) {
      ::unlink(m_partial.c_str());
      have = 0;
    }
    if (have < m_file.bytes || have == 0) ATTUNE_TRY_VOID(transfer(have, onBytes, stop));
    if (sizeOfFile(m_partial) < m_file.bytes)
      return fail("hub.network", ATTUNE_TEXT("The connection ended before “{0}” was complete."), {m_file.path},
                  ATTUNE_TEXT("Check the network and try again; what has arrived is kept."));
    return verifyAndPublish();
  }

  Result<void> transfer(std::uint64_t have, const std::function<void(std::uint64_t)>& onBytes,
                        const std::stop_token& stop) {
    FileDescriptor out(::open(m_partial.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!out) return writeFailed(m_partial);
    std::uint64_t position = have;
    bool started = false, writeProblem = false;
    HttpRequest request;
    request.url = url();
    request.resumeAt = have;
    request.maxBytes = m_file.bytes;
    request.onBody = [&](int status, std::string_view bytes) {
      // A server that ignores the range sends the whole file: start over.
      if (!started && status == 200) position = 0;
      started = true;
      while (!bytes.empty()) {
        const ssize_t n = ::pwrite(out.get(), bytes.data(), bytes.size(), static_cast<off_t>(position));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return !(writeProblem = true);
        bytes.remove_prefix(static_cast<std::size_t>(n));
        position += static_cast<std::uint64_t>(n);
      }
      onBytes(position);
      return position <= m_file.bytes;
    };
    auto answer = sendRequest(m_settings, request, stop);
    if (writeProblem) return writeFailed(m_partial);
    if (started && ::ftruncate(out.get(), static_cast<off_t>(position)) != 0) return writeFailed(m_partial);
    if (answer && position > m_file.bytes) {
      ::unlink(m_partial.c_str());
      return wrongSize(position);
    }
    if (!answer) {
      if (answer.error().code == "hub.size") ::unlink(m_partial.c_str());
      return tl::unexpected(std::move(answer.error()));
    }
    if (answer->status == 416) {  // the part on disk is not part of this file
      ::unlink(m_partial.c_str());
      return fail("hub.network", ATTUNE_TEXT("The hub answered {1} when asked for “{0}”."), {m_file.path, "416"});
    }
    return checkStatus(*answer, m_model.id + "/" + m_file.path);
  }

  Result<void> verifyAndPublish() {
    ATTUNE_TRY(const std::string digest, m_file.sha256.empty() ? gitHashOfFile(m_partial) : sha256OfFile(m_partial));
    if (digest != m_digest) {
      ::unlink(m_partial.c_str());
      return fail("hub.hash",
                  ATTUNE_TEXT("“{0}” of {1} arrived damaged: its content is not what the hub's list names."),
                  {m_file.path, m_model.id}, ATTUNE_TEXT("Try again; nothing of it was kept."));
    }
    const FileDescriptor file(::open(m_partial.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::fsync(file.get()) != 0 || ::rename(m_partial.c_str(), m_blob.c_str()) != 0)
      return writeFailed(m_blob);
    return syncFolder(m_blob.parent_path());
  }

  const HubSettings& m_settings;
  const HubModel& m_model;
  const HubFile& m_file;
  std::string m_digest;
  fs::path m_blob, m_partial;
};

// Links a file of the snapshot to its blob, replacing an older link.
Result<void> linkIntoSnapshot(const fs::path& snapshot, const HubFile& file, const fs::path& blob) {
  const fs::path link = snapshot / file.path;
  ATTUNE_TRY_VOID(createFolder(link.parent_path()));
  const fs::path target = fs::relative(blob, link.parent_path());
  std::error_code code;
  if (fs::is_symlink(link, code) && fs::read_symlink(link, code) == target) return {};
  fs::path temporary = link;
  temporary += ".tmp";
  ::unlink(temporary.c_str());
  if (::symlink(target.c_str(), temporary.c_str()) != 0 || ::rename(temporary.c_str(), link.c_str()) != 0)
    return writeFailed(link);
  return {};
}

}  // namespace

Result<fs::path> downloadFiles(const HubSettings& settings, const HubModel& model, const std::vector<HubFile>& files,
                               const std::string& revision, const ProgressSink& progress, std::stop_token stop) {
  if (settings.offline)
    return fail("hub.offline", ATTUNE_TEXT("“{0}” cannot be downloaded: the hub is switched off."), {model.id},
                ATTUNE_TEXT("Allow downloads in the settings, and check HF_HUB_OFFLINE."));
  // The caller may have made these by hand; they become paths here.
  bool valid = isModelId(model.id) && isRevision(revision) && isHexadecimal(model.commit, 40);
  for (const auto& file : files)
    valid = valid && isSafeRelativePath(file.path) &&
            (isHexadecimal(file.sha256, 64) || (file.sha256.empty() && isHexadecimal(file.gitHash, 40)));
  if (!valid) return fail("hub.id", ATTUNE_TEXT("“{0}” at “{1}” is not the name of a model."), {model.id, revision});
  std::string folderName = "models--" + model.id;
  if (const auto slash = folderName.find('/'); slash != std::string::npos) folderName.replace(slash, 1, "--");
  const fs::path repository = settings.cacheFolder / folderName, blobs = repository / "blobs";
  const fs::path snapshot = repository / "snapshots" / model.commit;
  ATTUNE_TRY_VOID(createFolder(blobs));
  std::uint64_t total = 0, done = 0, needed = 0;
  for (const auto& file : files) {
    total += file.bytes;
    const std::string digest = file.sha256.empty() ? file.gitHash : file.sha256;
    const std::uint64_t have = std::max(sizeOfFile(blobs / digest), sizeOfFile(blobs / (digest + ".incomplete")));
    needed += file.bytes - std::min(file.bytes, have);
  }
  std::error_code code;
  const auto space = fs::space(blobs, code);
  if (!code && needed > 0 && needed + kSpareBytes > space.available)
    return fail(
        "hub.space", ATTUNE_TEXT("“{0}” needs {1} MB, but only {2} MB are free in “{3}”."),
        {model.id, std::to_string(needed >> 20), std::to_string(space.available >> 20), settings.cacheFolder.string()},
        ATTUNE_TEXT("Free some space, or choose another folder in the settings."));
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t first = UINT64_MAX;
  std::vector<fs::path> finished;
  for (const auto& file : files) {
    FileDownload download(settings, model, file, blobs);
    const auto report = [&](std::uint64_t position) {
      if (!progress || total == 0) return;
      const std::uint64_t at = done + position;
      if (first == UINT64_MAX) first = at;
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      const double rate = static_cast<double>(at - std::min(at, first)) / std::max(seconds, 1e-3);
      progress({static_cast<double>(at) / static_cast<double>(total), ATTUNE_TEXT("Downloading the model"),
                rate > 0 ? static_cast<double>(total - std::min(total, at)) / rate : -1});
    };
    ATTUNE_TRY_VOID(download.run(report, stop));
    done += file.bytes;
    finished.push_back(download.blob());
  }
  // Only now, so that a snapshot which other programs see is whole.
  for (std::size_t i = 0; i < files.size(); ++i) ATTUNE_TRY_VOID(linkIntoSnapshot(snapshot, files[i], finished[i]));
  const fs::path reference = repository / "refs" / revision;
  ATTUNE_TRY_VOID(createFolder(reference.parent_path()));
  ATTUNE_TRY_VOID(writeFileAtomic(reference, model.commit));
  if (progress) progress({1, ATTUNE_TEXT("Downloading the model"), 0});
  return snapshot;
}

}  // namespace attune
