// SPDX-License-Identifier: GPL-3.0-or-later
// BitFit (Ben Zaken et al. 2021, arXiv:2106.10199): the biases alone.
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/tensor_subset.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyBitfit(Model& model, const TechniqueContext&) {
  return trainSubset(model, [&](const std::string& name) { return name.ends_with(".bias") || inHead(model.config(), name); });
}

}  // namespace attune::engine
