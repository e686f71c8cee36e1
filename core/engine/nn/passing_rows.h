// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

namespace attune::engine {

/// An uninitialised tensor that soon goes again while what is made beside it stays. On the CPU a large one lies in memory of its own that the
/// next of its size takes over; in the C library's heap it would leave a hole between tensors that are kept. Thread: any.
at::Tensor passingRows(at::IntArrayRef sizes, const at::TensorOptions& options);

}  // namespace attune::engine
