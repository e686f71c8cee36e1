// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <exception>
#include <type_traits>

#include "core/base/error.h"

namespace attune::engine {

/// The Error of an exception that torch or the standard library threw: engine.out-of-memory with the settings to lower,
/// else engine.failed with the library's first line.
Error errorOfException(const std::exception_ptr& exception);

/// Calls `work`, which returns a Result; what it throws becomes its Error. The only place where torch's exceptions are caught.
template <class Work>
auto guardTorch(Work&& work) -> std::invoke_result_t<Work> {
  try {
    return work();
  } catch (...) {
    return tl::unexpected(errorOfException(std::current_exception()));
  }
}

}  // namespace attune::engine
