// SPDX-License-Identifier: GPL-3.0-or-later
#include "emulated_driver.h"

#include <ATen/ATen.h>

#include <array>
#include <atomic>
#include <cstring>
#include <string_view>

#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/kernels/nf4_kernel.h"
#include "emulated_gpu.h"
#include "emulated_graph.h"

namespace attune::engine::emulated {
namespace {

constexpr int kInvalidValue = 1, kNotFound = 500;

std::atomic<std::int64_t> launched{0};
std::atomic<int> failure{0};
int context, library;
bool current = false;
constexpr unsigned char kImage[] = {42};

template <class T>
T* host(T* device) {
  return static_cast<T*>(hostAddress(const_cast<void*>(static_cast<const void*>(device))));
}

// A kernel as the driver hands it out: what runs the blocks of a launch.
using Run = void (*)(unsigned blocks, unsigned threads, void** parameters);

template <class Out>
void runNf4(unsigned blocks, unsigned threads, void** parameters) {
  Nf4Weight weight;
  void* out = nullptr;
  std::memcpy(&weight, parameters[0], sizeof weight);
  std::memcpy(&out, parameters[1], sizeof out);
  weight.packed = host(weight.packed);
  weight.scaleIndices = host(weight.scaleIndices);
  weight.scaleScales = host(weight.scaleScales);
  weight.scaleOffset = host(weight.scaleOffset);
  for (unsigned block = 0; block < blocks; ++block) {
    for (unsigned thread = 0; thread < threads; ++thread) {
      nf4Thread(weight, weight.values, static_cast<Out*>(hostAddress(out)), block, static_cast<int>(thread));
    }
  }
}

struct Kernel {
  std::string_view name;
  Run run;
};
std::array<Kernel, 3> kernels{{{"attuneNf4Float", runNf4<float>}, {"attuneNf4BFloat16", runNf4<at::BFloat16>}, {"attuneNf4Half", runNf4<at::Half>}}};

int launch(void* kernel, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ, unsigned, void* stream,
           void** parameters, void**) {
  ++launched;
  if (failure != 0) return failure;
  if (!current || stream != streamHandle() || gridX == 0 || gridY != 1 || gridZ != 1 || blockX == 0 || blockX > 1024 || blockY != 1 || blockZ != 1) return kInvalidValue;
  const Run run = static_cast<const Kernel*>(kernel)->run;
  run(gridX, blockX, parameters);
  if (isRecording()) {
    // The driver copies what the parameters point to.
    Nf4Weight weight;
    void* out = nullptr;
    std::memcpy(&weight, parameters[0], sizeof weight);
    std::memcpy(&out, parameters[1], sizeof out);
    addToRecording([=]() mutable {
      std::array<void*, 2> again{&weight, &out};
      run(gridX, blockX, again.data());
    });
  }
  return 0;
}

LaunchDriver driver() {
  return {.cuDeviceGet = [](int* device, int number) { return *device = number + 7, number == 0 ? 0 : kInvalidValue; },
          .cuDevicePrimaryCtxRetain = [](void** made, int device) { return *made = &context, device == 7 ? 0 : kInvalidValue; },
          .cuCtxPushCurrent = [](void* given) { return current = given == &context, current ? 0 : kInvalidValue; },
          .cuCtxPopCurrent = [](void**) { return current = false, 0; },
          .cuLibraryLoadData = [](void** made, const void* image, int*, void**, unsigned, int*, void**, unsigned) {
            return *made = &library, image == kImage ? 0 : kInvalidValue;
          },
          .cuLibraryGetKernel = [](void** found, void*, const char* name) {
            for (Kernel& kernel : kernels) {
              if (kernel.name == name) return *found = &kernel, 0;
            }
            return kNotFound;
          },
          .cuLaunchKernel = launch};
}

}  // namespace

void installDriver() {
  static auto* installed = static_cast<CudaKernels*>(nullptr);
  delete installed;
  installed = new CudaKernels(kImage, driver());
  setCudaKernels(installed);
}

std::int64_t launches() { return launched; }

void failLaunches(int error) {
  failure = error;
  installDriver();
}

}  // namespace attune::engine::emulated
