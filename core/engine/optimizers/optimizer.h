// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <span>
#include <string_view>

#include "core/engine/optimizers/parameter_buffer.h"

namespace attune::engine {

/// The settings that all optimisers choose from.
struct OptimizerSettings {
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, momentum = 0;
  static OptimizerSettings from(const ParamSet& params);
};

/// Turns gradients into steps. Thread: the model's.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  /// Moves `buffer.weights()` by one step against its clipped gradients; the model then has the new weights, and the gradients are zero.
  /// `rate` is the learning rate of groups with factor 1.
  virtual void step(ParameterBuffer& buffer, double rate) = 0;
  /// Its state tensors by name, for checkpoints; loading writes into them.
  virtual void visit(const TensorVisitor& visitor) = 0;
};

/// One line in optimizers(); the id is that of the choice of `optim`.
struct OptimizerEntry {
  const char* id;
  std::unique_ptr<Optimizer> (*make)(const ParameterBuffer& buffer, const OptimizerSettings& settings);
};

std::span<const OptimizerEntry> optimizers();
/// The optimiser of this id, or nullptr.
const OptimizerEntry* findOptimizer(std::string_view id);

}  // namespace attune::engine
