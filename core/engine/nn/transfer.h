// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

namespace attune::engine {

/// What was made on the processor, on `device`. A graphics card takes it when it comes to it: nobody waits.
at::Tensor toDevice(const at::Tensor& made, const at::Device& device);

}  // namespace attune::engine
