// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/encoder_params.h"
#include "core/engine/objectives/facts.h"

namespace attune {
namespace {

constexpr ParamRef kParams[] = {&params::kHiddenDropout, &params::kAttentionDropout};
constexpr ExampleKind kKinds[] = {ExampleKind::Conversation, ExampleKind::PlainText, ExampleKind::Classification};

constexpr const char* kMetrics[] = {"perplexity"};

std::optional<Error> refusal(const ModelConfig& config, const ParamSet& set) { return refuseHiddenDropout(config, set); }

}  // namespace

constinit const TaskFacts kCausalLmTask{
    .id = "causal-lm",
    .label = ATTUNE_TEXT("Answers"),
    .help = ATTUNE_TEXT("Learns to write the answers of the rows. The usual task for conversations, questions with answers and plain text."),
    .paper = "",
    .params = kParams,
    .kinds = kKinds,
    .otherKind = ATTUNE_TEXT("The rows of “{0}” are neither conversations nor texts, so there are no answers to learn to write."),
    .writesText = true,
    .refusal = refusal,
    .metrics = kMetrics,
};

}  // namespace attune
