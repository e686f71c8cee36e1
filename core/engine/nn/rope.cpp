// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/rope.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

#include "core/engine/nn/transfer.h"

namespace attune::engine {
namespace {

// In float32 throughout, as the reference implementations do: far positions multiply the rounding of the frequency.
at::Tensor baseFrequencies(double theta, std::int64_t rotated) {
  const auto exponents = at::arange(0, rotated, 2, at::kFloat) / static_cast<float>(rotated);
  return 1.0 / at::pow(static_cast<float>(theta), exponents);
}

at::Tensor llama3Frequencies(const RopeSettings& s, const at::Tensor& base) {
  const double original = static_cast<double>(s.originalMaxPositions);
  const double longest = original / s.lowFreqFactor, shortest = original / s.highFreqFactor;
  const auto waves = 2 * std::numbers::pi / base;
  const auto stretched = at::where(waves > longest, base / s.factor, base);
  const auto smooth = (original / waves - s.lowFreqFactor) / (s.highFreqFactor - s.lowFreqFactor);
  const auto between = (1 - smooth) * stretched / s.factor + smooth * stretched;
  return at::where((waves >= shortest).logical_and(waves <= longest), between, stretched);
}

at::Tensor yarnFrequencies(const RopeSettings& s, const at::Tensor& base, std::int64_t rotated, std::int64_t maxPositions) {
  const double original = static_cast<double>(s.originalMaxPositions > 0 ? s.originalMaxPositions : maxPositions);
  const auto dimensionOf = [&](double rotations) {
    return rotated * std::log(original / (rotations * 2 * std::numbers::pi)) / (2 * std::log(s.theta));
  };
  const double low = std::max(std::floor(dimensionOf(s.betaFast)), 0.0);
  double high = std::min(std::ceil(dimensionOf(s.betaSlow)), static_cast<double>(rotated - 1));
  if (low == high) high += 0.001;
  const auto ramp = ((at::arange(rotated / 2, at::kFloat) - low) / (high - low)).clamp(0, 1);
  return base / s.factor * ramp + base * (1 - ramp);
}

double yarnScale(double factor, double mscale) {
  return factor <= 1 ? 1.0 : 0.1 * mscale * std::log(factor) + 1.0;
}

double attentionFactor(const RopeSettings& s, std::int64_t maxPositions) {
  if (s.attentionFactor) return *s.attentionFactor;
  if (s.type == "yarn") {
    if (s.mscale && s.mscaleAllDim && *s.mscale != 0 && *s.mscaleAllDim != 0) {
      return yarnScale(s.factor, *s.mscale) / yarnScale(s.factor, *s.mscaleAllDim);
    }
    return yarnScale(s.factor, 1);
  }
  if (s.type == "longrope" && s.originalMaxPositions > 0) {
    const double factor = static_cast<double>(maxPositions) / static_cast<double>(s.originalMaxPositions);
    return factor <= 1 ? 1.0 : std::sqrt(1 + std::log(factor) / std::log(static_cast<double>(s.originalMaxPositions)));
  }
  return 1;
}

}  // namespace

RopeTable::RopeTable(const RopeSettings& settings, std::int64_t headDim, std::int64_t maxPositions)
    : m_settings(settings),
      m_rotated(static_cast<std::int64_t>(static_cast<double>(headDim) * settings.partialRotaryFactor)),
      m_maxPositions(maxPositions),
      m_dependsOnLength(settings.type == "dynamic" || settings.type == "longrope"),
      m_factor(attentionFactor(settings, maxPositions)) {}

at::Tensor RopeTable::frequencies(std::int64_t length) const {
  const auto& s = m_settings;
  if (s.type == "dynamic") {
    const double trained = static_cast<double>(m_maxPositions);
    const double used = static_cast<double>(std::max(length, m_maxPositions));
    const double stretch = s.factor * used / trained - (s.factor - 1);
    const double rotated = static_cast<double>(m_rotated);
    return baseFrequencies(s.theta * std::pow(stretch, rotated / (rotated - 2)), m_rotated);
  }
  const auto base = baseFrequencies(s.theta, m_rotated);
  if (s.type == "linear") return base / s.factor;
  if (s.type == "llama3") return llama3Frequencies(s, base);
  if (s.type == "yarn") return yarnFrequencies(s, base, m_rotated, m_maxPositions);
  if (s.type == "longrope") {
    const bool isLong = s.originalMaxPositions > 0 && length > s.originalMaxPositions;
    const auto& factors = isLong ? s.longFactor : s.shortFactor;
    if (static_cast<std::int64_t>(factors.size()) == m_rotated / 2) return base / at::tensor(factors, at::kFloat);
  }
  return base;
}

std::pair<at::Tensor, at::Tensor> RopeTable::at(const at::Tensor& positions, std::int64_t longest) {
  const bool otherDevice = m_cos.defined() && m_cos.device() != positions.device();
  // A frequency that depends on the length is made anew at each call; tables of the others grow by doubling.
  if (!m_cos.defined() || otherDevice || longest > m_length || (m_dependsOnLength && longest != m_length)) {
    if (m_cos.defined() && !otherDevice && !m_dependsOnLength) m_outgrown.insert(m_outgrown.end(), {m_cos, m_sin});
    m_length = m_dependsOnLength ? longest : std::max<std::int64_t>({longest, 2 * m_length, 512});
    const auto angles = at::outer(at::arange(m_length, at::kFloat), frequencies(m_length));
    const auto both = at::cat({angles, angles}, 1);
    m_cos = toDevice(both.cos() * m_factor, positions.device());
    m_sin = toDevice(both.sin() * m_factor, positions.device());
  }
  return {m_cos.index_select(0, positions), m_sin.index_select(0, positions)};
}

}  // namespace attune::engine
