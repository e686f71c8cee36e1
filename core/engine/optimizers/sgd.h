// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/optimizer.h"

namespace attune::engine {

/// Stochastic gradient descent as torch.optim.SGD computes it, the decay being part of the gradient:
///   g ← g + decay·w;  m ← momentum·m + g (m is g at the first step);  w ← w − rate·m
/// Without momentum it keeps no state.
class Sgd : public Optimizer {
 public:
  Sgd(const ParameterBuffer& buffer, const OptimizerSettings& settings);
  void step(ParameterBuffer& buffer, double rate) override;
  void visit(const TensorVisitor& visitor) override;

 private:
  OptimizerSettings m_settings;
  Tensor m_momentum;  // [size] float32, or undefined
};

}  // namespace attune::engine
