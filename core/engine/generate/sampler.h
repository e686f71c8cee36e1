// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/random.h"
#include "core/engine/engine.h"

namespace attune::engine {

/// Chooses the next token from logits, as transformers' generation does: repetition penalty, temperature, top-k, top-p,
/// in this order; temperature 0 takes the likeliest. The same seed and logits give the same tokens.
class Sampler {
 public:
  Sampler(const SamplingSettings& settings, std::span<const std::int32_t> prompt);
  /// The next token; it counts for the repetition penalty from then on. `logits` is changed. Not-finite logits are never chosen
  /// unless all are; then token 0.
  std::int32_t choose(std::span<float> logits);

 private:
  void penalise(std::span<float> logits) const;
  SamplingSettings m_settings;
  Random m_random;
  std::vector<std::int32_t> m_seen;      // sorted, unique
  std::vector<std::int32_t> m_candidates;
};

}  // namespace attune::engine
