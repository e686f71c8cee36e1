// SPDX-License-Identifier: GPL-3.0-or-later
// Prompt tuning (Lester et al. 2021, arXiv:2104.08691): n trained vectors stand before the embedded tokens of every text; the
// model is frozen. They begin as embeddings of tokens drawn from the vocabulary, the paper's second-best start.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique_params.h"

namespace attune::engine {
namespace {

constexpr const char* kKey = "prompt_embeddings";

class PromptTuning : public Technique {
 public:
  PromptTuning(CausalLm& model, Tensor prompt, std::string modelName, Json json)
      : m_model(model), m_prompt(std::move(prompt)), m_modelName(std::move(modelName)), m_json(std::move(json)) {}

  std::vector<TrainableTensor> trainable() override {
    m_prompt.set_requires_grad(true);
    return {{kKey, m_prompt}};
  }

  Batch prepare(Batch batch) override {
    if (!m_enabled) return batch;
    const std::int64_t added = m_prompt.size(0), sequences = static_cast<std::int64_t>(batch.starts.size()) - 1;
    const Tensor embedded = m_model.embed(batch.tokens);
    const Tensor prompt = m_prompt.to(embedded.scalar_type());
    const Tensor filler = at::zeros({added}, batch.tokens.options());
    const Tensor positions = at::arange(added, batch.positions.options());
    std::vector<Tensor> embeddings, tokens, places;
    Tensor shift = at::zeros_like(batch.tokens);
    for (std::int64_t i = 0; i < sequences; ++i) {
      const auto from = batch.starts[static_cast<std::size_t>(i)], length = batch.starts[static_cast<std::size_t>(i) + 1] - from;
      embeddings.insert(embeddings.end(), {prompt, embedded.narrow(0, from, length)});
      tokens.insert(tokens.end(), {filler, batch.tokens.narrow(0, from, length)});
      places.insert(places.end(), {positions, batch.positions.narrow(0, from, length) + added});
      shift.narrow(0, from, length).fill_(added * (i + 1));
    }
    batch.embeddings = at::cat(embeddings);
    batch.tokens = at::cat(tokens);
    batch.positions = at::cat(places);
    batch.lossRows = batch.lossRows + shift.index_select(0, batch.lossRows);
    for (std::int64_t i = 0; i <= sequences; ++i) batch.starts[static_cast<std::size_t>(i)] += added * i;
    if (batch.deviceStarts.defined()) {
      batch.deviceStarts = batch.deviceStarts + at::arange(sequences + 1, batch.deviceStarts.options()) * added;
    }
    batch.maxLength += added;
    return batch;
  }

  Result<void> setEnabled(bool enabled) override {
    m_enabled = enabled;
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, {{kKey, m_prompt}}));
    return writeFileAtomic(folder / kAdapterConfigFile, config().dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    return readTensorInto(*file, kKey, m_prompt);
  }

  Result<void> merge() override {
    return fail("technique.cannot-merge", ATTUNE_TEXT("The vectors of prompt tuning stand before the text and cannot be worked into the weights."), {},
                ATTUNE_TEXT("Export the adapter instead."));
  }

 private:
  Json config() const {
    Json json = m_json;
    if (json.is_null()) {
      json = Json::object();
      json["peft_type"] = "PROMPT_TUNING";
      json["task_type"] = "CAUSAL_LM";
      json["base_model_name_or_path"] = m_modelName;
      json["num_virtual_tokens"] = m_prompt.size(0);
      json["token_dim"] = m_prompt.size(1);
      json["num_transformer_submodules"] = 1;
      json["num_layers"] = m_model.config().layers;
      json["num_attention_heads"] = m_model.config().heads;
      json["prompt_tuning_init"] = "RANDOM";
      json["prompt_tuning_init_text"] = nullptr;
      json["tokenizer_name_or_path"] = nullptr;
    }
    json["inference_mode"] = true;
    return json;
  }

  CausalLm& m_model;
  Tensor m_prompt;  // [n, C] float32
  std::string m_modelName;
  Json m_json;
  bool m_enabled = true;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyPromptTuning(CausalLm& model, const TechniqueContext& context) {
  const at::NoGradGuard noGradients;
  const std::int64_t count = context.params.get(params::kVirtualTokens);
  auto random = at::detail::createCPUGenerator(context.seed);
  const Tensor ids = at::randint(0, model.config().vocabSize, {count}, random, at::TensorOptions(at::kLong));
  Tensor anyTensor;
  model.visit([&](const std::string&, Tensor& tensor) {
    if (!anyTensor.defined()) anyTensor = tensor;
  });
  Tensor prompt = model.embed(ids.to(anyTensor.device())).to(at::kFloat).clone();
  return std::make_unique<PromptTuning>(model, std::move(prompt), context.modelName, Json());
}

Result<std::unique_ptr<Technique>> openPromptTuning(const std::filesystem::path& folder, const Json& json, CausalLm& model,
                                                    const at::Generator&) {
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  ATTUNE_TRY(const Tensor prompt, readTensorFloat32(*file, kKey));
  if (prompt.dim() != 2 || prompt.size(1) != model.config().hiddenSize) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model."), {folder.string()},
                ATTUNE_TEXT("Choose the model that the adapter was trained on."));
  }
  Tensor anyTensor;
  model.visit([&](const std::string&, Tensor& tensor) {
    if (!anyTensor.defined()) anyTensor = tensor;
  });
  return std::make_unique<PromptTuning>(model, prompt.to(anyTensor.device()), "", json);
}

}  // namespace attune::engine
