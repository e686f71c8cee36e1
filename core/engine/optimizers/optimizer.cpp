// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/optimizer.h"

#include <algorithm>

#include "core/engine/optimizers/adamw.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

template <class T>
std::unique_ptr<Optimizer> make(const ParameterBuffer& buffer, const OptimizerSettings& settings) {
  return std::make_unique<T>(buffer, settings);
}

constexpr OptimizerEntry kOptimizers[] = {
    {"adamw", make<AdamW>},
};

}  // namespace

OptimizerSettings OptimizerSettings::from(const ParamSet& params) {
  return {params.get(params::kAdamBeta1), params.get(params::kAdamBeta2), params.get(params::kAdamEpsilon),
          params.get(params::kWeightDecay)};
}

std::span<const OptimizerEntry> optimizers() { return kOptimizers; }

const OptimizerEntry* findOptimizer(std::string_view id) {
  const auto* found = std::ranges::find_if(kOptimizers, [&](const OptimizerEntry& entry) { return entry.id == id; });
  return found == std::end(kOptimizers) ? nullptr : found;
}

}  // namespace attune::engine
