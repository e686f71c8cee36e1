// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/optimizer.h"

namespace attune::engine {

/// AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101), decay decoupled and applied to every trained tensor:
///   w ← w (1 − rate·decay);  m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²
///   w ← w − rate · (m / (1−β₁ᵗ)) / (√(v / (1−β₂ᵗ)) + ε)
class AdamW : public Optimizer {
 public:
  /// `plain` writes the formula out operation by operation: the reference that the fused kernels, ours and ATen's, are tested against.
  AdamW(const ParameterBuffer& buffer, const OptimizerSettings& settings, bool plain = false)
      : AdamW(buffer, settings, plain, buffer.weights().options()) {}
  void step(ParameterBuffer& buffer, double rate) override;
  void visit(const TensorVisitor& visitor) override;

 protected:
  /// `moments` says where the moments are kept.
  AdamW(const ParameterBuffer& buffer, const OptimizerSettings& settings, bool plain, const at::TensorOptions& moments);

 private:
  void sweep(ParameterBuffer& buffer, double rate) const;
  void plainStep(const Tensor& weights, const Tensor& gradients, const Tensor& first, const Tensor& second, double rate, double decay,
                 double steps) const;

  OptimizerSettings m_settings;
  bool m_plain;
  Tensor m_first, m_second;  // [size] float32: the moments
  Tensor m_steps;            // [] float32: t, on the weights' device
};

}  // namespace attune::engine
