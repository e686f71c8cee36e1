// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train_plan.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/engine/schedules/schedule.h"
#include "core/engine/task_facts.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

// Streams of permutation() that are no epochs.
constexpr std::uint64_t kValidationStream = 1ULL << 40, kTrainProbeStream = kValidationStream + 1,
                        kCalibrationStream = kValidationStream + 2;

using Rows = std::vector<std::uint32_t>;

Rows usableRows(const Objective& objective, const TrainRequest& request, Part part) {
  Rows rows;
  for (std::uint32_t i = 0; i < examplesOf(request, part).size(); ++i) {
    if (objective.size(part, i).targets > 0) rows.push_back(i);
  }
  return rows;
}

// `count` of the rows, always the same ones, ascending.
Rows fixedPart(const Rows& rows, std::size_t count, std::uint64_t seed, std::uint64_t stream) {
  if (count >= rows.size()) return rows;
  Rows part;
  const auto order = permutation(static_cast<std::uint32_t>(rows.size()), seed, stream);
  for (std::size_t i = 0; i < count; ++i) part.push_back(rows[order[i]]);
  std::ranges::sort(part);
  return part;
}

}  // namespace

Result<TrainPlan> makeTrainPlan(const TrainRequest& request, const ModelConfig& config, const Objective& objective) {
  const ParamSet& set = request.spec.params;
  if (examplesOf(request, Part::Train).empty()) {
    return fail("train.no-rows", ATTUNE_TEXT("There are no training rows."), {},
                ATTUNE_TEXT("Import data, or give the training part a larger share of the split."));
  }
  for (const Part part : {Part::Train, Part::Validation}) ATTUNE_TRY_VOID(objective.check(part, config));

  TrainPlan plan;
  plan.rows = usableRows(objective, request, Part::Train);
  if (plan.rows.empty()) {
    return fail("train.no-trained-token", ATTUNE_TEXT("No training row holds a token to learn: the answers are empty or cut off."), {},
                ATTUNE_TEXT("Check the mapping of the answer column, and raise the length (max_length) if the questions fill it."));
  }
  plan.batchSize = set.get(params::kBatchSize);
  plan.accumulation = set.get(params::kAccumulation);
  const auto rowsPerStep = plan.batchSize * plan.accumulation;
  const auto count = static_cast<std::int64_t>(plan.rows.size());
  const TaskFacts* task = findTask(request.spec.task);
  if (task != nullptr && task->stepsPerWindow != nullptr) plan.stepsPerWindow = task->stepsPerWindow(set);
  plan.stepsPerEpoch = (count + rowsPerStep - 1) / rowsPerStep * plan.stepsPerWindow;
  const std::int64_t maxSteps = set.get(params::kMaxSteps);
  plan.totalSteps = maxSteps > 0 ? maxSteps
                                 : std::max<std::int64_t>(1, std::llround(std::ceil(set.get(params::kEpochs) *
                                                                                    static_cast<double>(plan.stepsPerEpoch) - 1e-9)));
  plan.warmupSteps = warmupStepsOf(set.get(params::kWarmupSteps), set.get(params::kWarmupRatio), plan.totalSteps);

  const Rows usable = usableRows(objective, request, Part::Validation);
  std::int64_t atMost = set.get(params::kEvalRows);
  if (task != nullptr && task->lookRows > 0) atMost = atMost > 0 ? std::min(atMost, task->lookRows) : task->lookRows;
  plan.validationRows = fixedPart(usable, atMost > 0 ? static_cast<std::size_t>(atMost) : usable.size(), request.spec.seed, kValidationStream);
  plan.trainProbeRows = fixedPart(plan.rows, plan.validationRows.size(), request.spec.seed, kTrainProbeStream);
  const std::int64_t evalSteps = set.get(params::kEvalSteps), saveSteps = set.get(params::kSaveSteps);
  const std::int64_t every = evalSteps > 0 ? evalSteps : (plan.totalSteps + 9) / 10;
  plan.lookEvery = plan.validationRows.empty() ? 0 : every;
  plan.saveEvery = saveSteps > 0 ? saveSteps : every;
  plan.patience = set.get(params::kEarlyStoppingPatience);
  const Schedule* schedule = findSchedule(set.get(params::kSchedule));
  if (schedule != nullptr && schedule->waitsForValidation && plan.validationRows.empty()) {
    return fail("train.no-validation", ATTUNE_TEXT("The learning rate is to fall when validation loss stalls, and there are no validation rows."), {},
                ATTUNE_TEXT("Give the validation part of the split some rows, or choose another schedule."));
  }

  if (request.rateRange) {
    plan.totalSteps = request.rateRange->steps;
    plan.validationRows.clear();
    plan.trainProbeRows.clear();
    plan.lookEvery = 0;
  }

  Json settings = set.toJson();
  settings["attune.task"] = request.spec.task;
  settings["attune.technique"] = request.spec.technique;
  settings["attune.seed"] = request.spec.seed;
  settings["attune.keepOrder"] = request.keepOrder;
  plan.fingerprint = std::to_string(fastHash(settings.dump(), objective.contentHash(1)));
  return plan;
}

std::vector<std::uint32_t> epochOrder(const TrainPlan& plan, const TrainRequest& request, std::int64_t epoch) {
  if (request.keepOrder) return plan.rows;
  Rows order;
  order.reserve(plan.rows.size());
  for (const std::uint32_t i : permutation(static_cast<std::uint32_t>(plan.rows.size()), request.spec.seed,
                                           static_cast<std::uint64_t>(epoch))) {
    order.push_back(plan.rows[i]);
  }
  return order;
}

std::vector<std::uint32_t> rowsOfRun(const TrainPlan& plan, const TrainRequest& request, Part part) {
  if (part == Part::Validation) return plan.validationRows;
  if (plan.totalSteps >= plan.stepsPerEpoch) return plan.rows;
  std::set<std::uint32_t> rows(plan.trainProbeRows.begin(), plan.trainProbeRows.end());
  const auto order = epochOrder(plan, request, 0);
  for (std::int64_t step = 0; step < plan.totalSteps; ++step) {
    for (const auto& batch : windowRows(plan, order, step)) rows.insert(batch.begin(), batch.end());
  }
  return {rows.begin(), rows.end()};
}

std::vector<std::uint32_t> calibrationRows(const TrainPlan& plan, const TrainRequest& request, std::int64_t tokens) {
  Rows rows;
  for (const std::uint32_t i : permutation(static_cast<std::uint32_t>(plan.rows.size()), request.spec.seed, kCalibrationStream)) {
    if (tokens <= 0) break;
    rows.push_back(plan.rows[i]);
    tokens -= static_cast<std::int64_t>(examplesOf(request, Part::Train)[plan.rows[i]].tokens.size());
  }
  return rows;
}

std::vector<std::vector<std::uint32_t>> windowRows(const TrainPlan& plan, const std::vector<std::uint32_t>& order, std::int64_t step) {
  std::vector<Rows> window;
  const auto count = static_cast<std::int64_t>(order.size());
  const std::int64_t begin = step % plan.stepsPerEpoch / plan.stepsPerWindow * plan.batchSize * plan.accumulation;
  for (std::int64_t micro = 0; micro < plan.accumulation; ++micro) {
    const std::int64_t from = begin + micro * plan.batchSize, to = std::min(count, from + plan.batchSize);
    if (from >= to) break;
    window.emplace_back(order.begin() + from, order.begin() + to);
  }
  return window;
}

std::vector<std::vector<std::uint32_t>> piecesOf(const std::vector<std::uint32_t>& rows, std::int64_t parts) {
  const auto count = static_cast<std::int64_t>(rows.size()), each = std::max<std::int64_t>(1, (count + parts - 1) / parts);
  std::vector<Rows> pieces;
  for (std::int64_t from = 0; from < count; from += each) pieces.emplace_back(rows.begin() + from, rows.begin() + std::min(count, from + each));
  return pieces;
}

}  // namespace attune::engine
