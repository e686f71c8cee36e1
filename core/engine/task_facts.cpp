// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/task_facts.h"

#include <algorithm>

#include "core/engine/objectives/facts.h"

namespace attune {
namespace {

constexpr const TaskFacts* kTasks[] = {
    &kCausalLmTask,
    &kDistillationTask,
    &kPreferenceTask,
    &kKtoTask,
    &kRewardTask,
    &kGrpoTask,
    &kTextClassificationTask,
    &kTokenClassificationTask,
    &kEmbeddingTask,
};

}  // namespace

std::span<const TaskFacts* const> tasks() { return kTasks; }

const TaskFacts* findTask(std::string_view id) {
  const auto* found = std::ranges::find_if(kTasks, [&](const TaskFacts* facts) { return facts->id == id; });
  return found == std::end(kTasks) ? nullptr : *found;
}

std::optional<Error> refuseRows(const TaskFacts& task, ExampleKind kind, const std::string& dataset) {
  if (std::ranges::find(task.kinds, kind) != task.kinds.end()) return std::nullopt;
  return Error{"task.wrong-rows", task.otherKind, {dataset}, "", ATTUNE_TEXT("Choose another dataset or another task.")};
}

std::optional<Error> refuseRateTest(const TaskFacts& task) {
  if (task.noRateTest == nullptr) return std::nullopt;
  return Error{"rate.no-test", task.noRateTest, {}, "", ATTUNE_TEXT("Begin with a tenth of the rate that the model learnt to answer with.")};
}

}  // namespace attune
