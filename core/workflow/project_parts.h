// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/workflow/model_bundle.h"
#include "core/workflow/workflow.h"

namespace attune {

/// What a project keeps in memory between verbs.
struct Project::Opened {
  std::mutex mutex;  ///< Guards the dataset and the bundle.
  std::string datasetId;
  std::shared_ptr<const Dataset> dataset;
  std::string bundleKey;
  std::shared_ptr<const ModelBundle> bundle;

  std::mutex modelMutex;  ///< Held while a model is used.
  std::string modelKey;
  std::unique_ptr<OpenModel> model;
};

/// How the runs of one task are scored on their test rows, and how they answer what is typed in.
struct Project::TaskVerbs {
  std::string_view task;
  Result<Json> (Project::*evaluate)(const RunRecord&, const Dataset&, const TokenizedPart&, std::size_t, const WorkContext&);
  Result<std::string> (Project::*answer)(const RunRecord&, bool, const std::vector<Message>&, const WorkContext&);
};

/// An evaluation that has no metrics yet: what was scored, at which step of the run.
Evaluation evaluationOf(const RunRecord& run, const TokenizedPart& test);

/// A metric of the base beside that of the tuned model from their values for each row, with intervals.
MetricComparison compared(const std::string& id, const std::vector<double>& base, const std::vector<double>& tuned, const std::vector<double>& weights,
                          bool higherIsBetter);

/// Adds to the folder of an exported model what sentence-transformers opens it by: mean pooling, vectors of length 1. Errors: file.write.
Result<void> writeSentenceTransformerFiles(const ModelBundle& bundle, const RunSpec& spec, const std::filesystem::path& folder);

/// Why adapters of a run that writes no text are not added up: each has a head of its own.
inline Error noStackOf(const RunRecord& run) {
  return {"project.no-stack", ATTUNE_TEXT("The run “{0}” writes no text and has a head of its own, so adapters cannot be added up."), {run.spec.name}, "",
          ATTUNE_TEXT("Choose runs that write text.")};
}

}  // namespace attune
