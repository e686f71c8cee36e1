// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a frozen model alone; what the body gives of each text never changes, so the objective computes it once.
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/tensor_subset.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyFeatureExtraction(Model& model, const TechniqueContext&) {
  return trainSubset(model, [&](const std::string& name) { return inHead(model.config(), name); });
}

}  // namespace attune::engine
