// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/lora_ops.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/made_again.h"
#include "core/engine/nn/ops.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

Tensor kept(const Tensor& x, const Tensor& mask, double keep) { return mask.numel() > 0 ? (x * mask).mul_(1 / keep) : x; }

class LoraDelta : public torch::autograd::Function<LoraDelta> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& a, const Tensor& b, double scale,
                        const Tensor& mask, double keep) {
    context->save_for_backward({savedInput(context, x), a, b, mask});
    context->saved_data["scale"] = scale;
    context->saved_data["keep"] = keep;
    const Tensor down = matmulTransposed(kept(x, mask, keep), a.to(x.scalar_type())).mul_(scale);
    return matmulTransposed(down, b.to(x.scalar_type()));
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor x = inputAgain(context, saved[0]), &a = saved[1], &b = saved[2], &mask = saved[3];
    const double scale = context->saved_data["scale"].toDouble(), keep = context->saved_data["keep"].toDouble();
    const Tensor gradient = gradients[0].contiguous();
    const Tensor seen = kept(x, mask, keep);
    const Tensor smallA = a.to(x.scalar_type()), smallB = b.to(x.scalar_type());
    // The side of rank r comes first in every product.
    const Tensor gradientDown = engine::matmul(gradient, smallB).mul_(scale);
    Tensor gradientX, gradientA, gradientB;
    if (context->needs_input_grad(0)) gradientX = kept(engine::matmul(gradientDown, smallA), mask, keep);
    if (context->needs_input_grad(1)) gradientA = matmulOfTransposed(gradientDown, seen).to(a.scalar_type());
    if (context->needs_input_grad(2)) {
      const Tensor down = matmulTransposed(seen, smallA).mul_(scale);
      gradientB = matmulOfTransposed(gradient, down).to(b.scalar_type());
    }
    return {gradientX, gradientA, gradientB, {}, {}, {}};
  }
};

}  // namespace

Tensor loraDelta(const Tensor& x, const Tensor& a, const Tensor& b, double scale, const Tensor& mask, double keep) {
  // A function's inputs must be defined; no mask is an empty one.
  return LoraDelta::apply(x, a, b, scale, mask.defined() ? mask : at::empty({0}, x.options()), keep);
}

}  // namespace attune::engine
