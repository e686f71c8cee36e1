// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/engine/cuda_graph.h"
#include "core/engine/nn/batch_place.h"
#include "core/engine/objectives/objective.h"
#include "core/engine/optimizers/parameter_buffer.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// Forward and backward of batches as recordings that are launched as a whole. A small model's thousands of short operators take the
/// processor longer to send than the card to compute; a recording takes one launch.
///
/// Recordings are of batches that are filled up to a shape. The first batch of a shape is computed as it is and filled up, the second
/// operator by operator and by a recording made of the first's place, and each time both must agree in loss and gradient before any is
/// replayed alone; a shape of which they do not agree is computed as it is, and what cannot be recorded ends all recording. A filled-up
/// batch gives the same numbers by both ways, so a run that is resumed goes on as it would have. Thread: the model's, on one stream that
/// is not the default one.
class RecordedSteps {
 public:
  /// `random` is what the technique's dropout draws from. All outlive this.
  RecordedSteps(Objective& objective, Technique& technique, Model& model, ParameterBuffer& buffer, at::Generator random, const at::Device& device);

  /// Adds the gradient of the mean loss of training rows over `targets` to the buffer and gives the sum of the losses, a float32 scalar on
  /// the device that holds until the next call; undefined, and nothing done, where the batch is better computed as it is.
  Tensor pass(const std::vector<std::uint32_t>& rows, std::int64_t targets);

  /// Gives the recordings' memory back and makes no more. False when there was nothing to give.
  bool stop();

 private:
  struct Recording {
    BatchPlace place;
    Tensor share;  ///< One over the targets of the step, float32.
    std::unique_ptr<CudaGraph> graph;
    Tensor loss;   ///< Where the recording leaves it.
    int batches = 0;
    bool refused = false;
  };
  using Way = std::function<Tensor()>;

  bool pays(const BatchShape& shape) const;
  Tensor compute(const Recording& recording);
  Tensor replay(const Recording& recording);
  bool record(Recording& recording);
  bool agree(const Way& one, const Way& other);
  bool check(Recording& recording, const std::vector<std::uint32_t>& rows);

  Objective& m_objective;
  Technique& m_technique;
  Model& m_model;
  ParameterBuffer& m_buffer;
  at::Generator m_random;
  at::Device m_device;
  std::int64_t m_parameters = 0;
  std::map<BatchShape, Recording> m_recordings;
  const CudaGraph* m_first = nullptr;  // lends the others its memory
  bool m_on = true;
};

}  // namespace attune::engine
