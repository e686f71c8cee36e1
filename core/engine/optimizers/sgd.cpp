// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/sgd.h"

#include <ATen/ATen.h>

namespace attune::engine {

Sgd::Sgd(const ParameterBuffer& buffer, const OptimizerSettings& settings) : m_settings(settings) {
  // Zeros give m = g at the first step.
  if (settings.momentum > 0) m_momentum = at::zeros({buffer.size()}, buffer.weights().options());
}

void Sgd::step(ParameterBuffer& buffer, double rate) {
  buffer.step([&](const ParameterBuffer::Part& part) {
    Tensor direction = part.gradients;
    if (m_settings.weightDecay > 0) direction = direction.add(part.weights, m_settings.weightDecay * part.group.decayFactor);
    if (m_momentum.defined()) direction = m_momentum.narrow(0, part.begin, part.length).mul_(m_settings.momentum).add_(direction);
    part.weights.sub_(direction, rate * part.group.rateFactor);
  });
}

void Sgd::visit(const TensorVisitor& visitor) {
  if (m_momentum.defined()) visitor("sgd.momentum_buffer", m_momentum);
}

}  // namespace attune::engine
