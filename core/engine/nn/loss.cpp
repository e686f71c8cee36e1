// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

Tensor plainLossRows(const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets, const LossSettings& s) {
  auto logits = applyLinear(rows, head, bias).to(at::kFloat);
  if (s.logitsDivisor != 1) logits = logits / s.logitsDivisor;
  if (s.softcap > 0) logits = at::tanh(logits / s.softcap) * s.softcap;
  const auto logProbabilities = at::log_softmax(logits, 1);
  auto losses = -logProbabilities.gather(1, targets.unsqueeze(1)).squeeze(1);
  if (s.labelSmoothing > 0) losses = (1 - s.labelSmoothing) * losses - s.labelSmoothing * logProbabilities.mean(1);
  return losses;
}

}  // namespace

Tensor linearCrossEntropySum(const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets,
                             const LossSettings& settings, Tensor* perRow) {
  const auto losses = plainLossRows(rows, head, bias, targets, settings);
  if (perRow) *perRow = losses.detach();
  return losses.sum();
}

}  // namespace attune::engine
