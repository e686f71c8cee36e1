// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/checkpoint/train_state.h"
#include "core/engine/optimizers/optimizer.h"
#include "core/engine/optimizers/weight_average.h"

namespace attune::engine {

/// The moving parts of a run that a checkpoint holds.
struct RunParts {
  Technique& technique;
  ParameterBuffer& buffer;
  Optimizer& optimizer;
  at::Generator generator;
  WeightAverage* average = nullptr;  ///< What the technique saves, when there is one.
};

/// A checkpoint whose every byte is as its manifest says.
struct GoodCheckpoint {
  std::filesystem::path path;
  Json facts;
};

/// The checkpoints of one run: folders step-N (step-N-batch-M within a step) that appear whole or not at all, each with what
/// the technique saves, optimizer.safetensors, state.json and MANIFEST.json.
class RunCheckpoints {
 public:
  explicit RunCheckpoints(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  /// Whether there is any checkpoint, good or not.
  bool any() const;
  /// Removes what an interruption left behind.
  void cleanUp();
  /// The newest good checkpoint; nothing when there is none. `damaged` receives the names of newer ones that are not.
  std::optional<GoodCheckpoint> newestGood(std::vector<std::string>& damaged);
  /// Puts a run where the checkpoint left it. Errors: train.resume-mismatch when `facts` differ from the checkpoint's,
  /// checkpoint.bad-state, weights.*, file.*, json.*.
  Result<TrainState> restore(const GoodCheckpoint& checkpoint, const RunParts& parts, const Json& facts);
  /// Writes a checkpoint, then removes older ones: the newest two good ones and the best always stay.
  /// Errors: checkpoint.not-finite, checkpoint.disk-full (says how much is needed), file.*, weights.*.
  Result<std::filesystem::path> save(const TrainState& state, const RunParts& parts, const Json& facts);

 private:
  void removeOld(std::int64_t bestStep);
  std::filesystem::path m_folder;
  std::vector<std::filesystem::path> m_good;  // written or checked by this object, oldest first
};

/// The folder name of a checkpoint: "step-12", or "step-12-batch-3" for three micro-batches into step 13.
std::string checkpointName(const TrainState& state);

}  // namespace attune::engine
