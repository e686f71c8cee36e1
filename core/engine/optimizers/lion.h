// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/optimizer.h"

namespace attune::engine {

/// Lion (Chen et al. 2023, arXiv:2302.06675), one moment and steps of equal size:
///   w ← w (1 − rate·decay) − rate · sign(β₁m + (1−β₁)g);  m ← β₂m + (1−β₂)g
class Lion : public Optimizer {
 public:
  Lion(const ParameterBuffer& buffer, const OptimizerSettings& settings);
  void step(ParameterBuffer& buffer, double rate) override;
  void visit(const TensorVisitor& visitor) override;

 private:
  OptimizerSettings m_settings;
  Tensor m_moment;  // [size] float32
};

}  // namespace attune::engine
