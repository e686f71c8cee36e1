// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/techniques/lora_linear.h"

namespace attune::engine {

/// A and B whose s·BA is the nearest of rank r to a matrix [out, in], float32 on the CPU; each takes the root of the singular values. A
/// rank above the matrix's own is filled up with zeros.
LoraTensors nearestUpdate(const Tensor& matrix, std::int64_t rank, double scale, at::Generator& random);

/// The lower triangular L of the mean of x xᵀ over inputs [N, in], N > 0, in any dtype: E‖x Mᵀ‖² = ‖M L‖². [in, in] float64 on the CPU; the
/// diagonal is raised by `damping` of its mean, so that few inputs suffice. Undefined for inputs that are not finite.
Tensor inputFactor(const Tensor& inputs, double damping = 1e-2);

/// A and B whose s·BA makes E‖x (matrix − s·BA)ᵀ‖² least for inputs x with that factor: s·BA = SVDᵣ(matrix·L) L⁻¹, whatever root of the
/// moment L is (QERA, Zhang et al. 2025, arXiv:2410.06040, theorem 1). A and B share its singular values as nearestUpdate's do.
LoraTensors nearestUpdateForInputs(const Tensor& matrix, const Tensor& factor, std::int64_t rank, double scale, at::Generator& random);

}  // namespace attune::engine
