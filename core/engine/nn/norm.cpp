// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/made_again.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/passing_rows.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

Tensor plainRmsNorm(const Tensor& x, const Tensor& weight, double eps, bool unitOffset) {
  const auto wide = x.to(at::kFloat);
  const auto normed = wide * (wide.square().mean(-1, true) + eps).rsqrt();
  const auto factor = unitOffset ? weight.to(at::kFloat) + 1.0 : weight.to(at::kFloat);
  return (normed * factor).to(x.scalar_type());
}

// y [rows, C] and the factor of each row, `rstd` [rows].
Tensor rmsRows(const Tensor& x, const Tensor& weight, double eps, double offset, const Tensor& rstd) {
  const auto columns = x.size(-1), rows = x.numel() / columns;
  const auto factor = weight.to(at::kFloat).contiguous();
  auto y = passingRows(x.sizes(), x.options());
  withRowKernels(x, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
      kernels.rmsForward(numbers<T>(x) + begin * columns, numbers<float>(factor), numbers<T>(y) + begin * columns, numbers<float>(rstd) + begin,
                         end - begin, columns, static_cast<float>(eps), static_cast<float>(offset));
    });
  });
  return y;
}

class FusedRmsNorm : public torch::autograd::Function<FusedRmsNorm> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& weight, double eps, double offset) {
    const auto x = input.contiguous();
    const auto rstd = at::empty({x.numel() / x.size(-1)}, at::TensorOptions(at::kFloat));
    context->save_for_backward({x, weight, rstd});
    context->saved_data["eps"] = eps;
    context->saved_data["offset"] = offset;
    return rmsRows(x, weight, eps, offset, rstd);
  }

  static Tensor again(AutogradContext* context) {
    const auto saved = context->get_saved_variables();
    return rmsRows(saved[0], saved[1], context->saved_data["eps"].toDouble(), context->saved_data["offset"].toDouble(), at::empty_like(saved[2]));
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], &rstd = saved[2];
    const auto dy = gradients[0].contiguous();
    const auto columns = x.size(-1), rows = x.numel() / columns;
    const auto factor = weight.to(at::kFloat).contiguous();
    const auto offset = static_cast<float>(context->saved_data["offset"].toDouble());
    auto dx = at::empty_like(x);
    // One row of partial sums for each thread.
    const bool trained = context->needs_input_grad(1);
    auto parts = trained ? at::zeros({at::get_num_threads(), columns}, at::TensorOptions(at::kFloat)) : Tensor();
    withRowKernels(x, [&](const auto& kernels, auto element) {
      using T = decltype(element);
      parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
        auto* dWeight = trained ? numbers<float>(parts) + at::get_thread_num() * columns : nullptr;
        kernels.rmsBackward(numbers<T>(dy) + begin * columns, numbers<T>(x) + begin * columns, numbers<float>(factor),
                            numbers<float>(rstd) + begin, numbers<T>(dx) + begin * columns, dWeight, end - begin, columns, offset);
      });
    });
    return {dx, trained ? parts.sum(0).to(weight.scalar_type()) : Tensor(), Tensor(), Tensor()};
  }
};

// ATen's layer norm, whose rows can be made again.
class LeanLayerNorm : public torch::autograd::Function<LeanLayerNorm> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const std::optional<Tensor>& bias, double eps) {
    const auto [y, mean, rstd] = at::native_layer_norm(x, {x.size(-1)}, weight, bias, eps);
    context->save_for_backward({x, weight, bias.value_or(Tensor()), mean, rstd});
    context->saved_data["eps"] = eps;
    return y;
  }

  static Tensor again(AutogradContext* context) {
    const auto saved = context->get_saved_variables();
    return std::get<0>(at::native_layer_norm(saved[0], {saved[0].size(-1)}, saved[1], saved[2], context->saved_data["eps"].toDouble()));
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], &bias = saved[2];
    const std::array<bool, 3> wanted = {context->needs_input_grad(0), context->needs_input_grad(1), bias.defined() && context->needs_input_grad(2)};
    const auto [dx, dWeight, dBias] = at::native_layer_norm_backward(gradients[0], x, {x.size(-1)}, saved[3], saved[4], weight, bias, wanted);
    return {dx, dWeight, dBias, Tensor()};
  }
};

}  // namespace

Tensor rmsNorm(const Tensor& x, const Tensor& weight, double eps, bool unitOffset) {
  if (computeSettings().fusedNorm) {
    if (kernelsTake(x)) return madeAgainBy<FusedRmsNorm>(FusedRmsNorm::apply(x, weight, eps, unitOffset ? 1.0 : 0.0));
    if (x.is_cuda()) {
      const auto factor = (unitOffset ? weight + 1.0 : weight).to(x.scalar_type());
      return at::rms_norm(x, {x.size(-1)}, factor, eps);
    }
  }
  return plainRmsNorm(x, weight, eps, unitOffset);
}

Tensor layerNorm(const Tensor& x, const Tensor& weight, const Tensor& bias, double eps) {
  const auto dtype = x.scalar_type();
  const auto factor = weight.to(dtype), shift = bias.defined() ? bias.to(dtype) : Tensor();
  if (!computeSettings().leanInputs) return at::layer_norm(x, {x.size(-1)}, factor, shift, eps);
  return madeAgainBy<LeanLayerNorm>(LeanLayerNorm::apply(x, factor, shift.defined() ? std::optional(shift) : std::nullopt, eps));
}

}  // namespace attune::engine
