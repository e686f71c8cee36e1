// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/techniques/lora_linear.h"

namespace attune::engine {

/// A and B whose s·BA is the nearest of rank r to a matrix [out, in], float32 on the CPU; each takes the root of the singular values. A
/// rank above the matrix's own is filled up with zeros.
LoraTensors nearestUpdate(const Tensor& matrix, std::int64_t rank, double scale, at::Generator& random);

}  // namespace attune::engine
