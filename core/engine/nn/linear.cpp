// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// A float32 weight trained beside bfloat16 activations: rounded for the products, its gradient kept in float32.
class MixedLinear : public torch::autograd::Function<MixedLinear> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight) {
    context->save_for_backward({x, weight});
    return matmulTransposed(x, weight.to(x.scalar_type()));
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], &dy = gradients[0];
    Tensor dx, dWeight;
    if (context->needs_input_grad(0)) dx = engine::matmul(dy, weight.to(dy.scalar_type()));
    if (context->needs_input_grad(1)) dWeight = matmulOfTransposed(dy, x).to(weight.scalar_type());
    return {dx, dWeight};
  }
};

Tensor withBias(const Tensor& y, const Tensor& bias) { return bias.defined() ? y + bias.to(y.scalar_type()) : y; }

constexpr std::int64_t kNarrow = 64;  // ranks up to this are computed by our own kernels on the CPU

bool isNarrow(const Tensor& x, std::int64_t rank) { return kernelsTake(x) && x.is_contiguous() && rank <= kNarrow; }

// scale * x aᵀ, [T, r] float32. x [T, C], a [r, C] float32.
Tensor narrowProduct(const Tensor& x, const Tensor& a, double scale) {
  const auto rows = x.size(0), depth = x.size(1), rank = a.size(0);
  auto out = at::empty({rows, rank}, at::TensorOptions(at::kFloat));
  withRowKernels(x, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows(rows, depth, [&](std::int64_t begin, std::int64_t end) {
      kernels.narrowProduct(numbers<T>(x) + begin * depth, numbers<float>(a), numbers<float>(out) + begin * rank, end - begin, depth, rank);
    });
  });
  return scale == 1 ? out : out.mul_(scale);
}

// y += inner right. y [T, C], inner [T, r] and right [r, C] float32.
void rankUpdate(const Tensor& y, const Tensor& inner, const Tensor& right) {
  const auto rows = y.size(0), columns = y.size(1), rank = inner.size(1);
  withRowKernels(y, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
      kernels.rankUpdate(numbers<T>(y) + begin * columns, numbers<float>(inner) + begin * rank, numbers<float>(right), end - begin, columns, rank);
    });
  });
}

// innerᵀ x, [r, C] float32. inner [T, r] float32, x [T, C].
Tensor rankGradient(const Tensor& inner, const Tensor& x) {
  const auto rows = x.size(0), columns = x.size(1), rank = inner.size(1);
  auto out = at::empty({rank, columns}, at::TensorOptions(at::kFloat));
  constexpr std::int64_t kPanel = 64;
  withRowKernels(x, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    parallelRows((columns + kPanel - 1) / kPanel, rows * kPanel, [&](std::int64_t begin, std::int64_t end) {
      kernels.rankGradient(numbers<float>(inner), numbers<T>(x), numbers<float>(out), rows, columns, rank, begin * kPanel,
                           std::min(columns, end * kPanel));
    });
  });
  return out;
}

Tensor inFloat(const Tensor& x) { return x.to(at::kFloat).contiguous(); }

// y += scale * (x Aᵀ) Bᵀ, the side of rank r first. Saves x alone: the rank-r product is cheaper to make again than to keep.
class FusedLora : public torch::autograd::Function<FusedLora> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& weight, const Tensor& a, const Tensor& b, double scale) {
    const auto x = input.contiguous();
    const auto dtype = x.scalar_type();
    auto y = matmulTransposed(x, weight.to(dtype));
    if (isNarrow(x, a.size(0))) {
      rankUpdate(y, narrowProduct(x, inFloat(a), scale), inFloat(b.t()));
    } else {
      y.addmm_(matmulTransposed(x, a.to(dtype)), b.to(dtype).t(), 1, scale);
    }
    context->save_for_backward({x, weight, a, b});
    context->saved_data["scale"] = scale;
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1];
    const auto dy = gradients[0].contiguous();
    const auto dtype = x.scalar_type();
    const double scale = context->saved_data["scale"].toDouble();
    Tensor dx, dWeight, dA, dB;
    if (context->needs_input_grad(0)) dx = engine::matmul(dy, weight.to(dtype));
    if (context->needs_input_grad(1)) dWeight = matmulOfTransposed(dy, x).to(weight.scalar_type());
    if (isNarrow(x, saved[2].size(0))) {
      const auto a = inFloat(saved[2]);
      const auto inner = narrowProduct(dy, inFloat(saved[3].t()), scale);  // [T, r]
      if (dx.defined()) rankUpdate(dx, inner, a);
      if (context->needs_input_grad(2)) dA = rankGradient(inner, x);
      if (context->needs_input_grad(3)) dB = rankGradient(narrowProduct(x, a, scale), dy).t().contiguous();
    } else {
      const auto a = saved[2].to(dtype), b = saved[3].to(dtype);
      const auto inner = engine::matmul(dy, b).mul_(scale);
      if (dx.defined()) dx.addmm_(inner, a);
      if (context->needs_input_grad(2)) dA = matmulOfTransposed(inner, x);
      if (context->needs_input_grad(3)) dB = matmulOfTransposed(dy, matmulTransposed(x, a)).mul_(scale);
    }
    if (dA.defined()) dA = dA.to(saved[2].scalar_type());
    if (dB.defined()) dB = dB.to(saved[3].scalar_type());
    return {dx, dWeight, dA, dB, Tensor()};
  }
};

}  // namespace

Tensor matmulTransposed(const Tensor& a, const Tensor& b) { return at::mm(a, b.t()); }
Tensor matmul(const Tensor& a, const Tensor& b) { return at::mm(a, b); }
Tensor matmulOfTransposed(const Tensor& a, const Tensor& b) { return at::mm(a.t(), b); }

Tensor applyLinear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  if (weight.scalar_type() == x.scalar_type()) {
    // ATen's own product already saves no more than the gradients asked for need.
    if (bias.defined() && bias.scalar_type() == x.scalar_type()) return at::addmm(bias, x, weight.t());
    return withBias(at::mm(x, weight.t()), bias);
  }
  if (computeSettings().fusedLinear) return withBias(MixedLinear::apply(x, weight), bias);
  return withBias(at::mm(x, weight.to(x.scalar_type()).t()), bias);
}

Tensor loraLinear(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale) {
  if (computeSettings().fusedLinear) return withBias(FusedLora::apply(x, weight, a, b, scale), bias);
  const auto inner = at::mm(x, a.to(x.scalar_type()).t());
  return applyLinear(x, weight, bias) + at::mm(inner, b.to(x.scalar_type()).t()) * scale;
}

Tensor embed(const Tensor& ids, const Tensor& table, at::ScalarType dtype, std::int64_t frozenRow) {
  return at::embedding(table, ids, frozenRow).to(dtype);
}

Tensor DenseLinear::forward(const Tensor& x) { return applyLinear(x, m_weight, m_bias); }

void DenseLinear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  visitor(prefix + ".weight", m_weight);
  if (m_bias.defined()) visitor(prefix + ".bias", m_bias);
}

std::optional<RowProduct> DenseLinear::rowProduct() const {
  auto weight = RowWeight::of(m_weight.detach());
  if (!weight) return std::nullopt;
  return RowProduct{*std::move(weight), m_bias.defined() ? inFloat(m_bias.detach()) : Tensor(), {}, {}};
}

}  // namespace attune::engine
