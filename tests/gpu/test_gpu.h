// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

namespace attune::engine {

/// Finds or makes the GPU that the tests of this folder use, "cuda:0", once for the process; true when it is an emulated one. Where there is
/// one that libtorch can use it is that one; elsewhere one is emulated under the name of CUDA: a device of its own whose addresses the
/// processor cannot read, whose operators refuse operands that lie elsewhere, as CUDA's do, and whose work the processor does. So a tensor
/// made on the wrong device, a pointer read on the host and a generator of the wrong kind fail here as they would there; the arithmetic of
/// the real kernels is not tested by it. ATTUNE_TEST_GPU=emulated takes the emulated one in any case.
bool gpuIsEmulated();

/// Where the libraries of the libtorch lie that this process runs.
std::filesystem::path torchLibraries();

}  // namespace attune::engine
