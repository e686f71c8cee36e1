// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/parameter_buffer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune::engine {
namespace {

Tensor viewAt(const Tensor& flat, std::int64_t offset, const Tensor& like) {
  return flat.narrow(0, offset, like.numel()).view(like.sizes());
}

// Rounds float32 to bfloat16 up or down by a threshold of each number's own, the same at every step. Rounding to the nearest
// would swallow every update below half a unit in the last place (at a rate of 1e-5, the first dozens of steps); so the
// share of numbers that move is the size of the update, and what bfloat16 holds exactly stays as it is.
void roundByThreshold(const Tensor& from, const Tensor& to) {
  constexpr std::int64_t kPattern = 1 << 16;
  // Every 16-bit threshold once, evenly spread over each stretch.
  const Tensor thresholds = at::arange(kPattern, from.options().dtype(at::kLong)).mul_(40503).add_(12829).bitwise_and_(0xFFFF).to(at::kInt);
  const Tensor bits = from.view(at::kInt), rounded = to.view(at::kShort);
  constexpr std::int64_t kChunk = 64 * kPattern;
  for (std::int64_t begin = 0; begin < bits.numel(); begin += kChunk) {
    const std::int64_t length = std::min(kChunk, bits.numel() - begin);
    const Tensor part = bits.narrow(0, begin, length);
    const std::int64_t whole = length / kPattern * kPattern;
    Tensor sum = part.clone();
    sum.narrow(0, 0, whole).view({-1, kPattern}).add_(thresholds);
    sum.narrow(0, whole, length - whole).add_(thresholds.narrow(0, 0, length - whole));
    rounded.narrow(0, begin, length).copy_(sum.bitwise_right_shift_(16));
  }
}

}  // namespace

ParameterBuffer::ParameterBuffer(std::vector<TrainableTensor> tensors) : m_tensors(std::move(tensors)) {
  const at::NoGradGuard noGradients;
  std::ranges::stable_sort(m_tensors, {}, &TrainableTensor::rateFactor);
  std::int64_t total = 0;
  for (const TrainableTensor& item : m_tensors) {
    const std::int64_t end = total + item.tensor.numel();
    if (m_groups.empty() || m_groups.back().rateFactor != item.rateFactor || m_groups.back().decayFactor != item.decayFactor) {
      m_groups.push_back({total, total, item.rateFactor, item.decayFactor});
    }
    m_groups.back().end = end;
    total = end;
  }
  const at::Tensor& first = m_tensors.front().tensor;
  const auto options = first.options().requires_grad(false);
  m_weights = at::empty({total}, options.dtype(at::kFloat));
  m_gradients = at::zeros({total}, options.dtype(at::kFloat));
  const bool separate = first.scalar_type() != at::kFloat;
  m_modelWeights = separate ? at::empty({total}, options) : m_weights;
  m_modelGradients = separate ? at::zeros({total}, options) : m_gradients;

  std::int64_t offset = 0;
  for (TrainableTensor& item : m_tensors) {
    Tensor& tensor = item.tensor;
    m_weights.narrow(0, offset, tensor.numel()).copy_(tensor.reshape({-1}));
    Tensor view = viewAt(m_modelWeights, offset, tensor);
    if (separate) view.copy_(tensor);
    tensor.set_data(view);
    tensor.mutable_grad() = viewAt(m_modelGradients, offset, tensor);
    offset += tensor.numel();
  }
}

void ParameterBuffer::zeroGradients() {
  m_gradients.zero_();
  if (!m_modelGradients.is_same(m_gradients)) m_modelGradients.zero_();
}

void ParameterBuffer::collect() {
  const at::NoGradGuard noGradients;
  const bool separate = !m_modelGradients.is_same(m_gradients);
  std::int64_t offset = 0;
  for (TrainableTensor& item : m_tensors) {
    // Autograd adds in place to a gradient that is there; one that it exchanged would escape the buffer.
    Tensor expected = viewAt(m_modelGradients, offset, item.tensor);
    const Tensor& gradient = item.tensor.grad();
    if (!gradient.defined()) {
      item.tensor.mutable_grad() = expected;
    } else if (gradient.data_ptr() != expected.data_ptr()) {
      expected.copy_(gradient);
      item.tensor.mutable_grad() = expected;
    }
    offset += item.tensor.numel();
  }
  if (separate) {
    m_gradients.add_(m_modelGradients);
    m_modelGradients.zero_();
  }
}

void ParameterBuffer::publish() {
  const at::NoGradGuard noGradients;
  if (!separate()) return;
  if (m_modelWeights.scalar_type() == at::kBFloat16)
    roundByThreshold(m_weights, m_modelWeights);
  else
    m_modelWeights.copy_(m_weights);
}

void ParameterBuffer::adopt() {
  const at::NoGradGuard noGradients;
  if (!m_modelWeights.is_same(m_weights)) m_weights.copy_(m_modelWeights);
}

double twoNorm(const Tensor& flat) {
  // One float32 sum over millions of squares is off by 1e-4; the norm of the norms of short rows is not.
  constexpr std::int64_t rowLength = 4096;
  const std::int64_t rows = flat.numel() / rowLength, inRows = rows * rowLength;
  const Tensor rest = at::linalg_vector_norm(flat.narrow(0, inRows, flat.numel() - inRows)).to(at::kDouble);
  if (rows == 0) return rest.item<double>();
  const Tensor norms = at::linalg_vector_norm(flat.narrow(0, 0, inRows).view({rows, rowLength}), 2, at::IntArrayRef{1}).to(at::kDouble);
  return at::hypot(at::linalg_vector_norm(norms), rest).item<double>();
}

double clipGradients(const Tensor& gradients, double maxNorm) {
  const double norm = twoNorm(gradients);
  if (maxNorm > 0 && std::isfinite(norm)) {
    const double factor = maxNorm / (norm + 1e-6);
    if (factor < 1) gradients.mul_(factor);
  }
  return norm;
}

}  // namespace attune::engine
