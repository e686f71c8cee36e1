// SPDX-License-Identifier: GPL-3.0-or-later
// Learning to continue a text: the cross entropy of each next token that is to be learnt, and its mean over those tokens.
#include <cmath>

#include "core/engine/objectives/causal_lm.h"
#include "core/engine/objectives/implementations.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

class CausalLmObjective : public Objective {
 public:
  using Objective::Objective;

  Result<void> check(Part part, const ModelConfig& config) const override {
    return checkTokens(examplesOf(m_request, part), part, config, true);
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = examplesOf(m_request, part)[row];
    const std::int64_t trained = trainedTokens(example);
    return {static_cast<std::int64_t>(example.tokens.size()), trained, trained};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    return hashOf(examplesOf(m_request, Part::Train), hashOf(examplesOf(m_request, Part::Validation), seed));
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildCausalLm(checkpoint, device, dtype));
    m_model = model.get();
    m_device = device;
    return model;
  }

  CausalLm* writer() override { return m_model; }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override { return lossOf(makeBatch(*batchOf(rows), m_device)); }

  std::optional<BatchRows> batchOf(const std::vector<std::uint32_t>& rows) const override { return batchRows(chosen(Part::Train, rows)); }

  Tensor lossOf(const Batch& batch) override {
    return m_model->lossSum(m_technique->prepare(batch), m_request.spec.params.get(params::kLabelSmoothing));
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    auto losses = exampleLosses(*m_model, chosen(part, rows), m_device, hook(), kLookTokens, {}, stop);
    if (!losses) return std::nullopt;
    RowLosses look{std::move(*losses), {}};
    double sum = 0;
    std::int64_t tokens = 0;
    for (const ExampleLoss& row : look.rows) {
      sum += row.loss;
      tokens += row.tokens;
    }
    look.metrics["perplexity"] = std::exp(sum / static_cast<double>(tokens));
    return look;
  }

 private:
  CausalLm* m_model = nullptr;
};

}  // namespace

std::unique_ptr<Objective> makeCausalLmObjective(const TrainRequest& request) { return std::make_unique<CausalLmObjective>(request); }

}  // namespace attune::engine
