// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from pairs of a better and a worse answer to the same prompt. With r = log π(y|x) − log π₀(y|x), the sum over the
// answer's tokens, π₀ being the model before training, and σ the logistic function:
//   DPO    −log σ(β (r₊ − r₋))                              Rafailov et al. 2023, arXiv:2305.18290
//   cDPO   (1 − ε) DPO(β) + ε DPO(−β)                       Mitchell 2023, label_smoothing
//   IPO    (r̄₊ − r̄₋ − 1/(2β))², r̄ = r per token             Azar et al. 2023, arXiv:2310.12036
//   KTO    1 − σ(β (r₊ − z₋)) and 1 − σ(β (z₊ − r₋))        Ethayarajh et al. 2024, arXiv:2402.01306
//   ORPO   −p₊ − β log σ(log odds(p₊) − log odds(p₋))       Hong et al. 2024, arXiv:2403.07691, p = log π per token
//   SimPO  −log σ(β (p₊ − p₋) − γ)                          Meng et al. 2024, arXiv:2405.14734
// KTO is made for single answers that are good or bad: each side of a pair is one. Its point of reference z is the mean r of
// the other sides of the pairs worked on together, not below zero and without gradient. ORPO's first term is on the answer alone.
#include "core/engine/objectives/preference.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/objectives/causal_lm.h"
#include "core/engine/objectives/implementations.h"
#include "core/engine/objectives/kept_scores.h"
#include "core/engine/objectives/preference_params.h"
#include "core/engine/train_plan.h"

namespace attune::engine {
namespace {

// −log σ(x), and with doubt about the order a share of −log σ(−x).
Tensor logisticLoss(const Tensor& x, double doubt) {
  const Tensor loss = -at::log_sigmoid(x);
  return doubt > 0 ? loss * (1 - doubt) - at::log_sigmoid(-x) * doubt : loss;
}

PairLosses withRewards(const Tensor& losses, const Tensor& chosen, const Tensor& rejected, double beta) {
  return {losses, chosen.detach() * beta, rejected.detach() * beta};
}

PairLosses dpo(const PairScores& p, const PreferenceSettings& s) {
  const Tensor chosen = p.chosen - p.referenceChosen, rejected = p.rejected - p.referenceRejected;
  return withRewards(logisticLoss(s.beta * (chosen - rejected), s.labelSmoothing), chosen, rejected, s.beta);
}

PairLosses ipo(const PairScores& p, const PreferenceSettings& s) {
  const Tensor chosen = (p.chosen - p.referenceChosen) / p.chosenTokens, rejected = (p.rejected - p.referenceRejected) / p.rejectedTokens;
  return withRewards((chosen - rejected - 1 / (2 * s.beta)).square(), chosen, rejected, s.beta);
}

PairLosses kto(const PairScores& p, const PreferenceSettings& s) {
  const Tensor chosen = p.chosen - p.referenceChosen, rejected = p.rejected - p.referenceRejected;
  const Tensor fromChosen = chosen.detach().mean().clamp_min(0), fromRejected = rejected.detach().mean().clamp_min(0);
  // The mean over both sides, so that a pair counts as much as under the other losses.
  const Tensor losses = 1 - (at::sigmoid(s.beta * (chosen - fromRejected)) + at::sigmoid(s.beta * (fromChosen - rejected))) / 2;
  return withRewards(losses, chosen, rejected, s.beta);
}

PairLosses orpo(const PairScores& p, const PreferenceSettings& s) {
  const Tensor chosen = p.chosen / p.chosenTokens, rejected = p.rejected / p.rejectedTokens;
  const auto logOdds = [](const Tensor& logProbability) { return logProbability - at::log(-at::expm1(logProbability)); };
  return withRewards(-chosen - s.beta * at::log_sigmoid(logOdds(chosen) - logOdds(rejected)), chosen, rejected, s.beta);
}

PairLosses simpo(const PairScores& p, const PreferenceSettings& s) {
  const Tensor chosen = p.chosen / p.chosenTokens, rejected = p.rejected / p.rejectedTokens;
  return withRewards(logisticLoss(s.beta * (chosen - rejected) - s.gamma, s.labelSmoothing), chosen, rejected, s.beta);
}

constexpr PreferenceLoss kLosses[] = {{"sigmoid", true, dpo}, {"ipo", true, ipo}, {"kto", true, kto}, {"orpo", false, orpo}, {"simpo", false, simpo}};

constexpr Part kParts[] = {Part::Train, Part::Validation};

Tensor toTensor(const std::vector<double>& values) { return at::tensor(values, at::TensorOptions(at::kDouble)); }

class PreferenceObjective : public Objective {
 public:
  PreferenceObjective(const TrainRequest& request, const PreferenceLoss& loss)
      : Objective(request), m_loss(loss), m_settings(PreferenceSettings::from(request.spec.params)) {}

  Result<void> check(Part part, const ModelConfig& config) const override {
    if (rejectedOf(m_request, part).size() != examplesOf(m_request, part).size()) {
      return fail("train.no-pairs", ATTUNE_TEXT("Preference tuning learns from pairs of answers, and the rows have only one each."), {},
                  ATTUNE_TEXT("Import data with a better and a worse answer, or choose the task causal-lm."));
    }
    ATTUNE_TRY_VOID(checkTokens(examplesOf(m_request, part), part, config, true));
    return checkTokens(rejectedOf(m_request, part), part, config, true);
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample &chosen = examplesOf(m_request, part)[row], &rejected = rejectedOf(m_request, part)[row];
    const std::int64_t better = trainedTokens(chosen), worse = trainedTokens(rejected);
    return {static_cast<std::int64_t>(chosen.tokens.size() + rejected.tokens.size()), better + worse, better > 0 && worse > 0 ? 1 : 0};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const Part part : kParts) seed = hashOf(rejectedOf(m_request, part), hashOf(examplesOf(m_request, part), seed));
    return seed;
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildCausalLm(checkpoint, device, dtype));
    m_model = model.get();
    m_device = device;
    return model;
  }

  CausalLm* writer() override { return m_model; }

  Result<bool> begin(Technique& technique, const TrainPlan& plan, const std::stop_token& stop) override {
    m_technique = &technique;
    if (!m_loss.needsReference) return true;
    if (readReference(plan)) return true;
    // A technique that cannot be switched off trains the model's own weights, which are still as they were.
    const bool off = technique.setEnabled(false).has_value();
    bool done = true;
    for (const Part part : kParts) done = done && score(part, rowsOfRun(plan, m_request, part), stop);
    if (off) ATTUNE_TRY_VOID(technique.setEnabled(true));
    if (done) ATTUNE_TRY_VOID(writeReference(plan));
    return done;
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    const Tensor losses = m_model->lossRows(m_technique->prepare(makeBatch(answers(Part::Train, rows), m_device)));
    PairScores pairs = sizesAndReference(Part::Train, rows);
    std::vector<Tensor> sums[2];
    std::int64_t at = 0;
    for (const std::uint32_t row : rows) {
      for (const bool worse : {false, true}) {
        const std::int64_t tokens = trainedTokens(worse ? rejectedOf(m_request, Part::Train)[row] : examplesOf(m_request, Part::Train)[row]);
        sums[worse].push_back(losses.narrow(0, at, tokens).sum(at::kDouble));
        at += tokens;
      }
    }
    pairs.chosen = -at::stack(sums[0]);
    pairs.rejected = -at::stack(sums[1]);
    return m_loss.compute(pairs, m_settings).losses.sum().to(at::kFloat);
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const auto sums = answerSums(part, rows, stop);
    if (!sums) return std::nullopt;
    PairScores pairs = sizesAndReference(part, rows);
    pairs.chosen = toTensor((*sums)[0]).to(m_device);
    pairs.rejected = toTensor((*sums)[1]).to(m_device);
    const PairLosses result = m_loss.compute(pairs, m_settings);
    return lookOfPairs(result.losses, result.chosenRewards, result.rejectedRewards);
  }

 private:
  using Sums = std::array<std::vector<double>, 2>;  // log-probabilities of the better and the worse answers, by row

  std::optional<Sums> answerSums(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) const {
    const auto losses = exampleLosses(*m_model, answers(part, rows), m_device, hook(), kLookTokens, {}, stop);
    if (!losses) return std::nullopt;
    Sums sums;
    for (std::size_t i = 0; i < losses->size(); ++i) sums[i % 2].push_back(-(*losses)[i].loss);
    return sums;
  }

  PairScores sizesAndReference(Part part, const std::vector<std::uint32_t>& rows) const {
    std::vector<double> tokens[2], reference[2];
    const Sums& known = m_reference[part == Part::Validation];
    for (const std::uint32_t row : rows) {
      tokens[0].push_back(static_cast<double>(trainedTokens(examplesOf(m_request, part)[row])));
      tokens[1].push_back(static_cast<double>(trainedTokens(rejectedOf(m_request, part)[row])));
      if (!m_loss.needsReference) continue;
      for (const std::size_t side : {0, 1}) reference[side].push_back(known[side][row]);
    }
    PairScores pairs;
    pairs.chosenTokens = toTensor(tokens[0]).to(m_device);
    pairs.rejectedTokens = toTensor(tokens[1]).to(m_device);
    if (!m_loss.needsReference) return pairs;
    pairs.referenceChosen = toTensor(reference[0]).to(m_device);
    pairs.referenceRejected = toTensor(reference[1]).to(m_device);
    return pairs;
  }

  void remember(Part part, const std::vector<std::uint32_t>& rows, const Sums& sums) {
    Sums& all = m_reference[part == Part::Validation];
    for (const std::size_t side : {0, 1}) {
      all[side].assign(examplesOf(m_request, part).size(), std::nan(""));
      for (std::size_t i = 0; i < rows.size(); ++i) all[side][rows[i]] = sums[side][i];
    }
  }

  bool score(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) {
    const auto sums = answerSums(part, rows, stop);
    if (sums) remember(part, rows, *sums);
    return sums.has_value();
  }

  // The lists of the reference by name: each side of the pairs that the run looks at, in the order of rowsOfRun.
  static std::string listName(Part part, std::size_t side) {
    return std::string(part == Part::Train ? "train" : "validation") + (side == 0 ? ".chosen" : ".rejected");
  }

  Result<void> writeReference(const TrainPlan& plan) const {
    ScoreLists lists;
    for (const Part part : kParts) {
      for (const std::size_t side : {0, 1}) {
        const std::vector<double>& all = m_reference[part == Part::Validation][side];
        std::vector<double>& list = lists[listName(part, side)];
        for (const std::uint32_t row : rowsOfRun(plan, m_request, part)) list.push_back(all[row]);
      }
    }
    return keepReferenceScores(m_request, plan, lists);
  }

  // False when there is nothing that can be trusted: then it is computed again.
  bool readReference(const TrainPlan& plan) {
    auto lists = keptReferenceScores(m_request, plan);
    if (!lists) return false;
    for (const Part part : kParts) {
      const auto rows = rowsOfRun(plan, m_request, part);
      const Sums sums{(*lists)[listName(part, 0)], (*lists)[listName(part, 1)]};
      if (sums[0].size() != rows.size() || sums[1].size() != rows.size()) return false;
      remember(part, rows, sums);
    }
    return true;
  }

  const PreferenceLoss& m_loss;
  PreferenceSettings m_settings;
  CausalLm* m_model = nullptr;
  Sums m_reference[2];  // of training and validation rows, by row
};

}  // namespace

PreferenceSettings PreferenceSettings::from(const ParamSet& set) {
  return {set.get(params::kPreferenceBeta), set.get(params::kPreferenceSmoothing), set.get(params::kSimpoGamma)};
}

const PreferenceLoss* findPreferenceLoss(std::string_view id) {
  const auto* found = std::ranges::find_if(kLosses, [&](const PreferenceLoss& loss) { return loss.id == id; });
  return found == std::end(kLosses) ? nullptr : found;
}

// The parameter's choices are the table's ids (registry/objectives compares them), and parameters are checked before.
std::unique_ptr<Objective> makePreferenceObjective(const TrainRequest& request) {
  const PreferenceLoss* loss = findPreferenceLoss(request.spec.params.get(params::kPreferenceLoss));
  return std::make_unique<PreferenceObjective>(request, loss != nullptr ? *loss : kLosses[0]);
}

}  // namespace attune::engine
