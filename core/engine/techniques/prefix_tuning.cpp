// SPDX-License-Identifier: GPL-3.0-or-later
// Prefix tuning (Li & Liang 2021, arXiv:2101.00190): in every layer n trained keys and values stand before those of
// each text,
//   y = softmax(q [P_k; K]ᵀ / √d) [P_v; V],
// and the positions of the text count on behind them. They begin as the keys and values that the model computes for n
// tokens drawn from the vocabulary (real activations, §7.4 of the paper), or, with a projection, are made by a small
// network
//   [P_k; P_v] = W₂ tanh(W₁ e + b₁) + b₂
// that is trained with its inputs e (§4.3). As in PEFT, what is saved for use are the keys and values [n, layers · 2 ·
// kv heads · head size], as they enter the attention; the network goes into a file of its own, for checkpoints.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/kv_cache.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/techniques/virtual_tokens.h"

namespace attune::engine {
namespace {

constexpr const char* kPrefixEncoderFile = "prefix_encoder.safetensors";

std::int64_t keyWidth(const ModelConfig& config) {
  return config.kvHeads * config.headDim;
}

class PrefixTuning : public Technique {
 public:
  /// `inputs` [n, 2 L K D] without layers, [n, K D] with the two layers of a projection.
  PrefixTuning(Model& model, Tensor inputs, std::vector<EncoderLayer> layers, Json json)
      : m_model(model), m_inputs(std::move(inputs)), m_layers(std::move(layers)), m_json(std::move(json)) {}

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (NamedTensor& item : own()) {
      item.tensor.set_requires_grad(true);
      tensors.push_back({item.name, item.tensor});
    }
    return tensors;
  }

  bool keepsBatches() const override { return false; }
  Batch prepare(Batch batch) override {
    if (!m_enabled) return batch;
    const ModelConfig& config = m_model.config();
    const Tensor flat = prefix();
    batch.prefix = flat.view({flat.size(0), config.layers, 2, config.kvHeads, config.headDim}).permute({1, 2, 0, 3, 4});
    batch.positions = batch.positions + flat.size(0);
    return batch;
  }

  Result<void> setEnabled(bool enabled) override {
    m_enabled = enabled;
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    const at::NoGradGuard noGradients;
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, {{kPromptEmbeddings, prefix()}}));
    if (!m_layers.empty()) ATTUNE_TRY_VOID(writeTensorFile(folder / kPrefixEncoderFile, own()));
    return writeFileAtomic(folder / kAdapterConfigFile, m_json.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / (m_layers.empty() ? kAdapterFile : kPrefixEncoderFile)));
    for (const NamedTensor& item : own()) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return {};
  }

  Result<void> merge() override {
    return fail("technique.cannot-merge",
                ATTUNE_TEXT("The keys and values of prefix tuning stand before those of the text and cannot be worked "
                            "into the weights."),
                {}, ATTUNE_TEXT("Export the adapter instead."));
  }

 private:
  Tensor prefix() const { return m_layers.empty() ? m_inputs : m_layers[1](at::tanh(m_layers[0](m_inputs))); }

  std::vector<NamedTensor> own() {
    if (m_layers.empty()) return {{kPromptEmbeddings, m_inputs}};
    std::vector<NamedTensor> tensors{{"embedding.weight", m_inputs}};
    for (EncoderLayer& layer : m_layers) {
      tensors.push_back({layer.name + ".weight", layer.weight});
      tensors.push_back({layer.name + ".bias", layer.bias});
    }
    return tensors;
  }

  Model& m_model;
  Tensor m_inputs;
  std::vector<EncoderLayer> m_layers;
  Json m_json;
  bool m_enabled = true;
};

// The model's own keys and values of these tokens, [n, 2 L K D].
Tensor activationsOf(CausalLm& model, const Tensor& tokens) {
  const std::int64_t count = tokens.size(0);
  const Tensor onCpu = tokens.to(at::kCPU);
  const auto* ids = onCpu.const_data_ptr<std::int64_t>();
  const auto cache = model.newCache(count);
  model.hidden(makeContinuation(std::vector<std::int32_t>(ids, ids + count), 0, tokens.device()), cache.get());
  std::vector<Tensor> rows;
  for (std::int64_t layer = 0; layer < model.config().layers; ++layer) {
    rows.push_back(cache->keys(layer).narrow(0, 0, count).reshape({count, -1}));
    rows.push_back(cache->values(layer).narrow(0, 0, count).reshape({count, -1}));
  }
  return at::cat(rows, 1).to(at::kFloat);
}

}  // namespace

Result<std::unique_ptr<Technique>> applyPrefixTuning(Model& model, const TechniqueContext& context) {
  const at::NoGradGuard noGradients;
  const ModelConfig& config = model.config();
  const std::int64_t count = context.params.get(params::kVirtualTokens), width = keyWidth(config);
  const std::int64_t chosen = context.params.get(params::kEncoderWidth), inner = chosen > 0 ? chosen : width;
  auto* writer = dynamic_cast<CausalLm*>(&model);
  if (writer == nullptr) {
    return fail("technique.wrong-model",
                ATTUNE_TEXT("A model of type “{0}” reads whole texts and cannot learn to continue them."),
                {config.modelType}, ATTUNE_TEXT("Choose a model that writes text, such as SmolLM2 or Llama."));
  }
  const bool projection = context.params.get(params::kPrefixProjection);
  Json json = virtualTokensJson("PREFIX_TUNING", model, context.modelName, count, width, config.kvHeads);
  json["encoder_hidden_size"] = inner;
  json["prefix_projection"] = projection;
  if (!projection) {
    return std::make_unique<PrefixTuning>(model, activationsOf(*writer, drawnTokens(model, count, context.seed)),
                                          std::vector<EncoderLayer>(), std::move(json));
  }
  auto random = at::detail::createCPUGenerator(context.seed);
  const at::Device device = deviceOf(model);
  Tensor inputs = at::empty({count, width}, at::TensorOptions(at::kFloat)).normal_(0, 1, random).to(device);
  std::vector<EncoderLayer> layers;
  layers.emplace_back("transform.0", width, inner, random, device);
  layers.emplace_back("transform.2", inner, 2 * config.layers * width, random, device);
  return std::make_unique<PrefixTuning>(model, std::move(inputs), std::move(layers), std::move(json));
}

Result<std::unique_ptr<Technique>> openPrefixTuning(const std::filesystem::path& folder, const Json& config,
                                                    Model& model, const at::Generator&) {
  ATTUNE_TRY(Tensor prefix, readPromptEmbeddings(folder, model, 2 * model.config().layers * keyWidth(model.config())));
  Json json = config;
  json["inference_mode"] = true;
  return std::make_unique<PrefixTuning>(model, std::move(prefix), std::vector<EncoderLayer>(), std::move(json));
}

}  // namespace attune::engine
