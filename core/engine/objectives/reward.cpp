// SPDX-License-Identifier: GPL-3.0-or-later
// Learning to judge answers: a head with one output gives each conversation its reward, and the better answer's has to be higher.
#include "core/engine/objectives/reward.h"

#include <ATen/ATen.h>

#include "core/engine/objectives/implementations.h"
#include "core/engine/objectives/reward_params.h"
#include "core/engine/objectives/text_classification.h"

namespace attune::engine {

at::Tensor rewardLosses(const at::Tensor& chosen, const at::Tensor& rejected, double centring) {
  const at::Tensor losses = -at::log_sigmoid(chosen - rejected);
  return centring > 0 ? losses + centring * (chosen + rejected).square() : losses;
}

namespace {

class Reward : public Objective {
 public:
  using Objective::Objective;

  Result<void> check(Part part, const ModelConfig& config) const override {
    if (rejectedOf(m_request, part).size() != examplesOf(m_request, part).size()) {
      return fail("train.no-pairs", ATTUNE_TEXT("Judging is learnt from pairs of answers, and the rows have only one each."), {},
                  ATTUNE_TEXT("Import data with a better and a worse answer."));
    }
    ATTUNE_TRY_VOID(checkTokens(examplesOf(m_request, part), part, config, false));
    return checkTokens(rejectedOf(m_request, part), part, config, false);
  }

  // A pair whose answers are both cut off has nothing to tell apart.
  RowSize size(Part part, std::uint32_t row) const override {
    const auto &chosen = examplesOf(m_request, part)[row].tokens, &rejected = rejectedOf(m_request, part)[row].tokens;
    const auto tokens = static_cast<std::int64_t>(chosen.size() + rejected.size());
    return {tokens, tokens, !chosen.empty() && !rejected.empty() && chosen != rejected ? 1 : 0};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const Part part : {Part::Train, Part::Validation}) seed = hashOf(rejectedOf(m_request, part), hashOf(examplesOf(m_request, part), seed));
    return seed;
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildModel(checkpoint, device, dtype, m_request.spec.seed));
    m_model = dynamic_cast<SequenceClassifier*>(model.get());
    if (m_model == nullptr) return fail("train.no-head", ATTUNE_TEXT("The model “{0}” has no head that judges answers."), {checkpoint.name});
    m_device = device;
    return model;
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    const Tensor rewards = m_model->logits(m_technique->prepare(makeBatch(answers(Part::Train, rows), m_device)));
    return losses(rewards).sum().to(at::kFloat);
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const at::NoGradGuard noGradients;
    const auto features = classFeatures(*m_model, answers(part, rows), m_device, hook(), kLookTokens, {}, stop);
    if (!features) return std::nullopt;
    if (rows.empty()) return RowLosses{};
    const Tensor rewards = m_model->logitsOf(*features);
    return lookOfPairs(losses(rewards), side(rewards, 0), side(rewards, 1));
  }

 private:
  // [2B, 1] rewards of answers() -> [B] float64 of the better (0) or the worse ones (1).
  static Tensor side(const Tensor& rewards, std::int64_t worse) { return rewards.reshape({-1, 2}).select(1, worse).to(at::kDouble); }

  Tensor losses(const Tensor& rewards) const {
    return rewardLosses(side(rewards, 0), side(rewards, 1), m_request.spec.params.get(params::kCenterRewards));
  }

  SequenceClassifier* m_model = nullptr;
};

}  // namespace

std::unique_ptr<Objective> makeRewardObjective(const TrainRequest& request) { return std::make_unique<Reward>(request); }

}  // namespace attune::engine
