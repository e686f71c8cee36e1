// SPDX-License-Identifier: GPL-3.0-or-later
// The driver's part that launches our own kernels, for the emulated GPU: what is handed to it is checked as far as a driver would, and
// the kernels' source runs on the processor, thread by thread.
#pragma once
#include <cstdint>

namespace attune::engine::emulated {

/// Has our kernels launched here from now on, also in a build without nvcc; forgets what failed before.
void installDriver();

/// Launches so far.
std::int64_t launches();

/// Launches fail with this error from now on; 0: they do not.
void failLaunches(int error);

}  // namespace attune::engine::emulated
