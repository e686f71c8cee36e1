// SPDX-License-Identifier: GPL-3.0-or-later
// P-tuning (Liu et al. 2021, arXiv:2103.10385): as prompt tuning, but the n vectors are made by a small network, which
// is trained with its inputs e: p = W₃ relu(W₂ relu(W₁ e + b₁) + b₂) + b₃. PEFT's encoder of the kind MLP, and its
// start. What is saved for use is p; the network goes into a file of its own, for checkpoints.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/techniques/virtual_tokens.h"

namespace attune::engine {
namespace {

constexpr const char* kPromptEncoderFile = "prompt_encoder.safetensors";

class PTuning : public Technique {
 public:
  PTuning(Model& model, Tensor inputs, std::vector<EncoderLayer> layers, Json json)
      : m_model(model), m_inputs(std::move(inputs)), m_layers(std::move(layers)), m_json(std::move(json)) {}

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (NamedTensor& item : encoder()) {
      item.tensor.set_requires_grad(true);
      tensors.push_back({item.name, item.tensor});
    }
    return tensors;
  }

  bool keepsBatches() const override { return false; }
  Batch prepare(Batch batch) override {
    return m_enabled ? withVirtualTokens(m_model, std::move(batch), vectors()) : batch;
  }

  Result<void> setEnabled(bool enabled) override {
    m_enabled = enabled;
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    const at::NoGradGuard noGradients;
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, {{kPromptEmbeddings, vectors()}}));
    ATTUNE_TRY_VOID(writeTensorFile(folder / kPromptEncoderFile, encoder()));
    return writeFileAtomic(folder / kAdapterConfigFile, m_json.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kPromptEncoderFile));
    for (const NamedTensor& item : encoder()) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return {};
  }

  Result<void> merge() override {
    return fail("technique.cannot-merge",
                ATTUNE_TEXT("The vectors of P-tuning stand before the text and cannot be worked into the weights."), {},
                ATTUNE_TEXT("Export the adapter instead."));
  }

 private:
  Tensor vectors() const {
    Tensor x = m_inputs;
    for (std::size_t i = 0; i < m_layers.size(); ++i) x = i == 0 ? m_layers[i](x) : m_layers[i](at::relu(x));
    return x;
  }

  std::vector<NamedTensor> encoder() {
    std::vector<NamedTensor> tensors{{"embedding.weight", m_inputs}};
    for (EncoderLayer& layer : m_layers) {
      tensors.push_back({layer.name + ".weight", layer.weight});
      tensors.push_back({layer.name + ".bias", layer.bias});
    }
    return tensors;
  }

  Model& m_model;
  Tensor m_inputs;  // [n, C] float32
  std::vector<EncoderLayer> m_layers;
  Json m_json;
  bool m_enabled = true;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyPTuning(Model& model, const TechniqueContext& context) {
  const at::NoGradGuard noGradients;
  const ModelConfig& config = model.config();
  const std::int64_t count = context.params.get(params::kVirtualTokens), width = config.hiddenSize;
  const std::int64_t chosen = context.params.get(params::kEncoderWidth), inner = chosen > 0 ? chosen : width;
  auto random = at::detail::createCPUGenerator(context.seed);
  const at::Device device = deviceOf(model);
  Tensor inputs = at::empty({count, width}, at::TensorOptions(at::kFloat)).normal_(0, 1, random).to(device);
  std::vector<EncoderLayer> layers;
  layers.emplace_back("mlp_head.0", width, inner, random, device);
  layers.emplace_back("mlp_head.2", inner, inner, random, device);
  layers.emplace_back("mlp_head.4", inner, width, random, device);
  Json json = virtualTokensJson("P_TUNING", model, context.modelName, count, width, config.heads);
  json["encoder_reparameterization_type"] = "MLP";
  json["encoder_hidden_size"] = inner;
  json["encoder_num_layers"] = 2;
  json["encoder_dropout"] = 0.0;
  return std::make_unique<PTuning>(model, std::move(inputs), std::move(layers), std::move(json));
}

}  // namespace attune::engine
