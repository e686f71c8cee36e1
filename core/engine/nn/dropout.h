// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>
#include <torch/types.h>

namespace attune::engine {

/// Leaves out each number with the chance `share` and scales the others up (Srivastava et al. 2014); 0: gives its input.
struct Dropout {
  double share = 0;
  at::Generator random;
  at::Tensor operator()(const at::Tensor& x) const;
};

/// A model that can leave out numbers while it learns.
class HasDropout {
 public:
  virtual ~HasDropout() = default;
  /// From now on, until the next call: `hidden` between its layers, `attention` of the weights by which a token takes from others.
  virtual void setDropout(const Dropout& hidden, const Dropout& attention) = 0;
};

}  // namespace attune::engine
