// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of NVIDIA's cards, compiled where CMake finds nvcc and launched through the driver (cuda_kernels.h).
#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "core/engine/kernels/nf4_kernel.h"

namespace attune::engine {
namespace {

template <class Out>
__device__ void dequantise(const Nf4Weight& weight, Out* out) {
  // The threads of a warp look up different values at a time: in shared memory all 16 lie in banks of their own.
  __shared__ float values[16];
  if (threadIdx.x < 16) values[threadIdx.x] = weight.values[threadIdx.x];
  __syncthreads();
  nf4Thread(weight, values, out, blockIdx.x, static_cast<int>(threadIdx.x));
}

}  // namespace

extern "C" __global__ void __launch_bounds__(kNf4Threads) attuneNf4Float(const __grid_constant__ Nf4Weight weight, float* __restrict__ out) {
  dequantise(weight, out);
}

extern "C" __global__ void __launch_bounds__(kNf4Threads) attuneNf4BFloat16(const __grid_constant__ Nf4Weight weight, __nv_bfloat16* __restrict__ out) {
  dequantise(weight, out);
}

extern "C" __global__ void __launch_bounds__(kNf4Threads) attuneNf4Half(const __grid_constant__ Nf4Weight weight, __half* __restrict__ out) {
  dequantise(weight, out);
}

}  // namespace attune::engine
