// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include "core/engine/nn/model.h"
#include "core/engine/nn/transfer.h"

namespace attune::engine {
Tensor toDevice(const Tensor& made, const at::Device& device) {
  if (device.is_cpu()) return made;
  // From pinned memory the copy runs beside the computation.
  return at::empty(made.sizes(), made.options().pinned_memory(true)).copy_(made).to(device, made.scalar_type(), /*non_blocking=*/true);
}

namespace {

Tensor toTensor(const std::vector<std::int64_t>& values, const at::Device& device) { return toDevice(at::tensor(values, at::kLong), device); }

}  // namespace

Batch makeBatch(const std::vector<const TokenizedExample*>& examples, const at::Device& device) {
  std::vector<std::int64_t> tokens, positions, lossRows, targets;
  Batch batch;
  batch.starts.push_back(0);
  for (const auto* example : examples) {
    const auto start = static_cast<std::int64_t>(tokens.size());
    const auto length = static_cast<std::int64_t>(example->tokens.size());
    for (std::int64_t t = 0; t < length; ++t) {
      const auto at = static_cast<std::size_t>(t);
      tokens.push_back(example->tokens[at]);
      positions.push_back(t);
      if (t > 0 && at < example->labels.size() && example->labels[at] >= 0) {
        lossRows.push_back(start + t - 1);
        targets.push_back(example->labels[at]);
      }
    }
    if (length == 0) continue;
    batch.starts.push_back(start + length);
    batch.maxLength = std::max(batch.maxLength, length);
  }
  batch.tokens = toTensor(tokens, device);
  batch.positions = toTensor(positions, device);
  batch.lossRows = toTensor(lossRows, device);
  batch.targets = toTensor(targets, device);
  if (!device.is_cpu()) batch.deviceStarts = toTensor(batch.starts, device).to(at::kInt);
  return batch;
}

Batch makeContinuation(const std::vector<std::int32_t>& tokens, std::int64_t position, const at::Device& device) {
  const TokenizedExample example{tokens, {}};
  auto batch = makeBatch({&example}, device);
  if (position > 0) batch.positions += position;
  return batch;
}

Batch makeContinuations(const std::vector<std::int32_t>& tokens, std::int64_t position, const at::Device& device) {
  std::vector<TokenizedExample> examples;
  std::vector<const TokenizedExample*> pointers;
  for (const std::int32_t token : tokens) examples.push_back({{token}, {}});
  for (const auto& example : examples) pointers.push_back(&example);
  auto batch = makeBatch(pointers, device);
  if (position > 0) batch.positions += position;
  return batch;
}

}  // namespace attune::engine
