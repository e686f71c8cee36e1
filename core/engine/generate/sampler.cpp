// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune::engine {

Sampler::Sampler(const SamplingSettings& settings, std::span<const std::int32_t> prompt)
    : m_settings(settings), m_random(settings.seed), m_seen(prompt.begin(), prompt.end()) {
  std::ranges::sort(m_seen);
  m_seen.erase(std::ranges::unique(m_seen).begin(), m_seen.end());
}

// Keskar et al. 2019 (arXiv:1909.05858): divides what is above zero, multiplies what is below.
void Sampler::penalise(std::span<float> logits) const {
  const auto penalty = static_cast<float>(m_settings.repetitionPenalty);
  if (penalty == 1.0F) return;
  for (const auto token : m_seen) {
    if (token < 0 || static_cast<std::size_t>(token) >= logits.size()) continue;
    auto& logit = logits[static_cast<std::size_t>(token)];
    logit = logit > 0 ? logit / penalty : logit * penalty;
  }
}

std::int32_t Sampler::choose(std::span<float> logits) {
  penalise(logits);
  for (auto& logit : logits) {
    if (std::isnan(logit)) logit = -std::numeric_limits<float>::infinity();
  }
  std::int32_t chosen = 0;
  if (m_settings.temperature <= 0) {
    chosen = static_cast<std::int32_t>(std::ranges::max_element(logits) - logits.begin());
  } else {
    m_candidates.resize(logits.size());
    std::iota(m_candidates.begin(), m_candidates.end(), 0);
    const auto logitOf = [&](std::int32_t token) { return logits[static_cast<std::size_t>(token)]; };
    const auto likelier = [&](std::int32_t a, std::int32_t b) { return logitOf(a) != logitOf(b) ? logitOf(a) > logitOf(b) : a < b; };
    const auto all = m_candidates.size();
    const auto keep = m_settings.topK > 0 ? std::min(all, static_cast<std::size_t>(m_settings.topK)) : all;
    if (keep < all) {
      std::ranges::nth_element(m_candidates, m_candidates.begin() + static_cast<std::ptrdiff_t>(keep), likelier);
      m_candidates.resize(keep);
    }
    std::ranges::sort(m_candidates, likelier);
    std::vector<double> weights(m_candidates.size());
    const double top = static_cast<double>(logitOf(m_candidates[0]));
    double total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] = std::exp((static_cast<double>(logitOf(m_candidates[i])) - top) / m_settings.temperature);
      total += weights[i];
    }
    // The smallest set of likeliest tokens whose probabilities reach top-p.
    double sum = 0;
    std::size_t used = 0;
    while (used < weights.size() && (used == 0 || sum < m_settings.topP * total)) sum += weights[used++];
    double point = m_random.uniform() * sum;
    std::size_t i = 0;
    while (i + 1 < used && point >= weights[i]) point -= weights[i++];
    chosen = m_candidates[i];
  }
  const auto place = std::ranges::lower_bound(m_seen, chosen);
  if (place == m_seen.end() || *place != chosen) m_seen.insert(place, chosen);
  return chosen;
}

}  // namespace attune::engine
