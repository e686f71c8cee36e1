// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/engine.h"
#include "core/engine/techniques/technique.h"
#include "core/weights/checkpoint.h"

namespace attune::engine {

/// Opens an adapter on the model; of a stack (`weighted`) with its weight. Errors: those of openAdapter; technique.cannot-add.
Result<std::unique_ptr<Technique>> openWeighted(const WeightedAdapter& adapter, bool weighted, Model& model);

/// What is to be written, and what the written model has to compute.
struct MergeRequest {
  const Checkpoint& base;
  std::vector<WeightedAdapter> adapters;  ///< May be empty: the base alone in another dtype.
  bool weighted = false;                  ///< They are added up by their weights; else there is one at most.
  at::Device device;
  at::ScalarType dtype;           ///< That `expected` was computed in.
  std::filesystem::path folder;
  std::string exportDtype;        ///< "float32", "bfloat16" or "float16".
  const std::function<Result<void>(const std::filesystem::path& staging)>& addFiles;
  std::vector<std::int32_t> probe;  ///< Ids that base plus adapter gave `expected` logits for, [T, V].
  std::vector<float> expected;
};

/// Ids of a fixed short text for comparing two models of this config.
std::vector<std::int32_t> probeIds(const ModelConfig& config);

/// Writes base plus adapter as a Hugging Face folder, reads it back, compares its logits with the expected ones, and only
/// then gives it its name. Gives the facts of its manifest. Errors: export.mismatch, technique.*, weights.*, file.*.
Result<Json> exportMergedModel(const MergeRequest& request, const ProgressSink& progress, std::stop_token stop);

}  // namespace attune::engine
