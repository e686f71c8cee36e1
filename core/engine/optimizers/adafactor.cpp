// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/adafactor.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace attune::engine {
namespace {

constexpr double kEpsilon = 1e-30, kDecayRate = -0.8, kLargestRms = 1.0;

}  // namespace

Adafactor::Adafactor(const ParameterBuffer& buffer, const OptimizerSettings& settings) : m_settings(settings) {
  const auto options = buffer.weights().options();
  for (const TrainableTensor& item : buffer.tensors()) {
    auto rows = item.tensor.sizes().vec();
    if (rows.size() < 2) {
      m_moments.push_back({at::zeros(rows, options), {}});
      continue;
    }
    auto columns = rows;
    rows.pop_back();
    columns.erase(columns.end() - 2);
    m_moments.push_back({at::zeros(rows, options), at::zeros(columns, options)});
  }
  m_steps = at::zeros({}, options.device(at::kCPU));  // read in every step
}

void Adafactor::step(ParameterBuffer& buffer, double rate) {
  const at::NoGradGuard noGradients;
  m_steps.add_(1);
  const double beta = 1 - std::pow(m_steps.item<double>(), kDecayRate);
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < m_moments.size(); ++i) {
    const TrainableTensor& item = buffer.tensors()[i];
    const Tensor weights = buffer.weights().narrow(0, offset, item.tensor.numel()).view(item.tensor.sizes());
    const Tensor gradients = buffer.clippedGradients(offset, item.tensor.numel()).view(item.tensor.sizes());
    offset += item.tensor.numel();
    const auto& [rows, columns] = m_moments[i];
    const Tensor squares = gradients.square().add_(kEpsilon);
    Tensor update;
    if (columns.defined()) {
      rows.mul_(beta).add_(squares.mean(-1), 1 - beta);
      columns.mul_(beta).add_(squares.mean(-2), 1 - beta);
      update = (rows / rows.mean(-1, true)).rsqrt_().unsqueeze(-1) * columns.rsqrt().unsqueeze(-2) * gradients;
    } else {
      rows.mul_(beta).add_(squares, 1 - beta);
      update = rows.rsqrt() * gradients;
    }
    const double rms = twoNorm(update.reshape({-1})) / std::sqrt(static_cast<double>(update.numel()));
    const double itemRate = rate * item.rateFactor;
    weights.mul_(1 - itemRate * m_settings.weightDecay * item.decayFactor);
    weights.sub_(update, itemRate / std::max(1.0, rms / kLargestRms));
  }
  buffer.finishStep();
}

void Adafactor::visit(const TensorVisitor& visitor) {
  for (std::size_t i = 0; i < m_moments.size(); ++i) {
    const std::string name = "adafactor." + std::to_string(i);
    visitor(name + ".exp_avg_sq_row", m_moments[i].rows);
    if (m_moments[i].columns.defined()) visitor(name + ".exp_avg_sq_col", m_moments[i].columns);
  }
  visitor("adafactor.step", m_steps);
}

}  // namespace attune::engine
