// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
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
/// tensors of the model become views of `weights`, and their gradients lie end to end too, for backward to add to.
/// The weights are float32; where the model computes in another type, its tensors are copies that `publish` renews, and so are its
/// gradients, which become float32 sums when there is more than one backward in a step.
class ParameterBuffer {
 public:
  /// Part of a group: `weights` [length] float32 may be changed, `gradients` [length] float32 are clipped and only to be read.
  struct Part {
    const ParameterGroup& group;
    std::int64_t begin, length;
    Tensor weights, gradients;
  };
  /// The same as plain numbers, few enough for a processor's nearest memory.
  struct Stretch {
    const ParameterGroup& group;
    std::int64_t begin, length;
    float* weights;
    const float* gradients;
  };

  /// Takes over the storage of `tensors`, which must be on one device; their values stay.
  explicit ParameterBuffer(std::vector<TrainableTensor> tensors);

  std::int64_t size() const { return m_weights.numel(); }
  const std::vector<TrainableTensor>& tensors() const { return m_tensors; }
  const std::vector<ParameterGroup>& groups() const { return m_groups; }
  const Tensor& weights() const { return m_weights; }  ///< [size] float32.
  /// [size] float32, not clipped: what all backwards since the last step have added up to.
  const Tensor& gradients();

  /// Sets all gradients to zero.
  void zeroGradients();
  /// To be called before each backward: what the one before left in another type than float32 moves into float32 sums.
  void makeRoom();
  /// To be called after each backward: takes in the gradients that autograd put elsewhere.
  void collect();
  /// [size] in the model's type: where backward adds to, which is the same memory throughout.
  const Tensor& received() const { return m_modelGradients; }
  /// The 2-norm of the gradients. Until the next step they count min(1, maxNorm / (norm + 1e-6)) times when maxNorm > 0 and the norm
  /// is finite, as after torch.nn.utils.clip_grad_norm_.
  double clip(double maxNorm);

  /// The clipped gradients [begin, begin + length) in float32, only to be read.
  Tensor clippedGradients(std::int64_t begin, std::int64_t length);
  /// Ends a step: the model gets the new weights, and all gradients become zero.
  void finishStep();
  /// A step part by part: `body` changes the weights of each.
  void step(const std::function<void(const Part&)>& body);
  /// The same in one pass over memory by all threads of the CPU at once; needs `sweeps`.
  void sweep(const std::function<void(const Stretch&)>& body);
  /// Whether the buffer is on the CPU, its types are known to the kernels and the settings ask for it.
  bool sweeps() const;

  /// Gives the model the numbers of `weights`; to be called after they changed. Rounding to bfloat16 is unbiased: each number
  /// has a fixed threshold of its own at which it moves to the next value.
  void publish();
  /// As publish, after a technique loaded new values into its tensors: takes those over.
  void adopt();
  /// Whether the model computes in another type than float32, so that `weights` is not what the technique saves.
  bool separate() const { return !m_modelWeights.is_same(m_weights); }

 private:
  // Where all gradients of a step lie.
  const Tensor& source() { return m_sums.defined() ? gradients() : m_modelGradients; }

  std::vector<TrainableTensor> m_tensors;
  std::vector<ParameterGroup> m_groups;
  Tensor m_weights;
  Tensor m_modelWeights, m_modelGradients;  // in the model's type; where that is float32 the former are m_weights
  Tensor m_sums;                            // float32; only in another type, from the second backward of a step on
  bool m_unsummed = false;                  // m_modelGradients holds what m_sums lacks
  double m_factor = 1;                      // of clipping
};

/// The 2-norm of a vector [n] of float32 or bfloat16, exact to float32's precision whatever its length.
double twoNorm(const Tensor& flat);

/// What clipping multiplies gradients of this norm by.
double clippingFactor(double norm, double maxNorm);

}  // namespace attune::engine
