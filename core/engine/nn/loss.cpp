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

constexpr std::int64_t kChunkBytes = 48 << 20;  // of logits held at a time

// Rows whose logits are held at a time.
std::int64_t chunkRows(const Tensor& rows, const Tensor& head) {
  return std::max<std::int64_t>(16, kChunkBytes / static_cast<std::int64_t>(static_cast<std::size_t>(head.size(0)) * rows.element_size()));
}

// Targets as indices of columns, [N, 1].
Tensor indexOf(const Tensor& targets, const LossSettings& s) { return (s.padded ? targets.clamp_min(0) : targets).unsqueeze(1); }

Tensor plainLossRows(const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets, const LossSettings& s) {
  auto logits = applyLinear(rows, head, bias).to(at::kFloat);
  if (s.logitsDivisor != 1) logits = logits / s.logitsDivisor;
  if (s.softcap > 0) logits = at::tanh(logits / s.softcap) * s.softcap;
  const auto logProbabilities = at::log_softmax(logits, 1);
  auto losses = -logProbabilities.gather(1, indexOf(targets, s)).squeeze(1);
  if (s.labelSmoothing > 0) losses = (1 - s.labelSmoothing) * losses - s.labelSmoothing * logProbabilities.mean(1);
  return s.padded ? losses * (targets >= 0) : losses;
}

// The losses of a chunk of logits, which become the gradient of their sum (in the logits' own memory where it can be).
Tensor lossesAndGradient(Tensor& logits, const Tensor& targets, const LossSettings& s) {
  const auto dtype = logits.scalar_type();
  if (kernelsTake(logits) && s.softcap == 0 && s.logitsDivisor == 1 && !s.padded) {
    const auto rows = logits.size(0), columns = logits.size(1);
    auto losses = at::empty({rows}, at::TensorOptions(at::kFloat));
    withRowKernels(logits, [&](const auto& kernels, auto element) {
      using T = decltype(element);
      parallelRows(rows, columns, [&](std::int64_t begin, std::int64_t end) {
        kernels.crossEntropy(numbers<T>(logits) + begin * columns, numbers<std::int64_t>(targets) + begin, numbers<float>(losses) + begin,
                             end - begin, columns, static_cast<float>(s.labelSmoothing));
      });
    });
    return losses;
  }
  auto z = logits.to(at::kFloat);
  if (s.logitsDivisor != 1) z = z / s.logitsDivisor;
  Tensor bent;
  if (s.softcap > 0) bent = at::tanh(z / s.softcap), z = bent * s.softcap;
  const auto logProbabilities = at::log_softmax(z, 1);
  const auto index = indexOf(targets, s);
  auto losses = -logProbabilities.gather(1, index).squeeze(1);
  auto gradient = logProbabilities.exp();
  if (s.labelSmoothing > 0) {
    losses = (1 - s.labelSmoothing) * losses - s.labelSmoothing * logProbabilities.mean(1);
    gradient -= s.labelSmoothing / static_cast<double>(z.size(1));
  }
  gradient.scatter_add_(1, index, at::full_like(index, s.labelSmoothing - 1, gradient.options()));
  if (bent.defined()) gradient *= 1 - bent.square();
  if (s.logitsDivisor != 1) gradient /= s.logitsDivisor;
  if (s.padded) {
    const Tensor bears = targets >= 0;
    losses *= bears;
    gradient *= bears.unsqueeze(1);
  }
  logits = gradient.to(dtype);
  return losses;
}

// Logits of a chunk of rows, their losses and their gradients all in the forward pass: the loss is a plain sum, so the
// incoming gradient is one number, applied in backward. Never more than one chunk of logits is in memory.
class ChunkedLoss : public torch::autograd::Function<ChunkedLoss> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets,
                        const LossSettings& settings, bool rowsTrained, bool headTrained, bool biasTrained, Tensor* perRow) {
    const auto n = rows.size(0), chunk = chunkRows(rows, head);
    const auto weight = head.to(rows.scalar_type());
    auto losses = at::empty({n}, rows.options().dtype(at::kFloat));
    auto dRows = rowsTrained ? at::empty_like(rows) : Tensor();
    auto dHead = headTrained ? at::zeros(head.sizes(), rows.options()) : Tensor();
    const bool biased = bias.numel() > 0;
    auto dBias = biasTrained ? at::zeros(bias.sizes(), rows.options()) : Tensor();
    for (std::int64_t begin = 0; begin < n; begin += chunk) {
      const auto size = std::min(chunk, n - begin);
      const auto part = rows.narrow(0, begin, size);
      auto logits = matmulTransposed(part, weight);
      if (biased) logits += bias.to(rows.scalar_type());
      losses.narrow(0, begin, size).copy_(lossesAndGradient(logits, targets.narrow(0, begin, size), settings));
      if (rowsTrained) dRows.narrow(0, begin, size).copy_(engine::matmul(logits, weight));
      if (headTrained) dHead.addmm_(logits.t(), part);
      if (biasTrained) dBias += logits.sum(0);
    }
    if (headTrained) dHead = dHead.to(head.scalar_type());
    if (biasTrained) dBias = dBias.to(bias.scalar_type());
    context->save_for_backward({dRows, dHead, dBias, headTrained ? head : Tensor()});
    if (perRow) *perRow = losses;
    return losses.sum();
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    variable_list result(9);
    const auto saved = context->get_saved_variables();
    const Tensor held = saved[3].defined() ? heldGradient(saved[3]) : Tensor();
    if (held.defined()) held.addcmul_(saved[1], gradients[0].to(saved[1].scalar_type()));
    for (std::size_t i = 0; i < 3; ++i) {
      if (saved[i].defined() && (i != 1 || !held.defined())) result[i] = saved[i] * gradients[0].to(saved[i].scalar_type());
    }
    return result;
  }
};

// As ChunkedLoss for so few rows that their logits need no more memory than a trained head's gradient: the logits, which have become
// the gradient of the loss, are kept, and in backward the head's goes where it is held, without a tensor of its own.
class KeptLoss : public torch::autograd::Function<KeptLoss> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets,
                        const LossSettings& settings, Tensor* perRow) {
    auto logits = matmulTransposed(rows, head.to(rows.scalar_type()));
    if (bias.numel() > 0) logits += bias.to(rows.scalar_type());
    const auto losses = lossesAndGradient(logits, targets, settings);
    context->save_for_backward({rows, head, logits});
    context->saved_data["biased"] = bias.numel() > 0;
    if (perRow) *perRow = losses;
    return losses.sum();
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    variable_list result(6);
    const auto saved = context->get_saved_variables();
    const Tensor &rows = saved[0], &head = saved[1], &logits = saved[2];
    const double factor = gradients[0].item<double>();
    if (context->needs_input_grad(0)) result[0] = engine::matmul(logits, head.to(rows.scalar_type())).mul_(factor);
    if (context->needs_input_grad(1)) result[1] = weightGradient(head, logits, rows, factor);
    if (context->saved_data["biased"].toBool() && context->needs_input_grad(2)) result[2] = logits.sum(0).mul_(factor);
    return result;
  }
};

// As ChunkedLoss with a gradient of its own for each row: the gradients of the rows are scaled in backward, and where the head
// is trained the logits are computed once more there, so that here too only one chunk of them is in memory.
class ChunkedRowLosses : public torch::autograd::Function<ChunkedRowLosses> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& rows, const Tensor& head, const Tensor& targets, const LossSettings& settings,
                        bool rowsTrained, bool headTrained) {
    const auto weight = head.to(rows.scalar_type());
    const auto n = rows.size(0), chunk = chunkRows(rows, head);
    auto losses = at::empty({n}, rows.options().dtype(at::kFloat));
    auto dRows = rowsTrained ? at::empty_like(rows) : Tensor();
    for (std::int64_t begin = 0; begin < n; begin += chunk) {
      const auto size = std::min(chunk, n - begin);
      auto logits = matmulTransposed(rows.narrow(0, begin, size), weight);
      losses.narrow(0, begin, size).copy_(lossesAndGradient(logits, targets.narrow(0, begin, size), settings));
      if (rowsTrained) dRows.narrow(0, begin, size).copy_(engine::matmul(logits, weight));
    }
    context->save_for_backward({dRows, headTrained ? rows : Tensor(), headTrained ? head : Tensor(), targets});
    context->saved_data["smoothing"] = settings.labelSmoothing;
    context->saved_data["softcap"] = settings.softcap;
    context->saved_data["divisor"] = settings.logitsDivisor;
    return losses;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    variable_list result(6);
    const auto saved = context->get_saved_variables();
    const auto &dRows = saved[0], &rows = saved[1], &head = saved[2], &targets = saved[3];
    const auto factors = gradients[0].unsqueeze(1);
    if (dRows.defined()) result[0] = dRows * factors.to(dRows.scalar_type());
    if (!head.defined()) return result;
    const LossSettings settings{context->saved_data["smoothing"].toDouble(), context->saved_data["softcap"].toDouble(),
                                context->saved_data["divisor"].toDouble()};
    const auto weight = head.to(rows.scalar_type());
    const Tensor held = heldGradient(head);
    const bool inPlace = held.defined() && held.scalar_type() == rows.scalar_type();
    const auto dHead = inPlace ? held : at::zeros(head.sizes(), rows.options());
    const auto n = rows.size(0), chunk = chunkRows(rows, head);
    for (std::int64_t begin = 0; begin < n; begin += chunk) {
      const auto size = std::min(chunk, n - begin);
      const auto part = rows.narrow(0, begin, size);
      auto logits = matmulTransposed(part, weight);
      lossesAndGradient(logits, targets.narrow(0, begin, size), settings);
      logits *= factors.narrow(0, begin, size).to(logits.scalar_type());
      dHead.addmm_(logits.t(), part);
    }
    if (!inPlace) result[1] = dHead.to(head.scalar_type());
    return result;
  }
};

}  // namespace

Tensor linearCrossEntropyRows(const Tensor& rows, const Tensor& head, const Tensor& targets, const LossSettings& settings) {
  if (!computeSettings().fusedLoss) return plainLossRows(rows, head, {}, targets, settings);
  const bool learning = at::GradMode::is_enabled();
  return ChunkedRowLosses::apply(rows.contiguous(), head, targets, settings, learning && rows.requires_grad(), learning && head.requires_grad());
}

Tensor linearCrossEntropySum(const Tensor& rows, const Tensor& head, const Tensor& bias, const Tensor& targets,
                             const LossSettings& settings, Tensor* perRow) {
  if (computeSettings().fusedLoss) {
    const bool learning = at::GradMode::is_enabled();
    const bool headTrained = learning && head.requires_grad(), biasTrained = learning && bias.defined() && bias.requires_grad();
    // A function's inputs must be defined; no bias is an empty one.
    const auto given = bias.defined() ? bias : at::empty({0}, rows.options());
    const bool few = headTrained && kernelsTake(rows) && rows.size(0) <= head.size(1);
    Tensor own;
    auto sum = few ? KeptLoss::apply(rows.contiguous(), head, given, targets, settings, &own)
                   : ChunkedLoss::apply(rows.contiguous(), head, given, targets, settings, learning && rows.requires_grad(), headTrained,
                                        biasTrained, &own);
    if (perRow) *perRow = own;
    return sum;
  }
  const auto losses = plainLossRows(rows, head, bias, targets, settings);
  if (perRow) *perRow = losses.detach();
  return losses.sum();
}

}  // namespace attune::engine
