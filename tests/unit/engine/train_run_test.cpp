// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs on the tiny Llama checkpoint: learning, exact resumption, accumulation, looks, failures.
#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <set>
#include <thread>

#include "core/engine/checkpoint/run_checkpoint.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/train_plan.h"
#include "core/run/run_monitor.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

TEST(Train, LearnsAndReportsEveryStep) {
  const TemporaryFolder folder;
  for (const char* technique : {"lora", "full"}) {
    auto request = tinyRequest(folder.path() / technique, technique);
    request.spec.params.set(&params::kEpochs, 6.0);
    RecordedRun run;
    const auto finished = train(request, run.sink(), {});
    ASSERT_TRUE(finished) << describe(finished.error());
    EXPECT_EQ(finished->outcome, RunOutcome::Completed);
    EXPECT_GT(finished->peakBytes, 0U);
    const auto started = run.all<RunStarted>();
    ASSERT_EQ(started.size(), 1U);
    EXPECT_EQ(started[0].totalSteps, 6 * 7);  // ceil(41 / (3·2)) = 7 steps an epoch
    const auto steps = run.all<StepMetrics>();
    ASSERT_EQ(steps.size(), 42U);
    for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(steps[i].step, static_cast<std::int64_t>(i + 1));
    EXPECT_LT(steps.back().loss, 0.7 * steps.front().loss) << technique;
    EXPECT_EQ(steps.back().epoch, 6.0);
    const auto looks = run.all<EvalMetrics>();
    // At 0, 4, 8 … 40 and 42, each on validation and on as many training rows.
    ASSERT_EQ(looks.size(), 2 * 12U);
    EXPECT_EQ(looks[0].set, "validation");
    EXPECT_EQ(looks[0].exampleLosses.size(), 9U);
    EXPECT_EQ(looks[1].set, "train");
    EXPECT_EQ(looks[1].exampleLosses.size(), 9U);
    EXPECT_LT(looks.back().loss, looks[1].loss);
    EXPECT_TRUE(std::holds_alternative<RunFinished>(run.events.back()));
    EXPECT_TRUE(verifyManifest(lastCheckpoint(request, 42))) << technique;
    EXPECT_TRUE(verifyManifest(lastCheckpoint(request, finished->bestStep)));
  }
}

// What LoRA learns can be switched off, so its first step is shown before the model as it was is looked at; the look is the same.
TEST(Train, TheStartIsLookedAtAfterTheFirstStepWhereItCanBe) {
  const TemporaryFolder folder;
  const auto recorded = [&](const std::string& technique, std::int64_t stopAt) {
    const fs::path path = folder.path() / (technique + std::to_string(stopAt));
    auto request = tinyRequest(path, technique);
    request.spec.params.set(&params::kMaxSteps, std::int64_t{6});
    RunMonitor monitor;
    request.observer = &monitor;
    RecordedRun run;
    std::stop_source stop;
    const auto sink = [&](const RunEvent& event) {
      run.events.push_back(event);
      if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == stopAt) stop.request_stop();
    };
    EXPECT_TRUE(train(request, sink, stop.get_token()));
    if (stopAt > 0) {
      request.resume = true;
      RunMonitor fresh;
      request.observer = &fresh;
      EXPECT_TRUE(train(request, run.sink(), {}));
      return std::pair(run, fresh.state());
    }
    return std::pair(run, monitor.state());
  };
  const auto indexOf = [](const RecordedRun& run, const auto& matches) { return std::ranges::find_if(run.events, matches) - run.events.begin(); };
  const auto isStep = [](const RunEvent& event) { return std::holds_alternative<StepMetrics>(event); };
  const auto isLook = [](const RunEvent& event) { return std::holds_alternative<EvalMetrics>(event); };
  const auto [lora, loraMonitor] = recorded("lora", 0);
  const auto [full, fullMonitor] = recorded("full", 0);
  EXPECT_LT(indexOf(lora, isStep), indexOf(lora, isLook));
  EXPECT_LT(indexOf(full, isLook), indexOf(full, isStep));
  const auto late = lora.all<EvalMetrics>(), early = full.all<EvalMetrics>();
  ASSERT_EQ(late.size(), early.size());
  for (const std::size_t i : {0, 1}) {
    EXPECT_EQ(late[i].step, 0);
    EXPECT_EQ(late[i].set, early[i].set);
    EXPECT_EQ(late[i].exampleLosses, early[i].exampleLosses);
  }
  EXPECT_EQ(loraMonitor.at("start_loss"), fullMonitor.at("start_loss"));
  // Stopped after the step, before the look.
  const auto [resumed, resumedMonitor] = recorded("lora", 1);
  const auto again = resumed.all<EvalMetrics>();
  ASSERT_EQ(again.size(), late.size());
  for (std::size_t i = 0; i < late.size(); ++i) EXPECT_EQ(again[i].exampleLosses, late[i].exampleLosses) << i;
  EXPECT_EQ(resumedMonitor, loraMonitor);
}

TEST(Train, AccumulatedBatchesEqualOneLargeBatch) {
  const TemporaryFolder folder;
  std::vector<std::vector<double>> curves, norms;
  for (const std::int64_t accumulated : {1, 2, 3, 6}) {
    auto request = tinyRequest(folder.path() / std::to_string(accumulated));
    request.validation = nullptr;
    request.spec.params.set(&params::kBatchSize, 6 / accumulated);
    request.spec.params.set(&params::kAccumulation, accumulated);
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    curves.push_back(lossesOf(run));
    norms.emplace_back();
    for (const auto& step : run.all<StepMetrics>()) norms.back().push_back(step.gradientNorm);
  }
  for (std::size_t k = 1; k < curves.size(); ++k) {
    ASSERT_EQ(curves[k].size(), curves[0].size());
    // The first step sees the same weights; later ones add up rounding of the optimiser.
    EXPECT_NEAR(curves[k][0] / curves[0][0], 1, 1e-6);
    EXPECT_NEAR(norms[k][0] / norms[0][0], 1, 1e-5);
    for (std::size_t i = 0; i < curves[0].size(); ++i) EXPECT_NEAR(curves[k][i] / curves[0][i], 1, 2e-4) << i;
  }
}

TEST(Train, SameSeedSameBytesOtherSeedOtherBytes) {
  const TemporaryFolder folder;
  std::vector<std::string> hashes;
  for (const int round : {0, 1, 2}) {
    auto request = tinyRequest(folder.path() / std::to_string(round));
    request.spec.params.set(&params::kLoraDropout, 0.2);
    if (round == 2) request.spec.seed = 8;
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    hashes.push_back(weightsHash(lastCheckpoint(request, 14)));
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_NE(hashes[0], hashes[2]);
}

void stoppedAndResumedEqualsUninterrupted(const std::string& technique, std::uint64_t seed) {
  expectResumedEqualsUninterrupted(
      [&](const fs::path& folder) {
        auto request = tinyRequest(folder, technique);
        if (technique == "lora") request.spec.params.set(&params::kLoraDropout, 0.1);
        return request;
      },
      seed);
}

TEST(Train, StoppedAndResumedIsByteIdenticalLora) {
  for (const std::uint64_t seed : {1, 2, 3, 4}) stoppedAndResumedEqualsUninterrupted("lora", seed);
}

TEST(Train, StoppedAndResumedIsByteIdenticalFull) {
  for (const std::uint64_t seed : {5, 6}) stoppedAndResumedEqualsUninterrupted("full", seed);
}

TEST(Train, StopsWithinAWindowAndKeepsItsGradients) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  request.spec.params.set(&params::kAccumulation, std::int64_t{14});
  request.spec.params.set(&params::kBatchSize, std::int64_t{1});
  request.validation = nullptr;
  std::stop_source stop;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    stop.request_stop();
  });
  RecordedRun run;
  const auto finished = train(request, run.sink(), stop.get_token());
  later.join();
  ASSERT_TRUE(finished) << describe(finished.error());
  if (finished->outcome == RunOutcome::Completed) GTEST_SKIP() << "the machine was faster than the stop request";
  request.resume = true;
  ASSERT_EQ(train(request, run.sink(), {})->outcome, RunOutcome::Completed);
  auto whole = tinyRequest(folder.path() / "whole");
  whole.spec.params = request.spec.params;
  whole.validation = nullptr;
  RecordedRun reference;
  ASSERT_TRUE(train(whole, reference.sink(), {}));
  const auto steps = reference.all<StepMetrics>();
  EXPECT_EQ(weightsHash(lastCheckpoint(whole, steps.back().step)), weightsHash(lastCheckpoint(request, steps.back().step)));
}

TEST(Train, PassesOverADamagedCheckpoint) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  request.spec.params.set(&params::kEpochs, 10.0);
  std::stop_source stop;
  RecordedRun first;
  ASSERT_TRUE(train(request, [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 9) stop.request_stop();
  }, stop.get_token()));
  const auto newest = lastCheckpoint(request, 9);
  ASSERT_TRUE(verifyManifest(newest));
  {
    auto bytes = *readFile(newest / "optimizer.safetensors");
    bytes[bytes.size() - 5] ^= 1;
    ASSERT_TRUE(writeFileAtomic(newest / "optimizer.safetensors", bytes));
  }
  request.resume = true;
  RecordedRun second;
  const auto finished = train(request, second.sink(), {});
  ASSERT_TRUE(finished) << describe(finished.error());
  EXPECT_EQ(finished->outcome, RunOutcome::Completed);
  const auto warnings = second.all<RunWarning>();
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].args[0], "step-9");
  EXPECT_EQ(second.all<RunStarted>()[0].resumedFromStep, 8);
}

TEST(Train, RefusesToResumeWithOtherData) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  ASSERT_TRUE(train(request, {}, {}));
  request.resume = true;
  request.train = std::make_shared<const std::vector<TokenizedExample>>(patternRows(41, 99));
  const auto again = train(request, {}, {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "train.resume-mismatch");
}

TEST(Train, NeverStartsOverAnotherRun) {
  const TemporaryFolder folder;
  const auto request = tinyRequest(folder.path());
  ASSERT_TRUE(train(request, {}, {}));
  const auto again = train(request, {}, {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "train.run-exists");
}

TEST(Train, KeepsTheNewestTwoAndTheBest) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path(), "full");
  // Learns well for a while and falls apart when the constant rate goes on: the best is an early one.
  request.spec.params.set(&params::kEpochs, 20.0);
  request.spec.params.set(&params::kSchedule, std::string("constant"));
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished);
  std::set<std::string> left;
  for (const auto& entry : fs::directory_iterator(request.runFolder / "checkpoints")) left.insert(entry.path().filename());
  const std::set<std::string> expected{"step-140", "step-136", "step-" + std::to_string(finished->bestStep)};
  EXPECT_EQ(left, expected);
  double best = 1e9;
  std::int64_t bestStep = 0;
  for (const auto& look : run.all<EvalMetrics>()) {
    if (look.set == "validation" && look.step > 0 && look.loss < best) {
      best = look.loss;
      bestStep = look.step;
    }
  }
  EXPECT_EQ(finished->bestStep, bestStep);
}

TEST(Train, EarlyStoppingEndsCompletedAndSurvivesResuming) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path(), "full");
  request.spec.params.set(&params::kEpochs, 60.0);
  request.spec.params.set(&params::kEarlyStoppingPatience, std::int64_t{2});
  request.spec.params.set(&params::kSchedule, std::string("constant"));
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->outcome, RunOutcome::Completed);
  ASSERT_TRUE(finished->stoppedEarly);
  EXPECT_EQ(finished->step, finished->bestStep + 2 * 4);
  request.resume = true;
  RecordedRun again;
  const auto resumed = train(request, again.sink(), {});
  ASSERT_TRUE(resumed);
  EXPECT_TRUE(resumed->stoppedEarly);
  EXPECT_TRUE(again.all<StepMetrics>().empty());
}

// One step with and without: matrices end the same, vectors apart by rate × decay × value.
TEST(Train, WeightDecayLeavesNormsAndBiasesAloneUnlessAsked) {
  std::map<std::string, Tensor> ends[2];
  const auto start = *openSafetensors(tinyRequest("").spec.modelPath + "/model.safetensors");
  for (const bool all : {false, true}) {
    const TemporaryFolder folder;
    auto request = tinyRequest(folder.path(), "full");
    request.spec.params.set(&params::kWeightDecay, 0.5);
    request.spec.params.set(&params::kDecayVectors, all);
    request.spec.params.set(&params::kSchedule, std::string("constant"));
    request.spec.params.set(&params::kWarmupRatio, 0.0);
    request.spec.params.set(&params::kMaxSteps, std::int64_t{1});
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    ASSERT_EQ(run.all<StepMetrics>().size(), 1U);
    ASSERT_EQ(run.all<StepMetrics>()[0].learningRate, 1e-2);
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(request.runFolder / "checkpoints")) newest = entry.path();
    const auto file = openSafetensors(newest / "model.safetensors");
    ASSERT_TRUE(file);
    for (const TensorInfo& info : (*file)->tensors()) ends[all][info.name] = *readTensorFloat32(**file, info.name);
  }
  std::size_t vectors = 0;
  for (const auto& [name, value] : ends[0]) {
    const Tensor apart = value - ends[1].at(name);
    if (value.dim() == 1) {
      EXPECT_TRUE(at::allclose(apart, *readTensorFloat32(*start, name) * (1e-2 * 0.5), 1e-3, 1e-6)) << name;
      ++vectors;
    } else {
      EXPECT_EQ(apart.abs().max().item<double>(), 0) << name;
    }
  }
  EXPECT_EQ(vectors, 5U);  // the norms of two layers and the last
}

TEST(Train, NotFiniteEndsFailedNamesRowsAndKeepsTheLastCheckpoint) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path(), "full");
  request.spec.params.set(&params::kLearningRate, 10.0);
  request.spec.params.set(&params::kWeightDecay, 10.0);
  request.spec.params.set(&params::kSchedule, std::string("constant"));
  request.spec.params.set(&params::kEpochs, 200.0);
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  ASSERT_TRUE(finished);
  ASSERT_EQ(finished->outcome, RunOutcome::Failed);
  ASSERT_TRUE(finished->error);
  EXPECT_TRUE(finished->error->code == "train.not-finite" || finished->error->code == "checkpoint.not-finite") << describe(*finished->error);
  EXPECT_FALSE(finished->error->hint.empty());
  for (const auto& entry : fs::directory_iterator(request.runFolder / "checkpoints")) {
    EXPECT_TRUE(verifyManifest(entry.path()));
    const auto file = openSafetensors(entry.path() / "model.safetensors");
    ASSERT_TRUE(file);
    for (const TensorInfo& info : (*file)->tensors()) {
      EXPECT_TRUE(at::isfinite(*readTensorFloat32(**file, info.name)).all().item<bool>());
    }
  }
}

TEST(Train, DiskFullKeepsEarlierCheckpoints) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  request.spec.params.set(&params::kSaveSteps, std::int64_t{4});
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto ignore = std::signal(SIGXFSZ, SIG_IGN);
  RecordedRun run;
  // From the second checkpoint on no file can grow beyond a few bytes, as on a full disk.
  const auto finished = train(request, [&](const RunEvent& event) {
    run.events.push_back(event);
    if (std::holds_alternative<CheckpointSaved>(event)) {
      const rlimit small{1000, before.rlim_max};
      setrlimit(RLIMIT_FSIZE, &small);
    }
  }, {});
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignore);
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->outcome, RunOutcome::Failed);
  ASSERT_TRUE(finished->error);
  EXPECT_EQ(finished->error->code, "file.write") << describe(*finished->error);
  EXPECT_TRUE(verifyManifest(lastCheckpoint(request, 4)));
  // With room again the run goes on and gives what it would have given.
  request.resume = true;
  ASSERT_EQ(train(request, {}, {})->outcome, RunOutcome::Completed);
  const auto whole = [&] {
    auto other = tinyRequest(folder.path() / "whole");
    other.spec.params = request.spec.params;
    return other;
  }();
  ASSERT_TRUE(train(whole, {}, {}));
  EXPECT_EQ(weightsHash(lastCheckpoint(whole, 14)), weightsHash(lastCheckpoint(request, 14)));
}

TEST(Train, RefusesWhatCannotBeTrained) {
  const TemporaryFolder folder;
  const auto codeOf = [](const TrainRequest& request) {
    const auto result = train(request, {}, {});
    return result ? std::string("started") : result.error().code;
  };
  auto request = tinyRequest(folder.path());
  auto rows = patternRows(4, 3);
  for (auto& row : rows) std::ranges::fill(row.labels, kNoLabel);
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(codeOf(request), "train.no-trained-token");
  request.train = std::make_shared<const std::vector<TokenizedExample>>();
  EXPECT_EQ(codeOf(request), "train.no-rows");
  rows = patternRows(4, 3);
  rows[2].tokens[1] = 512;
  request.train = std::make_shared<const std::vector<TokenizedExample>>(rows);
  EXPECT_EQ(codeOf(request), "train.bad-token");
  request = tinyRequest(folder.path());
  request.spec.task = "nothing";
  EXPECT_NE(codeOf(request), "started");
  request = tinyRequest(folder.path());
  request.spec.technique = "nothing";
  EXPECT_EQ(codeOf(request), "technique.unknown");
  request = tinyRequest(folder.path());
  request.spec.params.set(&params::kTargetModules, std::string("z_proj"));
  EXPECT_EQ(codeOf(request), "technique.no-target");
  request = tinyRequest(folder.path());
  request.spec.params.set(&params::kLearningRate, 11.0);
  EXPECT_EQ(codeOf(request), "param.out-of-range");
}

TEST(TrainPlan, WindowsHoldExactlyTheRowsOfAnEpoch) {
  const auto request = tinyRequest("unused");
  const auto checkpoint = openCheckpoint(request.spec.modelPath);
  ASSERT_TRUE(checkpoint);
  const auto objective = makeObjective(request);
  ASSERT_TRUE(objective);
  const auto plan = makeTrainPlan(request, checkpoint->config, **objective);
  ASSERT_TRUE(plan);
  for (const std::int64_t epoch : {0, 1}) {
    std::multiset<std::uint32_t> seen;
    const auto order = epochOrder(*plan, request, epoch);
    for (std::int64_t step = epoch * plan->stepsPerEpoch; step < (epoch + 1) * plan->stepsPerEpoch; ++step) {
      const auto window = windowRows(*plan, order, step);
      for (std::size_t i = 0; i + 1 < window.size(); ++i) EXPECT_EQ(window[i].size(), 3U);
      for (const auto& rows : window) seen.insert(rows.begin(), rows.end());
    }
    EXPECT_EQ(seen.size(), 41U);
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 41U);
  }
  EXPECT_NE(epochOrder(*plan, request, 0), epochOrder(*plan, request, 1));
}

TEST(Train, OutOfMemoryKeepsTheFinishedSteps) {
  const TemporaryFolder folder;
  auto request = tinyRequest(folder.path());
  request.spec.params.set(&params::kSaveSteps, std::int64_t{100});
  request.validation = nullptr;
  RecordedRun run;
  const auto finished = train(request, [&](const RunEvent& event) {
    run.events.push_back(event);
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 5) throw std::bad_alloc();
  }, {});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->outcome, RunOutcome::Failed);
  EXPECT_EQ(finished->error->code, "engine.out-of-memory");
  EXPECT_NE(finished->error->hint.find("per_device_train_batch_size"), std::string::npos);
  EXPECT_TRUE(verifyManifest(lastCheckpoint(request, 5)));
  request.resume = true;
  ASSERT_EQ(train(request, {}, {})->outcome, RunOutcome::Completed);
  auto whole = tinyRequest(folder.path() / "whole");
  whole.spec.params = request.spec.params;
  whole.validation = nullptr;
  ASSERT_TRUE(train(whole, {}, {}));
  EXPECT_EQ(weightsHash(lastCheckpoint(whole, 14)), weightsHash(lastCheckpoint(request, 14)));
}

}  // namespace
}  // namespace attune::engine
