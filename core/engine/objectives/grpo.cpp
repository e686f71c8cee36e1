// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from rewards. For each question of a step the model writes G answers, which a judge rewards; the loss of an answer is the
// mean over its tokens of policyLosses, that of a question the mean over its answers. What is told as the loss is 1 − reward + β KL, the
// number that falls when this goes well; the gradient is that of the policy's loss, which as a number says little.
#include "core/engine/objectives/grpo.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <numeric>

#include "core/base/hash.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/engine/objectives/implementations.h"
#include "core/engine/train_plan.h"

namespace attune::engine {

std::vector<double> groupAdvantages(std::span<const double> rewards, bool scale) {
  const auto count = static_cast<double>(rewards.size());
  const double mean = std::accumulate(rewards.begin(), rewards.end(), 0.0) / count;
  double squares = 0;
  for (const double reward : rewards) squares += (reward - mean) * (reward - mean);
  const double spread = rewards.size() > 1 ? std::sqrt(squares / (count - 1)) : 0;
  std::vector<double> advantages;
  for (const double reward : rewards) advantages.push_back(scale ? (reward - mean) / (spread + 1e-4) : reward - mean);
  return advantages;
}

Tensor klEstimates(const Tensor& policy, const Tensor& reference) {
  const Tensor difference = reference - policy;
  return at::expm1(difference) - difference;
}

Tensor policyLosses(const Tensor& policy, const Tensor& old, const Tensor& reference, const Tensor& advantages, double epsilon, double beta) {
  const Tensor ratio = at::exp(policy - old);
  const Tensor losses = -at::minimum(ratio * advantages, at::clamp(ratio, 1 - epsilon, 1 + epsilon) * advantages);
  return reference.defined() ? losses + beta * klEstimates(policy, reference) : losses;
}

namespace {

/// An answer of the model. Log-probabilities are those of its tokens at the sampling temperature.
struct Answer {
  TokenizedExample text;              // question and answer, labelled where the answer is
  double reward = 0, advantage = 0;
  std::vector<float> old, reference;  // when it was written, and under the base; the latter empty without a pull
  std::int64_t tokens = 0;            // of the answer, the one that ends it included
  double kl = 0;                      // mean over them
};

Tensor toTensor(const std::vector<float>& values) { return at::tensor(values, at::TensorOptions(at::kFloat)).to(at::kDouble); }

Json toJson(const Answer& answer) {
  return {{"tokens", answer.text.tokens}, {"count", answer.tokens}, {"reward", answer.reward}, {"advantage", answer.advantage},
          {"old", answer.old}, {"reference", answer.reference}, {"kl", answer.kl}};
}

TokenizedExample labelled(std::vector<std::int32_t> tokens, std::int64_t answerTokens) {
  TokenizedExample text{std::move(tokens), {}};
  text.labels = text.tokens;
  std::fill(text.labels.begin(), text.labels.end() - answerTokens, kNoLabel);
  return text;
}

Answer answerFromJson(const Json& json) {
  Answer answer;
  json.at("count").get_to(answer.tokens);
  auto tokens = json.at("tokens").get<std::vector<std::int32_t>>();
  if (answer.tokens < 0 || answer.tokens >= static_cast<std::int64_t>(tokens.size())) throw std::out_of_range("count");
  answer.text = labelled(std::move(tokens), answer.tokens);
  json.at("reward").get_to(answer.reward);
  json.at("advantage").get_to(answer.advantage);
  json.at("old").get_to(answer.old);
  json.at("reference").get_to(answer.reference);
  json.at("kl").get_to(answer.kl);
  return answer;
}

class Grpo : public Objective {
 public:
  explicit Grpo(const TrainRequest& request) : Objective(request) {
    const ParamSet& set = request.spec.params;
    m_answers = set.get(params::kNumGenerations);
    m_stepsPerWindow = set.get(params::kNumIterations);
    m_temperature = set.get(params::kSamplingTemperature);
    m_beta = set.get(params::kGrpoBeta);
    m_epsilon = set.get(params::kClipEpsilon);
    m_scale = set.get(params::kScaleRewards);
  }

  Result<void> check(Part part, const ModelConfig& config) const override {
    if (!m_request.judge) return fail("train.no-judge", ATTUNE_TEXT("There is nothing that rewards answers."));
    const auto& questions = examplesOf(m_request, part);
    ATTUNE_TRY_VOID(checkTokens(questions, part, config, false));
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (config.maxPositions <= 0 || static_cast<std::int64_t>(questions[i].tokens.size()) < config.maxPositions) continue;
      return fail("train.too-long", ATTUNE_TEXT("The question of row {0} has {1} tokens, which leaves no room for an answer."),
                  {std::to_string(i + 1), std::to_string(questions[i].tokens.size())}, ATTUNE_TEXT("Lower the length (max_length)."));
    }
    return {};
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const auto asked = static_cast<std::int64_t>(examplesOf(m_request, part)[row].tokens.size());
    RowSize size{asked * m_answers, 0, asked > 0 ? 1 : 0};
    const auto written = part == Part::Train ? m_groups.find(row) : m_groups.end();
    if (written == m_groups.end()) return size;
    for (const Answer& answer : written->second) {
      size.tokens += answer.tokens;
      size.trainedTokens += answer.tokens;
    }
    return size;
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const Part part : {Part::Train, Part::Validation}) seed = hashOf(examplesOf(m_request, part), seed);
    return fastHash(m_request.judge->contentHash(), seed);
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildCausalLm(checkpoint, device, dtype));
    m_model = model.get();
    m_device = device;
    m_dtype = dtype;
    return model;
  }

  CausalLm* writer() override { return m_model; }

  Result<bool> begin(Technique& technique, const TrainPlan& plan, const std::stop_token& stop) override {
    ATTUNE_TRY_VOID(Objective::begin(technique, plan, stop));
    if (m_beta <= 0) return true;
    if (technique.setEnabled(false)) {
      ATTUNE_TRY_VOID(technique.setEnabled(true));
      return true;
    }
    // The technique trains the model's own weights, so what they were needs a model of its own.
    ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(m_request.spec.modelPath));
    ATTUNE_TRY(m_reference, buildCausalLm(checkpoint, m_device, m_dtype));
    return true;
  }

  Result<bool> beginStep(const std::vector<std::vector<std::uint32_t>>& window, std::int64_t step, const std::stop_token& stop) override {
    if (m_window != step / m_stepsPerWindow) {
      m_groups.clear();
      m_window = step / m_stepsPerWindow;
    }
    for (const auto& rows : window) {
      for (const std::uint32_t row : rows) {
        if (m_groups.contains(row)) continue;
        ATTUNE_TRY(auto answers, writeAnswers(Part::Train, row, stop));
        if (!answers) return false;
        m_groups.emplace(row, std::move(*answers));
      }
    }
    return true;
  }

  std::map<std::string, double> stepMetrics() const override {
    double reward = 0, kl = 0, tokens = 0, even = 0, count = 0;
    for (const auto& [row, answers] : m_groups) {
      for (const Answer& answer : answers) {
        reward += answer.reward;
        kl += answer.kl;
        tokens += static_cast<double>(answer.tokens);
        ++count;
      }
      if (std::ranges::all_of(answers, [first = answers[0].reward](const Answer& answer) { return answer.reward == first; })) ++even;
    }
    if (count == 0) return {};
    std::map<std::string, double> metrics{{"reward", reward / count}, {"answer_tokens", tokens / count},
                                          {"equal_rewards", even / static_cast<double>(m_groups.size())}};
    if (m_beta > 0) metrics["kl_to_base"] = kl / count;
    return metrics;
  }

  // With one step per window the answers are a function of weights and seed, and are written again.
  Json state() const override {
    if (m_stepsPerWindow == 1 || m_window < 0) return {};
    Json groups = Json::array();
    for (const auto& [row, answers] : m_groups) {
      Json all = Json::array();
      for (const Answer& answer : answers) all.push_back(toJson(answer));
      groups.push_back({{"row", row}, {"answers", std::move(all)}});
    }
    return {{"window", m_window}, {"groups", std::move(groups)}};
  }

  Result<void> restore(const Json& state) override {
    try {
      m_groups.clear();
      for (const Json& group : state.at("groups")) {
        std::vector<Answer>& answers = m_groups[group.at("row").get<std::uint32_t>()];
        for (const Json& answer : group.at("answers")) answers.push_back(answerFromJson(answer));
      }
      state.at("window").get_to(m_window);
    } catch (const std::exception& error) {
      return fail("checkpoint.bad-state", ATTUNE_TEXT("The checkpoint's state cannot be read."), {}, "", error.what());
    }
    return {};
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    std::vector<const Answer*> answers;
    double told = 0;
    for (const std::uint32_t row : rows) {
      for (const Answer& answer : m_groups.at(row)) {
        answers.push_back(&answer);
        told += toldLoss(answer) / static_cast<double>(m_answers);
      }
    }
    const Tensor policy = tokenLogProbabilities(*m_model, answers, true);
    std::vector<Tensor> old, reference, advantages, weights;
    for (const Answer* answer : answers) {
      const at::TensorOptions numbers(at::kDouble);
      if (m_stepsPerWindow > 1) old.push_back(toTensor(answer->old));
      if (m_beta > 0) reference.push_back(toTensor(answer->reference));
      advantages.push_back(at::full({answer->tokens}, answer->advantage, numbers));
      weights.push_back(at::full({answer->tokens}, 1 / static_cast<double>(answer->tokens * m_answers), numbers));
    }
    const auto joined = [&](const std::vector<Tensor>& parts) { return parts.empty() ? Tensor() : at::cat(parts).to(m_device); };
    // Where the answers are learnt from once, the policy is the one that wrote them.
    const Tensor before = old.empty() ? policy.detach() : joined(old);
    const Tensor losses = policyLosses(policy, before, joined(reference), joined(advantages), m_epsilon, m_beta);
    const Tensor sum = (losses * joined(weights)).sum();
    return (sum - sum.detach() + told).to(at::kFloat);
  }

  bool lookKeepsTechnique() const override { return false; }  // the base scores the answers

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    RowLosses look;
    double reward = 0, kl = 0, tokens = 0;
    for (const std::uint32_t row : rows) {
      auto answers = writeAnswers(part, row, stop, true);
      // The loop takes the exception as a failure of the look.
      if (!answers) throw std::runtime_error(describe(answers.error()));
      if (!*answers) return std::nullopt;
      const Answer& answer = (**answers)[0];
      look.rows.push_back({toldLoss(answer), 1});
      reward += answer.reward;
      kl += answer.kl;
      tokens += static_cast<double>(answer.tokens);
    }
    const auto count = static_cast<double>(rows.size());
    look.metrics = {{"reward", reward / count}, {"answer_tokens", tokens / count}};
    if (m_beta > 0) look.metrics["kl_to_base"] = kl / count;
    return look;
  }

 private:
  double toldLoss(const Answer& answer) const { return 1 - answer.reward + m_beta * answer.kl; }

  std::uint64_t seedOf(std::uint32_t row, std::int64_t number) const {
    const std::array<std::uint64_t, 4> place{m_request.spec.seed, static_cast<std::uint64_t>(m_window), row, static_cast<std::uint64_t>(number)};
    return fastHash({reinterpret_cast<const char*>(place.data()), sizeof place}, 1);
  }

  // Rewarded answers to a question as the model is: G drawn ones, or its likeliest alone. Nothing when stopped in between.
  Result<std::optional<std::vector<Answer>>> writeAnswers(Part part, std::uint32_t row, const std::stop_token& stop, bool likeliest = false) {
    const std::vector<std::int32_t>& question = examplesOf(m_request, part)[row].tokens;
    const TokenizedExample asked{question, std::vector<std::int32_t>(question.size(), kNoLabel)};
    SamplingSettings sampling;
    sampling.maxNewTokens = m_request.spec.params.get(params::kCompletionLength);
    sampling.temperature = likeliest ? 0 : m_temperature;
    const Batch prompt = m_technique->prepare(makeBatch({&asked}, m_device));
    std::vector<std::uint64_t> seeds;
    for (std::int64_t i = 0; i < (likeliest ? 1 : m_answers); ++i) seeds.push_back(seedOf(row, i));
    std::vector<Generation> written;
    if (computeSettings().answersAtOnce && seeds.size() > 1) {
      written = generateSeveral(*m_model, prompt, question, sampling, seeds, m_request.stopTokens, stop);
    } else {
      for (const std::uint64_t seed : seeds) {
        sampling.seed = seed;
        written.push_back(generateTokens(*m_model, prompt, question, sampling, m_request.stopTokens, {}, stop));
      }
    }
    if (stop.stop_requested()) return std::nullopt;
    auto judged = m_request.judge->rewards(part == Part::Validation, row, written, stop);
    if (!judged && stop.stop_requested()) return std::nullopt;
    ATTUNE_TRY(const std::vector<double> rewards, std::move(judged));
    const std::vector<double> advantages = groupAdvantages(rewards, m_scale);
    std::vector<Answer> answers(written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
      std::vector<std::int32_t> tokens = question;
      tokens.insert(tokens.end(), written[i].tokens.begin(), written[i].tokens.end());
      if (written[i].stopped) tokens.push_back(written[i].stopToken);
      answers[i].tokens = static_cast<std::int64_t>(tokens.size() - question.size());
      answers[i].text = labelled(std::move(tokens), answers[i].tokens);
      answers[i].reward = rewards[i];
      answers[i].advantage = advantages[i];
    }
    ATTUNE_TRY_VOID(scoreAnswers(answers, likeliest));
    return answers;
  }

  // Their log-probabilities as the model is and as it was.
  Result<void> scoreAnswers(std::vector<Answer>& answers, bool likeliest) {
    const bool keepsOld = m_stepsPerWindow > 1 && !likeliest;
    if (m_beta <= 0 && !keepsOld) return {};
    const at::NoGradGuard noGradients;
    std::vector<Tensor> now, base;
    for (const Answer& answer : answers) now.push_back(tokenLogProbabilities(*m_model, {&answer}, true));
    if (m_beta > 0) {
      if (!m_reference) ATTUNE_TRY_VOID(m_technique->setEnabled(false));
      for (const Answer& answer : answers) base.push_back(tokenLogProbabilities(m_reference ? *m_reference : *m_model, {&answer}, !m_reference));
      if (!m_reference) ATTUNE_TRY_VOID(m_technique->setEnabled(true));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto numbers = [](const Tensor& tensor) {
        const Tensor cpu = tensor.to(at::kCPU, at::kFloat).contiguous();
        return std::vector<float>(cpu.const_data_ptr<float>(), cpu.const_data_ptr<float>() + cpu.numel());
      };
      if (keepsOld) answers[i].old = numbers(now[i]);
      if (m_beta <= 0) continue;
      answers[i].reference = numbers(base[i]);
      if (answers[i].tokens > 0) answers[i].kl = klEstimates(now[i], base[i]).mean().item<double>();
    }
    return {};
  }

  // Of the answers' tokens, end to end: [N] float64, with gradient where it is on. Logits are divided by the temperature that the
  // answers were drawn with, behind the soft cap.
  Tensor tokenLogProbabilities(CausalLm& model, const std::vector<const Answer*>& answers, bool prepared) const {
    std::vector<const TokenizedExample*> texts;
    for (const Answer* answer : answers) texts.push_back(&answer->text);
    Batch batch = makeBatch(texts, m_device);
    if (prepared) batch = m_technique->prepare(std::move(batch));
    const LossSettings settings{0, model.config().finalSoftcap / m_temperature, model.config().logitsDivisor * m_temperature};
    return -linearCrossEntropyRows(model.hiddenRows(batch, batch.lossRows), model.headWeight(), batch.targets, settings).to(at::kDouble);
  }

  std::int64_t m_answers, m_stepsPerWindow;
  double m_temperature, m_beta, m_epsilon;
  bool m_scale;
  CausalLm* m_model = nullptr;
  at::ScalarType m_dtype = at::kFloat;
  std::unique_ptr<CausalLm> m_reference;                   // null where the technique can be switched off
  std::int64_t m_window = -1;                              // whose answers m_groups holds
  std::map<std::uint32_t, std::vector<Answer>> m_groups;  // by row
};

}  // namespace

std::unique_ptr<Objective> makeGrpoObjective(const TrainRequest& request) { return std::make_unique<Grpo>(request); }

}  // namespace attune::engine
