// SPDX-License-Identifier: GPL-3.0-or-later
// The last layers in full, and the head that a model has for its task; embeddings, lower layers, final norm and the head of a
// model that writes text stay as they are.
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/techniques/tensor_subset.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyFreeze(Model& model, const TechniqueContext& context) {
  const std::int64_t layers = model.config().layers;
  const std::int64_t first = layers - std::min(layers, context.params.get(params::kTrainedLayers));
  return trainSubset(model, [&](const std::string& name) { return layerNumber(name) >= first || inHead(model.config(), name); });
}

}  // namespace attune::engine
