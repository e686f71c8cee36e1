// SPDX-License-Identifier: GPL-3.0-or-later
// Adapter modules behind attention and feed-forward part of each layer (Houlsby et al. 2019, arXiv:1902.00751).
#include "core/engine/techniques/bottleneck.h"
#include "core/engine/techniques/implementations.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyHoulsby(Model& model, const TechniqueContext& context) {
  return applyBottleneck(model, context, {"houlsby", true, "gelu"});
}

}  // namespace attune::engine
