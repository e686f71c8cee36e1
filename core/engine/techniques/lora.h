// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// A linear layer with a low-rank update beside it: y = x Wᵀ + b + s · drop(x) Aᵀ Bᵀ, A [r, in] and B [out, r] in float32
/// (Hu et al. 2021, arXiv:2106.09685), s = α / r, or α / √r (Kalajdzievski 2023, arXiv:2312.03732).
class LoraLinear : public Linear {
 public:
  LoraLinear(std::unique_ptr<Linear> base, Tensor a, Tensor b, double scale, double dropout, at::Generator generator);
  Tensor forward(const Tensor& x) override;
  Tensor denseWeight() const override;
  void visit(const std::string& prefix, const TensorVisitor& visitor) override;
  std::int64_t inFeatures() const override { return m_base->inFeatures(); }
  std::int64_t outFeatures() const override { return m_base->outFeatures(); }

  Tensor& a() { return m_a; }
  Tensor& b() { return m_b; }
  void setTraining(bool training) { m_training = training; }
  void setEnabled(bool enabled) { m_enabled = enabled; }
  /// The base layer with W + s · B A, computed in float32; this layer is spent afterwards.
  std::unique_ptr<Linear> merged();

 private:
  std::unique_ptr<Linear> m_base;
  Tensor m_a, m_b;
  double m_scale, m_dropout;
  at::Generator m_generator;
  bool m_training = false, m_enabled = true;
};

}  // namespace attune::engine
