// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/dropout.h"

#include <ATen/ATen.h>

namespace attune::engine {

at::Tensor Dropout::operator()(const at::Tensor& x) const {
  if (share <= 0) return x;
  const double keep = 1 - share;
  return x * at::empty(x.sizes(), x.options().requires_grad(false)).bernoulli_(keep, random).div_(keep);
}

}  // namespace attune::engine
