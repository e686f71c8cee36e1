// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/weights/checkpoint.h"
#include "core/weights/gguf_model.h"
#include "memory_file.h"

// Whatever is accepted must be readable to its end, as the file's own tensors and as a model's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const attune::fuzz::MemoryFile memory;
  const auto file = attune::openGguf(memory.with(data, size));
  if (!file) return 0;
  for (const auto& tensor : (*file)->tensors()) {
    if (!(*file)->read(tensor.name)) std::abort();
    if (attune::dtypeInfo(tensor.dtype).toFloat32 && !(*file)->readFloat32(tensor.name)) std::abort();
  }
  (void)attune::ggufVocabulary(**file);
  const auto config = attune::modelConfigFromGguf(**file);
  if (!config) return 0;
  const auto tensors = attune::ggufTensors(*file, *config);
  if (!tensors) return 0;
  (void)attune::compareTensors(*config, **tensors);
  for (const auto& tensor : (*tensors)->tensors())
    if (!(*tensors)->read(tensor.name)) std::abort();
  return 0;
}
