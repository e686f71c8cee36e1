// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/parameter_buffer.h"

namespace attune::engine {

/// A running mean of the trained numbers (Polyak averaging with exponential weights), in float32:
///   a₀ = w₀;  aₜ = dₜ aₜ₋₁ + (1 − dₜ) wₜ,  dₜ = min(decay, (1 + t) / (10 + t)),
/// t being the steps done. The smaller dₜ of the first steps lets the mean forget the untrained start, so that it needs no
/// correction of bias.
class WeightAverage {
 public:
  WeightAverage(const ParameterBuffer& buffer, double decay);
  /// Takes in the weights after step number `step` (the first is 1).
  void update(const ParameterBuffer& buffer, std::int64_t step);
  /// Gives the model the mean, and keeps its weights here; a second call undoes the first exactly.
  void exchange(ParameterBuffer& buffer);
  const Tensor& mean() const { return m_mean; }  ///< [size] float32; the weights while exchanged.

 private:
  double m_decay;
  Tensor m_mean;
};

/// While it lives the model computes with the mean, if there is one.
class WithMeanWeights {
 public:
  WithMeanWeights(WeightAverage* average, ParameterBuffer& buffer) : m_average(average), m_buffer(buffer) {
    if (m_average != nullptr) m_average->exchange(m_buffer);
  }
  ~WithMeanWeights() {
    if (m_average != nullptr) m_average->exchange(m_buffer);
  }
  WithMeanWeights(const WithMeanWeights&) = delete;
  WithMeanWeights& operator=(const WithMeanWeights&) = delete;

 private:
  WeightAverage* m_average;
  ParameterBuffer& m_buffer;
};

}  // namespace attune::engine
