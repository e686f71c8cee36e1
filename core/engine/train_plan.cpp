// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train_plan.h"

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/engine/objectives/causal_lm.h"
#include "core/engine/schedules/schedule.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

// Streams of permutation() that are no epochs.
constexpr std::uint64_t kValidationStream = 1ULL << 40, kTrainProbeStream = kValidationStream + 1;

using Rows = std::vector<std::uint32_t>;

std::uint64_t contentHash(const std::vector<TokenizedExample>& examples, std::uint64_t seed) {
  const auto bytes = [](const auto& values) {
    return std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
  };
  for (const TokenizedExample& example : examples) {
    seed = fastHash(bytes(example.tokens), seed + 1);
    seed = fastHash(bytes(example.labels), seed + 1);
  }
  return seed;
}

Result<void> checkRows(const std::vector<TokenizedExample>& examples, const ModelConfig& config, const char* part) {
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto& [tokens, labels] = examples[i];
    const std::string row = std::to_string(i + 1);
    const auto outside = [&](std::int32_t id) { return id < 0 || id >= config.vocabSize; };
    const auto badLabel = [&](std::int32_t id) { return id != kNoLabel && outside(id); };
    if (std::ranges::any_of(tokens, outside) || std::ranges::any_of(labels, badLabel) || labels.size() != tokens.size()) {
      return fail("train.bad-token", ATTUNE_TEXT("Row {0} of the {1} rows has tokens that the model does not know."),
                  {row, part}, ATTUNE_TEXT("Use the tokenizer that belongs to the model."));
    }
    if (config.maxPositions > 0 && static_cast<std::int64_t>(tokens.size()) > config.maxPositions) {
      return fail("train.too-long", ATTUNE_TEXT("Row {0} of the {1} rows has {2} tokens; the model reads {3} at most."),
                  {row, part, std::to_string(tokens.size()), std::to_string(config.maxPositions)},
                  ATTUNE_TEXT("Lower the length (max_length)."));
    }
  }
  return {};
}

Rows usableRows(const std::vector<TokenizedExample>& examples) {
  Rows rows;
  for (std::uint32_t i = 0; i < examples.size(); ++i) {
    if (trainedTokens(examples[i]) > 0) rows.push_back(i);
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

std::int64_t longestOf(const std::vector<TokenizedExample>& examples) {
  std::size_t longest = 0;
  for (const TokenizedExample& example : examples) longest = std::max(longest, example.tokens.size());
  return static_cast<std::int64_t>(longest);
}

}  // namespace

Result<TrainPlan> makeTrainPlan(const TrainRequest& request, const ModelConfig& config) {
  const ParamSet& set = request.spec.params;
  static const std::vector<TokenizedExample> kNone;
  const auto& train = request.train ? *request.train : kNone;
  const auto& validation = request.validation ? *request.validation : kNone;
  if (train.empty()) {
    return fail("train.no-rows", ATTUNE_TEXT("There are no training rows."), {},
                ATTUNE_TEXT("Import data, or give the training part a larger share of the split."));
  }
  ATTUNE_TRY_VOID(checkRows(train, config, ATTUNE_TEXT("training")));
  ATTUNE_TRY_VOID(checkRows(validation, config, ATTUNE_TEXT("validation")));

  TrainPlan plan;
  plan.rows = usableRows(train);
  if (plan.rows.empty()) {
    return fail("train.no-trained-token", ATTUNE_TEXT("No training row holds a token to learn: the answers are empty or cut off."), {},
                ATTUNE_TEXT("Check the mapping of the answer column, and raise the length (max_length) if the questions fill it."));
  }
  plan.batchSize = set.get(params::kBatchSize);
  plan.accumulation = set.get(params::kAccumulation);
  const auto rowsPerStep = plan.batchSize * plan.accumulation;
  const auto count = static_cast<std::int64_t>(plan.rows.size());
  plan.stepsPerEpoch = (count + rowsPerStep - 1) / rowsPerStep;
  const std::int64_t maxSteps = set.get(params::kMaxSteps);
  plan.totalSteps = maxSteps > 0 ? maxSteps
                                 : std::max<std::int64_t>(1, std::llround(std::ceil(set.get(params::kEpochs) *
                                                                                    static_cast<double>(plan.stepsPerEpoch) - 1e-9)));
  plan.warmupSteps = warmupStepsOf(set.get(params::kWarmupSteps), set.get(params::kWarmupRatio), plan.totalSteps);

  const Rows usable = usableRows(validation);
  const std::int64_t atMost = set.get(params::kEvalRows);
  plan.validationRows = fixedPart(usable, atMost > 0 ? static_cast<std::size_t>(atMost) : usable.size(), request.spec.seed, kValidationStream);
  plan.trainProbeRows = fixedPart(plan.rows, plan.validationRows.size(), request.spec.seed, kTrainProbeStream);
  const std::int64_t evalSteps = set.get(params::kEvalSteps), saveSteps = set.get(params::kSaveSteps);
  const std::int64_t every = evalSteps > 0 ? evalSteps : (plan.totalSteps + 9) / 10;
  plan.lookEvery = plan.validationRows.empty() ? 0 : every;
  plan.saveEvery = saveSteps > 0 ? saveSteps : every;
  plan.patience = set.get(params::kEarlyStoppingPatience);
  plan.longest = std::max(longestOf(train), longestOf(validation));

  Json settings = set.toJson();
  settings["attune.technique"] = request.spec.technique;
  settings["attune.seed"] = request.spec.seed;
  settings["attune.keepOrder"] = request.keepOrder;
  std::uint64_t hash = contentHash(train, contentHash(validation, 1));
  hash = fastHash(settings.dump(), hash);
  plan.fingerprint = std::to_string(hash);
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

std::vector<std::vector<std::uint32_t>> windowRows(const TrainPlan& plan, const std::vector<std::uint32_t>& order, std::int64_t step) {
  std::vector<Rows> window;
  const auto count = static_cast<std::int64_t>(order.size());
  const std::int64_t begin = (step % plan.stepsPerEpoch) * plan.batchSize * plan.accumulation;
  for (std::int64_t micro = 0; micro < plan.accumulation; ++micro) {
    const std::int64_t from = begin + micro * plan.batchSize, to = std::min(count, from + plan.batchSize);
    if (from >= to) break;
    window.emplace_back(order.begin() + from, order.begin() + to);
  }
  return window;
}

}  // namespace attune::engine
