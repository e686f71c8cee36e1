// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from single answers that were rated good or bad (KTO, Ethayarajh et al. 2024, arXiv:2402.01306). With r = log π(y|x) − log π₀(y|x),
// π₀ being the model before training, and σ the logistic function:
//   good   w₊ (1 − σ(β (r − z)))        bad   w₋ (1 − σ(β (z − r)))
// The point of reference z estimates KL(π ‖ π₀): the mean r of mismatched pairs, not below zero and without gradient. As in TRL, each
// question of a step gets the answer of the row before it, the first that of the last; here over all accumulated batches, so that
// k batches of b rows give the gradient of one batch of k·b rows.
#include "core/engine/objectives/kto.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/objectives/causal_lm.h"
#include "core/engine/objectives/implementations.h"
#include "core/engine/objectives/kept_scores.h"
#include "core/engine/objectives/kto_params.h"
#include "core/params/training_params.h"

namespace attune::engine {

Tensor ktoLosses(const Tensor& gains, const Tensor& good, double point, const KtoSettings& settings) {
  const Tensor sign = good * 2 - 1, weight = good * settings.goodWeight + (1 - good) * settings.badWeight;
  return weight * (1 - at::sigmoid(settings.beta * sign * (gains - point)));
}

namespace {

std::size_t answerBegin(const TokenizedExample& example) {
  const auto trained = std::ranges::find_if(example.labels, [](std::int32_t label) { return label != kNoLabel; });
  return static_cast<std::size_t>(trained - example.labels.begin());
}

Tensor toDoubles(const std::vector<double>& values) { return at::tensor(values, at::TensorOptions(at::kDouble)); }

using Rows = std::vector<std::uint32_t>;

// Rows of a part whose own answers, or the answers of the rows before them, the model as it was has to score.
struct ScoredRows {
  std::string name;
  Part part;
  bool mismatched;
  Rows rows;
};

class Kto : public Objective {
 public:
  explicit Kto(const TrainRequest& request) : Objective(request) {
    const ParamSet& set = request.spec.params;
    m_settings = {set.get(params::kPreferenceBeta), set.get(params::kDesirableWeight), set.get(params::kUndesirableWeight)};
  }

  Result<void> check(Part part, const ModelConfig& config) const override {
    const auto &good = examplesOf(m_request, part), &bad = rejectedOf(m_request, part);
    bool rated = good.size() == bad.size();
    for (std::size_t i = 0; rated && i < good.size(); ++i) rated = good[i].tokens.empty() != bad[i].tokens.empty();
    if (!rated) {
      return fail("train.no-ratings", ATTUNE_TEXT("The rows are not answers that are either good or bad."), {},
                  ATTUNE_TEXT("Import data with a prompt, a completion and a label, or choose another task."));
    }
    ATTUNE_TRY_VOID(checkTokens(good, part, config, true));
    return checkTokens(bad, part, config, true);
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = answerOf(part, row);
    const std::int64_t trained = trainedTokens(example);
    return {static_cast<std::int64_t>(example.tokens.size()), trained, trained > 0 ? 1 : 0};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const Part part : {Part::Train, Part::Validation}) seed = hashOf(rejectedOf(m_request, part), hashOf(examplesOf(m_request, part), seed));
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
    // What can be switched off scores the mismatched pairs of a step when the step comes.
    m_canSwitchOff = technique.setEnabled(false).has_value();
    if (m_canSwitchOff) ATTUNE_TRY_VOID(technique.setEnabled(true));
    const std::vector<ScoredRows> wanted = scoredRows(plan);
    if (auto kept = keptReferenceScores(m_request, plan); kept && std::ranges::all_of(wanted, [&](const ScoredRows& item) {
          return (*kept)[item.name].size() == item.rows.size();
        })) {
      for (const ScoredRows& item : wanted) remember(item, (*kept)[item.name]);
      return true;
    }
    if (m_canSwitchOff) ATTUNE_TRY_VOID(technique.setEnabled(false));
    ScoreLists lists;
    bool done = true;
    for (const ScoredRows& item : wanted) {
      const auto scores = done ? scoresOf(item.part, item.rows, item.mismatched, stop) : std::nullopt;
      done = scores.has_value();
      if (!done) break;
      remember(item, *scores);
      lists[item.name] = *scores;
    }
    if (m_canSwitchOff) ATTUNE_TRY_VOID(technique.setEnabled(true));
    if (done) ATTUNE_TRY_VOID(keepReferenceScores(m_request, plan, lists));
    return done;
  }

  Result<bool> beginStep(const std::vector<Rows>& window, std::int64_t, const std::stop_token& stop) override {
    Rows rows;
    for (const Rows& batch : window) rows.insert(rows.end(), batch.begin(), batch.end());
    auto reference = knownMismatched(Part::Train, rows);
    if (!reference && m_canSwitchOff) {
      ATTUNE_TRY_VOID(m_technique->setEnabled(false));
      reference = scoresOf(Part::Train, rows, true, stop);
      ATTUNE_TRY_VOID(m_technique->setEnabled(true));
    }
    const auto point = reference ? pointOf(Part::Train, rows, *reference, stop) : std::nullopt;
    m_point = point.value_or(0);
    return point.has_value();
  }

  std::map<std::string, double> stepMetrics() const override { return {{"kl_to_base", m_point}}; }

  Tensor lossSum(const Rows& rows) override {
    const Tensor losses = m_model->lossRows(m_technique->prepare(makeBatch(answersOf(Part::Train, rows), m_device)));
    std::vector<Tensor> sums;
    std::int64_t at = 0;
    for (const std::uint32_t row : rows) {
      const std::int64_t tokens = trainedTokens(answerOf(Part::Train, row));
      sums.push_back(-losses.narrow(0, at, tokens).sum(at::kDouble));
      at += tokens;
    }
    return lossesOf(Part::Train, rows, at::stack(sums), m_point).first.sum().to(at::kFloat);
  }

  std::optional<RowLosses> look(Part part, const Rows& rows, const std::stop_token& stop) override {
    if (rows.empty()) return RowLosses{};
    const auto scores = scoresOf(part, rows, false, stop);
    if (!scores) return std::nullopt;
    // The rows of a step that failed are looked at alone: what they would be compared with is not known then.
    const auto reference = knownMismatched(part, rows);
    const auto point = reference ? pointOf(part, rows, *reference, stop) : std::optional<double>(0);
    if (!point) return std::nullopt;
    const auto [losses, gains] = lossesOf(part, rows, toDoubles(*scores), *point);
    RowLosses look;
    double rewards[2] = {}, counts[2] = {}, right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto at = static_cast<std::int64_t>(i);
      look.rows.push_back({losses[at].item<double>(), 1});
      const bool good = isGood(part, rows[i]);
      const double gain = gains[at].item<double>();
      rewards[good] += m_settings.beta * gain;
      ++counts[good];
      right += gain == 0 ? 0.5 : (gain > 0) == good ? 1 : 0;
    }
    look.metrics["preference_accuracy"] = right / static_cast<double>(rows.size());
    look.metrics["kl_to_base"] = *point;
    if (counts[1] > 0) look.metrics["chosen_reward"] = rewards[1] / counts[1];
    if (counts[0] > 0) look.metrics["rejected_reward"] = rewards[0] / counts[0];
    if (counts[0] > 0 && counts[1] > 0) look.metrics["reward_margin"] = rewards[1] / counts[1] - rewards[0] / counts[0];
    return look;
  }

 private:
  bool isGood(Part part, std::uint32_t row) const { return !examplesOf(m_request, part)[row].tokens.empty(); }
  const TokenizedExample& answerOf(Part part, std::uint32_t row) const { return (isGood(part, row) ? examplesOf(m_request, part) : rejectedOf(m_request, part))[row]; }
  std::vector<const TokenizedExample*> answersOf(Part part, const Rows& rows) const {
    std::vector<const TokenizedExample*> all;
    for (const std::uint32_t row : rows) all.push_back(&answerOf(part, row));
    return all;
  }

  // Everything that the model as it was has to score before training.
  std::vector<ScoredRows> scoredRows(const TrainPlan& plan) const {
    std::vector<ScoredRows> all{{"train", Part::Train, false, rowsOfRun(plan, m_request, Part::Train)},
                                {"validation", Part::Validation, false, plan.validationRows},
                                {"train.mismatched", Part::Train, true, plan.trainProbeRows},
                                {"validation.mismatched", Part::Validation, true, plan.validationRows}};
    if (m_canSwitchOff) return all;
    Rows order;
    for (std::int64_t step = 0; step < plan.totalSteps; ++step) {
      if (step % plan.stepsPerEpoch == 0) order = epochOrder(plan, m_request, step / plan.stepsPerEpoch);
      ScoredRows item{"step-" + std::to_string(step) + ".mismatched", Part::Train, true, {}};
      for (const Rows& batch : windowRows(plan, order, step)) item.rows.insert(item.rows.end(), batch.begin(), batch.end());
      all.push_back(std::move(item));
    }
    return all;
  }

  void remember(const ScoredRows& item, const std::vector<double>& scores) {
    const std::size_t part = item.part == Part::Validation;
    if (item.mismatched) {
      m_mismatched[part][item.rows] = scores;
      return;
    }
    m_reference[part].assign(examplesOf(m_request, item.part).size(), std::nan(""));
    for (std::size_t i = 0; i < item.rows.size(); ++i) m_reference[part][item.rows[i]] = scores[i];
  }

  std::optional<std::vector<double>> knownMismatched(Part part, const Rows& rows) const {
    const auto& known = m_mismatched[part == Part::Validation];
    const auto found = known.find(rows);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  }

  // Log-probabilities of the rows' answers, or to their questions those of the rows before; nothing when stopped in between.
  std::optional<std::vector<double>> scoresOf(Part part, const Rows& rows, bool others, const std::stop_token& stop) const {
    std::vector<const TokenizedExample*> examples = answersOf(part, rows);
    std::vector<TokenizedExample> made;
    if (others) {
      const std::int64_t most = m_model->config().maxPositions, wanted = m_request.spec.params.get(params::kMaxLength);
      for (std::size_t i = 0; i < examples.size(); ++i) {
        const TokenizedExample& before = *examples[i > 0 ? i - 1 : examples.size() - 1];
        made.push_back(mismatched(*examples[i], before, static_cast<std::size_t>(most > 0 ? std::min(most, wanted) : wanted)));
      }
      for (std::size_t i = 0; i < made.size(); ++i) examples[i] = &made[i];
    }
    const auto losses = exampleLosses(*m_model, examples, m_device, hook(), kLookTokens, {}, stop);
    if (!losses) return std::nullopt;
    std::vector<double> scores;
    for (const ExampleLoss& loss : *losses) scores.push_back(-loss.loss);
    return scores;
  }

  // z of the rows of a step or of a look. One row alone has no other answer.
  std::optional<double> pointOf(Part part, const Rows& rows, const std::vector<double>& reference, const std::stop_token& stop) const {
    if (rows.size() < 2) return 0;
    const auto now = scoresOf(part, rows, true, stop);
    if (!now) return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) sum += (*now)[i] - reference[i];
    return std::max(0.0, sum / static_cast<double>(rows.size()));
  }

  // Losses and gains [B] of rows whose answers have these log-probabilities.
  std::pair<Tensor, Tensor> lossesOf(Part part, const Rows& rows, const Tensor& scores, double point) const {
    std::vector<double> reference, good;
    for (const std::uint32_t row : rows) {
      reference.push_back(m_reference[part == Part::Validation][row]);
      good.push_back(isGood(part, row) ? 1 : 0);
    }
    const Tensor gains = scores - toDoubles(reference).to(scores.device());
    return {ktoLosses(gains, toDoubles(good).to(scores.device()), point, m_settings), gains.detach()};
  }

  KtoSettings m_settings;
  CausalLm* m_model = nullptr;
  bool m_canSwitchOff = false;
  double m_point = 0;                                    // of the step under way
  std::vector<double> m_reference[2];                    // of training and validation rows, by row
  std::map<Rows, std::vector<double>> m_mismatched[2];  // by the rows of a look or a step, in order
};

}  // namespace

TokenizedExample mismatched(const TokenizedExample& asked, const TokenizedExample& other, std::size_t mostTokens) {
  const std::size_t question = answerBegin(asked), answer = answerBegin(other);
  TokenizedExample pair;
  pair.tokens.assign(asked.tokens.begin(), asked.tokens.begin() + static_cast<std::ptrdiff_t>(question));
  pair.labels.assign(question, kNoLabel);
  pair.tokens.insert(pair.tokens.end(), other.tokens.begin() + static_cast<std::ptrdiff_t>(answer), other.tokens.end());
  pair.labels.insert(pair.labels.end(), other.labels.begin() + static_cast<std::ptrdiff_t>(answer), other.labels.end());
  if (pair.tokens.size() > mostTokens) {
    pair.tokens.resize(mostTokens);
    pair.labels.resize(mostTokens);
  }
  return pair;
}

std::unique_ptr<Objective> makeKtoObjective(const TrainRequest& request) { return std::make_unique<Kto>(request); }

}  // namespace attune::engine
