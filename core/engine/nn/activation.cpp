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

bool isSilu(const std::string& activation) { return activation == "silu" || activation == "swish"; }
bool isTanhGelu(const std::string& activation) {
  return activation == "gelu_new" || activation == "gelu_pytorch_tanh" || activation == "gelu_fast";
}

// Rows may lie apart (halves of one fused projection), their elements not.
Tensor withDenseRows(const Tensor& x) { return x.stride(1) == 1 ? x : x.contiguous(); }

Tensor gatedRows(const Tensor& gate, const Tensor& up, bool silu) {
  const auto rows = gate.size(0), columns = gate.size(1), stride = gate.stride(0);
  auto h = passingRows({rows, columns}, gate.options());
  withRowKernels(gate, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
      const auto kernel = silu ? kernels.siluForward : kernels.geluForward;
      kernel(numbers<T>(gate) + begin * stride, numbers<T>(up) + begin * stride, numbers<T>(h) + begin * columns, end - begin, columns, stride);
    });
  });
  return h;
}

class FusedGatedActivation : public torch::autograd::Function<FusedGatedActivation> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& gateIn, const Tensor& upIn, bool silu) {
    auto gate = withDenseRows(gateIn), up = withDenseRows(upIn);
    if (gate.stride(0) != up.stride(0)) gate = gate.contiguous(), up = up.contiguous();
    context->save_for_backward({gate, up});
    context->saved_data["silu"] = silu;
    return gatedRows(gate, up, silu);
  }

  static Tensor again(AutogradContext* context) {
    const auto saved = context->get_saved_variables();
    return gatedRows(saved[0], saved[1], context->saved_data["silu"].toBool());
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &gate = saved[0], &up = saved[1];
    const auto dh = gradients[0].contiguous();
    const auto rows = gate.size(0), columns = gate.size(1), stride = gate.stride(0);
    const bool silu = context->saved_data["silu"].toBool();
    auto dGate = at::empty({rows, columns}, gate.options()), dUp = at::empty({rows, columns}, gate.options());
    withRowKernels(gate, [&](const auto& kernels, auto element) {
      using T = decltype(element);
      parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
        const auto kernel = silu ? kernels.siluBackward : kernels.geluBackward;
        kernel(numbers<T>(dh) + begin * columns, numbers<T>(gate) + begin * stride, numbers<T>(up) + begin * stride,
               numbers<T>(dGate) + begin * columns, numbers<T>(dUp) + begin * columns, end - begin, columns, stride);
      });
    });
    return {dGate, dUp, Tensor()};
  }
};

// The activations that need their input on the way back; others need their result, which the layer after them saves too.
bool needsInput(const std::string& activation) { return isSilu(activation) || isTanhGelu(activation) || activation == "gelu"; }

Tensor plainActivation(const Tensor& x, const std::string& activation) {
  if (isSilu(activation)) return at::silu(x);
  return at::gelu(x, isTanhGelu(activation) ? "tanh" : "none");
}

Tensor plainActivationBackward(const Tensor& dy, const Tensor& x, const std::string& activation) {
  if (isSilu(activation)) return at::silu_backward(dy, x);
  return at::gelu_backward(dy, x, isTanhGelu(activation) ? "tanh" : "none");
}

// ATen's activation, whose rows can be made again.
class LeanActivation : public torch::autograd::Function<LeanActivation> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const std::string& activation) {
    context->save_for_backward({x});
    context->saved_data["activation"] = activation;
    return plainActivation(x, activation);
  }

  static Tensor again(AutogradContext* context) {
    return plainActivation(context->get_saved_variables()[0], context->saved_data["activation"].toStringRef());
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    return {plainActivationBackward(gradients[0], context->get_saved_variables()[0], context->saved_data["activation"].toStringRef()), Tensor()};
  }
};

}  // namespace

Tensor activate(const Tensor& x, const std::string& activation) {
  if (needsInput(activation)) return computeSettings().leanInputs ? madeAgainBy<LeanActivation>(LeanActivation::apply(x, activation)) : plainActivation(x, activation);
  if (activation == "quick_gelu") return x * at::sigmoid(1.702 * x);
  if (activation == "relu") return at::relu(x);
  if (activation == "relu2") return at::relu(x).square();
  if (activation == "tanh") return at::tanh(x);
  TORCH_CHECK(false, "unknown activation ", activation);
}

Tensor gatedActivation(const Tensor& gate, const Tensor& up, const std::string& activation) {
  const bool known = isSilu(activation) || isTanhGelu(activation);
  if (computeSettings().fusedActivation && known && kernelsTake(gate) && gate.scalar_type() == up.scalar_type()) {
    return madeAgainBy<FusedGatedActivation>(FusedGatedActivation::apply(gate, up, isSilu(activation)));
  }
  return activate(gate, activation) * up;
}

}  // namespace attune::engine
