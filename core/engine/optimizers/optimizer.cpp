// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/optimizers/optimizer.h"

#include <algorithm>

#include "core/engine/optimizers/adafactor.h"
#include "core/engine/optimizers/adamw.h"
#include "core/engine/optimizers/adamw_8bit.h"
#include "core/engine/optimizers/lion.h"
#include "core/engine/optimizers/paged_adamw.h"
#include "core/engine/optimizers/sgd.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

template <class T>
std::unique_ptr<Optimizer> make(const ParameterBuffer& buffer, const OptimizerSettings& settings) {
  return std::make_unique<T>(buffer, settings);
}

constexpr OptimizerEntry kOptimizers[] = {
    {"adamw", make<AdamW>},
    {"adamw_8bit", make<AdamW8Bit>},
    {"paged_adamw_32bit", make<PagedAdamW>},
    {"adafactor", make<Adafactor>},
    {"lion_32bit", make<Lion>},
    {"sgd", make<Sgd>},
};

}  // namespace

OptimizerSettings OptimizerSettings::from(const ParamSet& params) {
  return {params.get(params::kAdamBeta1), params.get(params::kAdamBeta2), params.get(params::kAdamEpsilon),
          params.get(params::kWeightDecay), params.get(params::kMomentum)};
}

std::span<const OptimizerEntry> optimizers() { return kOptimizers; }

const OptimizerEntry* findOptimizer(std::string_view id) {
  const auto* found = std::ranges::find_if(kOptimizers, [&](const OptimizerEntry& entry) { return entry.id == id; });
  return found == std::end(kOptimizers) ? nullptr : found;
}

}  // namespace attune::engine
