// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/paged_adamw.h"

#include <ATen/ATen.h>

namespace attune::engine {
namespace {

// Only to and from pinned memory does a card copy while others go on.
at::TensorOptions inMainMemory(const at::TensorOptions& weights) {
  return weights.device().is_cpu() ? weights : weights.device(at::kCPU).pinned_memory(true);
}

}  // namespace

PagedAdamW::PagedAdamW(const ParameterBuffer& buffer, const OptimizerSettings& settings)
    : AdamW(buffer, settings, /*plain=*/false, inMainMemory(buffer.weights().options())) {}

}  // namespace attune::engine
