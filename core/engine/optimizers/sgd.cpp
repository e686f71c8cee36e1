// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/sgd.h"

#include <ATen/ATen.h>

namespace attune::engine {

Sgd::Sgd(const ParameterBuffer& buffer, const OptimizerSettings& settings) : m_settings(settings) {
  // Zeros give m = g at the first step.
  if (settings.momentum > 0) m_momentum = at::zeros({buffer.size()}, buffer.weights().options());
}

void Sgd::step(ParameterBuffer& buffer, double rate) {
  const at::NoGradGuard noGradients;
  Tensor direction = buffer.gradients();
  if (m_settings.weightDecay > 0) {
    direction = direction.clone();
    for (const ParameterGroup& group : buffer.groups()) {
      const std::int64_t length = group.end - group.begin;
      direction.narrow(0, group.begin, length).add_(buffer.weights().narrow(0, group.begin, length), m_settings.weightDecay * group.decayFactor);
    }
  }
  if (m_momentum.defined()) direction = m_momentum.mul_(m_settings.momentum).add_(direction);
  for (const ParameterGroup& group : buffer.groups()) {
    const std::int64_t length = group.end - group.begin;
    buffer.weights().narrow(0, group.begin, length).sub_(direction.narrow(0, group.begin, length), rate * group.rateFactor);
  }
}

void Sgd::visit(const TensorVisitor& visitor) {
  if (m_momentum.defined()) visitor("sgd.momentum_buffer", m_momentum);
}

}  // namespace attune::engine
