// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkpoint/run_checkpoint.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOptimizerFile = "optimizer.safetensors";
constexpr const char* kStateFile = "state.json";
constexpr const char* kGenerator = "generator";
constexpr const char* kWeights = "trained";
constexpr const char* kMean = "mean";
constexpr const char* kGradients = "window.gradients";

// Where a folder's name puts it; nothing for other names. Used for order only: whether it is good its manifest says.
std::optional<std::pair<std::int64_t, std::int64_t>> placeOf(const std::string& name) {
  std::pair<std::int64_t, std::int64_t> place{0, 0};
  constexpr std::string_view first = "step-", second = "-batch-";
  if (!name.starts_with(first)) return std::nullopt;
  const char* end = name.data() + name.size();
  const auto step = std::from_chars(name.data() + first.size(), end, place.first);
  if (step.ec != std::errc()) return std::nullopt;
  if (step.ptr == end) return place;
  if (!std::string_view(step.ptr, end).starts_with(second)) return std::nullopt;
  const auto batch = std::from_chars(step.ptr + second.size(), end, place.second);
  return batch.ec == std::errc() && batch.ptr == end ? std::optional(place) : std::nullopt;
}

// Checkpoint folders, oldest first.
std::vector<fs::path> foldersIn(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (placeOf(entry.path().filename().string())) found.push_back(entry.path());
  }
  std::ranges::sort(found, {}, [](const fs::path& path) { return *placeOf(path.filename().string()); });
  return found;
}

bool allFinite(const Tensor& tensor) {
  if (!tensor.is_floating_point() || tensor.numel() == 0) return true;
  const auto [low, high] = at::aminmax(tensor);
  return std::isfinite(low.item<double>()) && std::isfinite(high.item<double>());
}

std::vector<NamedTensor> optimizerTensors(const TrainState& state, const RunParts& parts) {
  std::vector<NamedTensor> tensors;
  parts.optimizer.visit([&](const std::string& name, Tensor& tensor) { tensors.push_back({name, tensor}); });
  tensors.push_back({kGenerator, parts.generator.get_state()});
  // Where these are not what the technique saves.
  if (parts.buffer.separate() || parts.average != nullptr) tensors.push_back({kWeights, parts.buffer.weights()});
  if (parts.average != nullptr) tensors.push_back({kMean, parts.average->mean()});
  if (state.windowBatches > 0) tensors.push_back({kGradients, parts.buffer.gradients()});
  return tensors;
}

Result<void> checkSpace(const fs::path& folder, std::uint64_t bytes) {
  std::error_code error;
  const auto space = fs::space(folder, error);
  // The technique's own copy of the trained numbers comes to the same again at most; a little for the rest.
  if (error || space.available >= bytes) return {};
  const auto mebibytes = [](std::uint64_t value) { return std::to_string((value + (1 << 20) - 1) >> 20); };
  return fail("checkpoint.disk-full",
              ATTUNE_TEXT("The checkpoint needs {0} MB and the disk has {1} MB left. Earlier checkpoints are intact."),
              {mebibytes(bytes), mebibytes(space.available)}, ATTUNE_TEXT("Make room on the disk and resume the run."));
}

}  // namespace

std::string checkpointName(const TrainState& state) {
  std::string name = "step-" + std::to_string(state.step);
  if (state.windowBatches > 0) name += "-batch-" + std::to_string(state.windowBatches);
  return name;
}

bool RunCheckpoints::any() const { return !foldersIn(m_folder).empty(); }

void RunCheckpoints::cleanUp() {
  std::error_code ignored;
  std::vector<fs::path> leftOver;
  for (const auto& entry : fs::directory_iterator(m_folder, ignored)) {
    const auto extension = entry.path().extension();
    if (extension == ".tmp" || extension == ".old") leftOver.push_back(entry.path());
  }
  for (const fs::path& path : leftOver) fs::remove_all(path, ignored);
}

std::optional<GoodCheckpoint> RunCheckpoints::newestGood(std::vector<std::string>& damaged) {
  auto folders = foldersIn(m_folder);
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    if (auto facts = verifyManifest(*folder)) {
      m_good = {*folder};
      return GoodCheckpoint{*folder, std::move(*facts)};
    }
    damaged.push_back(folder->filename().string());
  }
  return std::nullopt;
}

Result<TrainState> RunCheckpoints::restore(const GoodCheckpoint& checkpoint, const RunParts& parts, const Json& facts) {
  for (const auto& [key, value] : facts.items()) {
    if (checkpoint.facts.contains(key) && checkpoint.facts[key] == value) continue;
    return fail("train.resume-mismatch", ATTUNE_TEXT("The run cannot go on from its checkpoint: its {0} has changed since."), {key},
                ATTUNE_TEXT("Start a new run."));
  }
  ATTUNE_TRY(const Json json, readJsonFile(checkpoint.path / kStateFile));
  ATTUNE_TRY(TrainState state, TrainState::fromJson(json));
  ATTUNE_TRY_VOID(parts.technique.load(checkpoint.path));
  parts.buffer.adopt();
  ATTUNE_TRY(const auto file, openSafetensors(checkpoint.path / kOptimizerFile));
  Tensor generator = parts.generator.get_state().clone();
  for (const NamedTensor& item : optimizerTensors(state, parts)) {
    ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.name == kGenerator ? generator : item.tensor));
  }
  at::Generator own = parts.generator;
  own.set_state(generator);
  parts.buffer.publish();
  std::error_code ignored;
  if (!fs::exists(m_folder / ("step-" + std::to_string(state.bestStep)), ignored)) {
    state.bestStep = 0;  // the folder of the best is gone, so the next look decides anew
    state.bestLoss.reset();
  }
  return state;
}

Result<fs::path> RunCheckpoints::save(const TrainState& state, const RunParts& parts, const Json& facts) {
  const fs::path target = m_folder / checkpointName(state);
  std::error_code error;
  fs::create_directories(m_folder, error);
  if (error) return fail("file.write", ATTUNE_TEXT("The folder “{0}” cannot be made."), {m_folder.string()}, "", error.message());
  if (fs::exists(target, error)) {
    if (verifyManifest(target)) return target;  // the same numbers: a run computes the same again
    fs::remove_all(target, error);
  }
  const auto tensors = optimizerTensors(state, parts);
  std::uint64_t bytes = (1 << 20) + parts.buffer.weights().nbytes();
  for (const NamedTensor& item : tensors) {
    bytes += item.tensor.nbytes();
    if (!allFinite(item.tensor)) {
      return fail("checkpoint.not-finite", ATTUNE_TEXT("The optimiser's state holds numbers that are not finite, so it was not saved."));
    }
  }
  if (!allFinite(parts.buffer.weights())) {
    return fail("checkpoint.not-finite", ATTUNE_TEXT("The trained weights hold numbers that are not finite, so they were not saved."), {},
                ATTUNE_TEXT("Lower the learning rate; the last good checkpoint is intact."));
  }
  ATTUNE_TRY_VOID(checkSpace(m_folder, bytes));
  ATTUNE_TRY(auto staged, StagedFolder::create(target));
  {
    const WithMeanWeights mean(parts.average, parts.buffer);
    ATTUNE_TRY_VOID(parts.technique.save(staged.path()));
  }
  ATTUNE_TRY_VOID(writeTensorFile(staged.path() / kOptimizerFile, tensors));
  ATTUNE_TRY_VOID(writeFileAtomic(staged.path() / kStateFile, state.toJson().dump(2) + "\n"));
  Json published = facts;
  published["step"] = state.step;
  ATTUNE_TRY_VOID(staged.commit(published));
  m_good.push_back(target);
  removeOld(state.bestStep);
  return target;
}

void RunCheckpoints::removeOld(std::int64_t bestStep) {
  if (m_good.size() < 2) return;
  const std::string best = "step-" + std::to_string(bestStep);
  const auto kept = [&](const fs::path& path) {
    return path == m_good.back() || path == m_good[m_good.size() - 2] || path.filename() == best;
  };
  std::error_code ignored;
  for (const fs::path& folder : foldersIn(m_folder)) {
    if (kept(folder)) continue;
    // Renamed first: a folder that is half removed must not look like a checkpoint.
    const fs::path old = folder.string() + ".old";
    fs::rename(folder, old, ignored);
    fs::remove_all(old, ignored);
  }
  m_good.erase(m_good.begin(), m_good.end() - 2);
}

}  // namespace attune::engine
