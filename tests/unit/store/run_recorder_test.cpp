// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_recorder.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/random.h"
#include "core/store/sqlite.h"
#include "tests/unit/run/sample_events.h"
#include "tests/unit/store/store_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

std::size_t storedSteps(ProjectStore& store, const std::string& id) {
  std::size_t steps = 0;
  const auto run = store.loadRun(id);
  for (const RunEvent& event : run->events) steps += std::holds_alternative<StepMetrics>(event);
  return steps;
}

TEST_F(StoreTest, RecorderStoresWithinTheirTimeAndAtCheckpointsAtOnce) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  RunRecorder recorder(*store, id);
  recorder.record(StepMetrics{.step = 1});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (storedSteps(*store, id) == 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(storedSteps(*store, id), 1U) << "stored although no further event came";
  recorder.record(StepMetrics{.step = 2});
  recorder.record(CheckpointSaved{.step = 2, .path = "x"});
  EXPECT_EQ(storedSteps(*store, id), 2U) << "a checkpoint does not wait";
  recorder.record(EvalMetrics{.step = 2, .loss = 1.25});
  recorder.record(RunFinished{.outcome = RunOutcome::Completed, .step = 2});
  const auto runs = store->loadRuns();
  EXPECT_EQ(runs->front().summary.state, RunState::Completed);
  EXPECT_EQ(*runs->front().summary.bestValidationLoss, 1.25);
  EXPECT_FALSE(recorder.problem().has_value());
}

TEST_F(StoreTest, RecorderStoresTheRestWhenItGoes) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  {
    RunRecorder recorder(*store, id);
    for (std::int64_t s = 1; s <= 50'000; ++s) recorder.record(StepMetrics{.step = s});
  }
  EXPECT_EQ(storedSteps(*store, id), 50'000U);
}

TEST_F(StoreTest, RecorderGoesOnFromTheEventsOfAResumedRun) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  const std::vector<RunEvent> before{RunStarted{}, EvalMetrics{.step = 10, .loss = 1.0}};
  ASSERT_TRUE(store->appendEvents(id, before).has_value());
  RunRecorder recorder(*store, id, before);
  recorder.record(RunStarted{.resumedFromStep = 10});
  recorder.record(EvalMetrics{.step = 20, .loss = 2.0});
  EXPECT_EQ(recorder.summary().bestStep, 10);
}

// The full disk is a file size limit: writes fail with EFBIG, which SQLite sees as an I/O fault or a full disk.
TEST_F(StoreTest, AFullDiskLosesNothing) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    auto store = ProjectStore::create(folder, "x");
    const std::string id = (*store)->createRun(specNamed("a"))->id;
    RunRecorder recorder(**store, id);
    struct rlimit limit {};
    getrlimit(RLIMIT_FSIZE, &limit);
    const struct rlimit small { 400'000, limit.rlim_max };
    setrlimit(RLIMIT_FSIZE, &small);
    for (std::int64_t s = 1; s <= 20'000; ++s) recorder.record(StepMetrics{.step = s});
    recorder.record(CheckpointSaved{.step = 20'000, .path = "x"});
    if (!recorder.problem()) _exit(2);
    setrlimit(RLIMIT_FSIZE, &limit);
    if (!recorder.flush() || recorder.problem()) _exit(3);
    _exit(storedSteps(**store, id) == 20'000 ? 0 : 4);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0) << "exit " << WEXITSTATUS(status);
}

struct Acknowledgement {
  std::int64_t run = 0;   // its number in the project
  std::int64_t step = 0;  // 0: the run was created
};

// The child's life: records steps for ever, and tells through the pipe what the recorder has taken charge of.
[[noreturn]] void recordUntilKilled(const fs::path& project, int pipeEnd) {
  auto store = fs::exists(project / "project.db") ? ProjectStore::open(project) : ProjectStore::create(project, "x");
  if (!store) _exit(1);
  const auto run = (*store)->createRun(specNamed("a"));
  if (!run) _exit(1);
  Acknowledgement done{std::stoll(run->id.substr(4)), 0};
  if (write(pipeEnd, &done, sizeof done) != sizeof done) _exit(1);
  RunRecorder recorder(**store, run->id);
  recorder.record(RunStarted{});
  for (done.step = 1;; ++done.step) {
    recorder.record(StepMetrics{.step = done.step, .loss = static_cast<double>(done.step)});
    if (done.step % 40 == 0)
      recorder.record(CheckpointSaved{.step = done.step, .path = "c"});
    else if (done.step % 17 != 0 || !recorder.flush())
      continue;
    if (write(pipeEnd, &done, sizeof done) != sizeof done) _exit(1);
  }
}

// The child is killed at a random moment, one time in five also while it makes the project; whatever it had
// acknowledged must be there, each step once and without a gap, and the file sound.
TEST_F(StoreTest, AcknowledgedEventsSurviveTwoHundredKills) {
  constexpr int kTrials = 200;
  Random random(20260101);
  std::int64_t acknowledgedSum = 0, trialsWithWork = 0, lost = 0, gaps = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    const bool fresh = trial % 5 == 0;
    const fs::path project = folder / (fresh ? "fresh" : "kept");
    if (fresh || trial % 10 == 1) fs::remove_all(project);  // a small file is checked quickly
    fs::create_directories(project);
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) recordUntilKilled(project, ends[1]);
    close(ends[1]);
    Acknowledgement acknowledged, next;
    if (!fresh) {
      ASSERT_EQ(read(ends[0], &acknowledged, sizeof acknowledged), static_cast<ssize_t>(sizeof acknowledged));
    }
    usleep(static_cast<useconds_t>(random.below(fresh ? 8'000 : 20'000)));
    kill(child, SIGKILL);
    while (read(ends[0], &next, sizeof next) == sizeof next) acknowledged = next;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    auto store = ProjectStore::open(project);
    if (!store) {
      EXPECT_EQ(acknowledged.run, 0) << describe(store.error());
      continue;
    }
    if (acknowledged.run == 0) continue;
    const std::string digits = std::to_string(acknowledged.run);
    const auto run = (*store)->loadRun("run-" + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits);
    ASSERT_TRUE(run.has_value()) << describe(run.error());
    EXPECT_EQ(run->summary.state, RunState::Interrupted);
    std::int64_t expected = 1;
    for (const RunEvent& event : run->events)
      if (const auto* step = std::get_if<StepMetrics>(&event)) gaps += step->step != expected++;
    lost += expected - 1 < acknowledged.step;
    trialsWithWork += acknowledged.step > 0;
    acknowledgedSum += acknowledged.step;
  }
  std::printf(
      "%d kills, %lld of them in the middle of work, %lld acknowledged steps, %lld trials with a loss, %lld gaps\n",
      kTrials, static_cast<long long>(trialsWithWork), static_cast<long long>(acknowledgedSum),
      static_cast<long long>(lost), static_cast<long long>(gaps));
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(gaps, 0);
  EXPECT_GT(trialsWithWork, kTrials / 4) << "the test must kill in the middle of the work, not before it";
}

}  // namespace
}  // namespace attune
