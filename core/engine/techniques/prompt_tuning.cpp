// SPDX-License-Identifier: GPL-3.0-or-later
// Prompt tuning (Lester et al. 2021, arXiv:2104.08691): n trained vectors stand before the embedded tokens of every
// text; the model is frozen. They begin as embeddings of tokens drawn from the vocabulary, the paper's second-best
// start.
#include <ATen/ATen.h>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/techniques/virtual_tokens.h"

namespace attune::engine {
namespace {

class PromptTuning : public Technique {
 public:
  PromptTuning(Model& model, Tensor prompt, Json json)
      : m_model(model), m_prompt(std::move(prompt)), m_json(std::move(json)) {}

  std::vector<TrainableTensor> trainable() override {
    m_prompt.set_requires_grad(true);
    return {{kPromptEmbeddings, m_prompt}};
  }

  bool keepsBatches() const override { return false; }
  Batch prepare(Batch batch) override {
    return m_enabled ? withVirtualTokens(m_model, std::move(batch), m_prompt) : batch;
  }

  Result<void> setEnabled(bool enabled) override {
    m_enabled = enabled;
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, {{kPromptEmbeddings, m_prompt}}));
    return writeFileAtomic(folder / kAdapterConfigFile, m_json.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    return readTensorInto(*file, kPromptEmbeddings, m_prompt);
  }

  Result<void> merge() override {
    return fail(
        "technique.cannot-merge",
        ATTUNE_TEXT("The vectors of prompt tuning stand before the text and cannot be worked into the weights."), {},
        ATTUNE_TEXT("Export the adapter instead."));
  }

 private:
  Model& m_model;
  Tensor m_prompt;  // [n, C] float32
  Json m_json;
  bool m_enabled = true;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyPromptTuning(Model& model, const TechniqueContext& context) {
  const at::NoGradGuard noGradients;
  const ModelConfig& config = model.config();
  const std::int64_t count = context.params.get(params::kVirtualTokens);
  Tensor prompt = model.embed(drawnTokens(model, count, context.seed)).to(at::kFloat).clone();
  Json json = virtualTokensJson("PROMPT_TUNING", model, context.modelName, count, config.hiddenSize, config.heads);
  json["prompt_tuning_init"] = "RANDOM";
  json["prompt_tuning_init_text"] = nullptr;
  json["tokenizer_name_or_path"] = nullptr;
  return std::make_unique<PromptTuning>(model, std::move(prompt), std::move(json));
}

// Also opens what P-tuning learnt: PEFT stores the vectors that its encoder made, whichever encoder that was.
Result<std::unique_ptr<Technique>> openPromptTuning(const std::filesystem::path& folder, const Json& config,
                                                    Model& model, const at::Generator&) {
  ATTUNE_TRY(Tensor prompt, readPromptEmbeddings(folder, model, model.config().hiddenSize));
  Json json = config;
  json["inference_mode"] = true;
  return std::make_unique<PromptTuning>(model, std::move(prompt), std::move(json));
}

}  // namespace attune::engine
