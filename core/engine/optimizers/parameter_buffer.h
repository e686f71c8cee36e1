// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// A stretch of the buffer whose learning rate and weight decay are that many times the run's.
struct ParameterGroup {
  std::int64_t begin = 0, end = 0;
  double rateFactor = 1, decayFactor = 1;
};

/// All trained numbers of a run end to end, so that clipping, the optimiser's step and saving are single passes. The
/// tensors of the model become views of `weights`, and their gradients views of `gradients`.
/// The numbers are float32; where the model computes in another type, its tensors are copies that `publish` renews.
class ParameterBuffer {
 public:
  /// Takes over the storage of `tensors`, which must be on one device; their values stay.
  explicit ParameterBuffer(std::vector<TrainableTensor> tensors);

  std::int64_t size() const { return m_weights.numel(); }
  const std::vector<TrainableTensor>& tensors() const { return m_tensors; }
  const std::vector<ParameterGroup>& groups() const { return m_groups; }
  const Tensor& weights() const { return m_weights; }      ///< [size] float32.
  const Tensor& gradients() const { return m_gradients; }  ///< [size] float32; complete after collect().

  /// Sets all gradients to zero.
  void zeroGradients();
  /// Moves what backward left outside the float32 buffer into it; to be called after each backward.
  void collect();
  /// Gives the model the numbers of `weights`; to be called after they changed. Rounding to bfloat16 is unbiased: each number
  /// has a fixed threshold of its own at which it moves to the next value.
  void publish();
  /// As publish, after a technique loaded new values into its tensors: takes those over.
  void adopt();
  /// Whether the model computes in another type than float32, so that `weights` is not what the technique saves.
  bool separate() const { return !m_modelWeights.is_same(m_weights); }

 private:
  std::vector<TrainableTensor> m_tensors;
  std::vector<ParameterGroup> m_groups;
  Tensor m_weights, m_gradients;
  // Only where the model's type is not float32: its own buffers of the same order.
  Tensor m_modelWeights, m_modelGradients;
};

/// The 2-norm of a vector [n] of float32, exact to float32's precision whatever its length.
double twoNorm(const Tensor& flat);

/// The 2-norm of `gradients` before clipping; scales them by min(1, maxNorm / (norm + 1e-6)) when maxNorm > 0 and the norm
/// is finite, as torch.nn.utils.clip_grad_norm_ does.
double clipGradients(const Tensor& gradients, double maxNorm);

}  // namespace attune::engine
