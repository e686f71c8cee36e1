// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/causal_lm.h"

#include <ATen/ATen.h>

namespace attune::engine {

std::int64_t trainedTokens(const TokenizedExample& example) {
  if (example.labels.empty()) return 0;
  return std::count_if(example.labels.begin() + 1, example.labels.end(), [](std::int32_t label) { return label >= 0; });
}

std::optional<std::vector<ExampleLoss>> exampleLosses(CausalLm& model, const std::vector<const TokenizedExample*>& examples,
                                                      const at::Device& device, const BatchHook& hook,
                                                      std::int64_t tokensAtOnce, const ProgressSink& progress,
                                                      const std::stop_token& stop) {
  const at::NoGradGuard noGradients;
  std::vector<ExampleLoss> losses;
  losses.reserve(examples.size());
  for (std::size_t begin = 0; begin < examples.size();) {
    if (stop.stop_requested()) return std::nullopt;
    std::vector<const TokenizedExample*> part;
    std::int64_t tokens = 0;
    for (std::size_t i = begin; i < examples.size(); ++i) {
      const auto length = static_cast<std::int64_t>(examples[i]->tokens.size());
      if (!part.empty() && tokens + length > tokensAtOnce) break;
      part.push_back(examples[i]);
      tokens += length;
    }
    Batch batch = makeBatch(part, device);
    if (hook) batch = hook(std::move(batch));
    Tensor perRow;
    model.lossSum(batch, 0, &perRow);
    const Tensor onCpu = perRow.to(at::kCPU, at::kDouble);
    const double* value = onCpu.data_ptr<double>();
    for (const TokenizedExample* example : part) {
      ExampleLoss loss{0, static_cast<std::int32_t>(trainedTokens(*example))};
      for (std::int32_t i = 0; i < loss.tokens; ++i) loss.loss += *value++;
      losses.push_back(loss);
    }
    begin += part.size();
    if (progress) progress({static_cast<double>(begin) / static_cast<double>(examples.size()), ATTUNE_TEXT("Evaluating"), -1});
  }
  return losses;
}

}  // namespace attune::engine
