// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/embedding.h"

#include <ATen/ATen.h>

#include <limits>

namespace attune::engine {

std::vector<TokenizedExample> textsOf(const TokenizedExample& pair) {
  std::vector<TokenizedExample> texts;
  auto from = pair.tokens.begin();
  for (const std::int32_t length : pair.labels) {
    texts.push_back({{from, from + length}, {}});
    from += length;
  }
  return texts;
}

Tensor contrastiveLosses(const Tensor& anchors, const Tensor& candidates, const Tensor& same, double temperature) {
  const Tensor scores = anchors.matmul(candidates.t()) / temperature;
  const Tensor right = scores.diagonal();
  return at::logsumexp(scores.masked_fill(same, -std::numeric_limits<double>::infinity()), {1}) - right;
}

std::optional<Tensor> textVectors(TextEmbedder& model, const std::vector<const TokenizedExample*>& texts, const at::Device& device,
                                  const BatchHook& hook, std::int64_t tokensAtOnce, const ProgressSink& progress, const std::stop_token& stop) {
  const at::NoGradGuard noGradients;
  std::vector<Tensor> parts;
  for (std::size_t begin = 0; begin < texts.size();) {
    if (stop.stop_requested()) return std::nullopt;
    std::vector<const TokenizedExample*> part;
    std::int64_t tokens = 0;
    for (std::size_t i = begin; i < texts.size(); ++i) {
      const auto length = static_cast<std::int64_t>(texts[i]->tokens.size());
      if (!part.empty() && tokens + length > tokensAtOnce) break;
      part.push_back(texts[i]);
      tokens += length;
    }
    Batch batch = makeBatch(part, device);
    if (hook) batch = hook(std::move(batch));
    parts.push_back(model.vectors(batch));
    begin += part.size();
    if (progress) progress({static_cast<double>(begin) / static_cast<double>(texts.size()), ATTUNE_TEXT("Evaluating"), -1});
  }
  if (parts.empty()) return at::empty({0, model.config().hiddenSize}, at::TensorOptions(device));
  return at::cat(parts);
}

}  // namespace attune::engine
