// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/torch_guard.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>

namespace attune::engine {
namespace {

Error outOfMemory(std::string detail) {
  return {"engine.out-of-memory",
          ATTUNE_TEXT("The memory does not suffice for this run."),
          {},
          std::move(detail),
          ATTUNE_TEXT("Lower the batch size (per_device_train_batch_size) and raise the accumulated batches "
                      "(gradient_accumulation_steps) as much, or lower the length (max_length); LoRA needs far less than full "
                      "fine-tuning.")};
}

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Error errorOfException(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const c10::OutOfMemoryError& error) {
    return outOfMemory(firstLine(error.what_without_backtrace()));
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    // The CPU allocator of torch has no exception type of its own.
    if (text.find("DefaultCPUAllocator") != std::string::npos) return outOfMemory(firstLine(text));
    return {"engine.failed", ATTUNE_TEXT("The computation failed."), {}, firstLine(text)};
  } catch (const std::bad_alloc&) {
    return outOfMemory("");
  } catch (const std::exception& error) {
    return {"engine.failed", ATTUNE_TEXT("The computation failed."), {}, firstLine(error.what())};
  } catch (...) {
    return {"engine.failed", ATTUNE_TEXT("The computation failed."), {}};
  }
}

}  // namespace attune::engine
