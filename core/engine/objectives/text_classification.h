// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/objectives/causal_lm.h"

namespace attune::engine {

/// What the head is given of each example, or of each tagged token (SequenceClassifier::features), [N, C] without gradient on the
/// model's device, in order. Examples are worked on together up to about `tokensAtOnce` tokens; nothing when stopped in between.
std::optional<Tensor> classFeatures(SequenceClassifier& model, const std::vector<const TokenizedExample*>& examples, const at::Device& device,
                                    const BatchHook& hook, std::int64_t tokensAtOnce, const ProgressSink& progress, const std::stop_token& stop);

/// The class of each example that has one.
std::vector<std::int64_t> classesOf(const std::vector<const TokenizedExample*>& examples);
/// The cross entropy of each row, [N] float32 with gradient. logits [N, K], classes [N] int64, kNoLabel for rows that bear no loss.
Tensor classLosses(const Tensor& logits, const Tensor& classes, double labelSmoothing);
/// The loss of each row, [N] float32 with gradient: the cross entropy of its class, or with `multiLabel` the mean over the
/// classes of the binary cross entropies, as transformers has it. logits [N, K].
Tensor classLosses(const Tensor& logits, const std::vector<const TokenizedExample*>& examples, bool multiLabel, double labelSmoothing);
/// The same as the model's config has it, also of one that sorts tokens: then N is all tagged tokens.
Tensor classLosses(const SequenceClassifier& model, const Tensor& logits, const std::vector<const TokenizedExample*>& examples, double labelSmoothing);
/// Sum of the losses of each example, and what they are of: one text, or its tagged tokens.
std::vector<ExampleLoss> exampleLosses(const SequenceClassifier& model, const Tensor& logits, const std::vector<const TokenizedExample*>& examples);

/// The classes that logits [N, K] choose for each row: the likeliest, or with `multiLabel` all above one half.
std::vector<std::vector<std::int32_t>> chosenClasses(const Tensor& logits, bool multiLabel);

}  // namespace attune::engine
