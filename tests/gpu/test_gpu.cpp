// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_gpu.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <ATen/ATen.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/version.h>

#include "emulated_driver.h"
#include "emulated_gpu.h"
#include "emulated_graph.h"

namespace attune::engine {
namespace {

bool openCuda() {
  if (!std::filesystem::exists("/dev/nvidiactl")) return false;
  const auto library = torchLibraries() / "libtorch_cuda.so";
  if (!::dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL)) return false;
  return at::hasCUDA() && c10::impl::getDeviceGuardImpl(at::kCUDA)->deviceCount() > 0;
}

}  // namespace

std::filesystem::path torchLibraries() {
  Dl_info where{};
  return ::dladdr(reinterpret_cast<const void*>(&at::detail::getCUDAHooks), &where) != 0 ? std::filesystem::path(where.dli_fname).parent_path() : "";
}

bool gpuIsEmulated() {
  static const bool isEmulated = [] {
    const char* wanted = std::getenv("ATTUNE_TEST_GPU");  // NOLINT(concurrency-mt-unsafe): before other threads
    const bool emulate = (wanted && std::strcmp(wanted, "emulated") == 0) || !openCuda();
    if (emulate) {
      emulated::installGpu();
      emulated::installDriver();
      emulated::installGraphs();
    }
    std::printf("GPU of these tests: %s\n", emulate ? "an emulated one" : "a real one");
    return emulate;
  }();
  return isEmulated;
}

}  // namespace attune::engine
