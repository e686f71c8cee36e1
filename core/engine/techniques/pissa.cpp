// SPDX-License-Identifier: GPL-3.0-or-later
// PiSSA (Meng et al. 2024, arXiv:2404.02948): s·B₀A₀ begins as the best approximation of rank r of W, and W − s·B₀A₀ is frozen.
// The base stays as it is; s·B₀A₀ is subtracted by a second, frozen update, so y = x Wᵀ + s·x (BA − B₀A₀)ᵀ.
#include <ATen/ATen.h>

#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"
#include "core/engine/techniques/nearest_update.h"

namespace attune::engine {
namespace {

LoraTensors pissaStart(const Linear& base, std::int64_t rank, double scale, at::Generator& random) {
  LoraTensors tensors = nearestUpdate(base.denseWeight().to(at::kCPU, at::kFloat), rank, scale, random);
  tensors.frozenA = tensors.a.clone();
  tensors.frozenB = tensors.b.neg();
  return tensors;
}

}  // namespace

Result<std::unique_ptr<Technique>> applyPissa(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.initialise = pissaStart;
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine
