// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

Tensor plainRotate(const Tensor& x, const Tensor& cos, const Tensor& sin) {
  const auto rotated = cos.size(1);
  const auto wide = x.narrow(2, 0, rotated).to(at::kFloat);
  const auto halves = wide.chunk(2, 2);
  const auto turned = at::cat({-halves[1], halves[0]}, 2);
  const auto result = (wide * cos.unsqueeze(1) + turned * sin.unsqueeze(1)).to(x.scalar_type());
  if (rotated == x.size(2)) return result;
  return at::cat({result, x.narrow(2, rotated, x.size(2) - rotated)}, 2);
}

Tensor turned(const Tensor& input, const Tensor& cos, const Tensor& sin, float sign) {
  const auto x = input.stride(2) == 1 ? input : input.contiguous();
  const auto rows = x.size(0), heads = x.size(1), size = x.size(2), rotated = cos.size(1);
  auto y = at::empty({rows, heads, size}, x.options());
  withRowKernels(x, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows(rows, heads * size, [&](std::int64_t begin, std::int64_t end) {
      kernels.rotate(numbers<T>(x) + begin * x.stride(0), numbers<float>(cos) + begin * rotated, numbers<float>(sin) + begin * rotated,
                     numbers<T>(y) + begin * heads * size, end - begin, heads, size, rotated, x.stride(0), x.stride(1), sign);
    });
  });
  return y;
}

// A rotation's gradient is the rotation back; cos and sin are shared by all layers, so nothing else is kept.
class FusedRotate : public torch::autograd::Function<FusedRotate> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& cos, const Tensor& sin) {
    context->save_for_backward({cos, sin});
    return turned(x, cos, sin, 1);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    return {turned(gradients[0], saved[0], saved[1], -1), Tensor(), Tensor()};
  }
};

}  // namespace

Tensor rotate(const Tensor& x, const Tensor& cos, const Tensor& sin) {
  if (computeSettings().fusedRope && kernelsTake(x)) return FusedRotate::apply(x, cos, sin);
  return plainRotate(x, cos, sin);
}

}  // namespace attune::engine
