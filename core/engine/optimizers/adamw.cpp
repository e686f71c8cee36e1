// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/adamw.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/nn/cpu_rows.h"

namespace attune::engine {
namespace {

// A part of what is kept, where the part's weights are: itself, or a copy that keepPart takes back. A graphics card makes and takes it in
// the order of its other work, for which nobody waits.
Tensor partOf(const Tensor& kept, const ParameterBuffer::Part& part) {
  return kept.narrow(0, part.begin, part.length).to(part.weights.device(), at::kFloat, /*non_blocking=*/true);
}

void keepPart(const Tensor& kept, const ParameterBuffer::Part& part, const Tensor& now) {
  if (now.device() != kept.device()) kept.narrow(0, part.begin, part.length).copy_(now, /*non_blocking=*/true);
}

}  // namespace

AdamW::AdamW(const ParameterBuffer& buffer, const OptimizerSettings& settings, bool plain, const at::TensorOptions& moments)
    : m_settings(settings), m_plain(plain) {
  m_first = at::zeros({buffer.size()}, moments);
  m_second = at::zeros({buffer.size()}, moments);
  m_steps = at::zeros({}, buffer.weights().options());
}

void AdamW::step(ParameterBuffer& buffer, double rate) {
  const at::NoGradGuard noGradients;
  m_steps.add_(1);
  if (!m_plain && buffer.sweeps()) return sweep(buffer, rate);
  buffer.step([&](const ParameterBuffer::Part& part) {
    const Tensor first = partOf(m_first, part), second = partOf(m_second, part);
    const double groupRate = rate * part.group.rateFactor, decay = m_settings.weightDecay * part.group.decayFactor;
    if (m_plain) {
      plainStep(part.weights, part.gradients, first, second, groupRate, decay, m_steps.item<double>());
    } else {
      at::_fused_adamw_({part.weights}, {part.gradients}, {first}, {second}, {}, {m_steps}, groupRate, m_settings.beta1, m_settings.beta2, decay,
                        m_settings.epsilon, /*amsgrad=*/false, /*maximize=*/false);
    }
    keepPart(m_first, part, first);
    keepPart(m_second, part, second);
  });
}

void AdamW::sweep(ParameterBuffer& buffer, double rate) const {
  const double steps = m_steps.item<double>();
  const double firstShare = 1 - std::pow(m_settings.beta1, steps), secondShare = 1 - std::pow(m_settings.beta2, steps);
  buffer.sweep([&](const ParameterBuffer::Stretch& part) {
    const double groupRate = rate * part.group.rateFactor;
    AdamWFactors factors;
    factors.decay = static_cast<float>(groupRate * m_settings.weightDecay * part.group.decayFactor);
    factors.newFirst = static_cast<float>(1 - m_settings.beta1);
    factors.newSecond = static_cast<float>(1 - m_settings.beta2);
    factors.rate = static_cast<float>(groupRate / firstShare);
    factors.root = static_cast<float>(1 / std::sqrt(secondShare));
    factors.epsilon = static_cast<float>(m_settings.epsilon);
    cpuKernels().adamW(part.weights, part.gradients, numbers<float>(m_first) + part.begin, numbers<float>(m_second) + part.begin, part.length, factors);
  });
}

void AdamW::plainStep(const Tensor& weights, const Tensor& gradients, const Tensor& first, const Tensor& second, double rate,
                      double decay, double steps) const {
  const double beta1 = m_settings.beta1, beta2 = m_settings.beta2, epsilon = m_settings.epsilon;
  weights.mul_(1 - rate * decay);
  first.mul_(beta1).add_(gradients, 1 - beta1);
  second.mul_(beta2).addcmul_(gradients, gradients, 1 - beta2);
  const Tensor denominator = second.div(1 - std::pow(beta2, steps)).sqrt_().add_(epsilon);
  weights.addcdiv_(first, denominator, -rate / (1 - std::pow(beta1, steps)));
}

void AdamW::visit(const TensorVisitor& visitor) {
  if (m_first.device() != m_steps.device()) m_steps.item<float>();  // comes when what was done before it is done, the copies too
  visitor("adamw.exp_avg", m_first);
  visitor("adamw.exp_avg_sq", m_second);
  visitor("adamw.step", m_steps);
}

}  // namespace attune::engine
