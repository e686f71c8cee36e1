// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"

namespace attune {

/// A training curve whose truth is known, because the loss without noise is known.
struct TrueCurve {
  std::string label;  ///< "overfit", "healthy", "plateau", "noisy", "diverging".
  std::string kind;
  std::vector<std::int64_t> steps;
  std::vector<double> train, validation;
  std::vector<double> cleanTrain, cleanValidation;  ///< Without noise and spikes.
  double noise = 0;
  int best = -1, onset = -1;  ///< Indices of looks, for "overfit".
};

/// Makes one curve; the same seed gives the same curve on every machine.
TrueCurve makeCurve(std::uint64_t seed);

}  // namespace attune
