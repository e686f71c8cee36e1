// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/virtual_tokens.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/rows_before.h"
#include "core/engine/techniques/peft_config.h"

namespace attune::engine {

Batch withVirtualTokens(Model& model, Batch batch, const Tensor& vectors) {
  const std::int64_t added = vectors.size(0);
  const Tensor embedded = batch.embeddings.defined() ? batch.embeddings : model.embed(batch.tokens);
  const auto starts = batch.starts;
  Tensor shift = at::empty_like(batch.tokens);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    shift.narrow(0, starts[i], starts[i + 1] - starts[i]).fill_(added * static_cast<std::int64_t>(i + 1));
  }
  batch.embeddings = withRowsBefore(embedded, vectors.to(embedded.scalar_type()), starts);
  batch.tokens = withRowsBefore(batch.tokens, at::zeros({added}, batch.tokens.options()), starts);
  batch.positions = withRowsBefore(batch.positions + added, at::arange(added, batch.positions.options()), starts);
  batch.lossRows = batch.lossRows + shift.index_select(0, batch.lossRows);
  batch.starts = startsWithRows(starts, added);
  batch.deviceStarts = deviceStartsWithRows(batch.deviceStarts, added);
  batch.maxLength += added;
  return batch;
}

Json virtualTokensJson(const char* peftType, const Model& model, const std::string& modelName,
                       std::int64_t virtualTokens, std::int64_t tokenDim, std::int64_t heads) {
  Json json = Json::object();
  json["peft_type"] = peftType;
  json["task_type"] = "CAUSAL_LM";
  json["base_model_name_or_path"] = modelName;
  json["inference_mode"] = true;
  json["num_virtual_tokens"] = virtualTokens;
  json["token_dim"] = tokenDim;
  json["num_transformer_submodules"] = 1;
  json["num_layers"] = model.config().layers;
  json["num_attention_heads"] = heads;
  return json;
}

Result<Tensor> readPromptEmbeddings(const std::filesystem::path& folder, Model& model, std::int64_t width) {
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  ATTUNE_TRY(const Tensor vectors, readTensorFloat32(*file, kPromptEmbeddings));
  if (vectors.dim() != 2 || vectors.size(0) == 0 || vectors.size(1) != width) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model."), {folder.string()},
                ATTUNE_TEXT("Choose the model that the adapter was trained on."));
  }
  return vectors.to(deviceOf(model));
}

Tensor drawnTokens(Model& model, std::int64_t count, std::uint64_t seed) {
  auto random = at::detail::createCPUGenerator(seed);
  return at::randint(0, model.config().vocabSize, {count}, random, at::TensorOptions(at::kLong)).to(deviceOf(model));
}

at::Device deviceOf(Model& model) {
  Tensor anyTensor;
  model.visit([&](const std::string&, Tensor& tensor) {
    if (!anyTensor.defined()) anyTensor = tensor;
  });
  return anyTensor.device();
}

EncoderLayer::EncoderLayer(std::string layerName, std::int64_t in, std::int64_t out, at::Generator& random,
                           at::Device device)
    : name(std::move(layerName)) {
  const double bound = 1 / std::sqrt(static_cast<double>(in));
  weight = at::empty({out, in}, at::TensorOptions(at::kFloat)).uniform_(-bound, bound, random).to(device);
  bias = at::empty({out}, at::TensorOptions(at::kFloat)).uniform_(-bound, bound, random).to(device);
}

Tensor EncoderLayer::operator()(const Tensor& x) const {
  return at::linear(x, weight, bias);
}

}  // namespace attune::engine
