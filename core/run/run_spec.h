// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/split.h"
#include "core/params/param.h"

namespace attune {

/// Everything that decides what a run computes: the run is this in and a stream of RunEvents out.
struct RunSpec {
  std::string name;         ///< What the user calls the run.
  std::string modelPath;    ///< Hugging Face folder or .gguf file.
  std::string modelName;    ///< For people: "SmolLM2-135M-Instruct".
  std::string modelHash;    ///< Content hash of the checkpoint, empty until the run starts.
  std::string datasetId;    ///< Identity in the project (folder name below datasets/).
  std::string datasetHash;  ///< Dataset::contentHash.
  SplitSpec split;
  std::string task = "causal-lm";  ///< Id in the engine's task table.
  std::vector<std::string> classes;  ///< Of a task that sorts, in the order of the head's outputs; found in the rows when a run starts.
  bool multiLabel = false;           ///< A text may have any number of them.
  std::string technique = "lora";  ///< Id in the engine's technique table.
  ParamSet params;
  std::string device = "auto";  ///< "auto", "cpu", "cuda:0".
  std::uint64_t seed = 42;

  Json toJson() const;
  static Result<RunSpec> fromJson(const Json& json);
};

}  // namespace attune
