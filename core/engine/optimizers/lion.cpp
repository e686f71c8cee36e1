// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/lion.h"

#include <ATen/ATen.h>

namespace attune::engine {

Lion::Lion(const ParameterBuffer& buffer, const OptimizerSettings& settings)
    : m_settings(settings), m_moment(at::zeros({buffer.size()}, buffer.weights().options())) {}

void Lion::step(ParameterBuffer& buffer, double rate) {
  buffer.step([&](const ParameterBuffer::Part& part) {
    const Tensor moment = m_moment.narrow(0, part.begin, part.length);
    const double groupRate = rate * part.group.rateFactor;
    part.weights.mul_(1 - groupRate * m_settings.weightDecay * part.group.decayFactor);
    part.weights.sub_(moment.mul(m_settings.beta1).add_(part.gradients, 1 - m_settings.beta1).sign_(), groupRate);
    moment.mul_(m_settings.beta2).add_(part.gradients, 1 - m_settings.beta2);
  });
}

void Lion::visit(const TensorVisitor& visitor) { visitor("lion.exp_avg", m_moment); }

}  // namespace attune::engine
