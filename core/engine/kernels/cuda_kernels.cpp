// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/cuda_kernels.h"

#include <atomic>

#include "core/engine/kernels/cuda_driver.h"

namespace attune::engine {
namespace {

std::atomic<CudaKernels*> replacement{nullptr};

}  // namespace

LaunchDriver openLaunchDriver() {
  LaunchDriver driver;
  void* library = openCudaDriver();
  if (!library) return driver;
  int (*init)(unsigned) = nullptr;
  findIn(library, init, "cuInit");
  if (!init || init(0) != 0) return driver;
  findIn(library, driver.cuDeviceGet, "cuDeviceGet");
  findIn(library, driver.cuDevicePrimaryCtxRetain, "cuDevicePrimaryCtxRetain");
  findIn(library, driver.cuCtxPushCurrent, "cuCtxPushCurrent_v2");
  findIn(library, driver.cuCtxPopCurrent, "cuCtxPopCurrent_v2");
  findIn(library, driver.cuLibraryLoadData, "cuLibraryLoadData");
  findIn(library, driver.cuLibraryGetKernel, "cuLibraryGetKernel");
  findIn(library, driver.cuLaunchKernel, "cuLaunchKernel");
  return driver;
}

CudaKernels::CudaKernels(std::span<const unsigned char> image, const LaunchDriver& driver) : m_image(image), m_driver(driver) {
  if (image.empty()) {
    m_problem = "built without nvcc";
  } else if (!driver.cuDeviceGet || !driver.cuDevicePrimaryCtxRetain || !driver.cuCtxPushCurrent || !driver.cuCtxPopCurrent ||
             !driver.cuLibraryLoadData || !driver.cuLibraryGetKernel || !driver.cuLaunchKernel) {
    m_problem = "no driver of CUDA 12 or newer";
  }
}

std::string CudaKernels::problem() const {
  const std::lock_guard lock(m_mutex);
  return m_problem;
}

bool CudaKernels::works(const char* what, int status) {
  if (status != 0) m_problem = std::string(what) + " failed with error " + std::to_string(status) + " of CUDA's driver";
  return status == 0;
}

// The context that libtorch computes in. The thread's own may be none or another card's.
void* CudaKernels::contextOf(int device) {
  void*& context = m_contexts[device];
  int handle = 0;
  if (!context && works("cuDeviceGet", m_driver.cuDeviceGet(&handle, device))) {
    works("cuDevicePrimaryCtxRetain", m_driver.cuDevicePrimaryCtxRetain(&context, handle));
  }
  return context;
}

void* CudaKernels::kernelCalled(const char* name) {
  void*& kernel = m_kernels[name];
  if (kernel) return kernel;
  if (!m_library) {
    works("cuLibraryLoadData", m_driver.cuLibraryLoadData(&m_library, m_image.data(), nullptr, nullptr, 0, nullptr, nullptr, 0));
  }
  if (m_library) works("cuLibraryGetKernel", m_driver.cuLibraryGetKernel(&kernel, m_library, name));
  return kernel;
}

bool CudaKernels::launch(const char* name, int device, void* stream, std::int64_t blocks, int threads, void** parameters) {
  const std::lock_guard lock(m_mutex);
  if (!m_problem.empty()) return false;
  void* context = contextOf(device);
  if (!context || !works("cuCtxPushCurrent", m_driver.cuCtxPushCurrent(context))) return false;
  void* kernel = kernelCalled(name);
  if (kernel) {
    works("cuLaunchKernel", m_driver.cuLaunchKernel(kernel, static_cast<unsigned>(blocks), 1, 1, static_cast<unsigned>(threads), 1, 1,
                                                    0, stream, parameters, nullptr));
  }
  m_driver.cuCtxPopCurrent(&context);
  return m_problem.empty();
}

CudaKernels& cudaKernels() {
  if (CudaKernels* chosen = replacement) return *chosen;
  // Without an image there is nothing to open the driver for.
  static CudaKernels own(cudaImage(), cudaImage().empty() ? LaunchDriver() : openLaunchDriver());
  return own;
}

void setCudaKernels(CudaKernels* kernels) { replacement = kernels; }

}  // namespace attune::engine
