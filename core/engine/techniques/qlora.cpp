// SPDX-License-Identifier: GPL-3.0-or-later
// QLoRA (Dettmers et al. 2023, arXiv:2305.14314): every linear layer of the body in NF4 with double quantisation, LoRA beside
// the chosen ones.
#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"
#include "core/engine/techniques/nf4_linear.h"

namespace attune::engine {

Result<std::unique_ptr<Technique>> applyQlora(Model& model, const TechniqueContext& context) {
  quantiseBase(model);
  LoraVariant variant;
  variant.base = nf4BaseJson();
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
