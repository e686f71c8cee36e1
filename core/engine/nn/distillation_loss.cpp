// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/distillation_loss.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace attune::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kChunkBytes = 12 << 20;  // of one float32 matrix of logits; a chunk holds about six

// The losses of a chunk, and the gradient of their weighted sum with respect to the student's logits.
struct ChunkResult {
  Tensor losses, crossEntropy, gradient;
  std::vector<Tensor> divergences;
};

ChunkResult ofChunk(const Tensor& logits, const Tensor& targets, double crossEntropyWeight, const std::vector<TeacherTerm>& terms,
                    std::int64_t begin) {
  ChunkResult result;
  const auto index = targets.unsqueeze(1);
  const Tensor logProbabilities = at::log_softmax(logits, 1);
  result.crossEntropy = -logProbabilities.gather(1, index).squeeze(1);
  result.losses = crossEntropyWeight * result.crossEntropy;
  result.gradient = logProbabilities.exp();
  result.gradient.scatter_add_(1, index, at::full_like(index, -1, logits.options())).mul_(crossEntropyWeight);
  for (const TeacherTerm& term : terms) {
    const double temperature = term.temperature;
    const Tensor wanted = at::log_softmax(term.head.logits(term.rows.narrow(0, begin, logits.size(0))) / temperature, 1);
    const Tensor own = at::log_softmax(logits / temperature, 1);
    const Tensor probabilities = wanted.exp();
    const Tensor divergence = (probabilities * (wanted - own)).sum(1) * (temperature * temperature);
    result.gradient.add_(own.exp().sub_(probabilities), term.weight * temperature);
    result.losses += term.weight * divergence;
    result.divergences.push_back(divergence);
  }
  return result;
}

// As ChunkedLoss (loss.cpp): the gradients are made in the forward pass, while a chunk's logits are there.
class DistillationLoss : public torch::autograd::Function<DistillationLoss> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& rows, const Tensor& weight, const Tensor& targets, const HeadFunction& student,
                        double crossEntropyWeight, const std::vector<TeacherTerm>& terms, bool rowsTrained, bool headTrained,
                        DistillationParts* parts) {
    const auto n = rows.size(0), chunk = std::max<std::int64_t>(8, kChunkBytes / (4 * weight.size(0)));
    const Tensor head = weight.to(rows.scalar_type());
    Tensor total = at::zeros({}, rows.options().dtype(at::kDouble));
    Tensor dRows = rowsTrained ? at::empty_like(rows) : Tensor(), dHead = headTrained ? at::zeros(weight.sizes(), rows.options()) : Tensor();
    std::vector<Tensor> crossEntropies;
    std::vector<std::vector<Tensor>> divergences(terms.size());
    for (std::int64_t begin = 0; begin < n; begin += chunk) {
      const auto size = std::min(chunk, n - begin);
      const Tensor part = rows.narrow(0, begin, size);
      Tensor plain = matmulTransposed(part, head).to(at::kFloat), bent;
      if (student.divisor != 1) plain = plain / student.divisor;
      if (student.softcap > 0) bent = at::tanh(plain / student.softcap), plain = bent * student.softcap;
      ChunkResult result = ofChunk(plain, targets.narrow(0, begin, size), crossEntropyWeight, terms, begin);
      total += result.losses.sum(at::kDouble);
      crossEntropies.push_back(result.crossEntropy);
      for (std::size_t i = 0; i < terms.size(); ++i) divergences[i].push_back(result.divergences[i]);
      if (bent.defined()) result.gradient *= 1 - bent.square();
      if (student.divisor != 1) result.gradient /= student.divisor;
      const Tensor gradient = result.gradient.to(rows.scalar_type());
      if (rowsTrained) dRows.narrow(0, begin, size).copy_(engine::matmul(gradient, head));
      if (headTrained) dHead.addmm_(gradient.t(), part);
    }
    if (headTrained) dHead = dHead.to(weight.scalar_type());
    context->save_for_backward({dRows, dHead});
    if (parts != nullptr && n > 0) {
      parts->crossEntropy = at::cat(crossEntropies);
      parts->divergences.clear();
      for (const auto& pieces : divergences) parts->divergences.push_back(at::cat(pieces));
    }
    return total.to(at::kFloat);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    variable_list result(9);
    const auto saved = context->get_saved_variables();
    for (std::size_t i = 0; i < 2; ++i) {
      if (saved[i].defined()) result[i] = saved[i] * gradients[0].to(saved[i].scalar_type());
    }
    return result;
  }
};

}  // namespace

Tensor HeadFunction::logits(const Tensor& rows) const {
  const at::NoGradGuard noGradients;
  Tensor result = matmulTransposed(rows.to(weight.scalar_type()).contiguous(), weight.detach()).to(at::kFloat);
  if (divisor != 1) result = result / divisor;
  return softcap > 0 ? at::tanh(result / softcap) * softcap : result;
}

Tensor distillationSum(const Tensor& rows, const HeadFunction& student, const Tensor& targets, double crossEntropyWeight,
                       const std::vector<TeacherTerm>& terms, DistillationParts* parts) {
  const bool learning = at::GradMode::is_enabled();
  return DistillationLoss::apply(rows.contiguous(), student.weight, targets, student, crossEntropyWeight, terms, learning && rows.requires_grad(),
                                 learning && student.weight.requires_grad(), parts);
}

}  // namespace attune::engine
