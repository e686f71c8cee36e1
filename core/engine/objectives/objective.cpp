// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/objective.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/engine/objectives/implementations.h"

namespace attune::engine {
namespace {

constexpr ObjectiveEntry kObjectives[] = {
    {"causal-lm", makeCausalLmObjective},
    {"distillation", makeDistillationObjective},
    {"preference", makePreferenceObjective},
    {"reward", makeRewardObjective},
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

const std::vector<TokenizedExample>& examplesOf(const TrainRequest& request, Part part) {
  static const std::vector<TokenizedExample> kNone;
  const auto& examples = part == Part::Train ? request.train : request.validation;
  return examples ? *examples : kNone;
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

}  // namespace attune::engine
