// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

Tensor plainRotate(const Tensor& x, const Tensor& cos, const Tensor& sin) {
  const auto rotated = cos.size(1);
  const auto wide = x.narrow(2, 0, rotated).to(at::kFloat);
  const auto halves = wide.chunk(2, 2);
  const auto turned = at::cat({-halves[1], halves[0]}, 2);
  const auto result = (wide * cos.unsqueeze(1) + turned * sin.unsqueeze(1)).to(x.scalar_type());
  if (rotated == x.size(2)) return result;
  return at::cat({result, x.narrow(2, rotated, x.size(2) - rotated)}, 2);
}

}  // namespace

Tensor rotate(const Tensor& x, const Tensor& cos, const Tensor& sin) { return plainRotate(x, cos, sin); }

}  // namespace attune::engine
