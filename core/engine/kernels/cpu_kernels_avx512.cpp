// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#include "core/engine/kernels/cpu_kernels_body.h"
#include "core/engine/kernels/cpu_matrix_body.h"
#include "core/engine/kernels/cpu_code_body.h"
#include "core/engine/kernels/cpu_steps_body.h"

namespace attune::engine::kernels {
constinit const CpuKernels kAvx512 = allKernels("avx512");
}
#endif
