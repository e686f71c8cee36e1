// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/adamw_8bit.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace attune::engine {
namespace {

constexpr std::int64_t kBlocksAtOnce = 4096;  // a million numbers in float32

// The dynamic values of the paper: seven decades, each cut into twice as many equal parts as the one below, of which the middles
// are taken; and 0 and 1.
std::vector<float> dynamicValues(bool hasSign) {
  constexpr int decades = 7;
  std::vector<float> values{0.0F, 1.0F};
  for (int i = 0; i < decades; ++i) {
    const int parts = 1 << (hasSign ? i : i + 1);
    const double decade = std::pow(10.0, i - decades + 1);
    for (int part = 0; part < parts; ++part) {
      const auto value = static_cast<float>(decade * (0.1 + 0.9 * (part + 0.5) / parts));
      values.push_back(value);
      if (hasSign) values.push_back(-value);
    }
  }
  std::ranges::sort(values);
  return values;
}

}  // namespace

ByteNumbers::ByteNumbers(std::int64_t size, bool hasSign, const at::TensorOptions& options) : m_hasSign(hasSign) {
  const auto values = dynamicValues(hasSign);
  m_values = at::tensor(values, at::TensorOptions(at::kFloat)).to(options.device());
  m_middles = (m_values.narrow(0, 0, 255) + m_values.narrow(0, 1, 255)) / 2;
  const auto zero = static_cast<std::int64_t>(std::ranges::find(values, 0.0F) - values.begin());
  const std::int64_t blocks = (size + kBlock - 1) / kBlock;
  m_codes = at::full({blocks, kBlock}, zero, options.dtype(at::kByte));
  m_scales = at::zeros({blocks}, options.dtype(at::kFloat));
}

Tensor ByteNumbers::read(std::int64_t begin, std::int64_t count) const {
  const Tensor codes = m_codes.narrow(0, begin, count);
  return m_values.index_select(0, codes.reshape({-1}).to(at::kLong)).view({count, kBlock}).mul_(m_scales.narrow(0, begin, count).unsqueeze(1));
}

void ByteNumbers::write(std::int64_t begin, const Tensor& numbers) {
  const Tensor scales = numbers.abs().amax(1);
  const Tensor shares = numbers / at::where(scales > 0, scales, at::ones_like(scales)).unsqueeze(1);
  Tensor codes = at::bucketize(shares, m_middles);
  // A second moment of 0 beside a first one that is not would make an endless step.
  if (!m_hasSign) codes = at::where(shares > 0, codes.clamp_min(1), codes);
  m_codes.narrow(0, begin, numbers.size(0)).copy_(codes);
  m_scales.narrow(0, begin, numbers.size(0)).copy_(scales);
}

void ByteNumbers::visit(const std::string& name, const TensorVisitor& visitor) {
  visitor(name, m_codes);
  visitor(name + ".absmax", m_scales);
}

AdamW8Bit::AdamW8Bit(const ParameterBuffer& buffer, const OptimizerSettings& settings) : m_settings(settings) {
  const auto options = buffer.weights().options();
  for (const ParameterGroup& group : buffer.groups()) {
    m_moments.push_back({{group.end - group.begin, true, options}, {group.end - group.begin, false, options}});
  }
  m_steps = at::zeros({}, options.device(at::kCPU));  // read in every step
}

void AdamW8Bit::step(ParameterBuffer& buffer, double rate) {
  const at::NoGradGuard noGradients;
  m_steps.add_(1);
  const double steps = m_steps.item<double>();
  const double firstShare = 1 - std::pow(m_settings.beta1, steps), secondShare = 1 - std::pow(m_settings.beta2, steps);
  for (std::size_t i = 0; i < m_moments.size(); ++i) {
    const ParameterGroup& group = buffer.groups()[i];
    auto& [first, second] = m_moments[i];
    const double groupRate = rate * group.rateFactor, decay = m_settings.weightDecay * group.decayFactor;
    for (std::int64_t block = 0; block < first.blocks(); block += kBlocksAtOnce) {
      const std::int64_t count = std::min(kBlocksAtOnce, first.blocks() - block);
      const std::int64_t begin = group.begin + block * ByteNumbers::kBlock;
      const std::int64_t length = std::min(group.end - begin, count * ByteNumbers::kBlock);
      const Tensor weights = buffer.weights().narrow(0, begin, length);
      const Tensor gradients = at::constant_pad_nd(buffer.clippedGradients(begin, length), {0, count * ByteNumbers::kBlock - length})
                                   .view({count, ByteNumbers::kBlock});
      const Tensor m = first.read(block, count).mul_(m_settings.beta1).add_(gradients, 1 - m_settings.beta1);
      const Tensor v = second.read(block, count).mul_(m_settings.beta2).addcmul_(gradients, gradients, 1 - m_settings.beta2);
      const Tensor update = m / v.div(secondShare).sqrt_().add_(m_settings.epsilon);
      weights.mul_(1 - groupRate * decay).sub_(update.view({-1}).narrow(0, 0, length), groupRate / firstShare);
      first.write(block, m);
      second.write(block, v);
    }
  }
  buffer.finishStep();
}

void AdamW8Bit::visit(const TensorVisitor& visitor) {
  for (std::size_t i = 0; i < m_moments.size(); ++i) {
    const std::string name = "adamw_8bit." + std::to_string(i);
    m_moments[i].first.visit(name + ".exp_avg", visitor);
    m_moments[i].second.visit(name + ".exp_avg_sq", visitor);
  }
  visitor("adamw_8bit.step", m_steps);
}

}  // namespace attune::engine
