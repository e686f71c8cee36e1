// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {

Tensor activate(const Tensor& x, const std::string& activation) {
  if (activation == "silu" || activation == "swish") return at::silu(x);
  if (activation == "gelu") return at::gelu(x);
  if (activation == "gelu_new" || activation == "gelu_pytorch_tanh" || activation == "gelu_fast") return at::gelu(x, "tanh");
  if (activation == "quick_gelu") return x * at::sigmoid(1.702 * x);
  if (activation == "relu") return at::relu(x);
  if (activation == "tanh") return at::tanh(x);
  if (activation == "relu2") return at::relu(x).square();
  TORCH_CHECK(false, "unknown activation ", activation);
}

Tensor gatedActivation(const Tensor& gate, const Tensor& up, const std::string& activation) {
  return activate(gate, activation) * up;
}

}  // namespace attune::engine
