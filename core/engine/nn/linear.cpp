// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/made_again.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// A trained weight, of whose input no more is kept than is needed; one in float32 beside bfloat16 activations is rounded for the
// products, its gradient kept in float32.
class TrainedLinear : public torch::autograd::Function<TrainedLinear> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const std::optional<Tensor>& bias) {
    context->saved_data["bias"] = bias.has_value();
    context->save_for_backward({savedInput(context, x), weight});
    const auto factor = weight.to(x.scalar_type());
    return bias ? at::addmm(*bias, x, factor.t()) : matmulTransposed(x, factor);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &weight = saved[1], &dy = gradients[0];
    Tensor dx, dWeight, dBias;
    if (context->needs_input_grad(1)) dWeight = weightGradient(weight, dy, inputAgain(context, saved[0]));
    if (context->needs_input_grad(0)) dx = engine::matmul(dy, weight.to(dy.scalar_type()));
    if (context->saved_data["bias"].toBool() && context->needs_input_grad(2)) dBias = dy.sum(0);
    return {dx, dWeight, dBias};
  }
};

// The rows of equal number are summed up in float32 before they meet the table's gradient.
void addRows(const Tensor& held, const Tensor& ids, const Tensor& rows) {
  const auto [distinct, place, counts] = at::_unique2(ids, /*sorted=*/true, /*return_inverse=*/true);
  const Tensor sums = at::zeros({distinct.size(0), rows.size(1)}, rows.options().dtype(at::kFloat)).index_add_(0, place, rows.to(at::kFloat));
  held.index_add_(0, distinct, sums.to(held.scalar_type()));
}

class OwnEmbedding : public torch::autograd::Function<OwnEmbedding> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& ids, const Tensor& table, std::int64_t frozenRow) {
    context->save_for_backward({ids, table});
    context->saved_data["frozen"] = frozenRow;
    return at::embedding(table, ids, frozenRow);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &ids = saved[0], &table = saved[1];
    const std::int64_t frozenRow = context->saved_data["frozen"].toInt();
    const Tensor held = heldGradient(table);
    // On a GPU the distinct numbers would have to be waited for.
    if (!held.defined() || !held.is_cpu()) return {Tensor(), at::embedding_dense_backward(gradients[0], ids, table.size(0), frozenRow, false), Tensor()};
    addRows(held, ids, frozenRow < 0 ? gradients[0] : gradients[0].masked_fill((ids == frozenRow).unsqueeze(1), 0));
    return {Tensor(), Tensor(), Tensor()};
  }
};

// In place: no product needs its own result on the way back, and a second tensor would leave a hole where the first was.
Tensor withBias(Tensor y, const Tensor& bias) { return bias.defined() ? y.add_(bias.to(y.scalar_type())) : y; }

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

constexpr const char* kFrozen = "frozen";

const FrozenWeight& frozenOf(AutogradContext* context) { return static_cast<const FrozenWeight&>(*context->saved_data[kFrozen].toCapsule()); }

class FrozenProduct : public torch::autograd::Function<FrozenProduct> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const FrozenWeightPtr& weight) {
    context->saved_data[kFrozen] = c10::IValue::make_capsule(weight);
    return matmulTransposed(x, weight->dense(x.scalar_type()));
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto dy = gradients[0].contiguous();
    return {engine::matmul(dy, frozenOf(context).dense(dy.scalar_type())), Tensor()};
  }
};

// y += scale * (x Aᵀ) Bᵀ, the side of rank r first. Of its input no more than x is kept: the rank-r product is cheaper to make again than to keep.
class FusedLora : public torch::autograd::Function<FusedLora> {
 public:
  // `weight` is empty where there is a frozen one.
  static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& weight, const FrozenWeightPtr& frozen, const Tensor& a,
                        const Tensor& b, double scale) {
    const auto x = input.contiguous();
    const auto dtype = x.scalar_type();
    if (frozen) context->saved_data[kFrozen] = c10::IValue::make_capsule(frozen);
    auto y = matmulTransposed(x, frozen ? frozen->dense(dtype) : weight.to(dtype));
    if (isNarrow(x, a.size(0))) {
      rankUpdate(y, narrowProduct(x, inFloat(a), scale), inFloat(b.t()));
    } else {
      y.addmm_(matmulTransposed(x, a.to(dtype)), b.to(dtype).t(), 1, scale);
    }
    context->save_for_backward({savedInput(context, x), weight, a, b});
    context->saved_data["scale"] = scale;
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor x = inputAgain(context, saved[0]), &weight = saved[1];
    const auto dy = gradients[0].contiguous();
    const auto dtype = x.scalar_type();
    const double scale = context->saved_data["scale"].toDouble();
    Tensor dx, dWeight, dA, dB;
    if (context->needs_input_grad(0)) dx = engine::matmul(dy, weight.numel() == 0 ? frozenOf(context).dense(dtype) : weight.to(dtype));
    if (context->needs_input_grad(1)) dWeight = weightGradient(weight, dy, x);
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
    return {dx, dWeight, Tensor(), dA, dB, Tensor()};
  }
};

// The adapter's part by ATen's own operators.
Tensor plainUpdate(const Tensor& x, const Tensor& a, const Tensor& b, double scale) {
  return at::mm(at::mm(x, a.to(x.scalar_type()).t()), b.to(x.scalar_type()).t()) * scale;
}

}  // namespace

Tensor matmulTransposed(const Tensor& a, const Tensor& b) { return at::mm(a, b.t()); }
Tensor matmul(const Tensor& a, const Tensor& b) { return at::mm(a, b); }
Tensor matmulOfTransposed(const Tensor& a, const Tensor& b) { return at::mm(a.t(), b); }

Tensor heldGradient(const Tensor& tensor) {
  if (!computeSettings().gradientsInPlace || !tensor.is_leaf() || !tensor.requires_grad()) return {};
  const Tensor& held = tensor.grad();
  return held.defined() && held.is_contiguous() ? held : Tensor();
}

Tensor weightGradient(const Tensor& weight, const Tensor& dy, const Tensor& x, double scale) {
  const Tensor held = heldGradient(weight);
  if (held.defined() && held.scalar_type() == dy.scalar_type()) {
    held.addmm_(dy.t(), x, 1, scale);
    return {};
  }
  // In the layout of the weight.
  Tensor gradient = weight.is_contiguous() ? matmulOfTransposed(dy, x) : matmulOfTransposed(x, dy).t();
  if (held.defined()) {
    held.add_(gradient, scale);
    return {};
  }
  if (scale != 1) gradient.mul_(scale);
  return gradient.to(weight.scalar_type());
}

Tensor applyLinear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const auto dtype = x.scalar_type();
  const bool mixed = weight.scalar_type() != dtype, trained = at::GradMode::is_enabled() && weight.requires_grad();
  const bool inProduct = bias.defined() && !mixed && bias.scalar_type() == dtype;
  if (computeSettings().fusedLinear && (mixed || trained)) {
    const auto y = TrainedLinear::apply(x, weight, inProduct ? std::optional(bias) : std::nullopt);
    return inProduct ? y : withBias(y, bias);
  }
  // ATen's own product already saves no more than the gradients asked for need.
  if (inProduct) return at::addmm(bias, x, weight.t());
  return withBias(at::mm(x, weight.to(dtype).t()), bias);
}

Tensor loraLinear(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale) {
  if (computeSettings().fusedLinear) return withBias(FusedLora::apply(x, weight, FrozenWeightPtr(), a, b, scale), bias);
  return applyLinear(x, weight, bias) + plainUpdate(x, a, b, scale);
}

Tensor loraLinear(const Tensor& x, const FrozenWeightPtr& weight, const Tensor& bias, const Tensor& a, const Tensor& b, double scale) {
  if (computeSettings().fusedLinear) return withBias(FusedLora::apply(x, at::empty({0}, x.options()), weight, a, b, scale), bias);
  return frozenLinear(x, weight, bias) + plainUpdate(x, a, b, scale);
}

Tensor frozenLinear(const Tensor& x, const FrozenWeightPtr& weight, const Tensor& bias) { return withBias(FrozenProduct::apply(x, weight), bias); }

Tensor embed(const Tensor& ids, const Tensor& table, at::ScalarType dtype, std::int64_t frozenRow) {
  return (computeSettings().fusedLinear ? OwnEmbedding::apply(ids, table, frozenRow) : at::embedding(table, ids, frozenRow)).to(dtype);
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
