// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/architectures/architecture.h"
#include "core/engine/nn/settings.h"
#include "core/engine/nn/weight_reader.h"

namespace attune::engine {

Result<std::unique_ptr<CausalLm>> buildCausalLm(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype,
                                                const ProgressSink& progress) {
  const auto* architecture = findCausalArchitecture(checkpoint.config.modelType);
  if (!architecture) {
    return fail("engine.unsupported-architecture", ATTUNE_TEXT("Attune cannot compute text models of the kind “{0}” yet."),
                {checkpoint.config.modelType}, ATTUNE_TEXT("Choose a model of the Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo or GPT families."));
  }
  prepareProcess();
  WeightReader reader(checkpoint, device, dtype, progress);
  auto model = Decoder::read(reader, architecture->names(checkpoint.config));
  if (reader.error()) return tl::unexpected(*reader.error());
  return model;
}

}  // namespace attune::engine
