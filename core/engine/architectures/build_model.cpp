// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/architectures/architecture.h"
#include "core/engine/nn/settings.h"
#include "core/engine/nn/text_embedder.h"
#include "core/engine/nn/weight_reader.h"

namespace attune::engine {
namespace {

Error unsupported(const ModelConfig& config) {
  return {"engine.unsupported-architecture", ATTUNE_TEXT("Attune cannot compute text models of the kind “{0}” yet."), {config.modelType}, {},
          ATTUNE_TEXT("Choose a model of the Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo or GPT families, or to sort texts one of the BERT family.")};
}

}  // namespace

Result<std::unique_ptr<CausalLm>> buildCausalLm(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype,
                                                const ProgressSink& progress) {
  if (!checkpoint.config.decoder) return tl::unexpected(unsupported(checkpoint.config));
  prepareProcess();
  WeightReader reader(checkpoint, device, dtype, progress);
  auto model = Decoder::read(reader, decoderNames(checkpoint.config));
  if (reader.error()) return tl::unexpected(*reader.error());
  return model;
}

Result<std::unique_ptr<Model>> buildModel(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype, std::uint64_t seed,
                                          const ProgressSink& progress) {
  const ModelConfig& config = checkpoint.config;
  // A decoder whose checkpoint names no task writes text.
  if (config.decoder && !config.task.ends_with("classification")) return buildCausalLm(checkpoint, device, dtype, progress);
  const bool embeds = config.task == "text-embedding";
  if (!embeds && !config.task.ends_with("classification")) {
    return fail("engine.unsupported-task", ATTUNE_TEXT("Attune cannot compute the head of “{0}”, which is made for {1}."),
                {checkpoint.name, config.task}, ATTUNE_TEXT("Train it for a task first."));
  }
  const auto* encoder = findEncoderArchitecture(config.modelType);
  if (!config.decoder && !encoder) return tl::unexpected(unsupported(config));
  prepareProcess();
  WeightReader reader(checkpoint, device, dtype, progress);
  std::unique_ptr<Model> body;
  if (config.decoder) body = Decoder::read(reader, decoderNames(config));
  else body = encoder->body(reader);
  if (embeds) {
    if (reader.error()) return tl::unexpected(*reader.error());
    return std::make_unique<TextEmbedder>(std::move(body));
  }
  const auto names = encoder ? encoder->classifier(config) : ClassifierNames{.output = headModules(config).front(), .outputBias = config.task == "token-classification"};
  auto model = std::make_unique<SequenceClassifier>(std::move(body), reader, names, seed);
  if (reader.error()) return tl::unexpected(*reader.error());
  return model;
}

}  // namespace attune::engine
