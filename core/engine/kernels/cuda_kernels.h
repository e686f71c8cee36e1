// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels of our own for NVIDIA's cards. nvcc makes one image of them, which lies inside this library and is launched through the card's
// driver, found at run time: nothing of CUDA is linked or shipped, and a build without nvcc only lacks the image. No torch here.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>

namespace attune::engine {

/// The driver's functions that a launch takes, by their names and types in cuda.h; 0 is success. All null where there is no driver.
struct LaunchDriver {
  int (*cuDeviceGet)(int* device, int number) = nullptr;
  int (*cuDevicePrimaryCtxRetain)(void** context, int device) = nullptr;
  int (*cuCtxPushCurrent)(void* context) = nullptr;
  int (*cuCtxPopCurrent)(void** context) = nullptr;
  int (*cuLibraryLoadData)(void** library, const void* image, int*, void**, unsigned, int*, void**, unsigned) = nullptr;
  int (*cuLibraryGetKernel)(void** kernel, void* library, const char* name) = nullptr;
  int (*cuLaunchKernel)(void* kernel, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ,
                        unsigned sharedBytes, void* stream, void** parameters, void** extra) = nullptr;
};

/// This machine's driver, opened.
LaunchDriver openLaunchDriver();

/// The image of this build's kernels; empty where it was made without nvcc.
std::span<const unsigned char> cudaImage();

/// Launches kernels. After the first failure it launches none: whoever calls computes in another way. Thread: any.
class CudaKernels {
 public:
  CudaKernels(std::span<const unsigned char> image, const LaunchDriver& driver);

  /// Launches a kernel of `blocks` blocks of `threads` threads on a stream of card number `device`, without waiting; `parameters` point
  /// to its parameters. False when it was not launched.
  bool launch(const char* name, int device, void* stream, std::int64_t blocks, int threads, void** parameters);
  /// Why none can be launched; empty as long as nothing failed.
  std::string problem() const;

 private:
  bool works(const char* what, int status);
  void* contextOf(int device);
  void* kernelCalled(const char* name);

  std::span<const unsigned char> m_image;
  LaunchDriver m_driver;
  mutable std::mutex m_mutex;
  std::string m_problem;
  void* m_library = nullptr;
  std::map<int, void*> m_contexts;
  std::map<std::string, void*> m_kernels;
};

/// Those in use: this build's on this machine's driver, or what a test has put in their place.
CudaKernels& cudaKernels();
/// Puts others in their place for the process; nullptr: this build's. Only while no model is computing.
void setCudaKernels(CudaKernels* kernels);

}  // namespace attune::engine
