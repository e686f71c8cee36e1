// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/token_classification.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/engine/nn/transfer.h"

namespace attune::engine {

std::int64_t taggedTokens(const TokenizedExample& example) {
  return std::ranges::count_if(example.labels, [](std::int32_t label) { return label != kNoLabel; });
}

BatchRows tagRows(const std::vector<const TokenizedExample*>& examples, std::int64_t classes) {
  BatchRows batch = batchRows(examples);
  batch.lossRows.clear();
  batch.targets.clear();
  std::int64_t start = 0;
  for (const TokenizedExample* example : examples) {
    for (std::size_t t = 0; t < example->labels.size(); ++t) {
      if (example->labels[t] == kNoLabel) continue;
      batch.lossRows.push_back(start + static_cast<std::int64_t>(t));
      batch.targets.push_back(example->labels[t] % classes);
    }
    start += static_cast<std::int64_t>(example->tokens.size());
  }
  return batch;
}

std::vector<std::vector<std::int32_t>> chosenTags(const Tensor& logits, const std::vector<const TokenizedExample*>& examples) {
  const auto classes = static_cast<std::int32_t>(logits.size(1));
  const Tensor likeliest = logits.detach().argmax(1).to(at::kCPU, at::kInt).contiguous();
  const std::int32_t* tag = likeliest.const_data_ptr<std::int32_t>();
  std::vector<std::vector<std::int32_t>> chosen(examples.size());
  for (std::size_t i = 0; i < examples.size(); ++i) {
    for (const std::int32_t label : examples[i]->labels) {
      if (label == kNoLabel) continue;
      if (label < classes) chosen[i].push_back(*tag);
      ++tag;
    }
  }
  return chosen;
}

}  // namespace attune::engine
