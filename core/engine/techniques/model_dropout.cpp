// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/model_dropout.h"

#include "core/engine/nn/dropout.h"

namespace attune::engine {
namespace {

class ModelDropout : public Technique {
 public:
  ModelDropout(std::unique_ptr<Technique> technique, HasDropout& model, double hidden, double attention, at::Generator generator)
      : m_technique(std::move(technique)), m_model(model), m_hidden(hidden), m_attention(attention), m_generator(std::move(generator)) {}

  std::vector<TrainableTensor> trainable() override { return m_technique->trainable(); }
  void setTraining(bool training) override {
    m_model.setDropout({training ? m_hidden : 0, m_generator}, {training ? m_attention : 0, m_generator});
    m_technique->setTraining(training);
  }
  Batch prepare(Batch batch) override { return m_technique->prepare(std::move(batch)); }
  bool keepsBatches() const override { return m_technique->keepsBatches(); }
  Result<void> setEnabled(bool enabled) override { return m_technique->setEnabled(enabled); }
  bool startsAsBase() const override { return m_technique->startsAsBase(); }
  Result<void> save(const std::filesystem::path& folder) override { return m_technique->save(folder); }
  Result<void> load(const std::filesystem::path& folder) override { return m_technique->load(folder); }
  Result<void> merge() override { return m_technique->merge(); }

 private:
  std::unique_ptr<Technique> m_technique;
  HasDropout& m_model;
  double m_hidden, m_attention;
  at::Generator m_generator;
};

}  // namespace

Result<std::unique_ptr<Technique>> withModelDropout(std::unique_ptr<Technique> technique, Model& model, double hidden, double attention,
                                                    at::Generator generator) {
  auto* places = dynamic_cast<HasDropout*>(&model);
  if (places == nullptr) return fail("technique.no-dropout", ATTUNE_TEXT("This model has no dropout."));
  return std::make_unique<ModelDropout>(std::move(technique), *places, hidden, attention, std::move(generator));
}

}  // namespace attune::engine
