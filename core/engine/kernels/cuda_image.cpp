// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/cuda_kernels.h"

namespace attune::engine {

std::span<const unsigned char> cudaImage() {
#ifdef ATTUNE_CUDA_IMAGE
  alignas(64) static constexpr unsigned char kImage[] = {
#include ATTUNE_CUDA_IMAGE
  };
  return kImage;
#else
  return {};
#endif
}

}  // namespace attune::engine
