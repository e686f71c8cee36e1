// SPDX-License-Identifier: GPL-3.0-or-later
// QLoRA (Dettmers et al. 2023, arXiv:2305.14314): every linear layer of the body in NF4 with double quantisation, LoRA beside
// the chosen ones. LoftQ's start (Li et al. 2023, arXiv:2310.08659, with one round, as PEFT's replace_lora_weights_loftq): s·BA is the
// nearest of rank r to what rounding W to Q took away, so that Q + s·BA is nearer to W and Q stays the base that any program makes.
#include <ATen/ATen.h>

#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"
#include "core/engine/techniques/nearest_update.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/qlora_params.h"

namespace attune::engine {
namespace {

LoraTensors loftqStart(const Linear& base, std::int64_t rank, double scale, at::Generator& random) {
  const Tensor weight = base.denseWeight().to(at::kCPU, at::kFloat).contiguous();
  return nearestUpdate(weight - dequantiseNf4(quantiseNf4(weight), at::kFloat), rank, scale, random);
}

}  // namespace

Result<std::unique_ptr<Technique>> applyQlora(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.base = nf4BaseJson();
  if (context.params.get(params::kQloraStart) == "loftq") {
    variant.initialise = loftqStart;
    variant.startsAsBase = false;
    variant.quantises = true;
  } else {
    quantiseBase(model);
  }
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
