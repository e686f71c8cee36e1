// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/embedding_noise.h"

#include <ATen/ATen.h>

#include <cmath>

namespace attune::engine {
namespace {

class EmbeddingNoise : public Technique {
 public:
  EmbeddingNoise(std::unique_ptr<Technique> technique, Model& model, double alpha, at::Generator generator)
      : m_technique(std::move(technique)), m_model(model), m_alpha(alpha), m_generator(std::move(generator)) {}

  std::vector<TrainableTensor> trainable() override { return m_technique->trainable(); }

  void setTraining(bool training) override {
    m_training = training;
    m_technique->setTraining(training);
  }

  Batch prepare(Batch batch) override {
    if (m_training) batch.embeddings = noisy(m_model.embed(batch.tokens), batch.starts);
    return m_technique->prepare(std::move(batch));
  }

  bool keepsBatches() const override { return false; }
  Result<void> setEnabled(bool enabled) override { return m_technique->setEnabled(enabled); }
  bool startsAsBase() const override { return m_technique->startsAsBase(); }
  Result<void> save(const std::filesystem::path& folder) override { return m_technique->save(folder); }
  Result<void> load(const std::filesystem::path& folder) override { return m_technique->load(folder); }
  Result<void> merge() override { return m_technique->merge(); }

 private:
  Tensor noisy(const Tensor& embedded, const std::vector<std::int64_t>& starts) {
    const auto width = static_cast<double>(embedded.size(1));
    Tensor noise = at::empty(embedded.sizes(), embedded.options().dtype(at::kFloat).requires_grad(false));
    noise.uniform_(-1, 1, m_generator);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const std::int64_t length = starts[i + 1] - starts[i];
      noise.narrow(0, starts[i], length).mul_(m_alpha / std::sqrt(static_cast<double>(length) * width));
    }
    return embedded + noise.to(embedded.scalar_type());
  }

  std::unique_ptr<Technique> m_technique;
  Model& m_model;
  double m_alpha;
  at::Generator m_generator;
  bool m_training = false;
};

}  // namespace

std::unique_ptr<Technique> withEmbeddingNoise(std::unique_ptr<Technique> technique, Model& model, double alpha, at::Generator generator) {
  return std::make_unique<EmbeddingNoise>(std::move(technique), model, alpha, std::move(generator));
}

}  // namespace attune::engine
