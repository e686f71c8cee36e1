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

namespace attune::engine {
namespace {

// The library of CUDA beside the libtorch that this process runs.
bool openCuda() {
  Dl_info where{};
  if (!std::filesystem::exists("/dev/nvidiactl") || ::dladdr(reinterpret_cast<const void*>(&at::detail::getCUDAHooks), &where) == 0) return false;
  const auto library = std::filesystem::path(where.dli_fname).parent_path() / "libtorch_cuda.so";
  if (!::dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL)) return false;
  return at::hasCUDA() && c10::impl::getDeviceGuardImpl(at::kCUDA)->deviceCount() > 0;
}

}  // namespace

TestGpu& TestGpu::instance() {
  static TestGpu gpu;
  return gpu;
}

TestGpu::TestGpu() {
  const char* wanted = std::getenv("ATTUNE_TEST_GPU");  // NOLINT(concurrency-mt-unsafe): before other threads
  m_emulated = (wanted && std::strcmp(wanted, "emulated") == 0) || !openCuda();
  if (m_emulated) {
    emulated::installGpu();
    emulated::installDriver();
  }
  std::printf("GPU of these tests: %s\n", m_emulated ? "an emulated one" : "a real one");
}

std::int64_t TestGpu::hostReads() const { return emulated::hostReads(); }

std::int64_t TestGpu::launches() const { return emulated::launches(); }

void TestGpu::failLaunches(int error) { emulated::failLaunches(error); }

void TestGpu::limitMemory(std::int64_t bytes) { emulated::limitMemory(bytes); }

}  // namespace attune::engine
