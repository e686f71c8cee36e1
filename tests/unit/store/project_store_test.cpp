// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/project_store.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <limits>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/store/schema.h"
#include "tests/unit/run/sample_events.h"
#include "tests/unit/store/store_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

std::string jsonOf(const std::vector<RunEvent>& events) {
  std::string text;
  for (const RunEvent& event : events) text += toJson(event).dump() + "\n";
  return text;
}

TEST_F(StoreTest, ARunComesBackAsItWasStored) {
  std::string id;
  const std::vector<RunEvent> events = oneOfEachEvent();
  {
    auto store = create();
    const auto run = store->createRun(specNamed("First"), "attune train x");
    ASSERT_TRUE(run.has_value());
    id = run->id;
    EXPECT_EQ(id, "run-0001");
    EXPECT_TRUE(fs::is_directory(folder / "runs" / id));
    ASSERT_TRUE(store->appendEvents(id, std::span(events).subspan(0, 3)).has_value());
    ASSERT_TRUE(store->appendEvents(id, std::span(events).subspan(3), true).has_value());
    ASSERT_TRUE(store->updateSummary(id, summarize(events)).has_value());
  }
  auto store = open();
  EXPECT_EQ(*store->projectName(), "Clinic");
  const auto run = store->loadRun(id);
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(jsonOf(run->events), jsonOf(events));
  EXPECT_EQ(run->spec.toJson().dump(), specNamed("First").toJson().dump());
  EXPECT_EQ(run->command, "attune train x");
  EXPECT_EQ(run->summary.state, RunState::Failed);
  EXPECT_EQ(run->summary.bestStep, 10);
  EXPECT_EQ(*run->summary.bestValidationLoss, 1.9);
  EXPECT_EQ(run->summary.verdict, "overfitting");
  EXPECT_GT(run->createdAt, 1'700'000'000);
  EXPECT_EQ(store->loadRun("run-0009").error().code, "store.unknown-run");
}

TEST_F(StoreTest, StepsKeepEveryBit) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  Random random(1);
  std::vector<RunEvent> events;
  for (std::int64_t s = 1; s <= 3000; ++s) {
    StepMetrics step{.step = s,
                     .epoch = random.uniform(),
                     .loss = std::ldexp(random.uniform(), static_cast<int>(random.below(2000)) - 1000),
                     .learningRate = random.uniform() * 1e-5,
                     .gradientNorm = random.uniform(),
                     .tokens = s * 1000,
                     .trainedTokens = s,
                     .tokensPerSecond = random.uniform() * 1e4,
                     .elapsedSeconds = random.uniform(),
                     .memoryBytes = random.next() >> 1};
    if (s % 7 == 0) step.loss = std::numeric_limits<double>::quiet_NaN();
    if (s % 11 == 0) step.gradientNorm = -std::numeric_limits<double>::infinity();
    events.push_back(step);
  }
  ASSERT_TRUE(store->appendEvents(id, events).has_value());
  const auto back = store->loadRun(id);
  ASSERT_TRUE(back.has_value());
  ASSERT_EQ(back->events.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& a = std::get<StepMetrics>(events[i]);
    const auto& b = std::get<StepMetrics>(back->events[i]);
    ASSERT_TRUE(a.loss == b.loss || (std::isnan(a.loss) && std::isnan(b.loss)));
    ASSERT_EQ(a.gradientNorm, b.gradientNorm);
    ASSERT_EQ(toJson(a).dump(), toJson(b).dump());
  }
}

TEST_F(StoreTest, RunsAreListedNewestFirstAndNumbersAreNotReused) {
  auto store = create();
  for (const char* name : {"a", "b", "c"}) ASSERT_TRUE(store->createRun(specNamed(name)).has_value());
  EXPECT_EQ(store->deleteRun("run-0003").error().code, "store.run-active");
  RunSummary done;
  done.state = RunState::Completed;
  ASSERT_TRUE(store->updateSummary("run-0003", done).has_value());
  ASSERT_TRUE(store->appendEvents("run-0003", oneOfEachEvent()).has_value());
  ASSERT_TRUE(store->saveEvaluation("run-0003", Json::object()).has_value());
  ASSERT_TRUE(store->deleteRun("run-0003").has_value());
  EXPECT_FALSE(fs::exists(folder / "runs" / "run-0003"));
  EXPECT_EQ(store->loadRun("run-0003").error().code, "store.unknown-run");
  const auto next = store->createRun(specNamed("d"));
  EXPECT_EQ(next->id, "run-0004");
  EXPECT_TRUE(store->loadRun("run-0004")->events.empty()) << "nothing of the deleted run shines through";
  ASSERT_TRUE(store->renameRun("run-0001", "Żółw “1”").has_value());
  const auto runs = store->loadRuns();
  ASSERT_TRUE(runs.has_value());
  ASSERT_EQ(runs->size(), 3U);
  EXPECT_EQ((*runs)[0].id, "run-0004");
  EXPECT_EQ((*runs)[2].spec.name, "Żółw “1”");
}

TEST_F(StoreTest, AResumedRunShowsEachStepOnce) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  std::vector<RunEvent> events{RunStarted{}};
  for (std::int64_t s = 1; s <= 5; ++s) events.push_back(StepMetrics{.step = s});
  RunStarted again;
  again.resumedFromStep = 3;
  events.push_back(again);
  for (std::int64_t s = 4; s <= 6; ++s) events.push_back(StepMetrics{.step = s});
  ASSERT_TRUE(store->appendEvents(id, events).has_value());
  std::vector<std::int64_t> steps;
  const auto run = store->loadRun(id);
  for (const RunEvent& event : run->events)
    if (const auto* step = std::get_if<StepMetrics>(&event)) steps.push_back(step->step);
  EXPECT_EQ(steps, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6}));
}

TEST_F(StoreTest, DatasetsSplitsNotesEvaluationsAndSweepsComeBack) {
  {
    auto store = create();
    StoredDataset dataset{.id = "faq",
                          .name = "FAQ",
                          .contentHash = "abc",
                          .kind = "conversation",
                          .rows = 500,
                          .dropped = 3,
                          .createdAt = 5,
                          .split = {},
                          .facts = {{"reasons", {{"data.empty", 3}}}}};
    dataset.split.seed = 7;
    ASSERT_TRUE(store->saveDataset(dataset).has_value());
    dataset.name = "FAQ 2";
    ASSERT_TRUE(store->saveDataset(dataset).has_value());
    ASSERT_TRUE(store->saveSplit("abc", dataset.split, DatasetSplit{{0, 2}, {1}, {}}).has_value());
    ASSERT_TRUE(store->createRun(specNamed("a")).has_value());
    ASSERT_TRUE(store->saveNotes("run-0001", {"Good one\n", {"baseline", "x"}}).has_value());
    const Json evaluation{{"metrics", {{{"id", "rouge_l"}, {"base", {{"value", 0.25}}}, {"tuned", {{"value", 0.5}}}}}}};
    ASSERT_TRUE(store->saveEvaluation("run-0001", evaluation).has_value());
    ASSERT_TRUE(store->saveSweep("s1", {{"next", 4}}).has_value());
  }
  auto store = open();
  const auto datasets = store->loadDatasets();
  ASSERT_TRUE(datasets.has_value());
  ASSERT_EQ(datasets->size(), 1U);
  EXPECT_EQ((*datasets)[0].name, "FAQ 2");
  EXPECT_EQ((*datasets)[0].split.seed, 7U);
  EXPECT_EQ((*datasets)[0].facts["reasons"]["data.empty"], 3);
  const auto split = store->loadSplit("abc", (*datasets)[0].split);
  ASSERT_TRUE(split.has_value() && split->has_value());
  EXPECT_EQ((*split)->train, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_FALSE(store->loadSplit("abc", SplitSpec{})->has_value()) << "another spec is another split";
  EXPECT_EQ(store->loadNotes("run-0001")->tags, (std::vector<std::string>{"baseline", "x"}));
  EXPECT_EQ(store->loadEvaluations("run-0001")->size(), 1U);
  EXPECT_EQ(store->loadRuns()->front().summary.metrics.at("tuned.rouge_l"), 0.5);
  EXPECT_EQ(store->loadRun("run-0001")->summary.metrics.at("base.rouge_l"), 0.25);
  EXPECT_EQ(store->loadSweeps()->front().second["next"], 4);
  EXPECT_EQ(store->deleteDataset("faq").error().code, "store.dataset-in-use");
  EXPECT_EQ(store->deleteDataset("other").error().code, "store.unknown-dataset");
  RunSummary done;
  done.state = RunState::Stopped;
  ASSERT_TRUE(store->updateSummary("run-0001", done).has_value());
  ASSERT_TRUE(store->deleteRun("run-0001").has_value());
  ASSERT_TRUE(store->deleteDataset("faq").has_value());
  EXPECT_TRUE(store->loadDatasets()->empty());
}

TEST_F(StoreTest, ASecondInstanceIsToldSo) {
  auto store = create();
  EXPECT_EQ(openError(), "store.locked") << "flock distinguishes two opens even in one process";
  const pid_t child = fork();
  if (child == 0) {
    const auto second = ProjectStore::open(folder);
    _exit(!second && second.error().code == "store.locked" && second.error().args.at(1) == std::to_string(getppid())
              ? 0
              : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  store.reset();
  EXPECT_EQ(openError(), "");
  EXPECT_EQ(ProjectStore::create(folder, "x").error().code, "store.exists");
}

TEST_F(StoreTest, ARunWhoseProcessDiedIsInterrupted) {
  const pid_t child = fork();
  if (child == 0) {
    auto store = ProjectStore::create(folder, "x");
    if (!store || !(*store)->createRun(specNamed("a"))) _exit(1);
    std::vector<RunEvent> events{RunStarted{}, StepMetrics{.step = 3, .loss = 2}, EvalMetrics{.step = 3, .loss = 1.5}};
    if (!(*store)->appendEvents("run-0001", events)) _exit(1);
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  auto store = open();
  const auto runs = store->loadRuns();
  ASSERT_TRUE(runs.has_value());
  EXPECT_EQ(runs->front().summary.state, RunState::Interrupted);
  EXPECT_EQ(runs->front().summary.steps, 3) << "the summary is made from the events";
  EXPECT_EQ(*runs->front().summary.bestValidationLoss, 1.5);
}

TEST_F(StoreTest, OthersCannotReadTheDatabase) {
  create();
  struct stat info {};
  ASSERT_EQ(stat((folder / "project.db").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 077U, 0U);
}

TEST_F(StoreTest, WhatIsNotAProjectIsRefusedAndLeftAlone) {
  EXPECT_EQ(openError(), "store.missing");
  std::ofstream(folder / "project.db") << "just some text, long enough to hold a header of a database file";
  EXPECT_EQ(openError(), "store.damaged");
  fs::remove(folder / "project.db");
  {
    auto other = sqlite::Database::open(folder / "project.db", true);
    ASSERT_TRUE(other.has_value());
    ASSERT_TRUE(other->execute("CREATE TABLE mine(x)").has_value());
  }
  EXPECT_EQ(openError(), "store.not-a-project");
  fs::rename(folder / "project.db", folder / "real.db");
  fs::create_symlink("real.db", folder / "project.db");
  EXPECT_EQ(openError(), "store.missing") << "a link could lead out of the folder";
}

TEST_F(StoreTest, ANewerSchemaIsRefusedUnchanged) {
  create();
  {
    auto database = sqlite::Database::open(folder / "project.db", false);
    ASSERT_TRUE(database->execute("PRAGMA user_version=99").has_value());
    ASSERT_TRUE(database->execute("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
  }
  const auto before = *readFile(folder / "project.db");
  EXPECT_EQ(openError(), "store.newer");
  EXPECT_EQ(*readFile(folder / "project.db"), before);
}

TEST_F(StoreTest, AnUpgradeKeepsTheOldFileAndHappensWhollyOrNotAtAll) {
  create();
  const fs::path path = folder / "project.db";
  const Migration first = migrations()[0];
  const Migration good[] = {first, {"CREATE TABLE extra(x); INSERT INTO extra VALUES(1);"}};
  const Migration broken[] = {first, {"CREATE TABLE extra(x); INSERT INTO no_such_table VALUES(1);"}};
  {
    auto database = sqlite::Database::open(path, false);
    EXPECT_FALSE(migrate(*database, path, broken).has_value());
    EXPECT_EQ(*database->integer("PRAGMA user_version"), 1);
    EXPECT_EQ(*database->integer("SELECT count(*) FROM sqlite_schema WHERE name='extra'"), 0);
    ASSERT_TRUE(migrate(*database, path, good).has_value());
    EXPECT_EQ(*database->integer("PRAGMA user_version"), 2);
    EXPECT_EQ(*database->integer("SELECT x FROM extra"), 1);
  }
  auto old = sqlite::Database::open(folder / "project.db.before-v2", false);
  ASSERT_TRUE(old.has_value());
  EXPECT_EQ(*old->integer("PRAGMA user_version"), 1);
  EXPECT_EQ(*old->text("SELECT value FROM meta WHERE key='name'"), "Clinic");
}

TEST_F(StoreTest, FlippedBytesAreRefusedOrHarmlessNeverACrash) {
  {
    auto store = create();
    const std::string id = store->createRun(specNamed("a"))->id;
    std::vector<RunEvent> events = oneOfEachEvent();
    for (std::int64_t s = 1; s <= 200; ++s) events.push_back(StepMetrics{.step = s});
    ASSERT_TRUE(store->appendEvents(id, events).has_value());
  }
  const std::string good = *readFile(folder / "project.db");
  Random random(11);
  int refused = 0;
  for (int trial = 0; trial < 150; ++trial) {
    std::string bad = good;
    for (std::uint64_t flips = 1 + random.below(4); flips > 0; --flips)
      bad[trial % 2 ? random.below(512) : random.below(bad.size())] = static_cast<char>(random.below(256));
    fs::remove(folder / "project.db-wal");
    std::ofstream(folder / "project.db", std::ios::binary | std::ios::trunc) << bad;
    auto store = ProjectStore::open(folder);
    refused += !store;
    if (!store) continue;
    (void)(*store)->loadRuns();
    (void)(*store)->loadRun("run-0001");
  }
  EXPECT_GT(refused, 10);
}

TEST_F(StoreTest, StoresThreeHundredThousandStepsASecond) {
  auto store = create();
  const std::string id = store->createRun(specNamed("a"))->id;
  std::vector<RunEvent> batch;
  for (std::int64_t s = 1; s <= 20'000; ++s)
    batch.push_back(StepMetrics{.step = s,
                                .epoch = 0.1,
                                .loss = 1.0 / static_cast<double>(s),
                                .learningRate = 1e-4,
                                .gradientNorm = 0.3,
                                .tokens = s * 512,
                                .trainedTokens = s * 100,
                                .tokensPerSecond = 512.25,
                                .elapsedSeconds = 0.5,
                                .memoryBytes = 1 << 30});
  double best = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    ASSERT_TRUE(store->appendEvents(id, batch).has_value());
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    best = std::max(best, static_cast<double>(batch.size()) / seconds.count());
  }
  const auto start = std::chrono::steady_clock::now();
  const std::size_t loaded = store->loadRun(id)->events.size();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("stored %.0f steps/s, loaded %.0f steps/s\n", best, static_cast<double>(loaded) / seconds.count());
  RecordProperty("steps_per_second", static_cast<int>(best));
  EXPECT_EQ(loaded, 100'000U);
  // The goal is 300,000; shared and instrumented machines get slack, so that the test tells a regression and no
  // weather.
  EXPECT_GT(best, 60'000);
}

}  // namespace
}  // namespace attune
