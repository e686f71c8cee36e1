// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_loader.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <mutex>

namespace attune {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before other threads change it
  return value ? value : "";
}

fs::path programFolder() {
  std::array<char, PATH_MAX> buffer{};
  const auto size = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  return size > 0 ? fs::path(std::string(buffer.data(), static_cast<std::size_t>(size))).parent_path() : fs::path();
}

bool present(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// The folder of the libraries below a candidate, which may be that folder itself; empty when there is none.
fs::path libraryFolder(const fs::path& candidate) {
  for (const auto& folder : {candidate / "lib", candidate / "torch" / "lib", candidate}) {
    if (present(folder / "libtorch_cpu.so")) return folder;
  }
  return {};
}

std::vector<fs::path> engineCandidates() {
  std::vector<fs::path> paths;
  if (const auto chosen = environment("ATTUNE_ENGINE"); !chosen.empty()) paths.emplace_back(chosen);
  const auto program = programFolder();
  paths.push_back(program / "libattune_engine.so");
  paths.push_back(program.parent_path() / "lib" / "attune" / "engine" / "libattune_engine.so");
  paths.emplace_back(ATTUNE_BUILD_ENGINE);
  return paths;
}

std::string listed(const std::vector<fs::path>& paths) {
  std::string text;
  for (const auto& path : paths) text += (text.empty() ? "" : ", ") + path.string();
  return text;
}

Result<void*> openLibrary(const fs::path& path, int flags) {
  if (void* handle = ::dlopen(path.c_str(), RTLD_NOW | flags)) return handle;
  const char* reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): one lock covers all uses
  return fail("engine.load", ATTUNE_TEXT("The library “{0}” could not be loaded."), {path.string()},
              ATTUNE_TEXT("Set up Attune again, or choose another libtorch in the settings."), reason ? reason : "");
}

// Returns what stands against CUDA: empty when its libraries are open, or when there is no graphics card to open them for.
Result<std::string> openTorch(const fs::path& setting) {
  const auto candidates = libtorchCandidates(setting);
  for (const auto& candidate : candidates) {
    const auto folder = libraryFolder(candidate);
    if (folder.empty()) continue;
    // By absolute path and for all to see: libraries that name them as needed then get these and no others.
    ATTUNE_TRY_VOID(openLibrary(folder / "libc10.so", RTLD_GLOBAL));
    ATTUNE_TRY_VOID(openLibrary(folder / "libtorch_cpu.so", RTLD_GLOBAL));
    if (!present("/dev/nvidiactl")) return std::string();
    // Without the libraries of CUDA the processor is used, so failing is no error.
    const auto cuda = openLibrary(folder / "libtorch_cuda.so", RTLD_GLOBAL);
    return cuda ? std::string() : cuda.error().detail;
  }
  return fail("engine.no-libtorch", ATTUNE_TEXT("libtorch, which does the computing, was not found. Looked in: {0}."), {listed(candidates)},
              ATTUNE_TEXT("Run the set-up (packaging/run.sh), or choose a libtorch folder in the settings or in ATTUNE_LIBTORCH."));
}

Result<std::shared_ptr<Engine>> openEngine(const fs::path& setting) {
  // Threads that wait for work spin for some 20 µs and then sleep. Without a limit they spin for milliseconds, which costs
  // several times the computing itself as soon as something else (the window, a compiler) wants the processor too.
  ::setenv("GOMP_SPINCOUNT", "20000", /*overwrite=*/0);  // NOLINT(concurrency-mt-unsafe): read once, when libgomp is opened
  ATTUNE_TRY(const std::string cudaProblem, openTorch(setting));
  const auto candidates = engineCandidates();
  for (const auto& candidate : candidates) {
    if (!present(candidate)) continue;
    ATTUNE_TRY(void* library, openLibrary(candidate, RTLD_LOCAL));
    using Create = Engine* (*)(const char* version, const char* cudaProblem);
    const auto create = reinterpret_cast<Create>(::dlsym(library, "attuneCreateEngine"));
    Engine* engine = create ? create(ATTUNE_VERSION, cudaProblem.c_str()) : nullptr;
    if (!engine) {
      return fail("engine.load", ATTUNE_TEXT("The library “{0}” belongs to another version of Attune."), {candidate.string()},
                  ATTUNE_TEXT("Install Attune again."));
    }
    // Never destroyed: torch's own state may be gone when this process ends.
    return std::shared_ptr<Engine>(engine, [](Engine*) {});
  }
  return fail("engine.load", ATTUNE_TEXT("Attune's own library libattune_engine.so was not found. Looked in: {0}."), {listed(candidates)},
              ATTUNE_TEXT("Install Attune again."));
}

}  // namespace

std::vector<fs::path> libtorchCandidates(const fs::path& setting) {
  std::vector<fs::path> paths;
  if (!setting.empty()) paths.push_back(setting);
  if (const auto chosen = environment("ATTUNE_LIBTORCH"); !chosen.empty()) paths.emplace_back(chosen);
  const auto cache = environment("XDG_CACHE_HOME"), home = environment("HOME");
  const auto folder = fs::path("attune") / ("libtorch-" ATTUNE_TORCH_VERSION) / "torch";
  if (!cache.empty()) {
    paths.push_back(fs::path(cache) / folder);
  } else if (!home.empty()) {
    paths.push_back(fs::path(home) / ".cache" / folder);
  }
  paths.emplace_back(ATTUNE_BUILD_LIBTORCH);
  return paths;
}

Result<std::shared_ptr<Engine>> loadEngine(const fs::path& libtorchSetting) {
  static std::mutex mutex;
  static std::shared_ptr<Engine> engine;
  const std::lock_guard lock(mutex);
  if (!engine) {
    ATTUNE_TRY(engine, openEngine(libtorchSetting));
  }
  return engine;
}

}  // namespace attune
