// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <c10/core/Device.h>

#include <cstdint>

namespace attune::engine {

/// The GPU that the tests of this folder use. Where there is one that libtorch can use it is that one; elsewhere one is emulated
/// under the name of CUDA: a device of its own whose addresses the processor cannot read, whose operators refuse operands that lie
/// elsewhere, as CUDA's do, and whose work the processor does. So a tensor made on the wrong device, a pointer read on the host and
/// a generator of the wrong kind fail here as they would there; the arithmetic of the real kernels is not tested by it.
class TestGpu {
 public:
  /// Finds or makes it, once for the process. ATTUNE_TEST_GPU=emulated takes the emulated one in any case.
  static TestGpu& instance();
  at::Device device() const { return {at::kCUDA, 0}; }
  bool emulated() const { return m_emulated; }
  /// Emulated alone: from now on no more than `bytes` can be had at a time; 0 lifts the limit.
  void limitMemory(std::int64_t bytes);
  /// Emulated alone: how many kernels of our own were launched; the next ones fail with the driver's `error`, 0: none does.
  std::int64_t launches() const;
  void failLaunches(int error);
  /// Emulated alone: how often the processor waited so far for what the GPU computed.
  std::int64_t hostReads() const;

 private:
  TestGpu();
  bool m_emulated;
};

}  // namespace attune::engine
