// SPDX-License-Identifier: GPL-3.0-or-later
// DoRA (Liu et al. 2024, arXiv:2402.09353): LoraLinear with a magnitude, which begins as the lengths of the base's rows.
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyDora(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.magnitude = true;
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
