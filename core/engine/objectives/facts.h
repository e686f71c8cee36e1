// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of each task, for the table in task_facts.cpp.
#pragma once
#include "core/engine/task_facts.h"

namespace attune {

extern const TaskFacts kCausalLmTask;
extern const TaskFacts kDistillationTask;
extern const TaskFacts kPreferenceTask;
extern const TaskFacts kKtoTask;
extern const TaskFacts kRewardTask;
extern const TaskFacts kGrpoTask;
extern const TaskFacts kTextClassificationTask;
extern const TaskFacts kTokenClassificationTask;
extern const TaskFacts kEmbeddingTask;

}  // namespace attune
