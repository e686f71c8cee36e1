// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

namespace attune::engine {

/// scale · ((x ∘ mask / keep) Aᵀ) Bᵀ as one differentiable function that saves x and the mask only. x [T, in], a [r, in],
/// b [out, r]; `mask` [T, in] bool, undefined for no dropout; `keep` is the share of inputs that the mask keeps.
at::Tensor loraDelta(const at::Tensor& x, const at::Tensor& a, const at::Tensor& b, double scale, const at::Tensor& mask = {},
                     double keep = 1);

}  // namespace attune::engine
