// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

Tensor plainRmsNorm(const Tensor& x, const Tensor& weight, double eps, bool unitOffset) {
  const auto wide = x.to(at::kFloat);
  const auto normed = wide * (wide.square().mean(-1, true) + eps).rsqrt();
  const auto factor = unitOffset ? weight.to(at::kFloat) + 1.0 : weight.to(at::kFloat);
  return (normed * factor).to(x.scalar_type());
}

}  // namespace

Tensor rmsNorm(const Tensor& x, const Tensor& weight, double eps, bool unitOffset) {
  return plainRmsNorm(x, weight, eps, unitOffset);
}

Tensor layerNorm(const Tensor& x, const Tensor& weight, const Tensor& bias, double eps) {
  const auto dtype = x.scalar_type();
  return at::layer_norm(x, {x.size(-1)}, weight.to(dtype), bias.defined() ? bias.to(dtype) : Tensor(), eps);
}

}  // namespace attune::engine
