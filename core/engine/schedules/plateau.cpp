// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/schedules/plateau.h"

#include <algorithm>
#include <cmath>

#include "core/params/training_params.h"

namespace attune::engine {

PlateauSettings PlateauSettings::from(const ParamSet& params) {
  const double peak = params.get(params::kLearningRate), minimum = params.get(params::kMinLearningRate);
  return {params.get(params::kPlateauFactor), params.get(params::kPlateauPatience), peak > 0 ? std::min(1.0, minimum / peak) : 0.0};
}

void Plateau::look(double loss, const PlateauSettings& settings) {
  constexpr double threshold = 1e-4;
  if (std::isfinite(loss) && (!best || loss < *best * (1 - threshold))) {
    best = loss;
    badLooks = 0;
    return;
  }
  if (++badLooks <= settings.patience) return;
  reduction = std::max(reduction * settings.factor, settings.minimum);
  badLooks = 0;
}

}  // namespace attune::engine
