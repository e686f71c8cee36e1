// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/engine/nn/text_embedder.h"
#include "core/engine/objectives/causal_lm.h"

namespace attune::engine {

/// The texts of a row of RowForm::TextPairs: an anchor, what belongs to it, and perhaps what does not.
std::vector<TokenizedExample> textsOf(const TokenizedExample& pair);

/// InfoNCE with the other rows' texts as wrong ones (van den Oord et al. 2018, arXiv:1807.03748; Henderson et al. 2017,
/// arXiv:1705.00652): −log softmax_j(a_i·c_j / temperature) at j = i, [B] with gradient. anchors [B, C]; candidates [M, C], M ≥ B,
/// of which row i belongs to anchor i. Where `same` [B, M] bool is true a candidate has the right text itself and is left out.
Tensor contrastiveLosses(const Tensor& anchors, const Tensor& candidates, const Tensor& same, double temperature);

/// Vectors of texts, [N, C] float32 on the model's device without gradient, in order. Texts are worked on together up to about
/// `tokensAtOnce` tokens; nothing when stopped in between.
std::optional<Tensor> textVectors(TextEmbedder& model, const std::vector<const TokenizedExample*>& texts, const at::Device& device,
                                  const BatchHook& hook, std::int64_t tokensAtOnce, const ProgressSink& progress, const std::stop_token& stop);

}  // namespace attune::engine
