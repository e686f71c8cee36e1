// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/settings.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace attune::engine {
namespace {

ComputeSettings& current() {
  static ComputeSettings settings;
  return settings;
}

// Torch hands a float32 product to oneDNN only where it is told that lower precision would do, whatever oneDNN then does.
void routeThroughOneDnn(bool on) {
  at::globalContext().setFloat32Precision(at::Float32Backend::MKLDNN, at::Float32Op::MATMUL,
                                          on ? at::Float32Precision::BF16 : at::Float32Precision::IEEE);
}

// AMX: units for products of bfloat16 matrices. oneDNN takes them for float32 ones whenever a product is large enough.
bool hasMatrixUnits() {
#if defined(__x86_64__)
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned kFeatures = 7, kAmxBf16 = 1U << 22U;
  return __get_cpuid_count(kFeatures, 0, &a, &b, &c, &d) != 0 && (d & kAmxBf16) != 0;
#else
  return false;
#endif
}

// Of several sizes, by which oneDNN chooses its ways.
bool measureOneDnn() {
  const at::NoGradGuard noGradients;
  for (const std::int64_t size : {96, 256, 640}) {
    // Numbers whose lower bits matter; the same each time.
    const auto a = at::sin(at::arange(size * 512, at::kFloat)).view({size, 512});
    const auto b = at::cos(at::arange(512 * size, at::kFloat)).view({512, size});
    const auto exact = at::mm(a.to(at::kDouble), b.to(at::kDouble));
    if ((at::mm(a, b) - exact).abs().max().item<double>() > 1e-4) return false;
  }
  return true;
}

}  // namespace

const ComputeSettings& computeSettings() { return current(); }

bool oneDnnIsExact() {
  static const bool exact = [] {
    if (hasMatrixUnits()) return false;
    routeThroughOneDnn(true);
    const bool result = measureOneDnn();
    routeThroughOneDnn(current().oneDnn && result);
    return result;
  }();
  return exact;
}

void setComputeSettings(const ComputeSettings& settings) {
  current() = settings;
  routeThroughOneDnn(settings.oneDnn && oneDnnIsExact());
}

ComputeSettings referenceSettings() {
  return {.fusedNorm = false,
          .fusedActivation = false,
          .fusedRope = false,
          .fusedAttention = false,
          .fusedLinear = false,
          .leanInputs = false,
          .gradientsInPlace = false,
          .fusedUpdate = false,
          .groupedExperts = false,
          .fusedLoss = false,
          .lossRowsOnly = false,
          .fusedNf4 = false,
          .oneDnn = false,
          .fastDecode = false,
          .recordedSteps = false,
          .answersAtOnce = false};
}

void prepareProcess(int threads) {
  // Torch counts physical cores by itself; asking again for the same number would only start its pool anew.
  if (threads > 0 && threads != at::get_num_threads()) at::set_num_threads(threads);
  setComputeSettings(computeSettings());
}

}  // namespace attune::engine
