// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/weights/safetensors.h"
#include "memory_file.h"

// Whatever is accepted must be readable to its end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const attune::fuzz::MemoryFile memory;
  const auto file = attune::openSafetensors(memory.with(data, size));
  if (!file) return 0;
  for (const auto& tensor : (*file)->tensors()) {
    if (!(*file)->read(tensor.name)) std::abort();
    if (attune::dtypeInfo(tensor.dtype).toFloat32 && !(*file)->readFloat32(tensor.name)) std::abort();
  }
  return 0;
}
