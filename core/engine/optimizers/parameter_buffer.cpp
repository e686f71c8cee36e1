// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/parameter_buffer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/engine/nn/cpu_rows.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

constexpr std::int64_t kStretch = 4096;
constexpr std::int64_t kCpuPart = 1 << 22, kGpuPart = 1 << 26;

Tensor viewAt(const Tensor& flat, std::int64_t offset, const Tensor& like) {
  return flat.narrow(0, offset, like.numel()).view(like.sizes());
}

bool takesKernels(const Tensor& flat) { return computeSettings().fusedUpdate && kernelsTake(flat); }

// Calls body(begin, length) for stretches of [begin, end) on all threads.
template <class Body>
void parallelStretches(std::int64_t begin, std::int64_t end, const Body& body) {
  parallelRows((end - begin + kStretch - 1) / kStretch, kStretch, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t i = first; i < last; ++i) {
      const std::int64_t at = begin + i * kStretch;
      body(at, std::min(kStretch, end - at));
    }
  });
}

// Rounds float32 to bfloat16 up or down by a threshold of each number's own, the same at every step. Rounding to the nearest
// would swallow every update below half a unit in the last place (at a rate of 1e-5, the first dozens of steps); so the
// share of numbers that move is the size of the update, and what bfloat16 holds exactly stays as it is.
void roundByThreshold(const Tensor& from, const Tensor& to) {
  if (takesKernels(to)) {
    parallelStretches(0, from.numel(), [&](std::int64_t begin, std::int64_t length) {
      cpuKernels().roundByThreshold(numbers<float>(from) + begin, numbers<Bf16>(to) + begin, begin, length);
    });
    return;
  }
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
  m_modelWeights = first.scalar_type() == at::kFloat ? m_weights : at::empty({total}, options);
  m_modelGradients = at::zeros({total}, options);

  std::int64_t offset = 0;
  for (TrainableTensor& item : m_tensors) {
    Tensor& tensor = item.tensor;
    m_weights.narrow(0, offset, tensor.numel()).copy_(tensor.reshape({-1}));
    Tensor view = viewAt(m_modelWeights, offset, tensor);
    if (separate()) view.copy_(tensor);
    tensor.set_data(view);
    tensor.mutable_grad() = viewAt(m_modelGradients, offset, tensor);
    offset += tensor.numel();
  }
}

const Tensor& ParameterBuffer::gradients() {
  const at::NoGradGuard noGradients;
  if (!separate()) return m_modelGradients;
  if (!m_sums.defined()) m_sums = at::zeros_like(m_weights);
  if (m_unsummed) {
    m_sums.add_(m_modelGradients);
    m_modelGradients.zero_();
    m_unsummed = false;
  }
  return m_sums;
}

void ParameterBuffer::zeroGradients() {
  if (m_sums.defined()) m_sums.zero_();
  m_modelGradients.zero_();
  m_unsummed = false;
  m_factor = 1;
}

void ParameterBuffer::makeRoom() {
  if (m_unsummed) gradients();
}

void ParameterBuffer::collect() {
  const at::NoGradGuard noGradients;
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
  m_unsummed = separate();
}

double ParameterBuffer::clip(double maxNorm) {
  const double norm = twoNorm(source());
  m_factor = clippingFactor(norm, maxNorm);
  return norm;
}

Tensor ParameterBuffer::clippedGradients(std::int64_t begin, std::int64_t length) {
  const at::NoGradGuard noGradients;
  const Tensor part = source().narrow(0, begin, length);
  if (m_factor == 1) return part.to(at::kFloat);
  return part.scalar_type() == at::kFloat ? part.mul(m_factor) : part.to(at::kFloat).mul_(m_factor);
}

void ParameterBuffer::finishStep() {
  publish();
  zeroGradients();
}

void ParameterBuffer::step(const std::function<void(const Part&)>& body) {
  const at::NoGradGuard noGradients;
  const std::int64_t most = m_weights.is_cpu() ? kCpuPart : kGpuPart;
  for (const ParameterGroup& group : m_groups) {
    for (std::int64_t begin = group.begin; begin < group.end; begin += most) {
      const std::int64_t length = std::min(most, group.end - begin);
      body({group, begin, length, m_weights.narrow(0, begin, length), clippedGradients(begin, length)});
    }
  }
  finishStep();
}

bool ParameterBuffer::sweeps() const { return takesKernels(m_modelWeights); }

void ParameterBuffer::sweep(const std::function<void(const Stretch&)>& body) {
  const auto factor = static_cast<float>(m_factor);
  const bool round = separate();
  const Tensor& from = source();
  withRowKernels(from, [&](const auto& kernels, auto element) {
    using T = decltype(element);
    auto* gradients = numbers<T>(from);
    for (const ParameterGroup& group : m_groups) {
      parallelStretches(group.begin, group.end, [&](std::int64_t begin, std::int64_t length) {
        static thread_local std::array<float, kStretch> clipped;
        kernels.scaled(gradients + begin, clipped.data(), length, factor);
        float* weights = numbers<float>(m_weights) + begin;
        body({group, begin, length, weights, clipped.data()});
        if (round) cpuKernels().roundByThreshold(weights, numbers<Bf16>(m_modelWeights) + begin, begin, length);
        std::memset(static_cast<void*>(gradients + begin), 0, static_cast<std::size_t>(length) * sizeof(T));
      });
    }
  });
  m_unsummed = false;
  m_factor = 1;
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
  if (separate()) m_weights.copy_(m_modelWeights);
}

double twoNorm(const Tensor& flat) {
  // One float32 sum over millions of squares is off by 1e-4; short sums added up in float64 are not.
  if (takesKernels(flat) && flat.is_contiguous()) {
    std::vector<double> sums(static_cast<std::size_t>((flat.numel() + kStretch - 1) / kStretch));
    withRowKernels(flat, [&](const auto& kernels, auto element) {
      const auto* from = numbers<decltype(element)>(flat);
      parallelStretches(0, flat.numel(), [&](std::int64_t begin, std::int64_t length) {
        sums[static_cast<std::size_t>(begin / kStretch)] = static_cast<double>(kernels.sumOfSquares(from + begin, length));
      });
    });
    double sum = 0;
    for (const double part : sums) sum += part;
    return std::sqrt(sum);
  }
  const auto normOf = [](const Tensor& x, at::OptionalIntArrayRef over) {
    return at::linalg_vector_norm(x, 2, over, /*keepdim=*/false, at::kFloat).to(at::kDouble);
  };
  const std::int64_t rows = flat.numel() / kStretch, inRows = rows * kStretch;
  const Tensor rest = normOf(flat.narrow(0, inRows, flat.numel() - inRows), std::nullopt);
  if (rows == 0) return rest.item<double>();
  const Tensor norms = normOf(flat.narrow(0, 0, inRows).view({rows, kStretch}), at::IntArrayRef{1});
  return at::hypot(at::linalg_vector_norm(norms), rest).item<double>();
}

double clippingFactor(double norm, double maxNorm) {
  return maxNorm > 0 && std::isfinite(norm) ? std::min(1.0, maxNorm / (norm + 1e-6)) : 1.0;
}

}  // namespace attune::engine
