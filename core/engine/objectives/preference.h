// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <string>

#include "core/base/error.h"
#include "core/params/param.h"

namespace attune::engine {

/// Settings of a preference loss.
struct PreferenceSettings {
  double beta = 0.1, labelSmoothing = 0, gamma = 0.5;
  static PreferenceSettings from(const ParamSet& params);
};

/// Both answers of B pairs under a model: sums of the answers' token log-probabilities, and their tokens. All [B] float64.
struct PairScores {
  at::Tensor chosen, rejected;                    ///< Under the model that learns, with gradient.
  at::Tensor referenceChosen, referenceRejected;  ///< Under the model as it was; undefined where the loss needs none.
  at::Tensor chosenTokens, rejectedTokens;
};

/// What a loss makes of pairs. All [B] float64.
struct PairLosses {
  at::Tensor losses;                           ///< With gradient.
  at::Tensor chosenRewards, rejectedRewards;   ///< Implicit rewards, without gradient.
};

/// One line in preferenceLosses(); the id is that of the choice of `loss_type`.
struct PreferenceLoss {
  const char* id;
  bool needsReference;
  PairLosses (*compute)(const PairScores& pairs, const PreferenceSettings& settings);
};

/// The loss of this id, or nullptr.
const PreferenceLoss* findPreferenceLoss(std::string_view id);

}  // namespace attune::engine
