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

BatchRows batchRows(const std::vector<const TokenizedExample*>& examples) {
  BatchRows rows;
  rows.starts.push_back(0);
  for (const auto* example : examples) {
    const auto start = static_cast<std::int64_t>(rows.tokens.size());
    const auto length = static_cast<std::int64_t>(example->tokens.size());
    for (std::int64_t t = 0; t < length; ++t) {
      const auto at = static_cast<std::size_t>(t);
      rows.tokens.push_back(example->tokens[at]);
      rows.positions.push_back(t);
      if (t > 0 && at < example->labels.size() && example->labels[at] >= 0) {
        rows.lossRows.push_back(start + t - 1);
        rows.targets.push_back(example->labels[at]);
      }
    }
    if (length == 0) continue;
    rows.starts.push_back(start + length);
    rows.maxLength = std::max(rows.maxLength, length);
  }
  return rows;
}

Batch makeBatch(const BatchRows& rows, const at::Device& device) {
  Batch batch;
  batch.tokens = toTensor(rows.tokens, device);
  batch.positions = toTensor(rows.positions, device);
  batch.lossRows = toTensor(rows.lossRows, device);
  batch.targets = toTensor(rows.targets, device);
  batch.starts = rows.starts;
  batch.maxLength = rows.maxLength;
  if (!device.is_cpu()) batch.deviceStarts = toTensor(batch.starts, device).to(at::kInt);
  return batch;
}

Batch makeBatch(const std::vector<const TokenizedExample*>& examples, const at::Device& device) { return makeBatch(batchRows(examples), device); }

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
