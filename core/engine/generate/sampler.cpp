// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune::engine {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

// Makes what is no number impossible and gives the largest of the rest. In lanes: a vocabulary is long, and this is done for each token.
float withoutNans(std::span<float> logits) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> lanes;
  lanes.fill(kNever);
  const auto whole = logits.size() / kLanes * kLanes;
  const auto take = [&](std::size_t i, std::size_t lane) {
    logits[i] = std::isnan(logits[i]) ? kNever : logits[i];
    lanes[lane] = logits[i] > lanes[lane] ? logits[i] : lanes[lane];
  };
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) take(i + lane, lane);
  }
  for (std::size_t i = whole; i < logits.size(); ++i) take(i, i - whole);
  return *std::ranges::max_element(lanes);
}

}  // namespace

Sampler::Sampler(const SamplingSettings& settings, std::span<const std::int32_t> prompt)
    : m_settings(settings), m_random(settings.seed), m_seen(prompt.begin(), prompt.end()) {
  std::ranges::sort(m_seen);
  m_seen.erase(std::unique(m_seen.begin(), m_seen.end()), m_seen.end());
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
  const float largest = withoutNans(logits);
  std::int32_t chosen = 0;
  if (m_settings.temperature <= 0) {
    chosen = static_cast<std::int32_t>(std::ranges::find(logits, largest) - logits.begin());
  } else {
    m_candidates.resize(logits.size());
    std::iota(m_candidates.begin(), m_candidates.end(), 0);
    const auto logitOf = [&](std::int32_t token) { return logits[static_cast<std::size_t>(token)]; };
    const auto likelier = [&](std::int32_t a, std::int32_t b) { return logitOf(a) != logitOf(b) ? logitOf(a) > logitOf(b) : a < b; };
    const auto keep = m_settings.topK > 0 ? std::min(logits.size(), static_cast<std::size_t>(m_settings.topK)) : logits.size();
    if (keep < logits.size()) {
      std::ranges::nth_element(m_candidates, m_candidates.begin() + static_cast<std::ptrdiff_t>(keep), likelier);
      m_candidates.resize(keep);
    }
    const auto top = static_cast<double>(largest);
    const auto weightOf = [&](std::int32_t token) { return std::exp((static_cast<double>(logitOf(token)) - top) / m_settings.temperature); };
    double total = 0;
    for (const auto token : m_candidates) total += weightOf(token);
    // The smallest set of likeliest tokens whose probabilities reach top-p. Those few are put in order, not the whole vocabulary; when
    // every token may be drawn, none needs to be.
    std::vector<double> weights;
    double sum = 0;
    const bool all = m_settings.topP >= 1 && keep == logits.size();
    for (std::size_t i = 0; all && i < keep; ++i) {
      weights.push_back(weightOf(m_candidates[i]));
      sum += weights.back();
    }
    for (std::size_t ordered = all ? keep : 0, part = 64; ordered < m_candidates.size() && (ordered == 0 || sum < m_settings.topP * total); part *= 8) {
      const auto begin = m_candidates.begin() + static_cast<std::ptrdiff_t>(ordered);
      ordered = std::min(m_candidates.size(), ordered + part);
      const auto end = m_candidates.begin() + static_cast<std::ptrdiff_t>(ordered);
      std::ranges::partial_sort(begin, end, m_candidates.end(), likelier);
      for (auto token = begin; token != end && (weights.empty() || sum < m_settings.topP * total); ++token) {
        weights.push_back(weightOf(*token));
        sum += weights.back();
      }
    }
    const auto used = weights.size();
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
