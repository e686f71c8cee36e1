// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from rows and from a teacher (Hinton et al. 2015, arXiv:1503.02531), over the tokens that are trained:
//   loss = (1 − λ) CE + λ T² KL(teacher ‖ student) + κ KL(base ‖ student) + ν ‖P h − t‖² / ‖t‖²
// h and t being the last hidden states of student and teacher, and P the identity where they are equally wide. Else P is the linear map
// that brings the student's states before training nearest to the teacher's; it stays, so that what is learnt is the states.
// What is kept of a teacher is its last hidden state at each trained token, in the run folder, and its head in memory. Its logits
// are made of those again chunk by chunk, so they are exact, and no more of them than a chunk is ever held.
#include <ATen/ATen.h>

#include <cmath>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/distillation_loss.h"
#include "core/engine/objectives/causal_lm.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/objectives/hidden_states.h"
#include "core/engine/objectives/implementations.h"
#include "core/engine/train_plan.h"
#include "core/weights/safetensors.h"

namespace attune::engine {
namespace {

constexpr const char* kStatesFile = "states.safetensors";
constexpr const char* kProjection = "projection";
constexpr const char* kProjectionFile = "projection.safetensors";
constexpr Part kParts[] = {Part::Train, Part::Validation};

std::string tensorName(Part part, std::uint32_t row) { return (part == Part::Train ? "train." : "validation.") + std::to_string(row); }

HeadFunction headOf(const CausalLm& model) {
  return {model.headWeight(), model.config().finalSoftcap, model.config().logitsDivisor};
}

/// A teacher as the loss needs it.
struct Teacher {
  std::string name;  // its folder below the run's
  HeadFunction head;
  std::shared_ptr<const TensorSource> states;  // a tensor [n, C] float32 for each row, n being its trained tokens
};

class DistillationObjective : public Objective {
 public:
  explicit DistillationObjective(const TrainRequest& request)
      : Objective(request),
        m_lambda(request.spec.params.get(params::kDistillationLambda)),
        m_temperature(request.spec.params.get(params::kDistillationTemperature)),
        m_klToBase(request.spec.params.get(params::kKlToBase)),
        m_hidden(request.spec.params.get(params::kHiddenStates)) {}

  Result<void> check(Part part, const ModelConfig& config) const override {
    return checkTokens(examplesOf(m_request, part), part, config, true);
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = examplesOf(m_request, part)[row];
    const std::int64_t trained = trainedTokens(example);
    return {static_cast<std::int64_t>(example.tokens.size()), trained, trained};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const Part part : kParts) seed = hashOf(examplesOf(m_request, part), seed);
    return fastHash(m_request.teacher.contentHash, seed);
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
    m_technique = &technique;
    const bool taught = m_lambda > 0 || m_hidden > 0, other = !m_request.teacher.model.empty();
    bool done = true;
    if (taught && other) {
      ATTUNE_TRY(done, meetTeacher(plan, stop));
    }
    if (done && (m_klToBase > 0 || (taught && !other))) {
      ATTUNE_TRY(done, rememberBase(plan, stop));
    }
    if (done && m_hidden > 0 && other) {
      ATTUNE_TRY(done, fitProjection(plan, stop));
    }
    return done;
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    return lossOf(chosen(Part::Train, rows), Part::Train, rows, nullptr);
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const at::NoGradGuard noGradients;
    RowLosses look;
    std::vector<double> sums(4, 0);  // cross entropy, the two divergences, and the distance of the states
    double tokens = 0;
    std::vector<const TokenizedExample*> examples;
    std::vector<std::uint32_t> numbers;
    std::int64_t length = 0;
    for (std::size_t i = 0; i <= rows.size(); ++i) {
      const TokenizedExample* example = i < rows.size() ? &examplesOf(m_request, part)[rows[i]] : nullptr;
      const auto own = example != nullptr ? static_cast<std::int64_t>(example->tokens.size()) : 0;
      if (!examples.empty() && (example == nullptr || length + own > kLookTokens)) {
        if (stop.stop_requested()) return std::nullopt;
        LossParts parts;
        lossOf(examples, part, numbers, &parts);
        appendLosses(parts, examples, look.rows, sums, tokens);
        examples.clear();
        numbers.clear();
        length = 0;
      }
      if (example == nullptr) break;
      examples.push_back(example);
      numbers.push_back(rows[i]);
      length += own;
    }
    look.metrics["cross_entropy"] = sums[0] / tokens;
    look.metrics["perplexity"] = std::exp(sums[0] / tokens);
    if (m_lambda > 0) look.metrics["distillation"] = sums[1] / tokens;
    if (m_klToBase > 0) look.metrics["kl_to_base"] = sums[2] / tokens;
    if (m_hidden > 0) look.metrics["state_distance"] = sums[3] / tokens;
    return look;
  }

 private:
  struct LossParts : DistillationParts {
    Tensor stateDistances;  // [N] float32, not weighted
  };

  const Teacher& teacher() const { return m_teacher.states ? m_teacher : m_base; }

  // What is kept of a teacher for these rows, on the model's device.
  Result<Tensor> statesOf(const Teacher& teacher, Part part, const std::vector<std::uint32_t>& rows) const {
    std::vector<Tensor> states;
    for (const std::uint32_t row : rows) {
      ATTUNE_TRY(Tensor own, readTensorFloat32(*teacher.states, tensorName(part, row)));
      states.push_back(std::move(own));
    }
    return at::cat(states).to(m_device);
  }

  // The teachers' terms, the one of λ first. Their hidden states at the loss rows of these texts are read from the run folder.
  Result<std::vector<TeacherTerm>> termsOf(Part part, const std::vector<std::uint32_t>& rows) const {
    std::vector<TeacherTerm> terms;
    const auto add = [&](const Teacher& teacher, double weight, double temperature) -> Result<void> {
      ATTUNE_TRY(Tensor states, statesOf(teacher, part, rows));
      terms.push_back({teacher.head, std::move(states), weight, temperature});
      return {};
    };
    if (m_lambda > 0) ATTUNE_TRY_VOID(add(teacher(), m_lambda, m_temperature));
    if (m_klToBase > 0) ATTUNE_TRY_VOID(add(m_base, m_klToBase, 1));
    return terms;
  }

  Tensor lossOf(const std::vector<const TokenizedExample*>& examples, Part part, const std::vector<std::uint32_t>& rows, LossParts* parts) {
    const auto terms = termsOf(part, rows);
    // The file was whole when the run began; the loop takes the exception as a failure of the step.
    if (!terms) throw std::runtime_error(describe(terms.error()));
    const Batch batch = m_technique->prepare(makeBatch(examples, m_device));
    const Tensor states = m_model->hiddenRows(batch, batch.lossRows);
    const Tensor sum = distillationSum(states, headOf(*m_model), batch.targets, 1 - m_lambda, *terms, parts);
    if (m_hidden == 0) return sum;
    const auto wanted = statesOf(teacher(), part, rows);
    if (!wanted) throw std::runtime_error(describe(wanted.error()));
    const Tensor distances = stateDistances(states, *wanted, m_projection);
    if (parts != nullptr) parts->stateDistances = distances.detach();
    return sum + m_hidden * distances.sum();
  }

  void appendLosses(const LossParts& parts, const std::vector<const TokenizedExample*>& examples, std::vector<ExampleLoss>& losses,
                    std::vector<double>& sums, double& tokens) const {
    const auto onCpu = [](const Tensor& tensor) { return tensor.to(at::kCPU, at::kDouble).contiguous(); };
    const Tensor crossEntropy = onCpu(parts.crossEntropy);
    std::vector<Tensor> divergences;
    for (const Tensor& tensor : parts.divergences) divergences.push_back(onCpu(tensor));
    const Tensor distances = m_hidden > 0 ? onCpu(parts.stateDistances) : Tensor();
    std::int64_t at = 0;
    for (const TokenizedExample* example : examples) {
      ExampleLoss loss{0, static_cast<std::int32_t>(trainedTokens(*example))};
      const auto sum = [&](const Tensor& tensor) { return tensor.narrow(0, at, loss.tokens).sum().item<double>(); };
      const double own = sum(crossEntropy);
      loss.loss = (1 - m_lambda) * own;
      sums[0] += own;
      std::size_t term = 0;
      if (m_lambda > 0) {
        const double divergence = sum(divergences[term++]);
        loss.loss += m_lambda * divergence;
        sums[1] += divergence;
      }
      if (m_klToBase > 0) {
        const double divergence = sum(divergences[term]);
        loss.loss += m_klToBase * divergence;
        sums[2] += divergence;
      }
      if (m_hidden > 0) {
        const double distance = sum(distances);
        loss.loss += m_hidden * distance;
        sums[3] += distance;
      }
      at += loss.tokens;
      tokens += loss.tokens;
      losses.push_back(loss);
    }
  }

  Result<bool> meetTeacher(const TrainPlan& plan, const std::stop_token& stop) {
    ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(m_request.teacher.model));
    if (checkpoint.config.vocabSize != m_model->config().vocabSize) {
      return fail("distillation.vocabulary", ATTUNE_TEXT("The teacher “{0}” predicts {1} tokens and the model {2}, so their predictions cannot be compared."),
                  {checkpoint.name, std::to_string(checkpoint.config.vocabSize), std::to_string(m_model->config().vocabSize)},
                  ATTUNE_TEXT("Choose a teacher of the same family, which has the same vocabulary."));
    }
    for (const Part part : kParts) ATTUNE_TRY_VOID(check(part, checkpoint.config));
    ATTUNE_TRY(const auto model, buildCausalLm(checkpoint, m_device, m_dtype));
    std::unique_ptr<Technique> adapter;
    if (!m_request.teacher.adapter.empty()) {
      ATTUNE_TRY(adapter, openAdapter(m_request.teacher.adapter, *model));
    }
    m_teacher.name = "teacher";
    m_teacher.head = headOf(*model);
    return remember(m_teacher, *model, adapter.get(), plan, stop);
  }

  // Where student and teacher differ in width: the map between their states before training, kept in the run folder. False when
  // stopped in between.
  Result<bool> fitProjection(const TrainPlan& plan, const std::stop_token& stop) {
    const auto rows = rowsOfRun(plan, m_request, Part::Train);
    ATTUNE_TRY(const Tensor first, statesOf(m_teacher, Part::Train, {rows.front()}));
    const std::int64_t width = m_model->config().hiddenSize;
    if (first.size(1) == width) return true;
    const auto folder = m_request.runFolder / kProjection;
    const Json facts = factsOf(plan);
    const auto published = verifyManifest(folder);
    if (!published || *published != facts) {
      const at::NoGradGuard noGradients;
      const bool off = m_technique->setEnabled(false).has_value();
      ProjectionFit fit;
      for (const std::uint32_t row : rows) {
        if (stop.stop_requested()) return false;
        const Batch batch = makeBatch({&examplesOf(m_request, Part::Train)[row]}, m_device);
        ATTUNE_TRY(const Tensor wanted, statesOf(m_teacher, Part::Train, {row}));
        fit.add(m_model->hiddenRows(batch, batch.lossRows), wanted);
      }
      if (off) ATTUNE_TRY_VOID(m_technique->setEnabled(true));
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
      ATTUNE_TRY(auto staged, StagedFolder::create(folder));
      ATTUNE_TRY_VOID(writeTensorFile(staged.path() / kProjectionFile, {{kProjection, fit.projection()}}));
      ATTUNE_TRY_VOID(staged.commit(facts));
    }
    ATTUNE_TRY(const auto file, openSafetensors(folder / kProjectionFile));
    ATTUNE_TRY(const Tensor stored, readTensorFloat32(*file, kProjection));
    m_projection = stored.to(m_device);
    return true;
  }

  Json factsOf(const TrainPlan& plan) const {
    return {{"data and settings", plan.fingerprint}, {"base model", m_request.spec.modelHash}, {"teacher", m_request.teacher.contentHash}};
  }

  Result<bool> rememberBase(const TrainPlan& plan, const std::stop_token& stop) {
    // A technique that cannot be switched off trains the model's own weights, which are still as they were.
    const bool off = m_technique->setEnabled(false).has_value();
    m_base.name = "base";
    m_base.head = headOf(*m_model);
    if (m_base.head.weight.requires_grad()) m_base.head.weight = m_base.head.weight.detach().clone();
    const auto done = remember(m_base, *m_model, nullptr, plan, stop);
    if (off) ATTUNE_TRY_VOID(m_technique->setEnabled(true));
    return done;
  }

  // The teacher's hidden states of all rows of the run: those in the run folder, or new ones that are then put there. False
  // when stopped in between.
  Result<bool> remember(Teacher& teacher, CausalLm& model, Technique* adapter, const TrainPlan& plan, const std::stop_token& stop) {
    const auto folder = m_request.runFolder / teacher.name;
    const Json facts = factsOf(plan);
    const auto published = verifyManifest(folder);
    if (!published || *published != facts) {
      ATTUNE_TRY(const bool done, writeStates(folder, facts, model, adapter, plan, stop));
      if (!done) return false;
    }
    ATTUNE_TRY(teacher.states, openSafetensors(folder / kStatesFile));
    return true;
  }

  Result<bool> writeStates(const std::filesystem::path& folder, const Json& facts, CausalLm& model, Technique* adapter, const TrainPlan& plan,
                           const std::stop_token& stop) {
    const at::NoGradGuard noGradients;
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    std::filesystem::create_directories(m_request.runFolder, ignored);
    ATTUNE_TRY(auto staged, StagedFolder::create(folder));
    std::vector<TensorInfo> infos;
    for (const Part part : kParts) {
      for (const std::uint32_t row : rowsOfRun(plan, m_request, part)) {
        TensorInfo info;
        info.name = tensorName(part, row);
        info.dtype = DType::F32;
        info.shape = {size(part, row).trainedTokens, model.config().hiddenSize};
        infos.push_back(std::move(info));
      }
    }
    ATTUNE_TRY(auto writer, SafetensorsWriter::create(staged.path() / kStatesFile, std::move(infos)));
    for (const Part part : kParts) {
      for (const std::uint32_t row : rowsOfRun(plan, m_request, part)) {
        if (stop.stop_requested()) return false;
        Batch batch = makeBatch({&examplesOf(m_request, part)[row]}, m_device);
        if (adapter != nullptr) batch = adapter->prepare(std::move(batch));
        const Tensor states = model.hiddenRows(batch, batch.lossRows).to(at::kCPU, at::kFloat).contiguous();
        ATTUNE_TRY_VOID(writer.write(tensorName(part, row), {static_cast<const std::byte*>(states.const_data_ptr()), states.nbytes()}));
      }
    }
    ATTUNE_TRY_VOID(writer.finish());
    ATTUNE_TRY_VOID(staged.commit(facts));
    return true;
  }

  double m_lambda, m_temperature, m_klToBase, m_hidden;
  CausalLm* m_model = nullptr;
  at::ScalarType m_dtype = at::kFloat;
  Teacher m_teacher, m_base;
  Tensor m_projection;  // [C', C] float32; undefined where it is the identity
};

}  // namespace

std::unique_ptr<Objective> makeDistillationObjective(const TrainRequest& request) { return std::make_unique<DistillationObjective>(request); }

}  // namespace attune::engine
