// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/parquet.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <utility>
#include <vector>

extern char** environ;  // NOLINT: POSIX names it so

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr const char* kHelper = "attune-parquet";
constexpr int kNoPyArrow = 3;  // the helper's exit code

tl::unexpected<Error> noHelper(const std::string& name) {
  return fail("data.no-parquet", ATTUNE_TEXT("“{0}” is a Parquet file, and the helper for those is not ready."), {name},
              ATTUNE_TEXT("Install PyArrow (python3 -m pip install pyarrow), or use CSV or JSON Lines."));
}

bool canRun(const fs::path& program) {
  return ::access(program.c_str(), X_OK) == 0 && fs::is_regular_file(program);
}

fs::path findHelper() {
  if (const char* given = std::getenv("ATTUNE_PARQUET")) return canRun(given) ? fs::path(given) : fs::path();
  std::error_code code;
  const fs::path here = fs::read_symlink("/proc/self/exe", code).parent_path();
  if (!code && canRun(here / kHelper)) return here / kHelper;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (fs::path(folder).is_absolute() && canRun(fs::path(folder) / kHelper)) return fs::path(folder) / kHelper;
  return {};
}

ssize_t readSome(int from, char* to, std::size_t size) {
  ssize_t n = 0;
  do n = ::read(from, to, size);
  while (n < 0 && errno == EINTR);
  return n;
}

// The running helper, which ends with this object at the latest.
class Helper {
 public:
  Helper() = default;
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  ~Helper() { stop(); }

  void stop() {
    if (m_process <= 0) return;
    ::kill(m_process, SIGKILL);
    wait();
  }

  // Starts it with the arguments and what it reads; false when it cannot be started.
  bool start(std::vector<std::string> arguments, int input) {
    const fs::path program = findHelper();
    int output[2], errors[2];
    if (program.empty() || ::pipe2(output, O_CLOEXEC) != 0) return false;
    m_output = FileDescriptor(output[0]);
    const FileDescriptor outputEnd(output[1]);
    if (::pipe2(errors, O_CLOEXEC) != 0) return false;
    m_errors = FileDescriptor(errors[0]);
    const FileDescriptor errorsEnd(errors[1]);
    arguments.insert(arguments.begin(), program.string());
    std::vector<char*> texts;
    for (std::string& argument : arguments) texts.push_back(argument.data());
    texts.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, outputEnd.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errorsEnd.get(), STDERR_FILENO);
    const int failed = ::posix_spawn(&m_process, program.c_str(), &actions, nullptr, texts.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) m_process = 0;
    return failed == 0;
  }

  bool isRunning() const { return m_process > 0; }
  ssize_t read(char* to, std::size_t size) { return readSome(m_output.get(), to, size); }
  // Waits until it has said something or has ended; false when the time was too short.
  bool waitForEnd(int milliseconds) {
    pollfd end{m_errors.get(), POLLIN, 0};
    return ::poll(&end, 1, milliseconds) > 0;
  }
  // What it says of a fault, and how it ended.
  std::pair<std::string, int> finish() {
    char message[512];
    const ssize_t length = readSome(m_errors.get(), message, sizeof message);
    return {length > 0 ? std::string(message, static_cast<std::size_t>(length)) : std::string(), wait()};
  }

 private:
  int wait() {
    int status = 0;
    while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) continue;
    m_process = 0;
    return status;
  }

  pid_t m_process = 0;
  FileDescriptor m_output, m_errors;
};

// The output of the helper.
class HelperSource : public ByteSource {
 public:
  HelperSource(std::unique_ptr<Helper> helper, std::string name, std::uint64_t maxBytes)
      : m_helper(std::move(helper)), m_name(std::move(name)), m_maxBytes(maxBytes) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (!m_helper->isRunning()) return std::size_t{0};
    const ssize_t n = m_helper->read(to, size);
    if (n > 0) {
      m_read += static_cast<std::uint64_t>(n);
      if (m_read > m_maxBytes)
        return fail("data.too-large", ATTUNE_TEXT("“{0}” unpacks to far more than its size: it was not read further."),
                    {m_name}, ATTUNE_TEXT("Unpack it yourself if you trust it."));
      return static_cast<std::size_t>(n);
    }
    const auto [message, status] = m_helper->finish();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && n == 0) return std::size_t{0};
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoPyArrow) return noHelper(m_name);
    return fail("data.file-damaged", ATTUNE_TEXT("“{0}” cannot be read as a Parquet file."), {m_name},
                ATTUNE_TEXT("Get the file again from its source."), message);
  }
  std::uint64_t position() const override { return 0; }

 private:
  std::unique_ptr<Helper> m_helper;
  std::string m_name;
  std::uint64_t m_maxBytes, m_read = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> openParquet(const fs::path& path, std::uint64_t maxBytes) {
  ATTUNE_TRY(const auto exists, openFileSource(path));
  const std::string name = path.filename().string();
  const FileDescriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  auto helper = std::make_unique<Helper>();
  if (!helper->start({fs::absolute(path).string()}, nothing.get())) return noHelper(name);
  return std::make_unique<HelperSource>(std::move(helper), name, maxBytes);
}

Result<void> writeParquet(Spool& lines, const fs::path& path, std::stop_token stop) {
  const std::string name = path.stem().string();
  if (findHelper().empty()) return noHelper(name);
  ATTUNE_TRY_VOID(lines.publish(path));
  const FileDescriptor rows(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::error_code code;
  fs::remove(path, code);
  Helper helper;
  if (!rows || !helper.start({"--write", fs::absolute(path).string()}, rows.get())) return noHelper(name);
  constexpr int kLook = 50;
  while (!helper.waitForEnd(kLook)) {
    if (!stop.stop_requested()) continue;
    helper.stop();
    fs::remove(path, code);
    return stopped();
  }
  const auto [message, status] = helper.finish();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  fs::remove(path, code);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoPyArrow) return noHelper(name);
  return fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {name},
              ATTUNE_TEXT("Check that the folder exists and that you may write to it."), message);
}

}  // namespace attune
