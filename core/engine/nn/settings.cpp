// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/settings.h"

#include <ATen/Parallel.h>

#include <mutex>
#include <thread>

namespace attune::engine {

ComputeSettings& computeSettings() {
  static ComputeSettings settings;
  return settings;
}

ComputeSettings referenceSettings() {
  return {.fusedNorm = false,
          .fusedActivation = false,
          .fusedRope = false,
          .fusedAttention = false,
          .fusedLinear = false,
          .fusedLoss = false,
          .lossRowsOnly = false,
          .oneDnn = false,
          .fastDecode = false};
}

void prepareProcess(int threads) {
  // Torch counts physical cores by itself; asking again for the same number would only start its pool anew.
  if (threads > 0 && threads != at::get_num_threads()) at::set_num_threads(threads);
}

}  // namespace attune::engine
