// SPDX-License-Identifier: GPL-3.0-or-later
// LoRA+ (Hayou et al. 2024, arXiv:2402.12354): the learning rate of B is λ times that of A.
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"
#include "core/engine/techniques/technique_params.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyLoraPlus(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.rateFactorB = context.params.get(params::kLoraPlusRatio);
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
