// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/parquet.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sstream>

extern char** environ;  // NOLINT: POSIX names it so

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr const char* kHelper = "attune-parquet";
constexpr int kNoPyArrow = 3;  // the helper's exit code

tl::unexpected<Error> noHelper(const std::string& name) {
  return fail("data.no-parquet", ATTUNE_TEXT("“{0}” is a Parquet file, and the helper that reads those is not ready."), {name},
              ATTUNE_TEXT("Install PyArrow (python3 -m pip install pyarrow), or save the table as CSV or JSON Lines."));
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

// The output of the helper; the process ends with this object at the latest.
class HelperSource : public ByteSource {
 public:
  HelperSource(pid_t process, int output, int errors, std::string name, std::uint64_t maxBytes)
      : m_process(process), m_output(output), m_errors(errors), m_name(std::move(name)), m_maxBytes(maxBytes) {}
  HelperSource(const HelperSource&) = delete;
  HelperSource& operator=(const HelperSource&) = delete;
  ~HelperSource() override {
    if (m_process > 0) {
      ::kill(m_process, SIGKILL);
      wait();
    }
    ::close(m_output);
    ::close(m_errors);
  }

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (m_process <= 0) return std::size_t{0};
    const ssize_t n = readAll(m_output, to, size);
    if (n > 0) {
      m_read += static_cast<std::uint64_t>(n);
      if (m_read > m_maxBytes)
        return fail("data.too-large", ATTUNE_TEXT("“{0}” unpacks to far more than its size: it was not read further."),
                    {m_name}, ATTUNE_TEXT("Unpack it yourself if you trust it."));
      return static_cast<std::size_t>(n);
    }
    char message[512];
    const ssize_t length = readAll(m_errors, message, sizeof message);
    const int status = wait();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && n == 0) return std::size_t{0};
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoPyArrow) return noHelper(m_name);
    return fail("data.file-damaged", ATTUNE_TEXT("“{0}” cannot be read as a Parquet file."), {m_name},
                ATTUNE_TEXT("Get the file again from its source."),
                length > 0 ? std::string(message, static_cast<std::size_t>(length)) : std::string{});
  }
  std::uint64_t position() const override { return 0; }

 private:
  static ssize_t readAll(int from, char* to, std::size_t size) {
    ssize_t n = 0;
    do n = ::read(from, to, size);
    while (n < 0 && errno == EINTR);
    return n;
  }
  int wait() {
    int status = 0;
    while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) continue;
    m_process = 0;
    return status;
  }

  pid_t m_process;
  int m_output, m_errors;
  std::string m_name;
  std::uint64_t m_maxBytes, m_read = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> openParquet(const fs::path& path, std::uint64_t maxBytes) {
  ATTUNE_TRY(const auto exists, openFileSource(path));
  const std::string name = path.filename().string();
  const fs::path helper = findHelper();
  if (helper.empty()) return noHelper(name);
  int output[2], errors[2];
  if (::pipe2(output, O_CLOEXEC) != 0) return noHelper(name);
  if (::pipe2(errors, O_CLOEXEC) != 0) {
    for (const int end : output) ::close(end);
    return noHelper(name);
  }
  std::string program = helper.string(), file = fs::absolute(path).string();
  char* const arguments[]{program.data(), file.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  pid_t process = 0;
  const int failed = ::posix_spawn(&process, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(output[1]);
  ::close(errors[1]);
  if (failed != 0) {
    ::close(output[0]);
    ::close(errors[0]);
    return noHelper(name);
  }
  return std::make_unique<HelperSource>(process, output[0], errors[0], name, maxBytes);
}

}  // namespace attune
