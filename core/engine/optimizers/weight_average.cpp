// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/weight_average.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace attune::engine {

WeightAverage::WeightAverage(const ParameterBuffer& buffer, double decay) : m_decay(decay), m_mean(buffer.weights().clone()) {}

void WeightAverage::update(const ParameterBuffer& buffer, std::int64_t step) {
  const at::NoGradGuard noGradients;
  const auto steps = static_cast<double>(step);
  m_mean.lerp_(buffer.weights(), 1 - std::min(m_decay, (1 + steps) / (10 + steps)));
}

void WeightAverage::exchange(ParameterBuffer& buffer) {
  const at::NoGradGuard noGradients;
  constexpr std::int64_t chunk = 1 << 20;  // so that no third copy of all numbers is needed
  for (std::int64_t begin = 0; begin < m_mean.numel(); begin += chunk) {
    const std::int64_t length = std::min(chunk, m_mean.numel() - begin);
    const Tensor mean = m_mean.narrow(0, begin, length), weights = buffer.weights().narrow(0, begin, length);
    const Tensor kept = weights.clone();
    weights.copy_(mean);
    mean.copy_(kept);
  }
  buffer.publish();
}

}  // namespace attune::engine
