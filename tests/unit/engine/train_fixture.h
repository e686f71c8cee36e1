// SPDX-License-Identifier: GPL-3.0-or-later
// A small training run on the tiny Llama checkpoint, for the tests of training.
#pragma once
#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/train.h"
#include "core/params/training_params.h"

namespace attune::engine {

/// A folder for one test, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "attune-train-XXXXXX").string();
    m_path = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

/// Rows with something to learn: each continues its first token by a fixed rule, with a little noise; the first third bears no loss.
inline std::vector<TokenizedExample> patternRows(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<TokenizedExample> rows(count);
  for (TokenizedExample& row : rows) {
    const std::size_t length = 6 + random.below(18);
    auto token = static_cast<std::int32_t>(3 + random.below(500));
    for (std::size_t i = 0; i < length; ++i) {
      row.tokens.push_back(token);
      row.labels.push_back(i < length / 3 ? kNoLabel : token);
      token = random.below(20) == 0 ? static_cast<std::int32_t>(3 + random.below(500)) : 3 + (token * 7 + 11) % 500;
    }
  }
  return rows;
}

/// A request for a run of a few steps below `folder`.
inline TrainRequest tinyRequest(const std::filesystem::path& folder, const std::string& technique = "lora") {
  at::set_num_threads(1);  // the work is too small for two, which would mostly wait for each other
  TrainRequest request;
  // Llama has no biases; Qwen 2 has some.
  request.spec.modelPath = std::string(ATTUNE_TEST_DATA) + "/golden/models/" + (technique == "bitfit" ? "qwen2" : "llama");
  request.spec.technique = technique;
  request.spec.device = "cpu";
  request.spec.seed = 7;
  ParamSet& set = request.spec.params;
  set.set(&params::kLearningRate, 1e-2);
  set.set(&params::kBatchSize, std::int64_t{3});
  set.set(&params::kAccumulation, std::int64_t{2});
  set.set(&params::kEpochs, 2.0);
  set.set(&params::kEvalSteps, std::int64_t{4});
  if (technique.find("lora") != std::string::npos) set.set(&params::kTargetModules, std::string("all-linear"));
  request.runFolder = folder / "run";
  request.runFolderName = "runs/run";
  request.train = std::make_shared<const std::vector<TokenizedExample>>(patternRows(41, 1));
  request.validation = std::make_shared<const std::vector<TokenizedExample>>(patternRows(9, 2));
  return request;
}

/// Everything a run sent, by kind.
struct RecordedRun {
  std::vector<RunEvent> events;
  EventSink sink() {
    return [this](const RunEvent& event) { events.push_back(event); };
  }
  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const RunEvent& event : events) {
      if (const T* one = std::get_if<T>(&event)) found.push_back(*one);
    }
    return found;
  }
};

/// SHA-256 of the trained tensors and the optimiser's state of a checkpoint folder.
inline std::string weightsHash(const std::filesystem::path& checkpoint) {
  std::string hash;
  for (const char* name : {"adapter_model.safetensors", "model.safetensors", "trained_tensors.safetensors", "optimizer.safetensors"}) {
    if (std::filesystem::exists(checkpoint / name)) hash += sha256OfFile(checkpoint / name).value_or("unreadable") + " ";
  }
  return hash;
}

inline std::vector<double> lossesOf(const RecordedRun& run) {
  std::vector<double> losses;
  for (const auto& step : run.all<StepMetrics>()) losses.push_back(step.loss);
  return losses;
}

inline std::filesystem::path lastCheckpoint(const TrainRequest& request, std::int64_t step) {
  return request.runFolder / "checkpoints" / ("step-" + std::to_string(step));
}

/// Stops a run at random moments, within windows and at their borders, and goes on until it is complete; then its bytes, losses and
/// looks are those of the same run left alone. `requestIn` makes the request of a run below a folder.
inline void expectResumedEqualsUninterrupted(const std::function<TrainRequest(const std::filesystem::path&)>& requestIn, std::uint64_t seed) {
  const TemporaryFolder folder;
  const auto whole = requestIn(folder.path() / "whole");
  RecordedRun reference;
  ASSERT_TRUE(train(whole, reference.sink(), {}));

  auto request = requestIn(folder.path() / "parts");
  Random random(seed);
  std::vector<RunEvent> events;
  int parts = 0;
  for (;;) {
    std::stop_source stop;
    std::uint64_t allowed = random.below(9);
    const EventSink sink = [&](const RunEvent& event) {
      events.push_back(event);
      if (allowed-- == 0) stop.request_stop();
    };
    const auto finished = train(request, sink, stop.get_token());
    ASSERT_TRUE(finished) << describe(finished.error());
    request.resume = true;
    ++parts;
    if (finished->outcome == RunOutcome::Completed) break;
    ASSERT_EQ(finished->outcome, RunOutcome::Stopped);
    ASSERT_LT(parts, 100);
  }
  EXPECT_GT(parts, 2);
  const std::int64_t last = reference.all<StepMetrics>().back().step;
  const std::string bytes = weightsHash(lastCheckpoint(whole, last));
  EXPECT_FALSE(bytes.empty());
  EXPECT_EQ(bytes, weightsHash(lastCheckpoint(request, last)));
  dropOvertaken(events);
  RecordedRun joined{events};
  EXPECT_EQ(lossesOf(joined), lossesOf(reference));
  const auto looks = joined.all<EvalMetrics>(), expected = reference.all<EvalMetrics>();
  ASSERT_EQ(looks.size(), expected.size());
  for (std::size_t i = 0; i < looks.size(); ++i) {
    EXPECT_EQ(looks[i].step, expected[i].step);
    EXPECT_EQ(looks[i].exampleLosses, expected[i].exampleLosses);
  }
}

}  // namespace attune::engine
