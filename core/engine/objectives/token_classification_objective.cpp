// SPDX-License-Identifier: GPL-3.0-or-later
// Learning to tag words: the cross entropy of the tag at each word's first token (or at all of its tokens), and its mean over those.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/engine/objectives/implementations.h"
#include "core/engine/objectives/text_classification.h"
#include "core/engine/objectives/token_classification.h"
#include "core/eval/metrics.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

class TokenClassification : public Objective {
 public:
  using Objective::Objective;

  Result<void> check(Part part, const ModelConfig& config) const override {
    const auto& examples = examplesOf(m_request, part);
    ATTUNE_TRY_VOID(checkTokens(examples, part, config, false));
    const auto classes = static_cast<std::int32_t>(config.labels.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const auto known = [&](std::int32_t label) { return label == kNoLabel || (label >= 0 && label < 2 * classes); };
      if (examples[i].labels.size() == examples[i].tokens.size() && std::ranges::all_of(examples[i].labels, known)) continue;
      return fail("train.bad-class", ATTUNE_TEXT("Row {0} has a tag that is none of the {1} tags of the run."),
                  {std::to_string(i + 1), std::to_string(classes)});
    }
    return {};
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = examplesOf(m_request, part)[row];
    const std::int64_t tagged = taggedTokens(example);
    return {static_cast<std::int64_t>(example.tokens.size()), tagged, tagged};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    for (const std::string& name : m_request.spec.classes) seed = fastHash(name, seed + 1);
    return hashOf(examplesOf(m_request, Part::Train), hashOf(examplesOf(m_request, Part::Validation), seed));
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildModel(checkpoint, device, dtype, m_request.spec.seed));
    m_model = dynamic_cast<SequenceClassifier*>(model.get());
    if (m_model == nullptr || !m_model->sortsTokens()) return fail("train.no-head", ATTUNE_TEXT("The model “{0}” has no head that tags words."), {checkpoint.name});
    m_device = device;
    return model;
  }

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override { return lossOf(makeBatch(*batchOf(rows), m_device)); }

  std::optional<BatchRows> batchOf(const std::vector<std::uint32_t>& rows) const override { return tagRows(chosen(Part::Train, rows), classCount()); }

  Tensor lossOf(const Batch& batch) override {
    return classLosses(m_model->logits(m_technique->prepare(batch)), batch.targets, m_request.spec.params.get(params::kLabelSmoothing)).sum();
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const at::NoGradGuard noGradients;
    const auto examples = chosen(part, rows);
    const auto features = classFeatures(*m_model, examples, m_device, hook(), kLookTokens, {}, stop);
    if (!features) return std::nullopt;
    const Tensor logits = m_model->logitsOf(*features);
    RowLosses look{exampleLosses(*m_model, logits, examples), {}};
    if (examples.empty()) return look;
    std::vector<std::vector<std::string>> predicted, expected;
    for (const auto& tags : chosenTags(logits, examples)) predicted.push_back(namesOf(tags));
    for (const TokenizedExample* example : examples) expected.push_back(namesOf(example->labels));
    look.metrics = taggingMetrics(predicted, expected);
    return look;
  }

 private:
  std::int64_t classCount() const { return static_cast<std::int64_t>(m_request.spec.classes.size()); }

  // Of words alone: later tokens and those without a tag are left out.
  std::vector<std::string> namesOf(const std::vector<std::int32_t>& labels) const {
    std::vector<std::string> names;
    for (const std::int32_t label : labels) {
      if (label >= 0 && label < classCount()) names.push_back(m_request.spec.classes[static_cast<std::size_t>(label)]);
    }
    return names;
  }

  SequenceClassifier* m_model = nullptr;
};

}  // namespace

std::unique_ptr<Objective> makeTokenClassificationObjective(const TrainRequest& request) { return std::make_unique<TokenClassification>(request); }

}  // namespace attune::engine
