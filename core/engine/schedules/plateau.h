// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>

#include "core/params/param.h"

namespace attune::engine {

/// When a learning rate falls that waits for validation, with the names of torch.optim.lr_scheduler.ReduceLROnPlateau.
struct PlateauSettings {
  double factor = 0.5;         ///< Of each fall.
  std::int64_t patience = 1;   ///< Looks without improvement that are borne.
  double minimum = 0;          ///< Share of the peak rate below which it does not fall.
  static PlateauSettings from(const ParamSet& params);
};

/// What validation has made of the learning rate so far; part of a checkpoint.
struct Plateau {
  std::optional<double> best;      ///< Lowest validation loss.
  std::int64_t badLooks = 0;       ///< Since it, or since the last fall.
  double reduction = 1;            ///< Share of the peak rate that is left.

  /// Counts a look. A loss is an improvement when it is below best · (1 − 1e-4), as in PyTorch; one that is not finite is none.
  void look(double loss, const PlateauSettings& settings);
};

}  // namespace attune::engine
