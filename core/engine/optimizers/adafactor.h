// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/optimizer.h"

namespace attune::engine {

/// Adafactor (Shazeer and Stern 2018, arXiv:1804.04235) with a given learning rate, as transformers computes it with
/// relative_step and scale_parameter off: of a matrix it keeps the second moments of rows and columns only,
///   β = 1 − t^−0.8;  R ← βR + (1−β) mean(g² + ε) over columns, C likewise over rows
///   u = g / √(R Cᵀ / mean(R));  w ← w (1 − rate·decay) − rate · u / max(1, rms(u))
class Adafactor : public Optimizer {
 public:
  Adafactor(const ParameterBuffer& buffer, const OptimizerSettings& settings);
  void step(ParameterBuffer& buffer, double rate) override;
  void visit(const TensorVisitor& visitor) override;

 private:
  // The moments of one tensor: of rows and columns where it has two dimensions or more, else of each number.
  struct Moments {
    Tensor rows, columns;
  };
  OptimizerSettings m_settings;
  std::vector<Moments> m_moments;  // in the order of the buffer's tensors
  Tensor m_steps;                  // [] float32: t
};

}  // namespace attune::engine
