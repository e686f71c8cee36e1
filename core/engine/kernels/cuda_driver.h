// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <dlfcn.h>

namespace attune::engine {

/// The library of the cards' driver, open for the rest of the process; null where there is none.
inline void* openCudaDriver() { return ::dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL); }

/// The library that manages the cards, part of the driver, open for the rest of the process; null where there is none.
inline void* openCudaManagement() { return ::dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL); }

/// Sets `function` to what the open `library` calls `symbol`, or to null.
template <class Function>
void findIn(void* library, Function& function, const char* symbol) {
  function = reinterpret_cast<Function>(::dlsym(library, symbol));
}

}  // namespace attune::engine
