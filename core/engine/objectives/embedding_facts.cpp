// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/embedding_params.h"
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/objectives/facts.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kContrastTemperature, &params::kHiddenDropout, &params::kAttentionDropout};
constexpr ExampleKind kKinds[] = {ExampleKind::Conversation, ExampleKind::Preference};
constexpr const char* kMetrics[] = {"recall_at_1", "mrr"};

std::optional<Error> refusal(const ModelConfig& config, const ParamSet& set) {
  if (config.decoder) {
    return Error{"task.no-encoder", ATTUNE_TEXT("Vectors of texts are learnt by models that read whole texts, and “{0}” writes them word by word."),
                 {config.modelType}, "", ATTUNE_TEXT("Choose a model such as MiniLM or BERT.")};
  }
  if (set.get(params::kBatchSize) < 2) {
    return Error{"task.small-batch", ATTUNE_TEXT("The texts of the other rows of a batch are the wrong ones to tell apart, and a batch of one has none."), {}, "",
                 ATTUNE_TEXT("Raise “Batch size” to 16 or more.")};
  }
  const auto unused = [](const char* label) {
    return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when vectors of texts are learnt."), {label}, "",
                 ATTUNE_TEXT("Leave it at its default.")};
  };
  if (set.get(params::kTrainOnPrompt)) return unused(params::kTrainOnPrompt.label);
  if (set.get(params::kLabelSmoothing) > 0) return unused(params::kLabelSmoothing.label);
  return refuseHiddenDropout(config, set);
}

}  // namespace

constinit const TaskFacts kEmbeddingTask{
    .id = "embedding",
    .label = ATTUNE_TEXT("Search"),
    .help = ATTUNE_TEXT("Learns vectors by which a question finds its answer among many texts. Takes questions with answers, also with a wrong answer "
                        "each; larger batches learn more. For small models such as MiniLM."),
    .paper = "Reimers and Gurevych 2019, Sentence-BERT, arXiv:1908.10084",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not pairs of texts that belong together, such as questions with answers."),
    .writesText = false,
    .refusal = refusal,
    .hubTask = "sentence-similarity",
    .modelTask = "text-embedding",
    .metrics = kMetrics,
    .form = RowForm::TextPairs,
};

}  // namespace attune
