// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/lion.h"

#include <ATen/ATen.h>

namespace attune::engine {

Lion::Lion(const ParameterBuffer& buffer, const OptimizerSettings& settings)
    : m_settings(settings), m_moment(at::zeros({buffer.size()}, buffer.weights().options())) {}

void Lion::step(ParameterBuffer& buffer, double rate) {
  const at::NoGradGuard noGradients;
  for (const ParameterGroup& group : buffer.groups()) {
    const std::int64_t length = group.end - group.begin;
    const Tensor weights = buffer.weights().narrow(0, group.begin, length);
    const Tensor gradients = buffer.gradients().narrow(0, group.begin, length);
    const Tensor moment = m_moment.narrow(0, group.begin, length);
    const double groupRate = rate * group.rateFactor;
    weights.mul_(1 - groupRate * m_settings.weightDecay * group.decayFactor);
    weights.sub_(moment.mul(m_settings.beta1).add_(gradients, 1 - m_settings.beta1).sign_(), groupRate);
    moment.mul_(m_settings.beta2).add_(gradients, 1 - m_settings.beta2);
  }
}

void Lion::visit(const TensorVisitor& visitor) { visitor("lion.exp_avg", m_moment); }

}  // namespace attune::engine
