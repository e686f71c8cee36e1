// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/objectives/facts.h"
#include "core/engine/objectives/token_classification_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kLabelAllTokens, &params::kHiddenDropout, &params::kAttentionDropout};
constexpr ExampleKind kKinds[] = {ExampleKind::TokenTags};
constexpr const char* kMetrics[] = {"entity_f1", "token_accuracy"};

std::optional<Error> refusal(const ModelConfig& config, const ParamSet& set) {
  if (config.labels.size() < 2) {
    return Error{"task.one-class", ATTUNE_TEXT("A model that tags words needs at least two tags, and the rows have {0}."),
                 {std::to_string(config.labels.size())}, "", ATTUNE_TEXT("Check in the data page that the right column holds the tags.")};
  }
  if (!set.get(params::kTrainOnPrompt)) return refuseHiddenDropout(config, set);
  return Error{"task.unused-param", ATTUNE_TEXT("“{0}” has no meaning when words are tagged."), {params::kTrainOnPrompt.label}, "",
               ATTUNE_TEXT("Leave it at its default.")};
}

}  // namespace

constinit const TaskFacts kTokenClassificationTask{
    .id = "token-classification",
    .label = ATTUNE_TEXT("Tags of words"),
    .help = ATTUNE_TEXT("Finds names, places and other parts of a text: gives each word the tag that the rows show (BIO, BIOES, parts of speech). "
                        "Models that read whole texts, such as BERT, are best at it."),
    .paper = "Devlin et al. 2018, BERT: Pre-training of Deep Bidirectional Transformers, arXiv:1810.04805, section 5.3",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are not words with tags, which this task learns from."),
    .writesText = false,
    .refusal = refusal,
    .hubTask = "token-classification",
    .modelTask = "token-classification",
    .metrics = kMetrics,
};

}  // namespace attune
