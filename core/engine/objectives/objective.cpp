// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/objective.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <tuple>

#include "core/base/hash.h"
#include "core/engine/objectives/implementations.h"
#include "core/eval/metrics.h"

namespace attune::engine {
namespace {

constexpr ObjectiveEntry kObjectives[] = {
    {"causal-lm", makeCausalLmObjective},
    {"distillation", makeDistillationObjective},
    {"preference", makePreferenceObjective},
    {"kto", makeKtoObjective},
    {"reward", makeRewardObjective},
    {"grpo", makeGrpoObjective},
    {"text-classification", makeTextClassificationObjective},
    {"token-classification", makeTokenClassificationObjective},
    {"embedding", makeEmbeddingObjective},
};

}  // namespace

std::span<const ObjectiveEntry> objectives() { return kObjectives; }

Result<std::unique_ptr<Objective>> makeObjective(const TrainRequest& request) {
  const auto* found = std::ranges::find_if(kObjectives, [&](const ObjectiveEntry& entry) { return entry.id == request.spec.task; });
  if (found == std::end(kObjectives)) return fail("train.unknown-task", ATTUNE_TEXT("There is no task “{0}”."), {request.spec.task});
  return found->make(request);
}

Result<bool> Objective::begin(Technique& technique, const TrainPlan&, const std::stop_token&) {
  m_technique = &technique;
  return true;
}

Tensor Objective::lossOf(const Batch&) {
  TORCH_CHECK(false, "the loss of this task is none of a batch alone");
}

std::vector<const TokenizedExample*> Objective::chosen(Part part, const std::vector<std::uint32_t>& rows) const {
  std::vector<const TokenizedExample*> examples;
  for (const std::uint32_t row : rows) examples.push_back(&examplesOf(m_request, part)[row]);
  return examples;
}

std::vector<const TokenizedExample*> Objective::answers(Part part, const std::vector<std::uint32_t>& rows) const {
  std::vector<const TokenizedExample*> all;
  for (const std::uint32_t row : rows) all.insert(all.end(), {&examplesOf(m_request, part)[row], &rejectedOf(m_request, part)[row]});
  return all;
}

std::function<Batch(Batch)> Objective::hook() const {
  return [this](Batch batch) { return m_technique->prepare(std::move(batch)); };
}

const std::vector<TokenizedExample>& examplesOf(const TrainRequest& request, Part part) {
  static const std::vector<TokenizedExample> kNone;
  const auto& examples = part == Part::Train ? request.train : request.validation;
  return examples ? *examples : kNone;
}

const std::vector<TokenizedExample>& rejectedOf(const TrainRequest& request, Part part) {
  static const std::vector<TokenizedExample> kNone;
  const auto& rejected = part == Part::Train ? request.trainRejected : request.validationRejected;
  return rejected ? *rejected : kNone;
}

Result<void> checkTokens(const std::vector<TokenizedExample>& examples, Part part, const ModelConfig& config, bool tokenLabels) {
  const char* name = part == Part::Train ? ATTUNE_TEXT("training") : ATTUNE_TEXT("validation");
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto& [tokens, labels] = examples[i];
    const std::string row = std::to_string(i + 1);
    const auto outside = [&](std::int32_t id) { return id < 0 || id >= config.vocabSize; };
    const auto badLabel = [&](std::int32_t id) { return id != kNoLabel && outside(id); };
    const bool badLabels = tokenLabels && (std::ranges::any_of(labels, badLabel) || labels.size() != tokens.size());
    if (std::ranges::any_of(tokens, outside) || badLabels) {
      return fail("train.bad-token", ATTUNE_TEXT("Row {0} of the {1} rows has tokens that the model does not know."),
                  {row, name}, ATTUNE_TEXT("Use the tokenizer that belongs to the model."));
    }
    if (config.maxPositions > 0 && static_cast<std::int64_t>(tokens.size()) > config.maxPositions) {
      return fail("train.too-long", ATTUNE_TEXT("Row {0} of the {1} rows has {2} tokens; the model reads {3} at most."),
                  {row, name, std::to_string(tokens.size()), std::to_string(config.maxPositions)},
                  ATTUNE_TEXT("Lower the length (max_length)."));
    }
  }
  return {};
}

std::uint64_t hashOf(const std::vector<TokenizedExample>& examples, std::uint64_t seed) {
  const auto bytes = [](const auto& values) {
    return std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
  };
  for (const TokenizedExample& example : examples) {
    seed = fastHash(bytes(example.tokens), seed + 1);
    seed = fastHash(bytes(example.labels), seed + 1);
  }
  return seed;
}

RowLosses lookOfPairs(const Tensor& losses, const Tensor& chosenRewards, const Tensor& rejectedRewards) {
  const auto numbers = [](const Tensor& tensor) {
    const Tensor cpu = tensor.to(at::kCPU).contiguous();
    return std::vector<double>(cpu.const_data_ptr<double>(), cpu.const_data_ptr<double>() + cpu.numel());
  };
  RowLosses look;
  for (const double loss : numbers(losses)) look.rows.push_back({loss, 1});
  std::tie(look.metrics["preference_accuracy"], look.metrics["reward_margin"]) = preferenceAccuracy(numbers(chosenRewards), numbers(rejectedRewards));
  look.metrics["chosen_reward"] = chosenRewards.mean().item<double>();
  look.metrics["rejected_reward"] = rejectedRewards.mean().item<double>();
  return look;
}

}  // namespace attune::engine
