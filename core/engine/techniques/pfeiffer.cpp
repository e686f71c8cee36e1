// SPDX-License-Identifier: GPL-3.0-or-later
// One adapter module in each layer, behind its feed-forward part (Pfeiffer et al. 2020, arXiv:2005.00247).
#include "core/engine/techniques/bottleneck.h"
#include "core/engine/techniques/implementations.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyPfeiffer(Model& model, const TechniqueContext& context) {
  return applyBottleneck(model, context, {"pfeiffer", false, "relu"});
}

}  // namespace attune::engine
