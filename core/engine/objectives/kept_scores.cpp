// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/kept_scores.h"

#include <ATen/ATen.h>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"

namespace attune::engine {
namespace {

constexpr const char* kScoresFolder = "reference";
constexpr const char* kScoresFile = "log_probabilities.safetensors";

Json scoresFacts(const TrainRequest& request, const TrainPlan& plan) {
  return {{"data and settings", plan.fingerprint}, {"base model", request.spec.modelHash}};
}

}  // namespace

Result<void> keepReferenceScores(const TrainRequest& request, const TrainPlan& plan, const ScoreLists& lists) {
  const auto folder = request.runFolder / kScoresFolder;
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  std::filesystem::create_directories(request.runFolder, ignored);
  ATTUNE_TRY(auto staged, StagedFolder::create(folder));
  std::vector<NamedTensor> tensors;
  for (const auto& [name, values] : lists) {
    if (!values.empty()) tensors.push_back({name, at::tensor(values, at::TensorOptions(at::kDouble))});
  }
  ATTUNE_TRY_VOID(writeTensorFile(staged.path() / kScoresFile, tensors));
  return staged.commit(scoresFacts(request, plan));
}

std::optional<ScoreLists> keptReferenceScores(const TrainRequest& request, const TrainPlan& plan) {
  const auto folder = request.runFolder / kScoresFolder;
  const auto published = verifyManifest(folder);
  if (!published || *published != scoresFacts(request, plan)) return std::nullopt;
  const auto file = openSafetensors(folder / kScoresFile);
  if (!file) return std::nullopt;
  ScoreLists lists;
  for (const auto& info : (*file)->tensors()) {
    if (info.shape.size() != 1) return std::nullopt;
    std::vector<double>& values = lists[info.name];
    values.resize(static_cast<std::size_t>(info.shape[0]));
    if (!readTensorInto(**file, info.name, at::from_blob(values.data(), {info.shape[0]}, at::TensorOptions(at::kDouble)))) return std::nullopt;
  }
  return lists;
}

}  // namespace attune::engine
