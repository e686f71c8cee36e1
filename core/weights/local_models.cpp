// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/base/file.h"
#include "core/weights/checkpoint.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr int kMaxDepth = 3;
constexpr std::size_t kMaxEntries =
    20'000;  // of all folders looked through, so that a wrong choice of folder ends soon

fs::path environmentPath(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? fs::path(value) : fs::path();
}

fs::path userCache() {
  if (auto cache = environmentPath("XDG_CACHE_HOME"); !cache.empty()) return cache;
  const auto home = environmentPath("HOME");
  return home.empty() ? fs::path() : home / ".cache";
}

fs::path hubCache() {
  if (auto cache = environmentPath("HF_HUB_CACHE"); !cache.empty()) return cache;
  if (auto home = environmentPath("HF_HOME"); !home.empty()) return home / "hub";
  const auto cache = userCache();
  return cache.empty() ? cache : cache / "huggingface" / "hub";
}

LocalModel describeModel(const fs::path& path, const std::string& id, const std::string& origin) {
  LocalModel model{id, path, origin, {}, {}, {}, 0, 0, 0, {}};
  auto checkpoint = openCheckpoint(path);
  std::error_code code;
  if (!checkpoint) {
    model.problem = std::move(checkpoint.error());
    if (const auto config = readModelConfig(path / "config.json")) model.modelType = config->modelType;
    if (fs::is_regular_file(path, code)) model.bytes = fs::file_size(path, code);
    return model;
  }
  if (model.id.empty()) model.id = checkpoint->name;
  model.modelType = checkpoint->config.modelType;
  model.task = checkpoint->config.task;
  model.licence = checkpoint->licence;
  model.parameters = parameterCount(checkpoint->config);
  model.contextLength = checkpoint->config.maxPositions;
  for (const auto& file : checkpoint->files) model.bytes += fs::file_size(file, code);
  return model;
}

bool looksLikeModelFolder(const fs::path& folder) {
  std::error_code code;
  // Weights that Attune refuses to read are shown with the reason.
  return fs::exists(folder / "config.json", code) &&
         (fs::exists(folder / "model.safetensors", code) || fs::exists(folder / "model.safetensors.index.json", code) || !pickledWeights(folder).empty());
}

class Search {
 public:
  std::vector<LocalModel> models;

  void hub(const fs::path& cache) {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(cache, code)) {
      std::string name = entry.path().filename().string();
      if (!name.starts_with("models--") || !entry.is_directory(code)) continue;
      name.erase(0, 8);
      if (const auto middle = name.find("--"); middle != name.npos) name.replace(middle, 2, "/");
      if (const auto snapshot = currentSnapshot(entry.path()); !snapshot.empty())
        addFolder(snapshot, name, "hub-cache");
    }
  }

  void folder(const fs::path& root, const std::string& origin, int depth = 0) {
    std::error_code code;
    if (looksLikeModelFolder(root)) return addFolder(root, {}, origin);
    for (const auto& entry : fs::directory_iterator(root, fs::directory_options::skip_permission_denied, code)) {
      if (++m_entries > kMaxEntries) return;
      const std::string name = entry.path().filename().string();
      if (name.starts_with(".")) continue;
      // Links to folders are not followed: they may lead back up.
      if (entry.is_directory(code) && !entry.is_symlink(code) && depth < kMaxDepth)
        folder(entry.path(), origin, depth + 1);
      if (isGgufModel(entry)) add(entry.path(), {}, origin);
    }
  }

 private:
  static bool isGgufModel(const fs::directory_entry& entry) {
    std::error_code code;
    return entry.path().extension() == ".gguf" && entry.is_regular_file(code) &&
           !entry.path().filename().string().starts_with("mmproj");
  }

  // What refs/main names, or the newest one when that is not there.
  static fs::path currentSnapshot(const fs::path& repository) {
    std::error_code code;
    if (auto revision = readFile(repository / "refs" / "main", 256)) {
      revision->erase(revision->find_last_not_of(" \r\n") + 1);
      const bool plain = !revision->empty() && revision->find('/') == std::string::npos && *revision != "..";
      if (plain && fs::is_directory(repository / "snapshots" / *revision, code))
        return repository / "snapshots" / *revision;
    }
    fs::path newest;
    fs::file_time_type newestTime{};
    for (const auto& entry : fs::directory_iterator(repository / "snapshots", code)) {
      const auto time = entry.last_write_time(code);
      if (entry.is_directory(code) && (newest.empty() || time > newestTime)) {
        newest = entry.path();
        newestTime = time;
      }
    }
    return newest;
  }

  void addFolder(const fs::path& folder, const std::string& id, const std::string& origin) {
    std::error_code code;
    if (looksLikeModelFolder(folder)) return add(folder, id, origin);
    for (const auto& entry : fs::directory_iterator(folder, code))
      if (isGgufModel(entry)) add(entry.path(), id.empty() ? id : id + "/" + entry.path().filename().string(), origin);
  }

  void add(const fs::path& path, const std::string& id, const std::string& origin) {
    std::error_code code;
    if (m_seen.insert(fs::weakly_canonical(path, code).string()).second)
      models.push_back(describeModel(path, id, origin));
    if (models.back().id.empty()) models.back().id = path.filename().string();
  }

  std::set<std::string> m_seen;
  std::size_t m_entries = 0;
};

}  // namespace

std::vector<LocalModel> findLocalModels(const std::vector<fs::path>& extraFolders) {
  Search search;
  if (const auto cache = hubCache(); !cache.empty()) search.hub(cache);
  if (const auto cache = userCache(); !cache.empty()) search.folder(cache / "attune" / "starter", "starter");
  for (const auto& folder : extraFolders) search.folder(folder, "folder");
  std::sort(search.models.begin(), search.models.end(), [](const LocalModel& a, const LocalModel& b) {
    return std::tie(a.origin, a.id, a.path) < std::tie(b.origin, b.id, b.path);
  });
  return std::move(search.models);
}

}  // namespace attune
