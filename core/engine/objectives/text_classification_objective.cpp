// SPDX-License-Identifier: GPL-3.0-or-later
// Learning to sort whole texts into classes: the cross entropy of each row's class (or of each of its labels), and its mean over
// the rows. Where the head alone is trained, what it is given never changes and is computed once.
#include <ATen/ATen.h>

#include <algorithm>
#include <set>

#include "core/engine/nn/transfer.h"
#include "core/engine/objectives/implementations.h"
#include "core/engine/objectives/text_classification.h"
#include "core/engine/techniques/head_tensors.h"
#include "core/eval/metrics.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

class TextClassification : public Objective {
 public:
  using Objective::Objective;

  Result<void> check(Part part, const ModelConfig& config) const override {
    const auto& examples = examplesOf(m_request, part);
    ATTUNE_TRY_VOID(checkTokens(examples, part, config, false));
    const auto classes = static_cast<std::int32_t>(config.labels.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (std::ranges::all_of(examples[i].labels, [&](std::int32_t label) { return label >= 0 && label < classes; })) continue;
      return fail("train.bad-class", ATTUNE_TEXT("Row {0} has a label that is none of the {1} classes."),
                  {std::to_string(i + 1), std::to_string(classes)});
    }
    return {};
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = examplesOf(m_request, part)[row];
    const bool labelled = m_request.spec.multiLabel || example.labels.size() == 1;
    const std::int64_t targets = labelled && !example.tokens.empty() ? 1 : 0;
    return {static_cast<std::int64_t>(example.tokens.size()), targets, targets};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const std::string& name : m_request.spec.classes) seed = fastHash(name, seed + 1);
    return hashOf(examplesOf(m_request, Part::Train), hashOf(examplesOf(m_request, Part::Validation), seed));
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildModel(checkpoint, device, dtype, m_request.spec.seed));
    m_model = dynamic_cast<SequenceClassifier*>(model.get());
    if (m_model == nullptr) return fail("train.no-head", ATTUNE_TEXT("The model “{0}” has no head that sorts texts."), {checkpoint.name});
    m_device = device;
    return model;
  }

  Result<bool> begin(Technique& technique, const TrainPlan&, const std::stop_token& stop) override {
    m_technique = &technique;
    if (!trainsHeadAlone()) return true;
    for (const Part part : {Part::Train, Part::Validation}) {
      std::vector<std::uint32_t> rows(examplesOf(m_request, part).size());
      std::vector<std::uint32_t> usable;
      for (std::uint32_t i = 0; i < rows.size(); ++i) {
        rows[i] = static_cast<std::uint32_t>(usable.size());
        if (size(part, i).targets > 0) usable.push_back(i);
      }
      auto features = classFeatures(*m_model, chosen(part, usable), m_device, {}, kLookTokens, {}, stop);
      if (!features) return false;
      m_kept[part] = {std::move(*features), std::move(rows)};
    }
    return true;
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    const double smoothing = m_request.spec.params.get(params::kLabelSmoothing);
    const auto examples = chosen(Part::Train, rows);
    const Tensor features = m_kept.empty() ? m_model->features(m_technique->prepare(makeBatch(examples, m_device))) : kept(Part::Train, rows);
    return classLosses(m_model->logitsOf(features), examples, m_request.spec.multiLabel, smoothing).sum();
  }

  std::optional<BatchRows> batchOf(const std::vector<std::uint32_t>& rows) const override {
    if (!m_kept.empty() || m_request.spec.multiLabel) return std::nullopt;
    const auto examples = chosen(Part::Train, rows);
    BatchRows batch = batchRows(examples);
    batch.lossRows = standingRows(batch.starts, m_model->config().decoder);
    batch.targets = classesOf(examples);
    return batch;
  }

  Tensor lossOf(const Batch& batch) override {
    return classLosses(m_model->logits(m_technique->prepare(batch)), batch.targets, m_request.spec.params.get(params::kLabelSmoothing)).sum();
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const at::NoGradGuard noGradients;
    const auto examples = chosen(part, rows);
    const auto features = m_kept.empty() ? classFeatures(*m_model, examples, m_device, hook(), kLookTokens, {}, stop) : kept(part, rows);
    if (!features) return std::nullopt;
    const Tensor logits = m_model->logitsOf(*features);
    const Tensor losses = classLosses(logits, examples, m_request.spec.multiLabel, 0).to(at::kCPU, at::kDouble);
    RowLosses look;
    for (std::int64_t i = 0; i < losses.size(0); ++i) look.rows.push_back({losses.const_data_ptr<double>()[i], 1});
    if (examples.empty()) return look;
    const auto predicted = chosenClasses(logits, m_request.spec.multiLabel);
    std::vector<std::vector<std::string>> answers, references;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      answers.push_back(namesOf(predicted[i]));
      references.push_back(namesOf(examples[i]->labels));
    }
    const ClassificationScores scores = classificationScores(answers, references);
    look.metrics["accuracy"] = scores.accuracy;
    look.metrics["f1_macro"] = scores.macro.f1;
    look.metrics["f1_micro"] = scores.micro.f1;
    return look;
  }

 private:
  // Features of a part's rows, and where each row's are.
  struct Kept {
    Tensor features;
    std::vector<std::uint32_t> places;
  };

  bool trainsHeadAlone() {
    std::set<const void*> head;
    m_model->visit([&](const std::string& name, Tensor& tensor) {
      if (inHead(m_model->config(), name)) head.insert(tensor.unsafeGetTensorImpl());
    });
    return std::ranges::all_of(m_technique->trainable(), [&](const TrainableTensor& item) { return head.contains(item.tensor.unsafeGetTensorImpl()); });
  }

  Tensor kept(Part part, const std::vector<std::uint32_t>& rows) const {
    const Kept& all = m_kept.at(part);
    std::vector<std::int64_t> places;
    for (const std::uint32_t row : rows) places.push_back(all.places[row]);
    return all.features.index_select(0, toDevice(at::tensor(places, at::kLong), m_device));
  }

  std::vector<std::string> namesOf(const std::vector<std::int32_t>& labels) const {
    std::vector<std::string> names;
    for (const std::int32_t label : labels) names.push_back(m_request.spec.classes[static_cast<std::size_t>(label)]);
    return names;
  }

  SequenceClassifier* m_model = nullptr;
  std::map<Part, Kept> m_kept;  // empty unless the head alone is trained
};

}  // namespace

std::unique_ptr<Objective> makeTextClassificationObjective(const TrainRequest& request) { return std::make_unique<TextClassification>(request); }

}  // namespace attune::engine
