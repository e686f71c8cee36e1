// SPDX-License-Identifier: GPL-3.0-or-later
// The models that a run needs beside its own, found by name.
#include "core/base/hash.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

// The first id that means different text to the two, if any.
std::optional<TokenId> firstDifference(const Tokenizer& a, const Tokenizer& b, std::int64_t size) {
  for (TokenId id = 0; id < size; ++id)
    if (a.idToToken(id) != b.idToToken(id)) return id;
  return std::nullopt;
}

}  // namespace

Result<std::vector<OtherModel>> Project::otherModels(const RunSpec& spec, const ModelConfig& own) const {
  std::vector<OtherModel> others;
  const TechniqueFacts* technique = findTechnique(spec.technique);
  const bool changed = technique != nullptr && trainsOwnWeights(*technique);
  if (spec.task == "grpo" && spec.params.get(params::kGrpoBeta) > 0 && changed) others.push_back({own});
  ATTUNE_TRY(const std::optional<RunRecord> judge, rewardRun(spec));
  std::string path = judge ? judge->spec.modelPath : std::string();
  if (judge) {
    ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(path));
    others.push_back({checkpoint.config});
  }
  const bool taught = spec.params.get(params::kDistillationLambda) > 0 || spec.params.get(params::kHiddenStates) > 0;
  const std::string name = spec.task == "distillation" && taught ? spec.params.get(params::kTeacher) : "";
  if (name.empty()) return others;
  path = name;
  if (const auto runId = findRun(name)) {
    ATTUNE_TRY(const RunRecord run, m_store->loadRun(*runId));
    path = run.spec.modelPath;
  }
  ATTUNE_TRY(const auto model, resolveModel(path));
  ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(model));
  others.push_back({checkpoint.config, false});
  return others;
}

Result<TeacherModel> Project::teacherOf(const RunSpec& spec, const ModelBundle& student, const WorkContext& context) const {
  const std::string name = spec.params.get(params::kTeacher);
  TeacherModel teacher;
  if (spec.task != "distillation" || name.empty()) return teacher;
  std::string model = name;
  if (const auto runId = findRun(name)) {
    ATTUNE_TRY(const RunRecord run, m_store->loadRun(*runId));
    if (!run.spec.classes.empty())
      return fail("distillation.sorts", ATTUNE_TEXT("The run “{0}” sorts texts and cannot teach to write them."), {run.spec.name});
    ATTUNE_TRY(teacher.adapter, checkpointPath(run));
    model = run.spec.modelPath;
  }
  ATTUNE_TRY(const auto bundle, ModelBundle::open(model));
  teacher.model = bundle->checkpoint.path;
  const std::int64_t own = bundle->checkpoint.config.vocabSize, wanted = student.checkpoint.config.vocabSize;
  if (own != wanted)
    return fail("distillation.vocabulary", ATTUNE_TEXT("The teacher “{0}” predicts {1} tokens and the model {2}, so their predictions cannot be compared."),
                {name, std::to_string(own), std::to_string(wanted)}, ATTUNE_TEXT("Choose a teacher of the same family, which has the same vocabulary."));
  if (const auto id = firstDifference(*bundle->tokenizer, *student.tokenizer, own))
    return fail("distillation.vocabulary", ATTUNE_TEXT("The token {0} means different text to the teacher “{1}” and to the model, so their predictions cannot be compared."),
                {std::to_string(*id), name}, ATTUNE_TEXT("Choose a teacher of the same family, which has the same vocabulary."));
  ATTUNE_TRY(teacher.contentHash, checkpointHash(bundle->checkpoint, {}, context.stop));
  if (!teacher.adapter.empty()) {
    ATTUNE_TRY(const std::string manifest, sha256OfFile(teacher.adapter / "MANIFEST.json"));
    teacher.contentHash += " " + manifest;
  }
  return teacher;
}

}  // namespace attune
