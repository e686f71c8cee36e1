// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>

#include <functional>

#include "core/engine/nn/model.h"

namespace attune::engine {

/// A block of a model: hidden states [T, C], and a second input with gradient or an undefined one -> hidden states.
using BlockFunction = std::function<Tensor(const Tensor& x, const Tensor& extra)>;

/// block(x, extra) keeping nothing but its inputs: backward computes the block once more, from the state that `random` was in, so that
/// dropout draws the same masks (Chen et al. 2016, arXiv:1604.06174). Gradients are those of the plain call, also of the tensors that
/// the block itself trains, which must be leaves.
Tensor recomputed(BlockFunction block, const Tensor& x, const Tensor& extra, const at::Generator& random);

/// Which blocks of a model are computed twice: the first ones that would keep something. All keep alike, and memory is fullest where the
/// way back begins. It begins at the last blocks: one of them would be whole again at once, beside all that the others hold; the
/// first ones are made again when the others are gone.
struct Recomputation {
  std::int64_t blocks = 0;
  at::Generator random;  ///< That dropout draws from.
};

/// Whether any of the tensors that `visitAll` calls a visitor with learns.
bool learns(const std::function<void(const TensorVisitor&)>& visitAll);

}  // namespace attune::engine
