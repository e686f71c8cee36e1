// SPDX-License-Identifier: GPL-3.0-or-later
// A training process is killed at random moments and started again until it is done: what it leaves must equal, byte for
// byte, what an undisturbed run leaves.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/random.h"

extern char** environ;

namespace attune {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kKills = 50;
constexpr const char* kLastCheckpoint = "run/checkpoints/step-84";

pid_t start(const fs::path& folder) {
  const std::string program = ATTUNE_TRAIN_HELPER, argument = folder.string();
  char* arguments[] = {const_cast<char*>(program.c_str()), const_cast<char*>(argument.c_str()), nullptr};
  pid_t child = -1;
  if (posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0) return -1;
  return child;
}

// Waits for the child, killing it after `allowed`; whether it was killed in time. `status` is that of waitpid.
bool waitOrKill(pid_t child, std::chrono::microseconds allowed, int& status) {
  const auto end = Clock::now() + allowed;
  while (Clock::now() < end) {
    if (waitpid(child, &status, WNOHANG) == child) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

// The losses by step; the same step must have the same loss in every attempt.
std::map<long, std::string> losses(const fs::path& folder) {
  std::map<long, std::string> found;
  std::ifstream file(folder / "losses.txt");
  for (std::string line; std::getline(file, line);) {
    const auto space = line.find(' ');
    if (space == std::string::npos || file.eof()) continue;  // the last line may be cut off
    const auto [at, fresh] = found.emplace(std::stol(line), line.substr(space + 1));
    EXPECT_TRUE(fresh || at->second == line.substr(space + 1)) << "step " << at->first << " gave another loss after resuming";
  }
  return found;
}

std::string result(const fs::path& folder) {
  std::string hashes;
  for (const char* name : {"adapter_model.safetensors", "optimizer.safetensors"}) {
    hashes += sha256OfFile(folder / kLastCheckpoint / name).value_or("none") + " ";
  }
  return hashes;
}

TEST(Kill, FiftyKillsLeaveWhatAnUndisturbedRunLeaves) {
  std::string name = (fs::temp_directory_path() / "attune-kill-XXXXXX").string();
  const fs::path root = mkdtemp(name.data());
  const auto folder = [&](const std::string& part) {
    fs::create_directories(root / part);
    return root / part;
  };
  const fs::path whole = folder("whole");
  const auto begin = Clock::now();
  int status = 0;
  waitpid(start(whole), &status, 0);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  const auto expected = losses(whole);
  ASSERT_EQ(expected.size(), 84U);
  ASSERT_TRUE(verifyManifest(whole / kLastCheckpoint));

  Random random(20240501);
  int kills = 0, finishedRuns = 0;
  std::size_t attempts = 0;
  while (kills < kKills) {
    const fs::path parts = folder("parts-" + std::to_string(finishedRuns));
    for (bool done = false; !done;) {
      ASSERT_LT(++attempts, 1000U);
      // Anywhere between the start of the process and its natural end.
      const bool again = kills < kKills;
      const auto allowed = again ? std::chrono::microseconds(random.below(static_cast<std::uint64_t>(duration.count()))) : std::chrono::hours(1);
      if (waitOrKill(start(parts), allowed, status)) {
        ++kills;
      } else {
        ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "attempt " << attempts;
        done = true;
      }
    }
    EXPECT_EQ(result(parts), result(whole)) << "after " << kills << " kills";
    EXPECT_EQ(losses(parts), expected);
    ++finishedRuns;
  }
  RecordProperty("kills", kills);
  RecordProperty("runs", finishedRuns);
  std::printf("%d kills over %d runs, all byte-identical\n", kills, finishedRuns);
  fs::remove_all(root);
}

}  // namespace
}  // namespace attune
