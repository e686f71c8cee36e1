// SPDX-License-Identifier: GPL-3.0-or-later
// Learning a teacher's inner states beside its predictions (after Romero et al. 2015, FitNets, arXiv:1412.6550).
#pragma once
#include <torch/types.h>

namespace attune::engine {

/// ‖P h − t‖² / ‖t‖² of each row, [N] float32 with gradient to `states`. states [N, C], wanted [N, C'], projection [C', C] or undefined where
/// the two are equally wide.
at::Tensor stateDistances(const at::Tensor& states, const at::Tensor& wanted, const at::Tensor& projection);

/// The linear map that brings states nearest to others in the least-squares sense, from pairs seen one after another.
class ProjectionFit {
 public:
  /// states [N, C], wanted [N, C'].
  void add(const at::Tensor& states, const at::Tensor& wanted);
  /// [C', C] float32, with a ridge of a millionth of the states' mean square.
  at::Tensor projection() const;

 private:
  at::Tensor m_products, m_targets;  // Σ hᵀ h and Σ hᵀ t, float64
};

}  // namespace attune::engine
