// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>

#include "core/engine/nn/model.h"

namespace attune::engine {

/// The tensors of a low-rank update, all float32. `a` [r, in] and `b` [out, r] are always there.
struct LoraTensors {
  Tensor a, b;
  Tensor magnitude;         ///< [out], of DoRA.
  Tensor frozenA, frozenB;  ///< [r, in] and [out, r], a second update that is not trained (PiSSA's start, subtracted).
};

/// A linear layer with a low-rank update beside it (Hu et al. 2021, arXiv:2106.09685):
///   y = x Wᵀ + s · drop(x) Aᵀ Bᵀ + bias, with s = α / r, or α / √r (Kalajdzievski 2023, arXiv:2312.03732).
/// With a magnitude m (DoRA, Liu et al. 2024, arXiv:2402.09353) the rows of W + s·BA are scaled to the lengths m:
///   y = (m / ‖W + s·BA‖) ∘ (x (W + s·BA)ᵀ) + bias, the length taken as a constant in the gradient.
class LoraLinear : public Linear {
 public:
  LoraLinear(std::unique_ptr<Linear> base, LoraTensors tensors, double scale, double dropout, at::Generator generator);
  Tensor forward(const Tensor& x) override;
  Tensor denseWeight() const override;
  void visit(const std::string& prefix, const TensorVisitor& visitor) override;
  std::optional<RowProduct> rowProduct() const override;
  Linear& base() const { return *m_base; }
  std::int64_t inFeatures() const override { return m_base->inFeatures(); }
  std::int64_t outFeatures() const override { return m_base->outFeatures(); }

  LoraTensors& tensors() { return m_tensors; }
  double scale() const { return m_scale; }
  /// Multiplies the update; a layer without magnitude.
  void weigh(double weight) { m_scale *= weight; }
  void setTraining(bool training) { m_training = training; }
  void setEnabled(bool enabled) { m_enabled = enabled; }
  /// The base layer with the update worked in, computed in float32; this layer is spent afterwards.
  std::unique_ptr<Linear> merged();

 private:
  Tensor fullA() const;
  Tensor fullB() const;
  Tensor updatedWeight() const;  // [out, in] float32, without gradient
  Tensor doraForward(const Tensor& x, const Tensor& mask, double keep);

  std::unique_ptr<Linear> m_base;
  LoraTensors m_tensors;
  double m_scale, m_dropout;
  at::Generator m_generator;
  bool m_training = false, m_enabled = true;
};

}  // namespace attune::engine
