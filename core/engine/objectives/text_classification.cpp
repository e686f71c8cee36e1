// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/objectives/text_classification.h"

#include <ATen/ATen.h>

#include "core/engine/nn/transfer.h"
#include "core/engine/objectives/token_classification.h"

namespace attune::engine {

std::optional<Tensor> classFeatures(SequenceClassifier& model, const std::vector<const TokenizedExample*>& examples, const at::Device& device,
                                    const BatchHook& hook, std::int64_t tokensAtOnce, const ProgressSink& progress, const std::stop_token& stop) {
  const at::NoGradGuard noGradients;
  std::vector<Tensor> parts;
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
    Batch batch = makeBatch(model.sortsTokens() ? tagRows(part, static_cast<std::int64_t>(model.config().labels.size())) : batchRows(part), device);
    if (hook) batch = hook(std::move(batch));
    parts.push_back(model.features(batch));
    begin += part.size();
    if (progress) progress({static_cast<double>(begin) / static_cast<double>(examples.size()), ATTUNE_TEXT("Evaluating"), -1});
  }
  if (parts.empty()) return at::empty({0, model.config().hiddenSize}, at::TensorOptions(device));
  return at::cat(parts);
}

std::vector<std::int64_t> classesOf(const std::vector<const TokenizedExample*>& examples) {
  std::vector<std::int64_t> classes;
  for (const TokenizedExample* example : examples) classes.push_back(example->labels.front());
  return classes;
}

Tensor classLosses(const Tensor& logits, const Tensor& classes, double labelSmoothing) {
  return at::cross_entropy_loss(logits.to(at::kFloat), classes, {}, at::Reduction::None, kNoLabel, labelSmoothing);
}

Tensor classLosses(const Tensor& logits, const std::vector<const TokenizedExample*>& examples, bool multiLabel, double labelSmoothing) {
  const auto scores = logits.to(at::kFloat);
  const auto rows = static_cast<std::int64_t>(examples.size());
  if (!multiLabel) return classLosses(logits, toDevice(at::tensor(classesOf(examples), at::kLong), logits.device()), labelSmoothing);
  auto present = at::zeros(scores.sizes(), at::kFloat);
  for (std::int64_t i = 0; i < rows; ++i) {
    for (const std::int32_t label : examples[static_cast<std::size_t>(i)]->labels) present[i][label] = 1;
  }
  return at::binary_cross_entropy_with_logits(scores, toDevice(present, logits.device()), {}, {}, at::Reduction::None).mean(1);
}

Tensor classLosses(const SequenceClassifier& model, const Tensor& logits, const std::vector<const TokenizedExample*>& examples, double labelSmoothing) {
  if (!model.sortsTokens()) return classLosses(logits, examples, model.config().multiLabel, labelSmoothing);
  return classLosses(logits, toDevice(at::tensor(tagRows(examples, logits.size(1)).targets, at::kLong), logits.device()), labelSmoothing);
}

std::vector<ExampleLoss> exampleLosses(const SequenceClassifier& model, const Tensor& logits, const std::vector<const TokenizedExample*>& examples) {
  const Tensor losses = classLosses(model, logits, examples, 0).to(at::kCPU, at::kDouble).contiguous();
  const double* value = losses.const_data_ptr<double>();
  std::vector<ExampleLoss> rows;
  for (const TokenizedExample* example : examples) {
    ExampleLoss& row = rows.emplace_back(ExampleLoss{0, model.sortsTokens() ? static_cast<std::int32_t>(taggedTokens(*example)) : 1});
    for (std::int32_t i = 0; i < row.tokens; ++i) row.loss += *value++;
  }
  return rows;
}

std::vector<std::vector<std::int32_t>> chosenClasses(const Tensor& logits, bool multiLabel) {
  const auto scores = logits.detach().to(at::kCPU, at::kFloat).contiguous();
  std::vector<std::vector<std::int32_t>> chosen(static_cast<std::size_t>(scores.size(0)));
  const auto classes = scores.size(1);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const float* row = scores.const_data_ptr<float>() + static_cast<std::int64_t>(i) * classes;
    if (!multiLabel) {
      chosen[i].push_back(static_cast<std::int32_t>(std::max_element(row, row + classes) - row));
      continue;
    }
    for (std::int32_t k = 0; k < classes; ++k) {
      if (row[k] > 0) chosen[i].push_back(k);
    }
  }
  return chosen;
}

}  // namespace attune::engine
