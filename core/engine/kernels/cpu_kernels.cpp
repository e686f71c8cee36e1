// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/cpu_kernels.h"

namespace attune::engine {
namespace {

const CpuKernels& best() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");  // F16C came before AVX2
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq")) {
    return kernels::kAvx512;
  }
  if (avx2) return kernels::kAvx2;
#endif
  return kernels::kGeneric;
}

}  // namespace

const CpuKernels& cpuKernels() {
  static const CpuKernels& chosen = best();
  return chosen;
}

}  // namespace attune::engine
